"""In lines of sentences punctuation is print; in cells of tables a mark at the end may be dirt."""

from __future__ import annotations

import pytest

from ingest.pages import Glyph
from ingest.readers.blind_spots import without_marks
from ingest.readers.lines import LineReading

CHARACTER, PITCH = 30.0, 33.0


def reading(text: str) -> tuple[LineReading, int]:
    width = round(PITCH * len(text))
    glyphs = tuple(Glyph(char, 0.99, "", 0.0, (i + 0.5) / len(text)) for i, char in enumerate(text))
    return LineReading(text, 0.99, glyphs), width


@pytest.mark.parametrize("text", ["中共党员，", "牺牲。", "男,惠民县人,", "。1947年", "王德胜，男"])
def test_sentences_keep_their_punctuation_wherever_it_stands(text: str) -> None:
    line, width = reading(text)
    assert without_marks(line, width, CHARACTER, runs=True) == text


@pytest.mark.parametrize(("text", "clean"), [("中共党员，", "中共党员"), ("。1947年", "1947年")])
def test_a_cell_does_not(text: str, clean: str) -> None:
    line, width = reading(text)
    assert without_marks(line, width, CHARACTER) == clean


@pytest.mark.parametrize(("text", "clean"), [("'中共党员", "中共党员"), ("党员`", "党员")])
def test_other_marks_are_dirt_in_both(text: str, clean: str) -> None:
    line, width = reading(text)
    assert without_marks(line, width, CHARACTER, runs=True) == without_marks(line, width, CHARACTER) == clean
