"""What people decide in a roster is evidence for what nobody has decided yet, and never alters a text."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from archive.corrections import Correction
from archive.records import Reading, Status, Vote, entry_id
from archive.store import KnownPage, StoredScan
from ingest.interpret import Context
from ingest.learning import READER, Confusion, Decided, Learned, Lessons, confusions
from ingest.pages import CellText
from ingest.parse.evidence import Doubt
from tests.ingest.drawing import texts, understood, value, written

WRONG = [("王德股", "王德胜")]
PAGE = """
    | 姓名   | 性别 | 籍贯   | 职务 | 牺牲时间 |
    | 李股山 | 男   | 东李村 | 战士 | 1947.3   |
    | 李秀英 | 女   | 东李村 | 〃   | 1948.3   |
"""


def learned(*pairs: tuple[str, str], decided: dict[tuple[int, str], Decided] | None = None) -> Context:
    return Context(learned=Learned(confusions(pairs), decided or {}))


def faint(text: str, score: float, other: str) -> CellText:
    """The text with its second character read with that score, and that runner-up."""
    drawn = written(text)
    glyphs = list(drawn.glyphs)
    glyphs[1] = replace(glyphs[1], score=score, other=other)
    return replace(drawn, glyphs=tuple(glyphs))


def readings(context: Context, drawing: str = PAGE) -> list[Reading]:
    record = understood(drawing, context=context).record
    return [reading for entry in record.entries for reading in entry.readings]


def test_a_character_that_people_had_to_put_right_twice_is_suspect_wherever_it_comes_again() -> None:
    name = readings(learned(*WRONG, *WRONG))[0]
    assert (name.text, name.value) == ("李股山", "李股山"), "a name is never altered by a machine"
    assert name.status is Status.FLAGGED
    assert Doubt.CONFUSED in name.doubts
    assert name.votes[-1] == Vote(READER, "李胜山", 0.3333)


def test_a_character_put_right_once_is_suspect_where_its_picture_leaves_room_for_the_other() -> None:
    lesson = Learned(confusions(WRONG))
    found = [
        [vote.text for vote in lesson.instead_of(faint("李股山", score, other))]
        for score, other in ((0.9, "胜"), (0.9, "肢"), (0.9999, "胜"))
    ]
    assert found == [["李胜山"], [], []]


def test_what_has_no_suspect_character_is_read_as_before() -> None:
    assert readings(learned(*WRONG, *WRONG))[1:] == readings(Context())[1:]


def test_a_character_that_is_mostly_right_is_not_suspect() -> None:
    right = ("股", "股")
    assert confusions([*WRONG, *[right] * 5]) != {}
    assert confusions([*WRONG, *[right] * 6]) == {}
    assert [confusions([*WRONG, *WRONG, *[right] * times])["股"].everywhere for times in (2, 3)] == [True, False]


def test_a_second_reader_that_saw_the_same_outweighs_the_suspicion() -> None:
    drawn = written("李股山")
    agreed = replace(drawn, votes=(Vote("one", "李股山", 0.9), Vote("two", "李股山", 0.6)))
    alone = replace(drawn, votes=(Vote("one", "李股山", 0.9), Vote("two", "李胜山", 0.6)))
    lesson = Learned(confusions(WRONG * 2))
    assert [bool(lesson.instead_of(text)) for text in (agreed, alone, drawn)] == [False, True, True]


def test_the_likeliest_alternatives_are_offered_first() -> None:
    lesson = Learned(confusions([("甲", "申")] * 3 + [("甲", "由"), ("乙", "己"), ("乙", "己")]))
    assert [vote.text for vote in lesson.instead_of(written("甲乙甲"))] == ["申乙甲", "甲乙申", "甲己甲"]


def test_what_was_added_or_left_out_says_nothing_of_a_character() -> None:
    assert confusions([("王德", "王德胜"), ("尹.清", "尹清"), ("11", "〃")]) == {}


def test_a_glyph_that_people_cannot_read_either_is_no_confusion() -> None:
    assert confusions([("王德股", "王德□"), ("王□山", "王大山")]) == {}


TEXTS = st.text(st.sampled_from("甲申由田乙己已"), max_size=4)


PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=6)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_decisions_makes_no_difference(pairs: list[tuple[str, str]], dice: Random) -> None:
    shuffled = dice.sample(pairs, len(pairs))
    one, other = Learned(confusions(pairs)), Learned(confusions(shuffled))
    assert one.words == other.words
    for text in ("甲乙", "田己已"):
        assert one.instead_of(written(text)) == other.instead_of(written(text))


@given(PAIRS)
def test_no_lesson_changes_a_text_or_a_value_or_makes_anything_surer(pairs: list[tuple[str, str]]) -> None:
    drawing = "| 姓名 | 籍贯 | 职务 |\n| 甲由 | 田己 | 已 |\n| 乙申 | 己由 | 〃 |"
    before, after = readings(Context(), drawing), readings(learned(*pairs), drawing)
    assert [(r.text, r.value, r.box) for r in after] == [(r.text, r.value, r.box) for r in before]
    assert all(now.confidence <= then.confidence for now, then in zip(after, before, strict=True))


def test_a_ditto_means_what_a_person_decided_of_the_line_above() -> None:
    told = Decided(frozenset({"战士", "班长"}), "班长", "班长")
    record = understood(PAGE, context=learned(decided={(1, "position"): told})).record
    assert [texts(entry)["position"] for entry in record.entries] == ["战士", "〃"]
    assert value(record.entries[1], "position") == "班长"


def test_a_decision_on_what_was_read_otherwise_then_says_nothing_of_the_line_below() -> None:
    told = Decided(frozenset({"士兵", "班长"}), "班长", "班长")
    record = understood(PAGE, context=learned(decided={(1, "position"): told})).record
    assert value(record.entries[1], "position") == "战士"


def test_a_date_that_a_person_put_right_is_held_against_no_other_date() -> None:
    drawing = "| 姓名 | 出生年月 | 牺牲时间 |\n| 王一山 | 1920年 | 1917年 |"
    told = Decided(frozenset({"1917年", "1947年"}), "1947年", "1947")
    entry = understood(drawing, context=learned(decided={(1, "death"): told})).record.entries[0]
    birth = entry.reading("birth")
    assert birth is not None
    assert birth.doubts == ()


class TestLessons:
    """Decisions teach within their roster, or within their folder where no roster is told."""

    def test_what_one_roster_teaches_is_not_held_against_another(self) -> None:
        first, second, other = pages("r", "r", "s")
        lessons = Lessons([decision(first, 1, "王德股", "王德胜")], [first, second, other])
        assert set(lessons.of(first).confusions) == set(lessons.of(second).confusions) == {"股"}
        assert lessons.of(other).words == ""

    def test_without_a_roster_the_folder_is_what_is_printed_alike(self) -> None:
        first, second = pages(None, None)
        elsewhere = replace(second, scan=replace(second.scan, source="/elsewhere"))
        lessons = Lessons([decision(first, 1, "王德股", "王德胜")], [first, second])
        assert lessons.of(second).words
        assert not lessons.of(elsewhere).words

    def test_the_first_reading_and_the_last_decision_on_a_cell_are_what_counts(self) -> None:
        (first,) = pages("r")
        made = [decision(first, 1, "王德股", "王德肚"), decision(first, 1, "王德肚", "王德胜")]
        lesson = Lessons(made, [first]).of(first)
        assert lesson.confusions == {"股": Confusion((("胜", 0.2),), everywhere=False)}
        assert lesson.decision(1, "name", "王德股") == Decided(
            frozenset({"王德股", "王德肚", "王德胜"}), "王德胜", "王德胜"
        )
        assert lesson.decision(2, "name", "王德股") is None


def pages(*rosters: str | None) -> list[KnownPage]:
    """A page of a scan of its own in each of the rosters, all from one folder."""
    return [
        KnownPage(at, StoredScan(str(at) * 64, f"{at}.png", "/in", 1, "PNG", 1, roster), 1, "read", "a/b", False)
        for at, roster in enumerate(rosters)
    ]


def decision(of: KnownPage, row: int, saw: str, text: str) -> tuple[str, Correction]:
    id = entry_id(of.scan.sha256, of.number, row)
    return of.scan.sha256, Correction(id, "name", "2026-11-26T08:00:00+00:00", "李梅", "", saw, saw, text, text)


def test_a_page_without_lessons_rests_on_what_it_rested_on_before() -> None:
    assert Learned().words == ""
    assert understood(PAGE, context=Context()) == understood(PAGE, context=learned())
