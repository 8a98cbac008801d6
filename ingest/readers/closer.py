"""A closer look at single characters: those that left a gap, and those that lie on their side and are doubtful.

Cut out of its line and stood upright a character is another picture to the same reader. Measured on rendered
columns, it knows rare characters better so, and Chinese numerals, which are mostly air, much worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from ingest.pages import CellText, Glyph
from ingest.readers.blind_spots import ILLEGIBLE, NUMERALS, ZERO, is_han
from ingest.readers.lines import LineReading
from ingest.readers.looks import likeliest
from ingest.rectify.light import Grey

LOOKED_CLOSER: Final = "read by itself"
"""What a text is in doubt for when one of its characters was read alone."""
_HESITANT: Final = 0.8
"""Score below which a character that lies is looked at again."""
_CLEAR: Final = 0.8
"""Score from which a character in a gap is taken for what it looks like by itself."""
_WEIGHT: Final = 0.7
"""What the closer look counts beside the look at the whole line."""
_TRUST: Final = 0.9
"""What a character read by itself alone can be trusted at most."""
_CLOSE_SET: Final = 0.92
"""How much of the air round characters is kept where they are set side by side."""
_HALF: Final = 0.62
"""Half the side of a single character's picture, in character heights: a little air and no neighbour."""


def square(picture: Grey, x: float, y: float, character: float) -> Grey:
    """The single character of height `character` whose middle is at x, y, with the air round it readers expect."""
    half = _HALF * character
    side = round(2 * half)
    shift = np.array([[1.0, 0.0, half - x], [0.0, 1.0, half - y]])
    return np.asarray(cv2.warpAffine(picture, shift, (side, side), borderValue=(255.0,)), np.uint8)


def stood_up(picture: Grey) -> Grey:
    """A picture whose characters lie on their left side, turned so that they stand."""
    return np.ascontiguousarray(np.rot90(picture, -1))


def set_across(picture: Grey, text: CellText, character: float) -> Grey:
    """A line that lies, with its characters stood up and set side by side; as it is where they have no places."""
    if not text.glyphs:
        return picture
    return np.hstack([cut_out(picture, glyph, _CLOSE_SET * character, lies=True) for glyph in text.glyphs])


def places(text: CellText, *, lies: bool) -> list[int]:
    """Which characters of a line deserve a closer look, by their number."""
    return [
        number
        for number, glyph in enumerate(text.glyphs)
        if glyph.char == ILLEGIBLE or (lies and glyph.score < _HESITANT and _is_solid(glyph.char))
    ]


def cut_out(picture: Grey, glyph: Glyph, character: float, *, lies: bool) -> Grey:
    """The picture of one character of a line, stood upright."""
    height, width = picture.shape
    alone = square(picture, glyph.at * width, height / 2, character)
    return stood_up(alone) if lies else alone


def with_closer_looks(text: CellText, numbers: Sequence[int], readings: Sequence[LineReading]) -> CellText:
    """The text with what its characters at `numbers` turned out to be, read by themselves."""
    glyphs = list(text.glyphs)
    for number, reading in zip(numbers, readings, strict=True):
        if len(reading.glyphs) == 1 and _is_solid(reading.glyphs[0].char):
            glyphs[number] = _weighed(glyphs[number], reading.glyphs[0])
    words = "".join(glyph.char for glyph in glyphs)
    if words == text.text or len(words) != len(text.text):
        return text
    weakest = round(min(glyph.score for glyph in text.glyphs), 4)
    return replace(
        text,
        text=words,
        glyphs=tuple(glyphs),
        confidence=min(
            round(min(glyph.score for glyph in glyphs), 4), 1.0 if text.confidence >= weakest else text.confidence
        ),
        doubts=(*text.doubts, LOOKED_CLOSER),
    )


def _weighed(in_line: Glyph, alone: Glyph) -> Glyph:
    """What is more likely, seen both ways."""
    if in_line.char == ILLEGIBLE:
        return replace(alone, score=min(alone.score, _TRUST), at=in_line.at) if alone.score >= _CLEAR else in_line
    seen = (
        (in_line.char, in_line.score),
        (in_line.other, in_line.other_score),
        (alone.char, _WEIGHT * alone.score),
        (alone.other, _WEIGHT * alone.other_score),
    )
    found = likeliest(in_line, [(char, score / (1 + _WEIGHT)) for char, score in seen])
    return in_line if found.char == in_line.char else found


def _is_solid(char: str) -> bool:
    return is_han(char) and char not in NUMERALS and char != ZERO
