"""What characters look like in print, as short rows of numbers, for `derive`.

Glyphs of several typefaces are drawn small and blurred, so that a stroke counts as the same where it lies about
the same. What all have in common is taken off, and the rest told in its principal components, each weighed by
the square root of its spread (eigenfaces: Turk and Pentland 1991). The scalar product of two such rows of length
1 says how alike two characters are: on other typefaces, of the eight characters likest to one, 19 in 20 are above
what one in 20 of any two characters reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE: Final = 44
"""Pixels of an em of the faces that are given."""
COMPONENTS: Final = 48
MOST: Final = 8
"""Likenesses of one character at most, the closest."""
LEAST: Final = 0.4
"""How alike two characters are that are easily misread for one another; one in 200 of any two are."""
_SQUARE: Final = 48
_COARSE: Final = 24
"""Pixels of the square that a glyph is drawn in, and of that in which it is compared."""
_BLUR: Final = 1.6

Rows = NDArray[np.float32]


def rows_of(characters: Sequence[str], faces: Sequence[ImageFont.FreeTypeFont]) -> Rows:
    """A row of COMPONENTS numbers for each character, of length 1."""
    drawn = np.concatenate([[_glyph(char, face) for char in characters] for face in faces], axis=1)
    drawn -= drawn.mean(axis=0)
    _, spread, components = np.linalg.svd(drawn, full_matrices=False)
    told = drawn @ components[:COMPONENTS].T / np.sqrt(spread[:COMPONENTS])
    rows: Rows = (told / np.linalg.norm(told, axis=1, keepdims=True)).astype(np.float32)
    return rows


def alike(characters: Sequence[str], rows: Rows) -> dict[str, str]:
    """Each character → those that look most like it, closest first."""
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    closest = np.argsort(-likeness, axis=1, kind="stable")[:, :MOST]
    return {
        char: "".join(characters[other] for other in row if likeness[place, other] >= LEAST)
        for place, (char, row) in enumerate(zip(characters, closest.tolist(), strict=True))
    }


def _glyph(char: str, face: ImageFont.FreeTypeFont) -> NDArray[np.float64]:
    """A glyph as a vector of length 1 around its mean."""
    square = Image.new("L", (_SQUARE, _SQUARE), 0)
    ImageDraw.Draw(square).text((_SQUARE / 2, _SQUARE / 2), char, font=face, fill=255, anchor="mm")
    coarse = square.filter(ImageFilter.GaussianBlur(_BLUR)).resize((_COARSE, _COARSE), Image.Resampling.BILINEAR)
    ink = np.asarray(coarse, np.float64).ravel()
    ink -= ink.mean()
    vector: NDArray[np.float64] = ink / (np.linalg.norm(ink) + 1e-9)
    return vector
