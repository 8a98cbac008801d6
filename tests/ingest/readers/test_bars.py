"""The strokes of 一, 二 and 三 are counted where the reader hesitates between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.pages import CellText
from ingest.readers.bars import with_bars_counted
from tests.ingest.paper import SIZE
from tests.ingest.readers.typesetting import Printed, printed
from tests.rendering.typefaces import FACES, SIMPLIFIED, Typeface


def doubtful(line: Printed, text: str, place: int, score: float, other: str) -> CellText:
    """A reading of the line that is not sure of one figure."""
    glyphs = list(line.read(text).glyphs)
    glyphs[place] = replace(glyphs[place], score=score, other=other, other_score=1 - score)
    return CellText(text, score, tuple(glyphs))


@pytest.mark.parametrize("text", ["一九一二年", "二十三军", "民国三十一年"])
def test_strokes_confirm_what_was_read(text: str) -> None:
    for face in FACES[SIMPLIFIED][::3]:
        line = printed(text, SIZE, face)
        for place, char in enumerate(text):
            if char in "一二三":
                read = doubtful(line, text, place, 0.85, "八")
                found = with_bars_counted(line.picture, read, line.character, lies=False)
                assert (found.text, found.glyphs[place].score) == (text, 0.96), face.name


def test_strokes_tell_which_figure_was_guessed() -> None:
    line = printed("一九一二年")
    found = with_bars_counted(line.picture, doubtful(line, "一九二二年", 2, 0.7, "一"), line.character, lies=False)
    assert found.text == "一九一二年"
    assert found.glyphs[2].score < 0.5
    assert found.confidence < 0.5


def test_a_figure_that_strokes_contradict_is_doubtful() -> None:
    line = printed("一九一二年")
    found = with_bars_counted(line.picture, doubtful(line, "一九三二年", 2, 0.9, "八"), line.character, lies=False)
    assert (found.text, found.glyphs[2].score) == ("一九三二年", 0.5)


def test_figures_of_which_the_reader_is_sure_are_left_alone() -> None:
    line = printed("一九一二年")
    read = doubtful(line, "一九二二年", 2, 0.98, "一")
    assert with_bars_counted(line.picture, read, line.character, lies=False) == read


def test_more_strokes_in_a_column_may_be_those_of_a_neighbour() -> None:
    # Each character is turned by itself, so that the line is one of a column on its side.
    line = printed("九一二年")
    width = line.picture.shape[1] // 4
    lying = np.hstack([np.rot90(line.picture[:, width * n : width * (n + 1)]) for n in range(4)])
    read = doubtful(line, "九一二年", 1, 0.7, "二")
    found = with_bars_counted(np.ascontiguousarray(lying), read, line.character, lies=True)
    assert found.text == "九一二年"
    assert found.glyphs[1].score in (0.7, 0.96)


def test_white_says_nothing() -> None:
    line = printed("一九　二年")
    read = doubtful(line, "一九一二年", 2, 0.7, "二")
    assert with_bars_counted(line.picture, read, line.character, lies=False) == read


@pytest.mark.parametrize("face", FACES[SIMPLIFIED], ids=lambda face: face.name)
def test_what_stands_on_legs_is_in_doubt_as_a_bar_however_sure_the_reader(face: Typeface) -> None:
    for printed_text, score in (("程冖", 0.5), ("程一", 0.99), ("一九一一年", 0.99)):
        line = printed(printed_text, SIZE, face)
        read = line.read(printed_text.replace("冖", "一"))
        sure = replace(read, glyphs=tuple(replace(glyph, score=0.99) for glyph in read.glyphs), confidence=0.99)
        found = with_bars_counted(line.picture, sure, line.character, lies=False)
        assert min(glyph.score for glyph in found.glyphs) == score, printed_text
        assert (found.text, found.confidence) == (read.text, score)
