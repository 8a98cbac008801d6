"""A straight picture that knows, for each of its points, the place on the page it was pulled from."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey

STEP = 16
"""Pixels of a straight picture between two nodes of its way back to the page."""

_STRIP = 16 * STEP
"""Rows of a straight picture that are pulled at once."""
_NO_MAP: NDArray[np.float32] = np.empty(0, np.float32)
"""What stands for the second of two maps where one has both places of a pixel."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flat:
    """A straight picture.

    `pixels` is evenly lit grey; `character` is the height of its print in pixels and `darkness` how dark that is,
    0 to 255. `back` is a (rows, columns, 2) array of positions (x, y) on the upright page of every 16th pixel.
    """

    pixels: Grey
    character: float
    darkness: float
    back: NDArray[np.float32]

    def to_page(self, points: Array) -> Array:
        """Positions on the upright page, (n, 2), of points (n, 2) of the straight picture, both x, y in pixels."""
        where = np.clip(points / STEP, 0, [self.back.shape[1] - 1.001, self.back.shape[0] - 1.001])
        left, top = np.floor(where).astype(int).T
        right, down = (where - np.floor(where)).T[:, :, None]
        back = self.back
        upper = back[top, left] * (1 - right) + back[top, left + 1] * right
        lower = back[top + 1, left] * (1 - right) + back[top + 1, left + 1] * right
        return np.asarray(upper * (1 - down) + lower * down, dtype=float)


def nodes(size: tuple[int, int]) -> tuple[Array, Array]:
    """The positions across and down at which a straight picture of `size` (width, height) needs its way back."""
    width, height = size
    return np.arange(0, width + 2 * STEP, STEP, dtype=float), np.arange(0, height + 2 * STEP, STEP, dtype=float)


def pulled(picture: Grey, places: Array, size: tuple[int, int]) -> Grey:
    """The straight picture of `size` (width, height) whose nodes lie at `places` (rows, columns, 2) of a picture."""
    width, height = size
    coarse, finer = places.astype(np.float32), np.array([[STEP, 0.0, 0.0], [0.0, STEP, 0.0]])
    straight = np.empty((height, width), np.uint8)
    # The place of every pixel takes eight times the picture's memory; some rows at a time it stays near the core.
    for top in range(0, height, _STRIP):
        rows = min(_STRIP, height - top)
        own = np.ascontiguousarray(coarse[top // STEP : (top + rows) // STEP + 2])
        fine = cv2.warpAffine(own, finer, (width, rows), flags=cv2.INTER_LINEAR)
        straight[top : top + rows] = cv2.remap(picture, fine, _NO_MAP, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return straight
