"""Columns that stand so close to each other that the white between them may stand within a word, too.

男 1915年      东李家庄 党员
男 1909年10月  北张家口 群众      as narrow as this white is, it is wider than any that stands in the words beside it
女 1902年      前杨家集 党员
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.printlines import PrintLine
from ingest.rectify.segments import Mask

_LEAST: Final = 6
"""Lines that have print in a column, at least."""
_ACROSS: Final = (0.1, 0.04)
"""Share of them, headings, whose print may stand in the white beside single characters, and in any other."""
_LONE: Final = (0.5, 1.3)
"""Character heights that single characters are wide; the rest is wider, for else both may be a name set with air."""
_NARROWEST: Final = (0.33, 0.45)
"""Character heights of white beside single characters, the same one in most lines, and of any other, at least."""
_LONG: Final = 4.8
"""Character heights that the print on both sides of such other white is wide, with it; names set with air are not."""
_WORD: Final = 3.0
"""Character heights of print on either side within which white is that of words."""
_WIDER: Final = 1.5
"""Times the widest white within what most lines have there that it is wide at least."""
_ALIKE: Final = 0.7
"""Correlation of the pictures of two characters from which on they are the same one."""
_MOST: Final = 0.6
"""Share of the lines that have the same one at least."""
_SIDE: Final = 16
"""Pixels to which pictures of characters are brought to be held against each other."""

Rows = NDArray[np.bool_]
Bounds = tuple[float, float]


def parted_at_narrow_white(
    columns: Sequence[Bounds], lines: Sequence[PrintLine], print_: Rows, ink: Mask, character: float
) -> list[Bounds]:
    """The columns, those parted in which narrow white stands between two.

    `print_` tells for each of the lines where across the picture there is print of it.
    """
    found: list[Bounds] = []
    for left, right in columns:
        start, end = max(0, round(left)), round(right)
        filled = np.flatnonzero(print_[:, start:end].any(axis=1))
        strip = _Strip([lines[n] for n in filled.tolist()], print_[filled, start:end], ink[:, start:end], character)
        cuts = [start + cut for cut in strip.cuts()] if len(filled) >= _LEAST else []
        found += itertools.pairwise([left, *cuts, right])
    return found


class _Strip:
    """A column of print, whose lines are those that have any in it."""

    def __init__(self, lines: Sequence[PrintLine], rows: Rows, ink: Mask, character: float) -> None:
        self._lines = lines
        self._rows = rows
        self._ink = ink
        self._character = character

    def cuts(self) -> list[float]:
        """The middles of the white that parts columns in it, from left to right."""
        lone = [gap for gap in self._gaps(_ACROSS[0], _NARROWEST[0]) if self._is_beside_lone(*gap)]
        other = [gap for gap in self._gaps(_ACROSS[1], _NARROWEST[1]) if self._is_long(*gap)]
        gaps = {gap for gap in (*lone, *other) if self._is_wider_than_in_words(*gap)}
        middles = sorted((end + start) / 2 for end, start in gaps)
        # White that some lines cross is told twice.
        return [m for n, m in enumerate(middles) if not n or m - middles[n - 1] > _LONE[0] * self._character]

    def _gaps(self, across: float, least: float) -> Iterator[tuple[int, int]]:
        """Where print ends and begins again, with white of so many character heights between."""
        inked = np.flatnonzero(self._rows.sum(axis=0) > max(1, across * len(self._rows)))
        for place in np.flatnonzero(np.diff(inked) > least * self._character).tolist():
            yield int(inked[place]) + 1, int(inked[place + 1])

    def _is_wider_than_in_words(self, end: int, start: int) -> bool:
        reach = round(_WORD * self._character)
        sides = self._rows[:, max(0, end - reach) : end], self._rows[:, start : start + reach]
        within = [np.median([_widest_white(row) for row in side if row.any()]) for side in sides if side.any()]
        return bool(start - end >= _WIDER * max(within, default=0.0))

    def _is_long(self, end: int, start: int) -> bool:
        """Whether words stand on both sides of white that are too long for a name."""
        both = self._rows[self._rows[:, :end].any(axis=1) & self._rows[:, start:].any(axis=1)]
        widths = [float(np.ptp(np.flatnonzero(row))) for row in both]
        long = 2 * len(both) > len(self._rows) and float(np.median(widths)) > _LONG * self._character
        return long and self._is_word(0, end) and self._is_word(start, self._rows.shape[1])

    def _is_beside_lone(self, end: int, start: int) -> bool:
        """Whether a single character, one and the same in most lines, stands on one side, and more on the other."""
        inked = np.flatnonzero(self._rows.sum(axis=0) > _ACROSS[0] * len(self._rows))
        sides = (int(inked[0]), end), (start, int(inked[-1]) + 1)
        return any(self._is_lone(*one) and self._is_word(*other) for one, other in (sides, sides[::-1]))

    def _is_word(self, left: int, right: int) -> bool:
        parts = [np.flatnonzero(row) for row in self._rows[:, left:right] if row.any()]
        return bool(parts) and float(np.median([np.ptp(part) for part in parts])) > _LONE[1] * self._character

    def _is_lone(self, left: int, right: int) -> bool:
        if not _LONE[0] * self._character <= right - left <= _LONE[1] * self._character:
            return False
        found = (_picture(self._ink[line.hull.top : line.hull.bottom, left:right]) for line in self._lines)
        pictures = np.array([picture for picture in found if picture is not None])
        if len(pictures) < _LEAST:
            return False
        pictures /= np.maximum(np.linalg.norm(pictures, axis=1, keepdims=True), 1e-6)
        alike = (pictures @ pictures.T >= _ALIKE).sum(axis=1)
        return bool(alike.max() >= _MOST * len(self._lines))


def _widest_white(row: Rows) -> int:
    return int(np.diff(np.flatnonzero(row)).max(initial=1)) - 1


def _picture(ink: Mask) -> NDArray[np.float64] | None:
    """What a character looks like, brought to one size; None without one."""
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return None
    own = np.ascontiguousarray(ink[rows[0] : rows[-1] + 1], np.float32)
    small = cv2.resize(own, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    smooth = np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.float64)
    return np.asarray(smooth - smooth.mean(), np.float64).ravel()
