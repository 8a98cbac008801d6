"""Which characters look alike in print: their glyphs laid one over the other, for `derive`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SQUARE: Final = 48
_SIZE: Final = 44
_COARSE: Final = 24
"""Pixels of the square a glyph is drawn in, of the glyph, and of the square it is compared in."""
_BLUR: Final = 1.6
"""Pixels; a stroke counts as the same where it lies about the same."""
LEAST: Final = 0.72
"""Correlation of two glyphs, mean of all typefaces, from which they may be taken for one another."""
MOST: Final = 8
"""Likenesses of one character at most, the closest."""


def alike(characters: Sequence[str], faces: Sequence[tuple[Path, int]]) -> dict[str, str]:
    """Each character → those that look most like it, closest first; `faces` are files with the face's number in each.

    The likeness of two characters is the correlation of their blurred glyphs, as in matched filters.
    """
    likeness: NDArray[np.float32] = np.mean([_likeness(characters, *face) for face in faces], axis=0)
    np.fill_diagonal(likeness, -1)
    closest = np.argsort(-likeness, axis=1, kind="stable")[:, :MOST]
    return {
        char: "".join(characters[other] for other in row if likeness[place, other] >= LEAST)
        for place, (char, row) in enumerate(zip(characters, closest.tolist(), strict=True))
    }


def _likeness(characters: Sequence[str], file: Path, number: int) -> NDArray[np.float32]:
    face = ImageFont.truetype(str(file), _SIZE, index=number)
    glyphs = np.array([_glyph(char, face) for char in characters], np.float32)
    likeness: NDArray[np.float32] = glyphs @ glyphs.T
    return likeness


def _glyph(char: str, face: ImageFont.FreeTypeFont) -> NDArray[np.float64]:
    """A glyph as a vector of length 1 around its mean."""
    square = Image.new("L", (_SQUARE, _SQUARE), 0)
    ImageDraw.Draw(square).text((_SQUARE / 2, _SQUARE / 2), char, font=face, fill=255, anchor="mm")
    coarse = square.filter(ImageFilter.GaussianBlur(_BLUR)).resize((_COARSE, _COARSE), Image.Resampling.BILINEAR)
    ink = np.asarray(coarse, np.float64).ravel()
    ink -= ink.mean()
    vector: NDArray[np.float64] = ink / (np.linalg.norm(ink) + 1e-9)
    return vector
