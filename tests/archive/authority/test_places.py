"""The table of places is whole, and answers what families ask."""

from __future__ import annotations

from itertools import combinations

import pytest

from archive.authority.places import COUNTIES, LEVELS, WIDE, counties_at, names_through_time, places, within
from archive.authority.spells import EARLIER, LATER

RANK = {level: min(LEVELS.index(level), len(WIDE)) for level in LEVELS}
"""Counties, cities of their rank and districts are one rank; what is wider comes before."""


def test_every_place_names_its_sources() -> None:
    assert len(places()) > 140
    assert all(place.sources for place in places().values())


def test_what_became_of_a_place_knows_where_it_came_from() -> None:
    for place in places().values():
        for link in place.became:
            assert place.id in [origin.other for origin in places()[link.other].came_from]


def test_a_place_lies_in_a_wider_one() -> None:
    for place in places().values():
        for link in place.within:
            assert RANK[places()[link.of].level] <= RANK[place.level], (place.id, link.of)
            assert places()[link.of].level in WIDE or place.level == "镇"


def test_the_spells_of_a_place_follow_one_another() -> None:
    for place in places().values():
        for earlier, later in zip(place.spells, place.spells[1:], strict=False):
            ends, begins = earlier.last, later.first
            assert ends is None or begins is None or ends <= begins, place.id


def test_a_place_lay_in_another_while_both_existed() -> None:
    for place in places().values():
        for link in place.within:
            upper = places()[link.of].spells
            assert not upper or any(link.during.meets(spell) for spell in upper), (place.id, link.of)
            assert not place.spells or any(link.during.meets(spell) for spell in place.spells), (place.id, link.of)


def test_a_place_ends_when_it_became_another() -> None:
    for place in places().values():
        bounds = {bound for spell in place.spells for bound in (spell.first, spell.last)}
        for link in place.became:
            if link.year and not link.part and None not in bounds:
                assert link.year in bounds, (place.id, link)


def test_no_two_places_of_one_level_bear_one_name_at_one_time() -> None:
    for one, other in combinations(places().values(), 2):
        if (one.name, one.level) == (other.name, other.level):
            assert not any(a.meets(b) for a in one.spells for b in other.spells), (one.id, other.id)


def test_the_years_are_those_of_the_district_and_after() -> None:
    for place in places().values():
        for spell in place.spells:
            for year in (spell.first, spell.last):
                assert year in (None, EARLIER, LATER) or year > 1910


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("滨县", "滨城区"),  # the county of the rosters under its name of today
        ("滨城", "滨县"),
        ("滨州市滨城区", "滨县"),  # as it stands on an identity card
        ("蒲台", "博兴县"),
        ("高苑", "高青县"),
        ("青城县", "高青"),
        ("高青县", "高苑"),
        ("高青县", "青城"),
        ("振华县", "宁津"),  # counties named after the fallen
        ("宁津", "振华县"),
        ("匡五", "陵城区"),
        ("靖远县", "盐山县"),
        ("耀南县", "邹平市"),
        ("黄骅市", "新青县"),
        ("垦区", "垦利区"),
        ("沾化区", "沾化县"),
        ("德平", "临邑县"),
        ("章历县", "章丘区"),
        ("周村市", "周村区"),
        ("益都", "青州市"),
        ("羊角沟", "羊口镇"),
    ],
)
def test_a_name_leads_to_the_names_before_and_after(asked: str, leads_to: str) -> None:
    assert leads_to in names_through_time(asked)


def test_the_nearest_name_comes_first_and_the_asked_one_not_at_all() -> None:
    names = names_through_time("滨县")
    assert names[0] == "滨州市"
    assert "滨县" not in names
    assert names.index("滨城区") < names.index("蒲台县")  # of 蒲台县 only a part


def test_one_county_does_not_lead_to_another_that_it_was_joined_with() -> None:
    assert "青城县" not in names_through_time("高苑")
    assert "商河县" not in names_through_time("惠民县")


def test_a_name_in_short_leads_to_the_name_in_full() -> None:
    assert names_through_time("惠民")[0] == "惠民县"
    assert "阳信" in names_through_time("阳信县")


@pytest.mark.parametrize("words", ["", "上海", "县", "市", "惠民县上海", "王德胜", "滨" * 10_000])
def test_words_that_name_no_place_of_the_district_give_nothing(words: str) -> None:
    assert names_through_time(words) == ()
    assert within(words) == ()


def test_namesakes_are_told_apart_by_what_they_lie_in() -> None:
    assert "惠民专区" in names_through_time("滨州市")
    assert "惠民专区" not in names_through_time("惠民地区滨州市")
    assert "滨县" in names_through_time("惠民地区滨州市")


@pytest.mark.parametrize(
    ("wide", "holds"),
    [
        ("渤海行政区", {"惠民县", "振华县", "匡五县", "耀南县", "寿光县", "黄骅县", "垦利区", "滨城区"}),
        ("渤海区", {"蒲台县", "商河", "德平县"}),
        ("渤海行政区第四专区", {"惠民县", "利津县", "垦利县", "垦利区"}),
        ("渤海区四专署", {"惠民市", "利津"}),
        ("惠民专区", {"惠民县", "高苑县", "长山县", "沾化区"}),
        ("滨州市", {"滨城区", "滨县", "邹平市", "长山县", "齐东县"}),
        ("冀鲁边区", {"靖远县", "乐陵市", "鬲津县"}),
        ("清河区", {"广北县", "邹平县", "垦区"}),
    ],
)
def test_a_wide_place_holds_its_counties_then_and_now(wide: str, holds: set[str]) -> None:
    assert holds <= set(within(wide))


def test_a_wide_place_holds_only_what_lay_in_it_in_its_years() -> None:
    assert "商河县" not in within("滨州市")  # with 惠民专区 until 1958, long before there was the city
    assert "历城县" not in within("渤海区")  # a part of it became 章历县
    assert not set(WIDE) & {places()[name].level for name in within("渤海区") if name in places()}


def test_a_county_holds_no_counties() -> None:
    assert within("惠民县") == ()


def test_the_counties_of_a_year_are_those_known_then() -> None:
    then = counties_at(1947)
    assert {"惠民县", "惠民市", "滨县", "高苑县", "振华县", "匡五县", "靖远县", "德县"} <= then
    assert not {"高青县", "滨城区", "宁津县", "陵县", "邹平市", "渤海行政区"} & then
    assert {"高青县", "宁津县"} <= counties_at(1950)


def test_the_counties_of_no_year_are_all_of_them() -> None:
    assert counties_at(1947) < counties_at(None)
    assert all(name.endswith(COUNTIES) for name in counties_at(None))


def test_a_part_that_went_elsewhere_is_followed_one_step_only() -> None:
    """宁津 became 鬲津 in part, to which others gave parts of theirs: these are not 宁津."""
    assert "鬲津县" in names_through_time("宁津")
    assert not {"乐陵县", "东光县", "盐山县"} & set(names_through_time("宁津"))
