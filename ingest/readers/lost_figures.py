"""Figures lost between others: a reader takes the 11 of 1924.11.11 for one 1 where dirt lies on it, and is sure.

A single figure is about a quarter as wide as the four of a year on its line, and two are half as wide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.pages import Glyph
from ingest.readers.blind_spots import is_han, shapes_of
from ingest.rectify.light import Grey

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SINGLE: Final = re.compile(r"(?<=[.年月])\d(?=[.月日]|$)")
_DARK: Final = 0.45
"""Share of the way from paper to the darkest print from which on ink counts."""
_HIGH: Final = 0.4
"""Character heights that a figure is high at least; points are not."""
_LEAST: Final = 1.1
"""Character heights that a year is wide at least."""
_HALF: Final = 0.45
"""Half of a Chinese character beside a number, in character heights."""
_OVER: Final = 0.1
"""Character heights by which ink of a number may reach over the places of its neighbours."""
_TOO_WIDE: Final = 0.36
"""Share of the width of a year from which on the ink of one figure is that of two. Of 2,400 single figures on rendered
pages six were as wide, and one of them was two."""


def has_lost_figure(line: Grey, glyphs: Sequence[Glyph], character: float) -> bool:
    """Whether the ink of a month or day of one figure, in a date that begins with its year, is as wide as two."""
    words = "".join(glyph.char for glyph in glyphs)
    year = _YEAR.search(words) if len(words) == len(glyphs) else None
    singles = list(_SINGLE.finditer(words)) if year else []
    if year is None or not singles:
        return False
    boxes = shapes_of(line, _DARK).boxes
    boxes = boxes[boxes[:, 3] - boxes[:, 1] >= _HIGH * character]
    whole = _width(boxes, glyphs, year.span(), line.shape[1], character)
    if whole < _LEAST * character:
        return False
    return any(
        _width(boxes, glyphs, single.span(), line.shape[1], character) >= _TOO_WIDE * whole for single in singles
    )


def _width(
    boxes: NDArray[np.int64], glyphs: Sequence[Glyph], span: tuple[int, int], width: int, character: float
) -> float:
    """How wide the ink of the glyphs of a span is, in pixels, from what stands before it to what stands behind it."""
    start, end = span
    left = _edge(glyphs[start - 1], width, character, 1) if start else 0.0
    right = _edge(glyphs[end], width, character, -1) if end < len(glyphs) else float(width)
    over = _OVER * character
    own = boxes[(boxes[:, 0] >= left - over) & (boxes[:, 2] <= right + over)]
    own = own[(own[:, 0] + own[:, 2] > 2 * left) & (own[:, 0] + own[:, 2] < 2 * right)]
    return float(own[:, 2].max() - own[:, 0].min()) if len(own) else 0.0


def _edge(glyph: Glyph, width: int, character: float, way: int) -> float:
    """Where a neighbour ends (`way` 1) or begins (-1): a mark is where the reader saw it, and takes no room."""
    return glyph.at * width + way * (_HALF * character if is_han(glyph.char) else 0.0)
