"""Beside a person stand those of the same village, unit, or place and year of death."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

import search
from archive.folder import DataFolder
from search import IndexUnavailable
from tests.search.people import entry, store
from webapp import create_app

HOME = "惠民县何坊乡东李村"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    people = [
        {
            "name": "王德胜",
            "native_place": HOME,
            "unit": "渤纵七师",
            "death": ("1947.5", "1947-05"),
            "death_place": "孟良崮",
        },
        {"name": "李高峰", "native_place": HOME},
        {"name": "赵七", "unit": "渤海纵队第七师"},
        {"name": "钱八", "death": ("1947", "1947"), "death_place": "孟良崮"},
        *({"name": f"孙{char}", "native_place": HOME} for char in "甲乙丙丁戊己"),
    ]
    store(folder, *people, flagged={2: ["name"]})
    search.refresh(folder)
    return folder


@pytest.fixture
def client(folder: DataFolder) -> FlaskClient:
    return create_app(folder).test_client()


def page(client: FlaskClient, row: int) -> str:
    answer = client.get(f"/martyrs/{entry(row, {}).id}")
    assert answer.status_code == 200
    return answer.text


def test_companions_stand_on_the_page_under_what_they_share(client: FlaskClient) -> None:
    text = page(client, 1)
    village, unit, place = text.index("同村"), text.index("同一部队"), text.index("同年同地牺牲")
    assert village < text.index("孙甲") < unit < text.index("赵七") < place < text.index("钱八")


def test_a_companion_whose_name_is_doubtful_is_no_fact(client: FlaskClient) -> None:
    text = page(client, 1)
    assert "待核对" in text[text.index("同村") : text.index("同一部队")]


def test_the_others_are_one_step_away(client: FlaskClient) -> None:
    text = page(client, 1)
    assert "孙戊" not in text
    assert "全部名单" in text[text.index("同村") : text.index("同一部队")]
    assert "全部名单" not in text[text.index("同一部队") :]


def test_somebody_without_companions_has_no_such_part(client: FlaskClient, folder: DataFolder) -> None:
    assert "同村" not in page(client, 4)


def test_a_doubtful_village_is_shared_with_nobody(folder: DataFolder) -> None:
    store(
        folder,
        {"name": "王德胜", "native_place": HOME},
        {"name": "李高峰", "native_place": HOME},
        flagged={1: ["native_place"]},
    )
    search.refresh(folder)
    assert "同村" not in page(create_app(folder).test_client(), 1)


def test_without_an_index_the_page_stands_without_them(folder: DataFolder) -> None:
    def broken(*_: object) -> search.Companions:
        raise IndexUnavailable("there is no search index yet")

    assert "同村" not in page(create_app(folder, companions=broken).test_client(), 1)


def test_a_companion_has_the_name_that_stands_now_also_before_the_index_has_it(folder: DataFolder) -> None:
    client = create_app(folder).test_client()
    assert "李高峰" in page(client, 1)
    store(folder, {"name": "王德胜", "native_place": HOME}, {"name": "李高丰", "native_place": HOME})
    text = page(client, 1)
    assert "李高丰" in text
    assert "李高峰" not in text
