"""Single characters of a line are looked at by themselves where the whole line leaves a doubt."""

from __future__ import annotations

import numpy as np

from ingest.pages import CellText, Glyph
from ingest.readers.blind_spots import ILLEGIBLE
from ingest.readers.closer import LOOKED_CLOSER, cut_out, places, set_across, with_closer_looks
from ingest.readers.lines import LineReading
from tests.ingest.readers.typesetting import printed, reading


def text_of(*glyphs: Glyph) -> CellText:
    return CellText("".join(g.char for g in glyphs), min(g.score for g in glyphs), glyphs)


def glyph(char: str, score: float, other: str = "", other_score: float = 0.0) -> Glyph:
    return Glyph(char, score, other, other_score, 0.5)


def alone(char: str, score: float, other: str = "", other_score: float = 0.0) -> LineReading:
    return reading(glyph(char, score, other, other_score))


def test_only_gaps_and_doubtful_characters_that_lie_deserve_a_closer_look() -> None:
    text = text_of(glyph("李", 0.99), glyph("盛", 0.6), glyph(ILLEGIBLE, 0.05), glyph("三", 0.5))
    assert places(text, lies=True) == [1, 2]
    assert places(text, lies=False) == [2]


def test_what_is_clear_by_itself_outweighs_a_doubtful_look_at_the_line() -> None:
    text = text_of(glyph("李", 0.99), glyph("盛", 0.6, "盗", 0.2))
    better = with_closer_looks(text, [1], [alone("盔", 0.98)])
    assert better.text == "李盔"
    assert better.confidence == better.glyphs[1].score < 0.6
    assert better.glyphs[1].other == "盛"
    assert LOOKED_CLOSER in better.doubts


def test_what_is_doubtful_by_itself_too_changes_nothing() -> None:
    text = text_of(glyph("李", 0.99), glyph("盛", 0.6))
    for look in (alone("盔", 0.7), alone("三", 0.99), alone("x", 0.99), LineReading("", 0.0)):
        assert with_closer_looks(text, [1], [look]) == text


def test_a_gap_is_filled_by_a_clear_character_and_by_nothing_else() -> None:
    text = text_of(glyph("店", 0.99), glyph(ILLEGIBLE, 0.05), glyph("下", 0.98))
    filled = with_closer_looks(text, [1], [alone("鄉", 0.97)])
    assert (filled.text, filled.confidence) == ("店鄉下", 0.9)
    assert with_closer_looks(text, [1], [alone("鄉", 0.5)]) == text


def test_what_was_in_doubt_for_another_reason_stays_so() -> None:
    text = CellText("店□", 0.02, (glyph("店", 0.99), glyph(ILLEGIBLE, 0.05)))
    assert with_closer_looks(text, [1], [alone("鄉", 0.97)]).confidence == 0.02


def test_characters_that_lie_are_cut_out_standing_and_set_across() -> None:
    line = printed("王下正")
    lying = np.ascontiguousarray(np.rot90(printed_down("王下正", line.size)))
    centres = [glyph.at for glyph in line.read("王下正").glyphs]
    width = lying.shape[1]
    step = 1.1 * line.size / width
    glyphs = [
        Glyph(c, 0.5, "", 0.0, (0.3 * line.size + 0.5 * line.size) / width + step * n) for n, c in enumerate("王下正")
    ]
    one = cut_out(lying, glyphs[1], line.character, lies=True)
    straight = cut_out(line.picture, Glyph("下", 0.5, "", 0.0, centres[1]), line.character, lies=False)
    assert np.abs(centre_of_ink(one) - centre_of_ink(straight)).max() < 0.12 * line.size
    across = set_across(lying, text_of(*glyphs), line.character)
    assert across.shape[0] < line.picture.shape[0] < across.shape[1]
    assert set_across(lying, CellText("王", 0.5), line.character) is lying


def printed_down(text: str, size: float) -> np.ndarray:
    """The text from the top down, a tenth of an em between its characters."""
    squares = [printed(char, size).picture for char in text]
    high = round(1.1 * size)
    column = np.full((high * len(text) + round(0.6 * size), squares[0].shape[1]), 255, np.uint8)
    for number, square in enumerate(squares):
        top = round(0.3 * size) + number * high
        own = square[round(0.14 * size) : round(1.14 * size)]
        column[top : top + own.shape[0]] = own
    return column


def centre_of_ink(picture: np.ndarray) -> np.ndarray:
    """The middle of the ink from the middle of the picture, in pixels."""
    rows, columns = np.nonzero(picture < 128)
    return np.array([rows.mean() - picture.shape[0] / 2, columns.mean() - picture.shape[1] / 2])
