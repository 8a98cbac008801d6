"""Entries that may speak of one person are found, whatever the rosters made of them; namesakes are not."""

from __future__ import annotations

import pytest

from archive.linkage.claims import claims_of
from archive.linkage.frequencies import Frequencies
from archive.linkage.likeness import Comparing
from archive.linkage.places import Kin
from archive.linkage.proposals import MOST_EACH, proposals
from archive.records import ArchivedEntry
from tests.archive.linkage.people import LORE, crowd, told

WANG = {"name": "王德胜", "sex": "男", "native_place": "惠民县小赵庄", "birth": "1923", "death": "1947-03"}


def found(*entries: ArchivedEntry) -> set[frozenset[str]]:
    return {frozenset((one.one, one.other)) for one in proposals([*entries, *crowd()], LORE)}


def likelihood(one: ArchivedEntry, other: ArchivedEntry) -> float:
    claims = [claims_of(each, LORE) for each in (one, other, *crowd())]
    likeness = Comparing(Frequencies(claims), LORE, Kin()).likeness(*claims[:2])
    return likeness.probability if likeness else 0.0


def pair(one: ArchivedEntry, other: ArchivedEntry) -> frozenset[str]:
    return frozenset((one.id, other.id))


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("a traditional form", {"name": "王德勝"}),
        ("a lookalike", {"name": "王德性"}),
        ("a character that comes near in print", {"name": "王德朥"}),
        ("another character of the same sound", {"name": "王德生"}),
        ("a character that nobody can read", {"name": "王□胜"}),
        ("a name he was also known by", {"name": "王振国", "alias": "王德胜、王小三"}),
        ("a year alone", {"death": "1947"}),
        ("the day", {"death": "1947-03-12"}),
        ("a month off, as the farmer's calendar may be", {"death": "1947-04"}),
        ("an age counted otherwise", {"birth": "1922"}),
        ("no village", {"native_place": "惠民县"}),
        ("the township too", {"native_place": "惠民县沙窝乡小赵庄"}),
        ("no date of birth", {"birth": ""}),
        ("no county", {"native_place": "小赵庄"}),
        ("the township, and no county", {"native_place": "沙窝乡小赵庄"}),
    ],
)
def test_one_person_is_found_in_another_roster_under(words: str, changed: dict[str, str]) -> None:
    one, other = told("甲", 1, **WANG), told("乙", 1, **(WANG | changed))
    assert pair(one, other) in found(one, other), words


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("another county and year", {"native_place": "商河县大李庄", "death": "1942"}),
        ("another sex, village and year of birth", {"sex": "女", "native_place": "惠民县大王庄", "birth": "1899"}),
        ("another county and age", {"native_place": "商河县小赵庄村", "birth": "1905", "death": "1947"}),
    ],
)
def test_people_of_the_same_name_are_not_taken_for_one(words: str, changed: dict[str, str]) -> None:
    one, other = told("甲", 1, **WANG), told("乙", 1, **(WANG | changed))
    assert pair(one, other) not in found(one, other), words


def test_another_village_speaks_against_where_no_county_is_named_too() -> None:
    told_of = told("甲", 1, **WANG)
    same, another, none = (told("乙", 1, **(WANG | {"native_place": place})) for place in ("小赵庄", "大李庄", ""))
    assert likelihood(told_of, another) < likelihood(told_of, none) < likelihood(told_of, same)


def test_names_that_differ_for_no_known_reason_are_two() -> None:
    one, other = told("甲", 1, **WANG), told("乙", 1, **(WANG | {"name": "王德山"}))
    assert pair(one, other) not in found(one, other)


def test_a_county_is_followed_through_its_changes_of_name() -> None:
    one = told("甲", 1, **(WANG | {"native_place": "振华县小赵庄"}))
    other = told("乙", 1, **(WANG | {"native_place": "宁津县小赵庄"}))
    assert pair(one, other) in found(one, other)


def test_a_common_name_needs_more_agreement_than_a_rare_one() -> None:
    namesakes = [
        told("众人", row, name="王德胜", sex="男", native_place=f"甲{row}县村{row}", death=str(1938 + row % 15))
        for row in range(1, 60)
    ]
    fields = {"sex": "男", "native_place": "惠民县", "death": "1947"}
    common = told("甲", 1, name="王德胜", **fields), told("乙", 1, name="王德胜", **fields)
    rare = told("甲", 2, name="鹿书合", **fields), told("乙", 2, name="鹿书合", **fields)
    ranked = [frozenset((one.one, one.other)) for one in proposals([*common, *rare, *namesakes, *crowd()], LORE)]
    assert pair(*rare) in ranked
    assert pair(*common) not in ranked[: ranked.index(pair(*rare))]


def test_two_lines_of_one_page_want_more_than_two_of_different_rosters() -> None:
    fields = {"name": "王德胜", "native_place": "甲县", "death": "1947"}
    on_one_page = likelihood(told("甲", 1, **fields), told("甲", 2, **fields))
    assert on_one_page < likelihood(told("甲", 1, **fields), told("乙", 1, **fields))


def test_what_a_doubtful_name_was_also_read_as_counts_as_its_name() -> None:
    one = told("甲", 1, **WANG)
    other = told("乙", 1, "name", "王德胜", **(WANG | {"name": "主德脂"}))
    assert pair(one, other) in found(one, other)


def test_disagreement_counts_less_where_a_reading_is_in_doubt() -> None:
    changed = WANG | {"death": "1941"}
    sure = likelihood(told("甲", 1, **WANG), told("乙", 1, **changed))
    assert likelihood(told("甲", 1, **WANG), told("乙", 1, "death", **changed)) > sure


def test_whoever_is_linked_is_not_proposed_again() -> None:
    one, other = told("甲", 1, **WANG), told("乙", 1, **WANG)
    linked = ArchivedEntry(other.id, one.id, other.scan, other.sha256, 1, other.roster, other.entry)
    assert found(one, other)
    assert not found(one, linked)


def test_an_entry_has_only_its_likeliest_proposals() -> None:
    same = [told(f"册{number}", 1, **WANG) for number in range(MOST_EACH + 6)]
    proposed = found(*same)
    assert max(sum(entry.id in each for each in proposed) for entry in same) == MOST_EACH


def test_nobody_is_proposed_twice_and_the_likeliest_come_first() -> None:
    entries = [told("甲", 1, **WANG), told("乙", 1, **WANG), told("丙", 1, **(WANG | {"birth": "", "death": ""}))]
    ranked = proposals([*entries, *crowd()], LORE)
    assert len({frozenset((one.one, one.other)) for one in ranked}) == len(ranked)
    assert [one.probability for one in ranked] == sorted((one.probability for one in ranked), reverse=True)


def test_a_crowd_of_one_name_is_compared_where_something_else_is_shared() -> None:
    crowded = [
        told(f"册{row}", 1, name="王氏", native_place=f"第{row % 50}县村{row}", death=str(1938 + row % 15))
        for row in range(120)
    ]
    twice = told("甲", 1, name="王氏", native_place="惠民县小赵庄", birth="1901-02-03", death="1947-03-12")
    again = told("乙", 1, name="王氏", native_place="惠民县小赵庄", birth="1901-02-03", death="1947-03-12")
    assert pair(twice, again) in found(twice, again, *crowded)
