"""The shades of grey of a picture, counted once: what share of it is darker than what.

There are but 256 of them, so counting tells in one pass what sorting the pixels would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Shade = TypeVar("Shade", float, NDArray[np.float64])

_SHADES: Final = 256
_MOST: Final = 1 << 24
"""Pixels counted at once: OpenCV counts in single precision, which is exact up to so many."""


@dataclass(frozen=True, slots=True)
class Shades:
    """`up_to` is how many pixels of a picture are no brighter than each of the shades 0 to 255."""

    up_to: NDArray[np.int64]

    @classmethod
    def of(cls, picture: NDArray[np.uint8], mask: NDArray[np.uint8] | None = None) -> Shades:
        """The shades of a picture (height, width), or of those of its pixels where a mask is not 0."""
        step = max(1, _MOST // max(1, picture.shape[1]))
        counts = np.zeros(256, np.int64)
        for top in range(0, len(picture), step):
            part = None if mask is None else mask[top : top + step]
            counted = cv2.calcHist([picture[top : top + step]], [0], part, [256], [0.0, 256.0])
            counts += counted.ravel().astype(np.int64)
        return cls(np.cumsum(counts))

    def __len__(self) -> int:
        return int(self.up_to[-1])

    def brighter_than(self, shade: int) -> Shades:
        """Only the pixels that are brighter than a shade."""
        return Shades(np.maximum(self.up_to - self.up_to[shade], 0))

    def quantile(self, share: float) -> float:
        """The shade that so large a share of the pixels is darker than, between two as NumPy has it; not of none."""
        place = (len(self) - 1) * share
        below = int(place)
        dark, bright = map(int, np.searchsorted(self.up_to, [below, min(below + 1, len(self) - 1)], side="right"))
        return _between(float(dark), float(bright), place - below)

    @property
    def median(self) -> float:
        """The shade in the middle, or half way between the two there."""
        return self.quantile(0.5)


def quantiles(picture: NDArray[np.uint8], shares: tuple[float, ...]) -> NDArray[np.float64]:
    """For each share and each row of a picture, the shade that so large a share of the row's pixels is darker than.

    An array (shares, rows); between two shades as NumPy has it.
    """
    rows, width = picture.shape
    numbered = picture + _SHADES * np.arange(rows)[:, None]
    up_to = np.bincount(numbered.ravel(), minlength=_SHADES * rows).reshape(rows, _SHADES).cumsum(axis=1)

    def at(place: int) -> NDArray[np.float64]:
        return np.asarray((up_to > place).argmax(axis=1), float)

    places = [(int((width - 1) * share), (width - 1) * share % 1) for share in shares]
    return np.array([_between(at(below), at(min(below + 1, width - 1)), share) for below, share in places])


def _between(dark: Shade, bright: Shade, share: float) -> Shade:
    """What lies a share of the way from dark to bright shades, rounded as NumPy rounds it."""
    return dark + (bright - dark) * share if share < 0.5 else bright - (bright - dark) * (1 - share)
