"""Rows of a table that somebody struck out: a stroke runs through the middle of their print from cell to cell.

A straight stroke looks like one more rule, which cuts its row into two. What tells it is that the characters
go on through it: right above and right below it stands ink at the same place, cell after cell. Print stands
clear of a rule, or touches it from one side. In doubt a row is not struck out.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flatten import FlatTable

Mask = NDArray[np.bool_]

_INK: Final = 0.4
"""Share of the print's darkness from which ink may strike out: what shines through the leaf never does."""
_FAINTEST: Final = 40.0
"""Grey levels, likewise."""
_LONG: Final = 2.2
"""Character heights that a stroke runs on for; no stroke of a character is that long."""
_HALF: Final = 1.1
"""Usual heights of a row that either half of a row cut by a stroke is high at most."""
_MOST: Final = 1 / 3
"""Share of a table's rows that are struck out at most; where more seem so, the print slipped across its rules."""
_MIDDLE: Final = 0.22
"""Share of a row's height at its top and bottom in which a stroke does not strike it out."""
_CROSSES: Final = 0.06
"""Share of a text's width in which its own ink stands both above and below the stroke, at least."""
_THROUGH: Final = 0.85
"""Share of a text's width, and of the row's from its first text to its last, that the stroke runs through."""
_CELLS: Final = 0.7
"""Share of the cells with print that the stroke must run through."""
_FEWEST: Final = 3
"""Cells with print in a row that can be told to be struck out."""


def without_strikes(table: FlatTable) -> tuple[FlatTable, frozenset[int]]:
    """The table without those of its rules that are strokes, and the rows of it that are struck out."""
    ink = _Ink.of(table)
    usual = float(np.median(np.diff(table.ys)))
    kept = [float(table.ys[0])]
    for number in range(1, len(table.ys) - 1):
        above, place, below = kept[-1], float(table.ys[number]), float(table.ys[number + 1])
        halves = max(place - above, below - place) < _HALF * usual
        if not (halves and ink.is_struck(above, below)):
            kept.append(place)
    kept.append(float(table.ys[-1]))
    struck = [row for row, (top, bottom) in enumerate(itertools.pairwise(kept)) if ink.is_struck(top, bottom)]
    struck = [row for row in struck if not ink.is_folded(kept[row], kept[row + 1])]
    if len(struck) > _MOST * (len(kept) - 1):
        return table, frozenset()
    return replace(table, ys=np.array(kept)), frozenset(struck)


@dataclass(frozen=True, slots=True)
class _Ink:
    """A table's ink, and that part of it that belongs to long level strokes."""

    table: FlatTable
    print: Mask
    strokes: Mask

    @classmethod
    def of(cls, table: FlatTable) -> _Ink:
        character = table.character
        least = max(_FAINTEST, _INK * table.darkness)
        ink = (table.pixels < 255 - least).astype(np.uint8)
        # Thickened by a pixel to either side, so that a stroke may lean a little.
        thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
        level = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(_LONG * character)), np.uint8))
        strokes = (level > 0) & (ink > 0)
        return cls(table, (ink > 0) & ~(cv2.dilate(level, np.ones((3, 1), np.uint8)) > 0), strokes)

    def is_struck(self, top: float, bottom: float) -> bool:
        """Whether a stroke runs through the print of the row between two heights."""
        air = _MIDDLE * (bottom - top)
        low, high = round(top + air), round(bottom - air)
        if high - low < self.table.character / 3:
            return False
        middle = self.strokes[low:high]
        if not middle.any():
            return False
        edge = max(2, round(self.table.character / 6))
        rows = slice(round(top) + edge, max(round(top) + edge + 1, round(bottom) - edge))
        texts = [
            (left + edge + int(columns[0]), left + edge + int(columns[-1]) + 1)
            for left, right in itertools.pairwise(map(round, self.table.xs))
            if len(columns := self._text(self.print[rows, left + edge : max(left + edge, right - edge)]))
        ]
        if len(texts) < _FEWEST:
            return False
        through = [self._runs_through(low, middle, left, right) for left, right in texts]
        whole = middle[:, texts[0][0] : texts[-1][1]].any(axis=0)
        return sum(through) >= _CELLS * len(texts) and bool(whole.mean() >= _CELLS * _THROUGH)

    def is_folded(self, top: float, bottom: float) -> bool:
        """Whether the stroke between two heights runs on over both sides of the table as far as is seen of them.

        The paper was folded there.
        """
        air = _MIDDLE * (bottom - top)
        middle = self.strokes[round(top + air) : round(bottom - air)]
        sides = middle[:, : round(float(self.table.xs[0]))], middle[:, round(float(self.table.xs[-1])) + 1 :]
        return all(side.size and float(side.any(axis=0).mean()) >= _THROUGH for side in sides)

    def _text(self, cell: Mask) -> NDArray[np.intp]:
        """The columns of a cell's picture in which there is print; none if it is too little for a character."""
        rows, columns = cell.any(axis=1), cell.any(axis=0)
        character = self.table.character
        if cell.sum() < 0.06 * character**2 or rows.sum() < character / 3:
            return np.zeros(0, np.intp)
        return np.flatnonzero(columns)

    def _runs_through(self, low: int, middle: Mask, left: int, right: int) -> bool:
        """Whether a stroke runs through the text between two places, whose characters go on behind it."""
        stroke = middle[:, left:right]
        there = stroke.any(axis=0)
        if there.mean() < _THROUGH:
            return False
        first = low + stroke.argmax(axis=0)
        last = low + len(stroke) - 1 - stroke[::-1].argmax(axis=0)
        reach = max(3, round(self.table.character / 6))
        above = self._beside(first, -reach, left, right)
        below = self._beside(last, reach, left, right)
        return bool((above & below & there).mean() >= _CROSSES)

    def _beside(self, places: NDArray[np.intp], reach: int, left: int, right: int) -> Mask:
        """In which columns print stands within `reach` pixels of the places: above them if it is negative."""
        steps = np.arange(1, abs(reach) + 1) * (1 if reach > 0 else -1)
        heights = np.clip(places[None, :] + steps[:, None], 0, len(self.print) - 1)
        return np.asarray(self.print[heights, np.arange(left, right)[None, :]].any(axis=0))
