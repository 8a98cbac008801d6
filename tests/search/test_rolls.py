"""Everybody, told by what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.records import Status
from search.index.opened import Index, open_current
from search.index.standing import homes_of
from search.questions.question import Filters
from search.refreshing import refresh_from
from search.rolls import tally_of, tally_of_year
from tests.search.people import ListSource, answers, entry, flagging, names

PEOPLE = ListSource(
    [
        entry(1, {"name": "王德胜", "native_place": "惠民县沙窝乡小赵庄", "birth": "1923", "death": "1947-03-12"}),
        entry(2, {"name": "李成", "native_place": "惠民沙窝乡", "birth": "1920~", "death": "1947-03"}),
        entry(3, {"name": "孙文", "native_place": "滨县", "death": "1947", "death_cause": "南麻、临朐战役中牺牲"}),
        entry(4, {"name": "赵武", "native_place": "惠民县石庙镇", "birth": "1930", "death": "1947-03-12"}),
    ]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index in which the last person's date, home and birth are to be checked."""
    last = PEOPLE.listed[-1]
    flagged = replace(last, entry=flagging(last.entry, ("death", "native_place", "birth")))
    refresh_from(ListSource([*PEOPLE.listed[:-1], flagged]), tmp_path)
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> Iterator[Index]:
    index = open_current(folder)
    yield index
    index.close()


def test_everybody_is_counted_by_every_label(opened: Index) -> None:
    tally = tally_of(opened)
    assert tally.people == 4
    assert tally.labels["county"] == {"惠民县": 3, "滨县": 1}
    assert tally.labels["state"] == {Status.ACCEPTED: 3, Status.FLAGGED: 1}
    assert tally.of("surname", "王") == 1
    assert tally.of("surname", "吴") == 0


def test_townships_and_villages_stand_within_their_counties_unless_in_doubt(opened: Index) -> None:
    assert tally_of(opened).townships == {"惠民县": {"沙窝乡": 2}, "惠民县/沙窝乡": {"小赵庄": 1}}


def test_ages_are_known_where_both_years_are_settled(opened: Index) -> None:
    assert tally_of(opened).ages == {24: 1}


def test_days_are_counted_where_the_day_is_settled(opened: Index) -> None:
    assert tally_of(opened).days == {"03-12": 1}


def test_a_year_is_counted_by_settled_months_and_by_campaigns(opened: Index) -> None:
    told = tally_of_year(opened, 1947)
    assert told.months == {3: 2}
    assert told.campaigns == {"南麻临朐战役": 1}
    assert tally_of_year(opened, 1930).months == {}


def test_people_are_found_by_township_month_and_day(folder: Path) -> None:
    assert names(answers(folder, "", Filters(township="惠民县/沙窝乡"))) == ["王德胜", "李成"]
    assert names(answers(folder, "", Filters(month=3))) == ["王德胜", "李成"]
    assert names(answers(folder, "", Filters(month=3, day=12))) == ["王德胜"]
    assert names(answers(folder, "李", Filters(month=3))) == ["李成"]


def test_townships_are_counted_within_a_county_or_township_that_is_asked_for(folder: Path) -> None:
    assert "township" not in answers(folder, "李").facets
    assert answers(folder, "", Filters(county="惠民县")).facets["township"] == {"惠民县/沙窝乡": 2}
    within = answers(folder, "", Filters(county="惠民", township="惠民县/沙窝乡")).facets["township"]
    assert within == {"惠民县/沙窝乡": 2, "惠民县/沙窝乡/小赵庄": 1}


def test_months_are_counted_within_a_year_or_beside_a_month(folder: Path) -> None:
    assert "month" not in answers(folder, "", Filters(since=1947)).facets
    assert answers(folder, "", Filters(since=1947, until=1947)).facets["month"] == {"3": 2}
    assert answers(folder, "", Filters(month=4, sex="男")).total == 0
    assert answers(folder, "", Filters(county="惠民县", month=4)).facets["month"] == {"3": 2}


def test_a_day_without_its_month_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="without its month"):
        answers(folder, "王", Filters(day=12))


def test_people_of_one_year_are_listed_by_date_those_without_one_last(folder: Path) -> None:
    assert names(answers(folder, "", Filters(since=1947, until=1947), sort="year")) == [
        "王德胜",
        "李成",
        "孙文",
        "赵武",
    ]


@pytest.mark.parametrize(
    ("place", "ways"),
    [
        ("山东省惠民县沙窝乡小赵庄", ("惠民县/沙窝乡", "惠民县/沙窝乡/小赵庄")),
        ("惠民小赵庄", ("惠民县/小赵庄",)),
        ("惠民县", ()),
        ("小赵庄", ()),
        ("滨州市惠民县三区沙窝公社赵家", ("惠民县/三区", "惠民县/三区/沙窝公社", "惠民县/三区/沙窝公社/赵家")),
        ("阳信县石庙镇", ("阳信县/石庙镇",)),
    ],
)
def test_a_home_leads_down_from_its_county(place: str, ways: tuple[str, ...]) -> None:
    assert homes_of(place) == ways
