"""The upright page: turned as its file's orientation tag and its print ask, with the way back to the file's pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.records import Box
from ingest.pages import PageImage
from ingest.rectify.dithered import smoothed
from ingest.rectify.fold import beyond_folds
from ingest.rectify.light import deepened, even_light, grey_of
from ingest.rectify.lit import Lit
from ingest.rectify.negative import positive_of
from ingest.rectify.streaks import without_streaks

_ORIENTATIONS = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 1),
    6: (False, 3),
    7: (True, 3),
    8: (False, 1),
}
"""EXIF orientation: whether the picture is first mirrored left to right, then counter-clockwise quarter turns."""


@dataclass(frozen=True, slots=True)
class UprightPage:
    """An evenly lit grey page that reads upright, its print deepened if it is very pale.

    `matrix` is the 2×3 affine map from its pixels to pixels of the page as the file stores it;
    `quarter_turns` is how often the stored page is turned counter-clockwise to stand upright.
    """

    lit: Lit
    quarter_turns: int
    matrix: NDArray[np.float64]

    def to_scan(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Stored-page positions (n, 2) of upright-page positions (n, 2), both x, y in pixels."""
        return np.asarray(points @ self.matrix[:, :2].T + self.matrix[:, 2])

    def box(self, points: NDArray[np.float64]) -> Box:
        """The box on the scan that encloses upright-page positions (n, 2)."""
        places = self.to_scan(points)
        (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
        return Box(
            round(float(left), 1),
            round(float(top), 1),
            round(float(right - left), 1),
            round(float(bottom - top), 1),
        )

    def turned(self, quarter_turns: int) -> UprightPage:
        """The same page after more counter-clockwise quarter turns."""
        page = self
        for _ in range(quarter_turns % 4):
            width = page.lit.pixels.shape[1]
            turn = np.array([[0.0, -1.0, width], [1.0, 0.0, 0.0]])
            page = UprightPage(
                Lit(np.ascontiguousarray(np.rot90(page.lit.pixels))),
                (page.quarter_turns + 1) % 4,
                _after(page.matrix, turn),
            )
        return page


def upright(page: PageImage) -> UprightPage:
    """The page as its file's orientation tag asks, evenly lit; its print may still stand on its side.

    What shows of the neighbouring page of a book beyond its fold is taken off.
    """
    mirrored, turns = _ORIENTATIONS.get(page.orientation, (False, 0))
    grey = without_streaks(smoothed(grey_of(positive_of(page.pixels))))
    light = even_light(grey)
    light[beyond_folds(grey)] = 255
    light = deepened(light)
    matrix = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    if mirrored:
        light = np.ascontiguousarray(light[:, ::-1])
        matrix = np.array([[-1.0, 0.0, light.shape[1]], [0.0, 1.0, 0.0]])
    return UprightPage(Lit.drawn_through(light), 0, matrix).turned(turns)


def _after(matrix: NDArray[np.float64], first: NDArray[np.float64]) -> NDArray[np.float64]:
    """The affine map that does `first` and then `matrix`."""
    linear = matrix[:, :2] @ first[:, :2]
    return np.hstack([linear, (matrix[:, :2] @ first[:, 2] + matrix[:, 2])[:, None]])
