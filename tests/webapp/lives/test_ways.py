"""A fact leads to those who share it, and to nobody else."""

from __future__ import annotations

from archive.records import Status
from search import Tally
from tests.webapp.small_archive import Cell, make_person
from webapp.lives.ways import ways_of

TALLY = Tally(
    9,
    {
        "surname": {"王": 3},
        "county": {"惠民县": 5},
        "unit": {"渤海纵队第七师": 2},
        "year": {"1947": 4, "1946": 1},
    },
    {"惠民县": {"沙窝乡": 2}},
    {},
)
PERSON = make_person(
    (
        Cell("name", "王德胜"),
        Cell("native_place", "惠民县沙窝乡小赵庄"),
        Cell("unit", "渤纵七师"),
        Cell("death", "1947-03-12"),
    )
)


def test_facts_lead_to_the_pages_of_those_who_share_them() -> None:
    ways = ways_of(PERSON, TALLY)
    assert {field: [(way.endpoint, way.address) for way in found] for field, found in ways.items()} == {
        "name": [("browsing.surname", {"name": "王"})],
        "native_place": [
            ("browsing.place", {"name": "惠民县"}),
            ("browsing.township", {"name": "惠民县", "way": "沙窝乡"}),
        ],
        "unit": [("browsing.unit", {"name": "渤海纵队第七师"})],
        "death": [
            ("browsing.year", {"year": "1947"}),
            ("browsing.year", {"year": "1947", "month": "3"}),
            ("browsing.day", {"day": "03-12"}),
        ],
    }
    assert [str(way.words) for way in ways["death"]] == ["1947年牺牲的人", "1947年3月牺牲的人", "3月12日牺牲的人"]


def test_what_is_to_be_checked_leads_nowhere() -> None:
    person = make_person((Cell("name", "王德胜", status=Status.FLAGGED), Cell("death", "1947", status=Status.FLAGGED)))
    assert ways_of(person, TALLY) == {}


def test_a_page_that_is_not_there_is_not_led_to() -> None:
    person = make_person((Cell("name", "李成"), Cell("native_place", "商河县"), Cell("death", "1930")))
    assert ways_of(person, TALLY) == {}


def test_a_vague_year_leads_to_the_years_it_lies_in_unless_they_are_many() -> None:
    (first, second) = ways_of(make_person((Cell("death", "1946/1947"),)), TALLY)["death"]
    assert (first.address, second.address) == ({"year": "1946"}, {"year": "1947"})
    assert ways_of(make_person((Cell("death", "1940/1949"),)), TALLY) == {}
