"""The slant of a page: how far its lines and its uprights lean, measured apart from each other."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey, ink_of

_WORKING_SIDE = 900
_BLUR = 0.7
"""Pixels of the working picture by which it is blurred first."""
_STEEPEST = 0.12
"""Steepest slant looked for, as rise over run: about seven degrees."""


@dataclass(frozen=True, slots=True)
class Slant:
    """Rise over run of the lines (down to the right is positive) and run over rise of the uprights."""

    lines: float
    uprights: float

    def matrix(self, width: int, height: int) -> NDArray[np.float64]:
        """The 2×3 affine map from the slanted picture to one with level lines and plumb uprights.

        It turns about the picture's centre, so the picture keeps its size.
        """
        forward = np.array([[1.0, self.uprights], [self.lines, 1.0]])
        turn = np.linalg.inv(forward)
        centre = np.array([width / 2, height / 2])
        return np.hstack([turn, (centre - turn @ centre)[:, None]])


def find_slant(light: Grey) -> Slant:
    """Measure the slant by which rows and columns of ink fall together most sharply.

    The picture is sheared step by step and the sum of squared differences of its projection is taken, after
    Postl (1986); long thin ink counts most, which is rules where there are rules and text lines elsewhere.
    """
    scale = _WORKING_SIDE / max(light.shape)
    small = cv2.resize(light, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else light
    ink = ink_of(np.asarray(small, dtype=np.uint8), 25, 10).astype(np.float32)
    # Shearing blurs a little: what is blurred before is not sharper where it stays as it is.
    ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), _BLUR), np.float32)
    return Slant(lines=_best_shear(ink), uprights=_best_shear(np.ascontiguousarray(ink.T)))


def _best_shear(ink: NDArray[np.float32]) -> float:
    """The shear, rise over run, whose row sums vary most from row to row."""
    coarse = np.arange(-_STEEPEST, _STEEPEST + 1e-9, 0.01)
    best = max(coarse, key=lambda shear: _sharpness(ink, shear))
    fine = best + np.arange(-0.01, 0.0101, 0.001)
    return float(max(fine, key=lambda shear: _sharpness(ink, shear)))


def _sharpness(ink: NDArray[np.float32], shear: float) -> float:
    height, width = ink.shape
    matrix = np.array([[1.0, 0.0, 0.0], [-shear, 1.0, shear * width / 2]])
    level = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return float(np.square(np.diff(level.sum(axis=1))).sum())
