from __future__ import annotations

from dataclasses import replace

from archive.corrections import REREAD_DIFFERS
from archive.records import Box, Emendation, Status
from ingest.parse.evidence import Doubt
from tests.webapp.small_archive import LI, REWARD, WANG, Cell, make_person
from webapp.contexts import Fact
from webapp.facts import agreed, facts_of, shown
from webapp.languages import in_english
from webapp.scraps import turned


def fact(facts: tuple[Fact, ...], label: str) -> Fact:
    return next(one for one in facts if one.label == label)


def test_facts_come_in_the_order_people_read_them() -> None:
    labels = [one.label for one in facts_of(make_person(WANG[::-1]), {}, certain=True)]
    assert labels[:4] == ["姓名", "性别", "出生年月", "籍贯"]
    assert labels[-1] == REWARD


def test_a_meaning_stands_beside_its_print() -> None:
    (death,) = fact(facts_of(make_person(WANG), {}, certain=True), "牺牲时间").witnesses
    assert death.words == "1947年3月"
    assert in_english(death.words) == "March 1947"
    assert death.printed == "一九四七年三月"
    assert death.verified


def test_what_means_what_it_says_is_said_once() -> None:
    (sex,) = fact(facts_of(make_person(WANG), {}, certain=True), "性别").witnesses
    assert (sex.words, sex.printed, sex.notes) == ("男", "", ())


def test_a_ditto_mark_is_resolved_and_shown() -> None:
    (party,) = fact(facts_of(make_person(WANG), {}, certain=True), "政治面貌").witnesses
    assert (party.words, party.printed) == ("党员", "〃")
    assert list(party.notes) == ["与上一行相同"]


def test_a_joined_heading_is_explained() -> None:
    (home,) = fact(facts_of(make_person(WANG), {}, certain=True), "籍贯").witnesses
    assert (home.words, home.printed) == ("沙窝乡小赵庄", "小赵庄")
    (note,) = home.notes
    assert "分组标题" in str(note)


def test_a_column_that_fits_no_field_keeps_its_heading() -> None:
    (reward,) = fact(facts_of(make_person(WANG), {}, certain=True), REWARD).witnesses
    assert reward.words == "甲等功一次"


def test_a_blank_cell_is_no_fact_but_a_doubtful_blank_is_shown() -> None:
    wang, li = make_person(WANG), make_person(LI)
    assert "安葬地点" not in [one.label for one in facts_of(wang, {}, certain=True)]
    (place,) = fact(facts_of(li, {}, certain=False), "牺牲地点").witnesses
    assert (place.words, place.printed) == ("", "")


def test_flagged_readings_and_facts_do_not_mix() -> None:
    li = make_person(LI)
    assert [one.label for one in facts_of(li, {}, certain=True)] == ["性别", "籍贯", "政治面貌"]
    assert [one.label for one in facts_of(li, {}, certain=False)] == ["姓名", "出生年月", "牺牲地点"]


def test_a_flagged_name_comes_with_its_piece_of_paper() -> None:
    name = shown(make_person(LI), "name")
    assert (name.words, name.certain) == ("李□成", False)
    assert name.scrap is not None


def test_a_doubtful_reading_says_why_it_is_in_doubt() -> None:
    person = make_person(
        [
            Cell("name", "李成", status=Status.FLAGGED, doubts=("readers differ", "readers differ", "faint")),
            Cell("birth", "1920", status=Status.FLAGGED, doubts=("order of dates",)),
            Cell("unit", "渤海军区", status=Status.FLAGGED, doubts=("something new", "something newer")),
            Cell("position", "战士", status=Status.FLAGGED),
        ]
    )
    told = [list(one.witnesses[0].notes) for one in facts_of(person, {}, certain=False)]
    assert told == [["两次识读不一致", "墨迹不清"], ["日期次序可疑"], ["另有疑点"], ["字迹不清"]]


def test_dates_that_stand_in_an_odd_order_are_facts_as_printed() -> None:
    person = make_person(
        [
            Cell("enlisted", "1948", "1948", doubts=("order of dates",)),
            Cell("death", "1947", "1947", doubts=("readers differ",)),
        ]
    )
    enlisted, death = facts_of(person, {}, certain=True)
    assert list(enlisted.witnesses[0].notes) == ["原文如此，日期先后不合"]
    assert death.witnesses[0].notes == ()


