"""The leaves of an open book without rules: their rows need not stand level, nor their columns be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.printlines import PrintLine
from ingest.rectify.flat import Flat

_GUTTER: Final = 3.5
"""Character heights of white between the print of two leaves, at least; between people side by side there is less."""
_WIDEST: Final = 1.5
"""Times any other white that runs down the page that it is wide at least."""
_MIDDLE: Final = (0.35, 0.65)
"""Share of the width of all print between which it lies."""
_CROSSING: Final = 0.04
"""Share of the lines in which something, dirt or a fold, stands in it."""
_WHITE: Final = 255


def leaves(flat: Flat, lines: Sequence[PrintLine]) -> tuple[Flat, Flat] | None:
    """The straight picture twice, each time with one leaf's print alone; None where no gutter is seen."""
    width = flat.pixels.shape[1]
    crossing = np.zeros(width + 1, np.int64)
    for line in lines:
        for segment in line.segments:
            crossing[segment.left] += 1
            crossing[segment.right] -= 1
    inked = np.flatnonzero(np.cumsum(crossing)[:width] > _CROSSING * len(lines))
    if not len(inked):
        return None
    steps = np.diff(inked)
    place = int(np.argmax(steps)) if len(steps) else 0
    gap, others = (int(steps[place]), np.delete(steps, place)) if len(steps) else (0, steps)
    middle = float(inked[place]) + gap / 2
    share = (middle - float(inked[0])) / max(1.0, float(np.ptp(inked)))
    wide = gap >= max(_GUTTER * flat.character, _WIDEST * float(others.max(initial=1)))
    if not wide or not _MIDDLE[0] <= share <= _MIDDLE[1]:
        return None
    first, second = flat.pixels.copy(), flat.pixels.copy()
    first[:, round(middle) :] = _WHITE
    second[:, : round(middle)] = _WHITE
    return replace(flat, pixels=first), replace(flat, pixels=second)
