"""White that was read: where a press lost a character, the first reader puts one that would go with its neighbours."""

from __future__ import annotations

from typing import Final

import numpy as np

from ingest.pages import Glyph
from ingest.readers.blind_spots import ZERO, Shapes, is_han, shapes_of
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey

_GUESSED: Final = 0.9
"""Score below which a character may have been read where nothing is."""
_FAINT: Final = 0.2
"""Share of the way from paper to print from which on there is something."""
_SPECK: Final = 0.16
"""Character heights; less ink is dirt."""
_HALF: Final = 0.3
"""Character heights to either side of a character's middle where some of its ink must lie."""


def without_guesses(line: Grey, reading: LineReading, character: float) -> LineReading:
    """The reading without the characters that were read in white; as it was where none would be left.

    A 〇 stays: that is what a press most often loses, and what stands there is settled by the date around it.
    """
    doubtful = [g for g in reading.glyphs if g.score < _GUESSED and is_han(g.char) and g.char != ZERO]
    if not doubtful or len(reading.glyphs) != len(reading.text):
        return reading
    shapes = shapes_of(line, _FAINT)
    white = [g for g in doubtful if _is_white(shapes, g.at * line.shape[1], character)]
    kept = tuple(glyph for glyph in reading.glyphs if glyph not in white)
    if not white or not _tells(kept):
        return reading
    return LineReading("".join(g.char for g in kept), min(g.score for g in kept), kept)


def _tells(glyphs: tuple[Glyph, ...]) -> bool:
    return any(is_han(glyph.char) for glyph in glyphs)


def _is_white(shapes: Shapes, middle: float, character: float) -> bool:
    ink = shapes.boxes[shapes.sizes >= _SPECK * character]
    near = (ink[:, 2] > middle - _HALF * character) & (ink[:, 0] < middle + _HALF * character)
    return not bool(np.any(near))
