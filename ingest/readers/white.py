"""White that was read: where a press lost a character, the first reader puts one that would go with its neighbours."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ingest.pages import Glyph
from ingest.readers.blind_spots import ZERO, is_han
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

_GUESSED: Final = 0.9
"""Score below which a character may have been read where nothing is."""
_WHITE: Final = 0.12
"""Share of the way from paper to the darkest print that white is darker than paper at most; the faintest print of a
line is twice as dark."""
_HALF: Final = 0.3
"""Character heights to either side of a character's middle where some of its ink must lie."""


def without_guesses(line: Grey, reading: LineReading, character: float) -> LineReading:
    """The reading without the characters that were read in white; as it was where no Chinese one would be left.

    A 〇 stays: that is what a press most often loses, and what stands there is settled by the date around it.
    """
    doubtful = [g for g in reading.glyphs if g.score < _GUESSED and is_han(g.char) and g.char != ZERO]
    if not doubtful or len(reading.glyphs) != len(reading.text):
        return reading
    white = _white(line, doubtful, character)
    kept = tuple(glyph for glyph in reading.glyphs if glyph not in white)
    if not white or not any(is_han(glyph.char) for glyph in kept):
        return reading
    return LineReading("".join(g.char for g in kept), min(g.score for g in kept), kept)


def _white(line: Grey, glyphs: list[Glyph], character: float) -> list[Glyph]:
    """Those of the characters where the picture is as white as paper."""
    smooth = np.asarray(cv2.GaussianBlur(line, (5, 5), 0), np.uint8)
    shades = Shades.of(smooth)
    paper, darkest = shades.median, shades.quantile(0.01)
    half = _HALF * character
    found = []
    for glyph in glyphs:
        middle = glyph.at * line.shape[1]
        window = smooth[:, max(0, round(middle - half)) : max(0, round(middle + half))]
        if window.size and paper - Shades.of(window).quantile(0.01) < _WHITE * (paper - darkest):
            found.append(glyph)
    return found
