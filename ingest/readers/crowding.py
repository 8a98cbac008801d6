"""Two characters where there is room for one: the reader told of one piece of ink twice, as 子 and as 孟."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.pages import Glyph
from ingest.readers.blind_spots import NUMERALS, is_han
from ingest.readers.lines import LineReading

_ROOM: Final = 0.45
"""Character heights from one character to the next at least. On rendered lines no two were nearer than 0.54."""


def uncrowded(reading: LineReading, width: int, character: float) -> LineReading:
    """The reading of a line `width` pixels long, of two that crowd each other the surer one, the other its runner-up.

    Numerals are left alone: their strokes stand as close.
    """
    glyphs: list[Glyph] = []
    for glyph in reading.glyphs:
        if glyphs and _crowd(glyphs[-1], glyph, _ROOM * character / width):
            glyphs.append(_one_of(glyphs.pop(), glyph))
        else:
            glyphs.append(glyph)
    if len(glyphs) == len(reading.glyphs) or len(reading.text) != len(reading.glyphs):
        return reading
    return LineReading("".join(g.char for g in glyphs), min(g.score for g in glyphs), tuple(glyphs))


def _crowd(one: Glyph, other: Glyph, room: float) -> bool:
    both = {one.char, other.char}
    return all(map(is_han, both)) and not both & NUMERALS and other.at - one.at < room


def _one_of(one: Glyph, other: Glyph) -> Glyph:
    surer, rest = sorted((one, other), key=lambda glyph: -glyph.score)
    middle = round((one.at + other.at) / 2, 4)
    # Whichever it is, the reader saw both, so it is no surer of the one than of half.
    return replace(
        surer, score=round(surer.score / 2, 4), other=rest.char, other_score=round(rest.score / 2, 4), at=middle
    )
