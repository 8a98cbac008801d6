"""Columns of single characters close to another one: 男 before, or behind, what every line has in the next column.

男 1915年
男 1909年10月      as narrow as this white is, it may stand within a word that most lines begin with; but within words
女 1902年          there is the same white from character to character
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.printlines import PrintLine
from ingest.rectify.segments import Mask

_LEAST: Final = 6
"""Lines that have print in a column, at least."""
_ACROSS: Final = 0.1
"""Share of them, headings, whose print may stand in the white."""
_LONE: Final = (0.5, 1.3)
"""Character heights that single characters are wide; the rest is wider, for else both may be a name set with air."""
_NARROWEST: Final = 0.33
"""Character heights of white between them and the rest, at least."""
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


def with_lone_characters(
    columns: Sequence[Bounds], lines: Sequence[PrintLine], print_: Rows, ink: Mask, character: float
) -> list[Bounds]:
    """The columns, those parted that begin or end with a single character, the same one in most lines.

    `print_` tells for each of the lines where across the picture there is print of it.
    """
    found: list[Bounds] = []
    for left, right in columns:
        start, end = max(0, round(left)), round(right)
        filled = print_[:, start:end].any(axis=1)
        rows, own = print_[filled, start:end], [line for line, has in zip(lines, filled, strict=True) if has]
        cut = None
        if len(rows) >= _LEAST:
            cut = _cut(rows, own, ink[:, start:end], character)
            if cut is None:
                behind = _cut(rows[:, ::-1], own, ink[:, start:end][:, ::-1], character)
                cut = None if behind is None else end - start - behind
        found += [(left, right)] if cut is None else [(left, start + cut), (start + cut, right)]
    return found


def _cut(rows: Rows, lines: Sequence[PrintLine], ink: Mask, character: float) -> float | None:
    """Where a column is to be cut behind the single character that it begins with; None where it has none."""
    inked = np.flatnonzero(rows.sum(axis=0) > _ACROSS * len(rows))
    if not len(inked):
        return None
    gaps = np.flatnonzero(np.diff(inked) > _NARROWEST * character)
    if not len(gaps):
        return None
    start, end, after = int(inked[0]), int(inked[gaps[0]]) + 1, int(inked[gaps[0] + 1])
    if not _LONE[0] * character <= end - start <= _LONE[1] * character:
        return None
    rests = [np.flatnonzero(row[after:]) for row in rows if row[after:].any()]
    within = float(np.median([np.diff(rest).max(initial=1) - 1 for rest in rests]))
    wide = float(np.median([np.ptp(rest) for rest in rests]))
    if after - end < _WIDER * within or wide <= _LONE[1] * character or not _is_one(lines, ink[:, start:end]):
        return None
    return (end + after) / 2


def _is_one(lines: Sequence[PrintLine], ink: Mask) -> bool:
    """Whether most lines have the same character in a strip of ink."""
    pictures = []
    for line in lines:
        own = ink[line.hull.top : line.hull.bottom]
        rows = np.flatnonzero(own.any(axis=1))
        if len(rows):
            picture = np.ascontiguousarray(own[rows[0] : rows[-1] + 1], np.float32)
            picture = cv2.GaussianBlur(cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), (3, 3), 0)
            pictures.append((picture - picture.mean()).ravel())
    if len(pictures) < _LEAST:
        return False
    each = np.array(pictures)
    each /= np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-6)
    alike = (each @ each.T >= _ALIKE).sum(axis=1)
    return bool(alike.max() >= _MOST * len(lines))
