"""Who came from the same village, served in the same unit, or fell at the same place in the same year."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.cards import Named, people
from search.index.opened import open_current
from search.questions.companions import Companions, companions, ties_of
from tests.search.people import ListSource, Texts, built, doubtful, entry, source_of

FALLEN: tuple[Texts, ...] = (
    {
        "name": "王德胜",
        "native_place": "惠民县何坊乡东李村",
        "unit": "渤纵七师",
        "death": ("1947.5", "1947-05"),
        "death_place": "孟良崮",
    },
    {
        "name": "王德",
        "native_place": "惠民县何坊乡东李村",
        "unit": "回民支队",
        "death": ("1948", "1948"),
        "death_place": "孟良崮",
    },
    {"name": "李高峰", "native_place": "惠民縣何坊乡东李村", "unit": "渤海纵队第七师"},
    {"name": "赵七", "native_place": "惠民县", "death": ("1947", "1947"), "death_place": "孟良崮"},
    {"name": "钱八", "native_place": "山东省惠民县"},
    {"name": "孙九", "native_place": "惠民县何坊乡东李村西"},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source_of(*FALLEN), tmp_path_factory.mktemp("index"))


def of(index: Path, number: int, most: int = 10) -> Companions:
    opened = open_current(index)
    try:
        return companions(opened, ties_of(list(people(source_of(*FALLEN)))[number]), most)
    finally:
        opened.close()


def test_companions_share_a_village_a_unit_or_place_and_year(index: Path) -> None:
    found = of(index, 0)
    assert [one.name for one in found.village.people] == ["王德", "李高峰"]
    assert [one.name for one in found.unit.people] == ["李高峰"]
    assert [one.name for one in found.place.people] == ["赵七"]
    assert (found.village.total, found.unit.total, found.place.total) == (2, 1, 1)
    assert found.unit.words == "渤海纵队第七师"


@pytest.mark.parametrize("number", [3, 4])
def test_a_county_alone_is_no_village(index: Path, number: int) -> None:
    assert of(index, number).village.people == ()


def test_no_more_are_told_than_asked_for(index: Path) -> None:
    found = of(index, 0, most=1)
    assert [one.name for one in found.village.people] == ["王德"]
    assert found.village.total == 2


def test_somebody_of_whom_nothing_is_known_has_no_companions(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"}, {"name": "李高峰"})
    opened = open_current(built(source, tmp_path))
    found = companions(opened, ties_of(next(people(source))), 10)
    assert not any(company.people for company in (found.village, found.unit, found.place))
    opened.close()


@given(st.text(), st.text(alphabet="0123456789abcdef", min_size=1), st.booleans())
def test_a_name_is_read_as_it_was_written(name: str, id: str, certain: bool) -> None:
    named = Named(id, name, certain)
    assert Named.from_line(named.as_line()) == named


def test_a_name_that_a_person_must_look_at_is_not_certain(tmp_path: Path) -> None:
    sure, unsure = (entry(row, {"name": name, "unit": "回民支队"}) for row, name in enumerate(("王德胜", "李高峰")))
    source = ListSource([sure, doubtful(unsure)])
    opened = open_current(built(source, tmp_path))
    found = companions(opened, ties_of(next(people(source))), 10)
    assert [(one.name, one.certain) for one in found.unit.people] == [("李高峰", False)]
    opened.close()
