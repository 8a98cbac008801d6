"""The slant of a page: how far its lines and its uprights lean, measured apart from each other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey, ink_of

_WORKING_SIDE = 900
_BLUR = 0.7
"""Pixels of the working picture by which it is blurred first."""
_SHADES = 16
"""Shades of its ink that are told apart once it is blurred, so few that all sums of them are exact."""
_STEEPEST = 0.12
"""Steepest slant looked for, as rise over run: about seven degrees."""
_PARTS = 1024
"""Parts of a pixel by which a column may be shifted."""

Columns = NDArray[np.float32]
"""The columns of a picture, a row each: from 1 where there is ink down to 0."""


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
    ink = (ink_of(np.asarray(small, dtype=np.uint8), 25, 10) > 0).astype(np.float32)
    # Shearing blurs a little: what is blurred before is not sharper where it stays as it is.
    soft = np.round(cv2.GaussianBlur(ink, (0, 0), _BLUR) * _SHADES) / np.float32(_SHADES)
    return Slant(lines=_best_shear(np.ascontiguousarray(soft.T)), uprights=_best_shear(soft))


def _best_shear(columns: Columns) -> float:
    """The shear, rise over run, whose row sums vary most from row to row; a picture's columns are given as rows."""
    margin = int((_STEEPEST + 0.01) * len(columns) / 2) + 2
    framed = np.pad(columns, ((0, 0), (margin, margin)))
    coarse = np.arange(-_STEEPEST, _STEEPEST + 1e-9, 0.01)
    best = max(coarse, key=lambda shear: _sharpness(framed, shear, margin))
    fine = best + np.arange(-0.01, 0.0101, 0.001)
    return float(max(fine, key=lambda shear: _sharpness(framed, shear, margin)))


def _sharpness(framed: Columns, shear: float, margin: int) -> float:
    """How much the row sums of a sheared picture vary, whose columns have a `margin` of paper at both ends.

    Each column is shifted as a whole, so those that are shifted by as many pixels are summed in one go, once as they
    are for its first pixel and once for its second. Parts of a pixel are so rounded that all sums are exact.
    """
    high = framed.shape[1] - 2 * margin
    places = shear * (np.arange(len(framed)) - len(framed) / 2)
    shifts = np.floor(places).astype(int)
    second = np.round((places - shifts) * _PARTS) / _PARTS
    shares = np.stack([1 - second, second]).astype(np.float32)
    cuts = [0, *(np.flatnonzero(np.diff(shifts)) + 1).tolist(), len(framed)]
    sums = np.zeros(high)
    for start, end in itertools.pairwise(cuts):
        top = margin + int(shifts[start])
        upper, lower = shares[:, start:end] @ framed[start:end, top : top + high + 1]
        sums += upper[:-1] + lower[1:]
    return float(np.square(np.diff(sums)).sum())