def test_a_settled_reading_that_the_machine_reads_otherwise_since_says_so() -> None:
    (name,) = facts_of(
        make_person([Cell("name", "李成", status=Status.VERIFIED, doubts=(REREAD_DIFFERS,))]), {}, certain=True
    )
    (witness,) = name.witnesses
    assert witness.verified
    assert list(witness.notes) == ["已经人工核定；机器重读与所见不同，待复核"]


def test_every_doubt_that_reading_a_page_can_raise_has_words_of_its_own() -> None:
    for doubt in Doubt:
        person = make_person([Cell("name", "李成", status=Status.FLAGGED, doubts=(str(doubt),))])
        (name,) = facts_of(person, {}, certain=False)
        assert "另有疑点" not in list(name.witnesses[0].notes), doubt


def test_a_trusted_reading_goes_before_a_flagged_one() -> None:
    person = make_person([Cell("name", "李□成", status=Status.FLAGGED)], [Cell("name", "李玉成")])
    assert shown(person, "name").words == "李玉成"


def test_two_sources_bear_witness_side_by_side() -> None:
    person = make_person([Cell("death", "1947", "1947")], [Cell("death", "1948", "1948")])
    (death,) = facts_of(person, {}, certain=True)
    assert [(one.words, one.source) for one in death.witnesses] == [("1947年", 1), ("1948年", 2)]


def test_a_piece_of_a_page_on_its_side_is_given_upright_room() -> None:
    person = make_person([Cell("name", "孙文")])
    key = (person.entries[0].sha256, 1)
    (upright,) = facts_of(person, {key: 0}, certain=True)
    (sideways,) = facts_of(person, {key: 1}, certain=True)
    one, other = upright.witnesses[0].scrap, sideways.witnesses[0].scrap
    assert one is not None
    assert other is not None
    assert (one.width, one.height) == (other.height, other.width)


def test_turning_follows_the_page() -> None:
    box = Box(10, 20, 30, 5)
    assert turned(box, 200, 100, 0) == box
    assert turned(box, 200, 100, 1) == Box(20, 160, 5, 30)
    assert turned(box, 200, 100, 2) == Box(160, 75, 30, 5)
    assert turned(box, 200, 100, 3) == Box(75, 10, 5, 30)


def test_a_heading_printed_twice_is_two_facts_with_a_piece_each() -> None:
    facts = facts_of(make_person([Cell("获奖", "甲等功"), Cell("获奖", "特等功")]), {}, certain=True)
    assert [one.witnesses[0].words for one in facts] == ["甲等功", "特等功"]
    pieces = [one.witnesses[0].scrap for one in facts]
    assert [piece.field for piece in pieces if piece] == ["获奖", "获奖 2"]


def test_a_wrong_print_is_shown_as_printed_with_the_editors_word_and_told_of_no_life() -> None:
    person = make_person([Cell("enlisted", "1932.1", "1932-01"), Cell("death", "1931.3", "1931-03")])
    archived = person.entries[0]
    enlisted, death = archived.entry.readings
    emended = replace(enlisted, emended=Emendation("1923.1", "1923-01", "据县志改"))
    entry = replace(archived.entry, readings=(emended, death))
    person = replace(person, entries=(replace(archived, entry=entry),))
    (witness,) = fact(facts_of(person, {}, certain=True), "参加革命时间").witnesses
    assert (witness.words, witness.printed) == ("1932年1月", "1932.1")
    said, note = witness.notes[-2:]
    assert (said, note) == ("编者按：原文如此，应为“1923年1月”。", "据县志改")
    assert in_english(said) == "Editor’s note: so printed; it should be “January 1923”."
    assert set(agreed(person)) == {"death"}


def test_sources_that_do_not_agree_are_told_as_such_and_all_are_shown() -> None:
    def disagreed(one: str, other: str, field: str = "death") -> bool:
        (fact,) = facts_of(make_person([Cell(field, one)], [Cell(field, other)]), {}, certain=True)
        assert len(fact.witnesses) == 2
        return fact.disagreed

    assert disagreed("1947", "1948")
    assert disagreed("大李庄", "小赵庄", "native_place")
    assert not disagreed("1947", "1947-03")
    assert not disagreed("小赵庄", "沙窝乡小赵庄", "native_place")
    assert not disagreed("不详", "1947")
    assert not disagreed("1947", "1947")
