"""Characters are cut out of their line, framed by their ink, and told by its slopes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from ingest.readers.cutting import FEATURES, SIDE, Floats, cut, framed, slopes
from tests.ingest.readers.typesetting import Printed, printed


def squares(line: Printed, *, at_white: bool = True) -> list[Floats]:
    glyphs = line.read("王德胜").glyphs
    cuts = cut(line.picture, glyphs, line.character, lies=False, at_white=at_white)
    framings = [framed(ink) for ink in cuts]
    assert all(square is not None for square in framings)
    return [square for square in framings if square is not None]


def likeness(one: Floats, other: Floats) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_each_character_of_a_line_has_a_square_of_its_own() -> None:
    together = squares(printed("王德胜"))
    alone = [
        cut(each.picture, each.read(c).glyphs, each.character, lies=False)[0] for c in "王德胜" for each in [printed(c)]
    ]
    assert [square.shape for square in together] == [(SIDE, SIDE)] * 3
    for square, ink in zip(together, alone, strict=True):
        by_itself = framed(ink)
        assert by_itself is not None
        assert likeness(square, by_itself) > 0.97


def test_a_character_looks_the_same_large_and_small() -> None:
    large, small = squares(printed("王德胜", size=44)), squares(printed("王德胜", size=30))
    rows = slopes(np.stack([*large, *small]))
    assert rows.shape == (6, FEATURES)
    for place in range(3):
        others = [likeness(rows[place], rows[3 + other]) for other in range(3)]
        assert others[place] == max(others)
        assert others[place] > 0.9


def test_characters_that_lie_come_out_standing() -> None:
    line = printed("王德胜")
    glyphs = line.read("王德胜").glyphs
    # A column of print, turned so that it runs across: every character lies on its left side.
    middles = [(one + other) / 2 * line.picture.shape[1] for one, other in pairwise(line.centres)]
    column = [np.rot90(255 - part, 1) for part in np.split(line.picture, np.round(middles).astype(int), axis=1)]
    side = max(ink.shape[0] for ink in column)
    laid = [np.pad(ink, ((0, side - ink.shape[0]), (0, 0))) for ink in column]
    picture = (255 - np.hstack(laid)).astype(np.uint8)
    ends = np.cumsum([0, *(ink.shape[1] for ink in laid)])
    lying = tuple(
        type(glyph)(glyph.char, 1.0, "", 0.0, (left + right) / 2 / ends[-1])
        for glyph, left, right in zip(glyphs, ends, ends[1:], strict=False)
    )
    standing = [framed(ink) for ink in cut(picture, lying, line.character, lies=True)]
    for square, upright in zip(standing, squares(line), strict=True):
        assert square is not None
        assert likeness(square, upright) > 0.95


def test_cut_in_the_middle_between_two_a_clear_line_gives_the_same_characters() -> None:
    line = printed("王德胜")
    for white, middle in zip(squares(line), squares(line, at_white=False), strict=True):
        assert likeness(white, middle) > 0.95


def test_a_space_that_the_reader_saw_at_the_edge_of_a_character_cuts_nothing_off() -> None:
    line = printed("李 滨")
    glyphs = [replace(glyph, char=char) for glyph, char in zip(line.read("李王滨").glyphs, "李 滨", strict=True)]
    glyphs[1] = replace(glyphs[1], at=glyphs[2].at - 0.7 * line.character / line.picture.shape[1])
    _, space, place = cut(line.picture, glyphs, line.character, lies=False)
    alone = printed("滨")
    square, whole = framed(place), framed(cut(alone.picture, alone.read("滨").glyphs, alone.character, lies=False)[0])
    assert square is not None
    assert whole is not None
    assert likeness(square, whole) > 0.97
    assert space.size == 0


def worn(line: Printed) -> Printed:
    """The line in pale ink, out of focus and grainy, as the worst scans have it."""
    grain = np.random.default_rng(5).normal(0, 16, line.picture.shape)
    pale = 255 - 0.45 * (255 - line.picture.astype(np.float32))
    return replace(line, picture=np.clip(cv2.GaussianBlur(pale, (0, 0), 1.1) + grain, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(("char", "other"), ["撖撤", "管菅", "简筒"])
def test_worn_and_grainy_print_is_told_far_more_like_its_own_character_than_like_its_likeness(
    char: str, other: str
) -> None:
    def told(line: Printed) -> Floats:
        (ink,) = cut(line.picture, line.read(char).glyphs, line.character, lies=False)
        square = framed(ink)
        assert square is not None
        return slopes(square[None])[0]

    own, likeness = told(printed(char, size=26)), told(printed(other, size=26))
    seen = told(worn(printed(char, size=26)))
    assert ((seen - likeness) ** 2).sum() > 1.2 * ((seen - own) ** 2).sum()


def test_paper_without_ink_has_no_square() -> None:
    assert framed(np.zeros((40, 40), np.float32)) is None
