"""The dates of a life stand in their order, sure ones as facts, and what happened around them beside."""

from __future__ import annotations

import pytest

from archive.records import Person, Status
from tests.webapp.small_archive import WANG, Cell, make_person
from webapp.lives.contexts import Moment
from webapp.lives.timeline import timeline_of


def told(person: Person) -> list[tuple[str, str]]:
    return [(str(moment.when), str(moment.label)) for moment in timeline_of(person)]


def moment(person: Person, label: str) -> Moment:
    return next(one for one in timeline_of(person) if one.label == label)


def test_a_life_is_told_from_its_first_date_to_its_last() -> None:
    assert told(make_person(WANG)) == [("1923年", "出生"), ("1944年3月", "入伍"), ("1947年3月", "牺牲")]
    assert moment(make_person(WANG), "牺牲").place == "莱芜"


def test_a_date_that_leaves_it_open_stands_where_lives_have_it() -> None:
    person = make_person(
        (
            Cell("death", "1947"),
            Cell("enlisted", "1947-05"),
            Cell("political_status", "一九四七年入党"),
            Cell("birth", "1920~"),
        )
    )
    assert [label for _, label in told(person)] == ["出生", "参加革命", "入党", "牺牲"]


def test_dates_that_contradict_one_another_tell_no_moments() -> None:
    person = make_person((Cell("birth", "1920"), Cell("enlisted", "1947-03"), Cell("death", "1946-08-28")))
    assert told(person) == [("1920年", "出生")]


@pytest.mark.parametrize(
    ("printed", "when", "label"),
    [
        ("1947年入党", "1947年", "入党"),
        ("一九四五年十二月加入中国共产党", "1945年12月", "入党"),
        ("1945年3月入团", "1945年3月", "入团"),
        ("1944.10入党", "1944年10月", "入党"),
        ("1946年4月12日加入中共党", "1946年4月", "入党"),
    ],
)
def test_when_somebody_joined_the_party_is_read_from_the_words(printed: str, when: str, label: str) -> None:
    assert told(make_person((Cell("political_status", printed),))) == [(when, label)]


def test_a_membership_without_a_date_is_no_moment() -> None:
    assert told(make_person((Cell("political_status", "中共党员"), Cell("death", "", "")))) == []


@pytest.mark.parametrize(("edtf", "vague"), [("1947", False), ("1947-03", False), ("1947~", True), ("1947-21", True)])
def test_a_vague_date_is_told_to_be_vague(edtf: str, vague: bool) -> None:
    (fell,) = timeline_of(make_person((Cell("death", edtf),)))
    assert fell.vague is vague
    assert fell.iso == ("" if vague else edtf)


def test_what_is_to_be_checked_is_marked_and_never_stands_beside_what_is_sure() -> None:
    doubtful = (Cell("death", "1947-03", status=Status.FLAGGED), Cell("death_place", "莱芜", status=Status.FLAGGED))
    (fell,) = timeline_of(make_person(doubtful))
    assert not fell.certain
    assert (fell.place, fell.battles, fell.around) == ("", (), None)
    (fell,) = timeline_of(make_person(doubtful, (Cell("death", "1948"),)))
    assert fell.certain
    assert fell.iso == "1948"


def test_rosters_that_differ_are_each_told_with_their_number_and_a_finer_date_stands_for_make_person() -> None:
    differing = timeline_of(make_person((Cell("death", "1947"),), (Cell("death", "1948"),)))
    assert [(one.iso, one.sources) for one in differing] == [("1947", (1,)), ("1948", (2,))]
    (finer,) = timeline_of(make_person((Cell("death", "1947"),), (Cell("death", "1947-03-12"),)))
    assert (finer.iso, finer.sources) == ("1947-03-12", ())


def test_the_campaigns_of_the_year_are_told_with_what_tells_of_them() -> None:
    around = moment(make_person(WANG), "牺牲").around
    assert around is not None
    assert around.years == "1947年"
    assert "莱芜战役" in around.campaigns
    assert "济南战役" not in around.campaigns
    assert around.sources == ("通行军史（未引原文）",)
    assert moment(make_person(WANG), "出生").around is None


def test_nothing_is_told_around_a_date_of_many_years() -> None:
    (fell,) = timeline_of(make_person((Cell("death", "194X"),)))
    assert fell.around is None


def test_of_two_moments_in_one_year_only_the_last_is_told_its_campaigns() -> None:
    joined, fell = timeline_of(make_person((Cell("enlisted", "1947-01"), Cell("death", "1947-05"))))
    assert joined.around is None
    assert fell.around is not None


def test_a_date_in_doubt_keeps_no_campaigns_from_a_sure_one() -> None:
    person = make_person((Cell("enlisted", "1947-01"), Cell("death", "1947-05", status=Status.FLAGGED)))
    joined, fell = timeline_of(person)
    assert joined.around is not None
    assert fell.around is None


def test_a_campaign_that_the_roster_names_leads_to_all_whom_the_rosters_name_with_it() -> None:
    (fell,) = timeline_of(make_person((Cell("death", "1947"), Cell("death_cause", "在莱芜战役中牺牲"))))
    assert [battle.name for battle in fell.battles] == ["莱芜战役"]
    assert fell.battles[0].address == {"q": "莱芜战役", "from": "1947", "to": "1947"}
    assert fell.around is not None
    assert "莱芜战役" not in fell.around.campaigns


def test_an_illness_is_called_one() -> None:
    assert told(make_person((Cell("death", "1947"), Cell("death_cause", "病故")))) == [("1947年", "病故")]
