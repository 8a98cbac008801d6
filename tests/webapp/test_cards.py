"""A list tells the same of a person whether the index knows it or the archive is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search
from archive.folder import DataFolder
from archive.records import FIELDS, Status
from search import Marks, Results, Search
from search.index.cards import make_card
from search.questions.answering import hit_of
from search.questions.question import Question, understand
from tests.archive.plans import asked
from tests.search.people import store
from tests.webapp.small_archive import Cell, make_person
from webapp import create_app
from webapp.cards import card_of, cards_of

PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "王德胜", "native_place": "惠民县何坊乡", "unit": "渤纵七师", "death": ("1947.5", "1947-05")},
    {"name": "王秀英", "native_place": "惠民县石庙镇", "death": ("一九四七年", "1947"), "remarks": "<王>"},
    {"name": "王成", "native_place": "滨县", "death": ("不详", None)},
)
_WORDS = st.sampled_from(["", "王德胜", "惠民县", "1947", "1947.3", "不详", "<b>"])
_CELLS = st.builds(
    Cell,
    st.sampled_from([*FIELDS, "牌号"]),
    _WORDS,
    st.none() | st.just("=") | st.sampled_from(["", "1947", "1947-03", "王德"]),
    st.sampled_from([*Status, Status.ACCEPTED, Status.ACCEPTED]),
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    store(folder, *PEOPLE)
    search.refresh(folder)
    return folder


@given(st.lists(st.lists(_CELLS, max_size=6), min_size=1, max_size=3), st.sampled_from(["", "王德胜", "惠民 1947"]))
def test_what_the_index_knows_is_what_the_readings_say(lines: list[list[Cell]], words: str) -> None:
    person, marks = make_person(*lines), Marks(words)
    hit = hit_of(make_card(person), understand(words) if words else Question(()))
    if hit.told:
        assert cards_of(Results(1, (hit,)), marks) == (card_of(hit, person, {}, marks),)
    told = [reading for one in person.entries for reading in one.entry.readings if reading.field in FIELDS]
    if told and all(reading.trusted and reading.value for reading in told):
        assert hit.told


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("words", ["王", "惠民", "1947", "王德胜 1947"])
def test_a_page_of_either_is_the_same(folder: DataFolder, language: str, words: str) -> None:
    def from_the_archive(folder: DataFolder, search_: Search) -> Results:
        found = search.find(folder, search_)
        return replace(found, hits=tuple(replace(hit, told={}) for hit in found.hits))

    address = f"{language}/search?q={words}"
    page = create_app(folder).test_client().get(address).text
    assert page.count('class="who"') >= 1
    assert page == create_app(folder, find=from_the_archive).test_client().get(address).text


def read(folder: DataFolder, address: str) -> tuple[str, bool]:
    """A page, and whether the readings of the archive were looked at for it."""
    with asked(folder) as told:
        page = create_app(folder).test_client().get(address).text
    return page, any("FROM readings" in statement for statement in told)


@pytest.mark.parametrize(
    ("words", "line"),
    [("江", None), ("jiang", None), ("shihe", "又名"), ("渡江", "牺牲地点"), ("江 1949", "牺牲地点")],
)
def test_other_fields_are_told_where_they_are_why(tmp_path: Path, words: str, line: str | None) -> None:
    store(
        folder := DataFolder(tmp_path),
        {"name": "江水", "alias": "石河", "death_place": "渡江", "death": ("1949", "1949"), "sex": ("男", "男")},
    )
    search.refresh(folder)
    text = create_app(folder).test_client().get("/search", query_string={"q": words}).text
    told = [other for other in ("又名", "牺牲地点", "性别") if f"<dt>{other}</dt>" in text]
    assert told == ([line] if line else [])


def test_the_archive_is_not_asked_for_what_the_index_knows(folder: DataFolder) -> None:
    page, looked = read(folder, "/search?q=王")
    assert not looked
    assert page.count('class="who"') == 3
    assert "1947年5月" in page


def test_it_is_asked_where_a_piece_of_paper_is_to_be_shown(folder: DataFolder) -> None:
    store(folder, *PEOPLE, flagged={2: ["death"]})
    search.refresh(folder)
    page, looked = read(folder, "/search?q=王")
    assert looked
    assert page.count("待核对</strong>") == 1
    assert "/pieces/" in page


def test_it_is_asked_where_it_has_changed_since_the_index_was_made(folder: DataFolder) -> None:
    store(folder, {**PEOPLE[0], "unit": "民兵"}, *PEOPLE[1:])
    page, looked = read(folder, "/search?q=王德胜")
    assert looked
    assert "民兵" in page
    assert "渤纵七师" not in page


def test_figures_of_a_date_that_were_not_understood_are_none(folder: DataFolder) -> None:
    store(folder, {**PEOPLE[0], "death": ("1947", None)})
    search.refresh(folder)
    page, looked = read(folder, "/search?q=王德胜")
    assert looked
    assert "<dd>1947</dd>" in page
