"""Wedges of the scanner's lid at the sides of a picture, where the paper lay a little askew: thinner than any lid.

They run along a side of the picture, so that they look like the rule at the side of a table that stands near it. Rules
and print that run off the page do not: they reach its side at a point.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_DARK: Final = 225
"""Grey level, of evenly lit paper at 255, below which a pixel at the side is no paper."""
_DEEP: Final = 0.012
"""Share of the picture's shorter side that a wedge is deep at most; a deeper one is a lid."""
_LONG: Final = 0.04
"""Share of the side along which it runs at least."""
_SOFT: Final = 3
"""Pixels for which the edge of the paper is blurred."""


def whiten_wedges(light: NDArray[np.uint8]) -> None:
    """Make white, in place, what of an evenly lit picture is dark along one of its sides."""
    deep = max(3, round(_DEEP * min(light.shape)))
    for turns in range(4):
        band = np.rot90(light, turns)[:deep]
        length = max(24, round(_LONG * band.shape[1]))
        dark = np.ascontiguousarray(band < _DARK).astype(np.uint8)
        along = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
        wedge = np.minimum.accumulate(along, axis=0)
        wedge[:, wedge[-1] > 0] = 0
        soft = cv2.dilate(wedge, np.ones((2 * _SOFT + 1, 1), np.uint8))
        band[soft > 0] = 255
