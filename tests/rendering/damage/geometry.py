"""How a page lies in the scanner: skewed, in perspective, its paper waving and curling.

The way from scan to page is a homography followed by a small smooth shift. It is kept as a formula,
so that pixels (scan to page) and boxes (page to scan) follow one and the same bend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.rendering.dice import Dice
from tests.rendering.strengths import Strength
from tests.rendering.truth import Box

STEP: Final = 16
"""Pixels between the points where the formula is worked out; between them it is as good as straight."""
ROUNDS: Final = 12
"""Steps towards the point that a shift came from; each leaves about a twentieth of the error."""
ALONG_AN_EDGE: Final = 9

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bend:
    """Shifts, in pixels, of a page of `size` (width, height): waves across it and a curl towards one edge."""

    size: tuple[int, int]
    waves: tuple[tuple[float, float, float, float], ...]
    """Sideways height, vertical height, cycles across and down, phase: one row a wave."""
    curl: float
    curls_left: bool

    def shift(self, points: Points) -> Points:
        """How far each of (n, 2) points is moved."""
        width, height = self.size
        u, v = points[:, 0] / width, points[:, 1] / height
        moved = np.zeros_like(points)
        for sideways, vertical, cycles, phase in self.waves:
            moved[:, 0] += sideways * np.sin(np.pi * cycles * v + phase)
            moved[:, 1] += vertical * np.sin(np.pi * cycles * u + phase)
        towards = u if self.curls_left else 1 - u
        near = np.exp(-np.clip(towards, -0.2, 2.0) / 0.14)
        moved[:, 0] += self.curl * near * (1 if self.curls_left else -1)
        moved[:, 1] += self.curl * 0.8 * near * (0.6 - v) * 2
        return moved


@dataclass(frozen=True, slots=True)
class Lie:
    """How one page lies on the scan: `to_page` is the homography, `bend` the shift after it."""

    to_page: Points
    bend: Bend

    def page_points(self, points: Points) -> Points:
        """Points of the scan (n, 2) on the page."""
        flat = _project(self.to_page, points)
        return flat + self.bend.shift(flat)

    def scan_points(self, points: Points) -> Points:
        """Points of the page (n, 2) on the scan: the same way backwards."""
        flat: Points = points
        for _ in range(ROUNDS):
            flat = points - self.bend.shift(flat)
        return _project(np.linalg.inv(self.to_page).astype(np.float64), flat)

    def box(self, box: Box) -> Box:
        """The smallest upright box round where `box` came to lie."""
        left, top, right, bottom = box
        across, down = np.linspace(left, right, ALONG_AN_EDGE), np.linspace(top, bottom, ALONG_AN_EDGE)
        edges = [(x, y) for x in across for y in (top, bottom)] + [(x, y) for y in down for x in (left, right)]
        moved = self.scan_points(np.array(edges, dtype=np.float64))
        low, high = moved.min(axis=0), moved.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def maps(self, width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For every pixel of the scan its place on the page, as OpenCV's remap wants it."""
        columns, rows = -(-width // STEP) + 1, -(-height // STEP) + 1
        x, y = np.meshgrid(np.arange(columns) * float(STEP), np.arange(rows) * float(STEP))
        page = self.page_points(np.stack([x.ravel(), y.ravel()], axis=1)).reshape(rows, columns, 2)
        return _spread(page[..., 0], width, height), _spread(page[..., 1], width, height)


def lie(dice: Dice, strength: Strength, size: tuple[int, int], *, curls_left: bool | None = None) -> Lie:
    """Throws how a page of `size` (width, height) lies; a page of a bound book curls towards its spine."""
    width, height = size
    short = min(size)
    angle = np.radians(dice.between((-strength.skew, strength.skew)))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    middle = corners.mean(axis=0)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    reach = strength.perspective * short
    lying = (corners - middle) @ turn.T + middle
    lying += [[dice.between((-reach, reach)) for _ in range(2)] for _ in range(4)]
    to_page = cv2.getPerspectiveTransform(lying.astype(np.float32), corners.astype(np.float32))
    swing = strength.swing * short
    waves = tuple(
        (
            dice.between((-swing, swing)) * 0.6,
            dice.between((-swing, swing)),
            dice.between((0.6, 2.4)),
            dice.between((0, 6.28)),
        )
        for _ in range(2)
    )
    bound = curls_left if curls_left is not None else dice.chance(0.5)
    share = 1.0 if curls_left is not None else dice.pick((0.0, 0.0, 0.6))
    curl = dice.between((-strength.curl, strength.curl)) * short * share
    return Lie(np.asarray(to_page, dtype=np.float64), Bend(size, waves, curl, bound))


def _project(matrix: Points, points: Points) -> Points:
    seen = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    flat: Points = seen[:, :2] / seen[:, 2:]
    return flat


def _spread(coarse: Points, width: int, height: int) -> NDArray[np.float32]:
    """Values at every STEP-th pixel, spread to every pixel in straight lines."""
    matrix = np.array([[1 / STEP, 0, 0], [0, 1 / STEP, 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    full = cv2.warpAffine(coarse.astype(np.float32), matrix, (width, height), flags=flags)
    return np.asarray(full, dtype=np.float32)
