"""Lines are read once, looked at where the first reader is blind, and shown to the second where it hesitates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from archive.records import Vote
from ingest.pages import CellText, Glyph
from ingest.readers.ditto_marks import Likeness, Mark
from ingest.readers.lines import LineReading
from ingest.readers.reading import Line, read_lines
from ingest.readers.unaccounted import UNREAD
from tests.ingest.paper import SIZE
from tests.ingest.readers.typesetting import Grey, Printed, printed, put_in, reading

MARK = Mark(20.0, 20.0, Likeness.SURE)


class Known:
    """A reader that knows what it will be shown; to any other picture it says `otherwise`."""

    def __init__(
        self,
        name: str,
        readings: Sequence[tuple[Printed, LineReading]] = (),
        otherwise: LineReading | None = None,
    ) -> None:
        self.name = name
        self._readings: Mapping[bytes, LineReading] = {line.picture.tobytes(): read for line, read in readings}
        self._otherwise = otherwise
        self.shown: list[Grey] = []

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        self.shown += lines
        return [self._readings.get(line.tobytes(), self._otherwise or LineReading("", 0.0)) for line in lines]


def first(*readings: tuple[Printed, LineReading], otherwise: LineReading | None = None) -> Known:
    return Known("first/1", readings, otherwise)


def second(*readings: tuple[Printed, LineReading], otherwise: LineReading | None = None) -> Known:
    return Known("second/2", readings, otherwise)


def line_of(line: Printed, wider: Printed | None = None) -> Line:
    return Line(line.picture, line.character, wider.picture if wider else None)


def said(text: str, score: float) -> LineReading:
    """A reading without places, as Tesseract gives it."""
    return LineReading(text, score)


def test_a_sure_reading_stands_without_a_second_opinion() -> None:
    line, other = printed("王德胜"), second()
    (text,) = read_lines([line_of(line)], first((line, line.read("王德胜", 0.99))), other)
    assert (text.text, text.confidence, text.doubts) == ("王德胜", 0.99, ())
    assert text.votes == (Vote("first/1", "王德胜", 0.99),)
    assert [glyph.char for glyph in text.glyphs] == list("王德胜")
    assert other.shown == []


def test_texts_come_in_the_order_of_their_lines() -> None:
    names = ["王德胜", "张玉山", "刘长河", "陈桂兰"]
    lines = [printed(name) for name in names]
    reader = first(*((line, line.read(name)) for line, name in zip(lines[::-1], names[::-1], strict=True)))
    assert [text.text for text in read_lines([line_of(line) for line in lines], reader, second())] == names


def test_equal_pictures_are_read_once() -> None:
    men, women = [printed("男") for _ in range(5)], printed("女")
    reader = first((men[0], men[0].read("男", 0.5)), (women, women.read("女", 0.99)))
    other = second((men[0], said("男", 0.9)))
    texts = read_lines([line_of(line) for line in (*men[:3], women, *men[3:])], reader, other)
    assert [text.text for text in texts] == ["男", "男", "男", "女", "男", "男"]
    assert len(reader.shown) == 2 + 3  # the first five are one picture, at which it looks thrice more
    assert len(other.shown) == 1
    assert texts[0] == texts[5]


def test_pictures_of_the_same_bytes_but_another_shape_are_two_pictures() -> None:
    square, wide = np.full((30, 40), 255, np.uint8), np.full((20, 60), 255, np.uint8)
    reader = first()
    read_lines([Line(square, 30), Line(wide, 20)], reader, second())
    assert len(reader.shown) == 2


@pytest.mark.parametrize(("score", "asked"), [(0.5, 1), (0.9, 1), (0.99, 0)])
def test_the_second_reader_is_asked_only_where_the_first_hesitates(score: float, asked: int) -> None:
    sure, line = printed("张玉山"), printed("王德胜")
    reader = first((sure, sure.read("张玉山", 1.0)), (line, line.read("王德胜", score)))
    other = second()
    read_lines([line_of(sure), line_of(line)], reader, other)
    assert len(other.shown) == asked
    assert all(np.array_equal(picture, line.picture) for picture in other.shown)


def test_two_readers_who_agree_are_both_heard() -> None:
    line = printed("王德胜")
    reader = first(otherwise=line.read("王德胜", 0.8))
    (text,) = read_lines([line_of(line)], reader, second((line, said("王德胜", 0.7))))
    assert text.votes == (Vote("first/1", "王德胜", 0.8), Vote("second/2", "王德胜", 0.7))
    assert text.doubts == ()
    assert text.confidence == 0.8


@pytest.mark.parametrize(
    ("seen", "opinion"), [("王德胜", "王得胜"), ("马骏", "马骏声"), ("淩云", "凌云"), ("于乙", "")]
)
def test_a_name_is_never_altered_by_another_opinion(seen: str, opinion: str) -> None:
    line = printed(seen)
    (text,) = read_lines([line_of(line)], first((line, line.read(seen, 0.6))), second((line, said(opinion, 0.99))))
    assert text.text == seen
    assert text.votes[-1] == Vote("second/2", opinion, 0.99)
    assert "readers differ" in text.doubts


def test_ditto_marks_are_told_by_shape_whatever_the_reader_made_of_them() -> None:
    line, other = printed("〃"), second()
    for misread in (said("11", 0.9999), said("", 0.0), reading(Glyph("小", 0.6, "", 0.0, 0.5))):
        (text,) = read_lines([replace(line_of(line), ditto=MARK)], first((line, misread)), other)
        assert text.text == "〃"
        assert text.votes == (Vote("first/1", misread.text, misread.confidence),)
        assert "ditto told by shape" in text.doubts
    assert other.shown == []


def test_a_character_that_was_read_surely_is_no_ditto_mark() -> None:
    line = printed("〃")
    (text,) = read_lines([replace(line_of(line), ditto=MARK)], first((line, line.read("八", 0.99))), second())
    assert text.text == "八"


def test_what_may_be_a_ditto_mark_is_one_in_doubt() -> None:
    line = printed("〃")
    mark = replace(MARK, likeness=Likeness.MAYBE)
    (text,) = read_lines([replace(line_of(line), ditto=mark)], first((line, said("n", 0.7))), second())
    assert text == CellText("〃", 0.5, votes=(Vote("first/1", "n", 0.7),), doubts=("may be a ditto mark",))


def test_a_spot_is_a_blank_that_was_looked_at() -> None:
    blank = Printed(np.full((44, 60), 255, np.uint8), (0.5,), SIZE)
    spot, other = blank.with_speck(0.8, size=0.3), second()
    (text,) = read_lines([line_of(spot)], first((spot, spot.read(".", 0.9))), other)
    assert text.text == ""
    assert text.doubts == ("dirt",)
    assert text.votes == (Vote("first/1", ".", 0.9),)
    assert other.shown == []


def test_a_spot_as_large_as_small_print_is_no_sure_blank() -> None:
    blank = Printed(np.full((44, 60), 255, np.uint8), (0.5,), SIZE)
    spot = blank.with_speck(0.8, size=0.42)
    (text,) = read_lines([line_of(spot)], first((spot, spot.read("•", 0.9))), second())
    assert (text.text, text.confidence, text.doubts) == ("", 0.5, (UNREAD,))


def test_dirt_that_was_read_as_a_letter_is_left_out_with_a_doubt() -> None:
    clean = printed("团长")
    dirty = clean.with_speck(0.1)
    letter = put_in(dirty.read("团长"), 0, "S", 0.05)
    (text,) = read_lines([line_of(dirty)], first((dirty, letter), otherwise=clean.read("团长")), second())
    assert text.text == "团长"
    assert text.confidence <= 0.5
    assert "marks that may be dirt" in text.doubts


def test_a_letter_as_large_as_print_is_kept_and_doubted() -> None:
    line = printed("S团长")
    (text,) = read_lines([line_of(line)], first((line, line.read("S团长"))), second())
    assert text.text == "S团长"
    assert text.confidence <= 0.5


def test_letters_that_no_chinese_character_stands_beside_are_left_alone() -> None:
    line = printed("B12")
    (text,) = read_lines([line_of(line)], first((line, line.read("B12"))), second())
    assert (text.text, text.doubts) == ("B12", ())


def test_print_that_the_reader_makes_nothing_of_is_never_a_sure_blank() -> None:
    line = printed("龘")
    (text,) = read_lines([line_of(line)], first((line, said("", 0.0))), second())
    assert text.confidence < 0.5


def spotted() -> tuple[Printed, LineReading]:
    """王国 with dirt between its characters, read as 王.国."""
    line = printed("王国")
    at = sum(line.centres) / 2
    dirty = line.with_speck(at * line.picture.shape[1] / SIZE, down=0.9)
    return dirty, put_in(dirty.read("王国", 0.99), 1, ".", at, 0.95)


def test_dirt_is_painted_out_and_the_line_read_again() -> None:
    dirty, misread = spotted()
    clean = printed("王国").read("王国", 0.98)
    reader = first((dirty, misread), otherwise=clean)
    (text,) = read_lines([line_of(dirty)], reader, second())
    assert (text.text, text.confidence) == ("王国", 0.98)
    assert len(reader.shown) == 2


def test_a_second_look_may_change_what_the_first_one_guessed() -> None:
    dirty, _ = spotted()
    misread = put_in(
        reading(Glyph("王", 0.99, "", 0.0, dirty.centres[0]), Glyph("圈", 0.5, "国", 0.4, dirty.centres[1])),
        1,
        ".",
        0.5,
        0.95,
    )
    reader = first((dirty, misread), otherwise=printed("王国").read("王国", 0.99))
    assert read_lines([line_of(dirty)], reader, second())[0].text == "王国"


def test_a_second_look_that_changes_more_than_the_dirt_is_not_believed() -> None:
    dirty, misread = spotted()
    reader = first((dirty, misread), otherwise=printed("王国").read("玉国", 0.99))
    (text,) = read_lines([line_of(dirty)], reader, second())
    assert text.text == "王.国"
    assert text.confidence <= 0.5
    assert "marks that may be dirt" in text.doubts


def test_a_zero_passed_over_is_put_in_and_stays_out_of_the_vote() -> None:
    line = printed("一九四〇年")
    (text,) = read_lines([line_of(line)], first((line, line.read("一九四 年"))), second())
    assert text.text == "一九四〇年"
    assert text.votes[0].text == "一九四年"
    assert "ink between characters" not in text.doubts


def test_small_ink_that_is_no_characters_is_told() -> None:
    line = printed("胡勇丶")
    (text,) = read_lines([line_of(line)], first((line, line.read("胡勇 "))), second())
    assert text.text == "胡勇"
    assert text.doubts == ("ink that was not read",)


def test_a_character_read_in_white_is_taken_out_but_stays_in_the_vote() -> None:
    line = printed("一九五　年")
    guess = put_in(line.read("一九五 年"), 3, "七", line.centres[3], 0.3)
    (text,) = read_lines([line_of(line)], first((line, guess)), second())
    assert text.text == "一九五年"
    assert text.votes[0].text == "一九五七年"


def test_unread_ink_makes_a_text_doubtful_and_asks_the_second_reader() -> None:
    line, other = printed("王々胜"), second()
    (text,) = read_lines([line_of(line)], first((line, line.read("王 胜"))), other)
    assert text.text == "王□胜"
    assert text.confidence < 0.5
    assert len(other.shown) == 1


def test_unread_ink_is_what_print_says_without_mistake_and_stays_doubtful() -> None:
    line, other = printed("王德胜"), second()
    (text,) = read_lines([line_of(line)], first((line, line.read("王 胜"))), other)
    assert text.text == "王德胜"
    assert text.confidence < 0.5
    assert len(other.shown) == 1


def pale(more: str, score: float = 0.95) -> tuple[Printed, Printed, Known]:
    """A sure line 九四七, the same with paler ink round it, and a reader who reads that ink as `more`."""
    sure, wider = printed("九四七"), printed(more, ink=120)
    glyphs = tuple(
        Glyph(char, 0.99 if char in "九四七" else score, "", 0.0, at)
        for char, at in zip(more, wider.centres, strict=True)
    )
    return sure, wider, first((sure, sure.read("九四七")), (wider, reading(*glyphs)))


@pytest.mark.parametrize("more", ["九四七年", "一九四七", "一九四七年", "九四七3"])
def test_pale_characters_at_the_ends_lengthen_a_text(more: str) -> None:
    sure, wider, reader = pale(more)
    (text,) = read_lines([line_of(sure, wider)], reader, second())
    assert text.text == more
    assert text.confidence <= 0.9
    assert "pale ink at the end" in text.doubts
    assert "".join(glyph.char for glyph in text.glyphs) == more


@pytest.mark.parametrize(("more", "score"), [("九四七年", 0.2), ("九四七.", 0.99), ("九四七", 0.99)])
def test_pale_ink_that_is_no_character_changes_nothing(more: str, score: float) -> None:
    sure, wider, reader = pale(more, score)
    (text,) = read_lines([line_of(sure, wider)], reader, second())
    assert (text.text, text.confidence, text.doubts) == ("九四七", 0.99, ())


@pytest.mark.parametrize("more", ["九四七年", "○九四七"])
def test_pale_ink_that_may_be_a_character_is_ink_that_was_not_read(more: str) -> None:
    sure, wider, reader = pale(more, 0.4)
    (text,) = read_lines([line_of(sure, wider)], reader, second())
    assert (text.text, text.doubts) == ("九四七", ("ink that was not read",))


def test_more_clear_characters_that_do_not_go_with_the_sure_ones_are_ink_that_was_not_read() -> None:
    sure, wider, reader = pale("九四十年", 0.99)
    (text,) = read_lines([line_of(sure, wider)], reader, second())
    assert (text.text, text.doubts) == ("九四七", ("ink that was not read",))


def test_no_lines_need_no_readers() -> None:
    assert read_lines([], first(), second()) == []


def lying(text: str) -> Line:
    """A line whose only character lies on its left side."""
    line = printed(text)
    return Line(np.ascontiguousarray(np.rot90(line.picture)), line.character, lies=True)


def test_a_single_character_of_a_column_is_read_standing() -> None:
    line = printed("男")
    (text,) = read_lines([lying("男")], first((line, line.read("男", 0.99))), second())
    assert text.text == "男"


def test_ditto_marks_of_a_column_are_told_by_shape() -> None:
    (text,) = read_lines([replace(lying("〃"), ditto=MARK)], first(), second())
    assert text.text == "〃"


def test_columns_have_a_second_reader_of_their_own_that_sees_their_characters_side_by_side() -> None:
    lines = [printed("王"), printed("德"), printed("胜")]
    column = np.vstack([line.picture[:, 5:-5] for line in lines])
    picture = np.ascontiguousarray(np.rot90(column))
    doubtful = reading(*(Glyph(c, 0.9, "", 0.0, at) for c, at in zip("王德胜", (0.17, 0.5, 0.83), strict=True)))
    other, traditional = second(), Known("third/3", otherwise=said("王德勝", 0.5))
    line = Line(picture, lines[0].character, lies=True)
    (text,) = read_lines([line], Known("first/1", otherwise=doubtful), other, traditional)
    assert other.shown == []
    (across,) = traditional.shown
    assert across.shape[1] > 2 * across.shape[0]
    assert text.votes[-1] == Vote("third/3", "王德勝", 0.5)
    (text,) = read_lines([line], Known("first/1", otherwise=doubtful), other)
    assert (len(text.votes), text.doubts, other.shown) == (1, (), [])
