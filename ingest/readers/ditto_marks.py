"""The ditto mark 〃, told from its picture: two like strokes side by side, alone in their cell.

No reader's alphabet has it, and on damaged pages they make letters, signs and whole characters of it, or nothing. The
ink of a cell is compared with pairs of strokes of every slant, distance and length that print has for the mark, and
with single ones (matched filters: Turin, 1960). How far it stands out from the paper's grain tells that there is ink,
how much of it a pair leaves unexplained whether it is the mark, and what else the cell holds whether it is alone. What
is less than sure is held against the sure marks of its page, which are all set in one or two faces of type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import product
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey

Floats = NDArray[np.float32]

LARGEST: Final = (0.68, 0.9)
"""Height and width that a mark's ink has at most, in character heights. Figures are higher."""
_SCALE: Final = 16
"""Pixels of a character's height at which marks are looked at."""
_HALF: Final = (10, 12)
"""Half of the height and width of the window round a mark, in such pixels."""
_SLANTS: Final = (-0.3, 0.0, 0.2, 0.4, 0.6, 0.8, 1.05, 1.3)
"""How far strokes lean to the right, in their heights."""
_DISTANCES: Final = (0.17, 0.23, 0.3, 0.37)
"""Character heights from one stroke of a pair to the other."""
_OF_PAIRS: Final = (0.22, 0.32, 0.44), (0.045, 0.08)
"""Heights of the strokes of pairs, and half of their thickness, in character heights."""
_OF_ONES: Final = (0.12, 0.22, 0.32, 0.44), (0.06, 0.1, 0.15, 0.2)
"""The same of single strokes and spots."""
_OF_CROSSES: Final = (0.2, 0.28, 0.36, 0.44, 0.52)
"""Heights of crosses, in character heights; the thickness of their strokes is that of pairs."""
_SPOTS: Final = (0.09, 0.12, 0.15, 0.18, 0.21, 0.24, 0.27, 0.3)
_EDGE: Final = 0.1
"""How far spots of dirt reach, and over how much they fade out, in character heights."""
_GATHERED: Final = 0.2
"""Character heights over which darkness is gathered to find where the ink of a cell is."""
_PLACES: Final = 2
"""Places in a cell at most where a mark is looked for."""
_NEAR: Final = 3
"""Pixels of the scale to every side of such a place."""
_SOFT: Final = 0.7
"""Pixels of the scale over which a picture is blurred, so that the taper of strokes tells less than their place."""
_LEAST_GRAIN: Final = 1.0
"""How much paper varies at least, of 255."""
_TWO: Final = 0.998
"""How strong a pair of strokes is at least beside all else. Of 391 marks on rendered pages four were less, and no
spot, cross or grain was more."""
_ALIKE: Final = 0.8
"""Cosine from which two marks are of one face of type."""
_FEWEST: Final = 3
"""Sure marks from which a face of type is known."""


class _Limits(NamedTuple):
    """Strength at least, misfit and ink beside at most."""

    strength: float
    misfit: float
    beside: float


_SURE: Final = _Limits(40.0, 0.22, 0.7)
"""Of what is a mark by itself. The grain of blank cells has strengths of 17, in one of a hundred of 40."""
_LIKE: Final = _Limits(27.0, 0.2, 0.75)
"""Of what may be a mark, measured with those of its page; with the strength of a sure one it is."""
_MAYBE: Final = _Limits(32.0, 0.27, 0.6)
"""Of what may be a mark by itself."""
_STROKES: Final = _Limits(28.0, 0.35, np.inf)
"""Of strokes that are no grain. One blank cell of a hundred has such."""


@dataclass(frozen=True, slots=True)
class InCell:
    """The picture of a cell, dark on white, the height of its print in pixels, and the part of it a mark may be in.

    `part` is its left, top, right and bottom in pixels: what lies outside is no ink that a mark would be alone without.
    """

    picture: Grey
    character: float
    part: tuple[int, int, int, int]


class Likeness(Enum):
    """What ink that looks like a ditto mark is."""

    SURE = auto()
    MAYBE = auto()
    STROKES = auto()
    """Strokes, not merely the grain of paper; hardly the mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink in a cell that looks like a ditto mark: where its middle is, in pixels of the cell's picture."""

    x: float
    y: float
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A cell at the scale of marks: how dark it is, gathered to spots and in windows, and the grain of its paper."""

    gathered: Floats
    windows: Floats
    grain: float


@dataclass(frozen=True, slots=True)
class _Look:
    """The ink of a cell seen as a mark.

    `strength` is how far it stands out, in deviations of the paper's grain; `misfit` the share of it, beyond grain,
    that the mark leaves unexplained; `beside` the darkest other spot as a share of its own. `window` is its picture
    as a row of length 1, `at` its place (x, y) in the cell.
    """

    strength: float
    misfit: float
    beside: float
    window: Floats
    at: tuple[int, int]

    def keeps(self, limits: _Limits) -> bool:
        """Whether it is as strong and as little amiss as the limits say."""
        fits = self.misfit <= limits.misfit and self.beside <= limits.beside
        return fits and self.strength >= limits.strength


def find(cells: Sequence[InCell]) -> list[Mark | None]:
    """For each cell of one page the ink that looks like a ditto mark, if it has such.

    Ink larger than LARGEST is to be left out by the caller.
    """
    scaled = [_scaled(cell) for cell in cells]
    looks = [_looked_at(cell, _pairs()) for cell in scaled]
    sure = [_is_pair(cell, own, _SURE) for cell, own in zip(scaled, looks, strict=True)]
    faces = _faces([own.window for own, is_sure in zip(looks, sure, strict=True) if is_sure])
    found = []
    for cell, own, is_sure, each in zip(scaled, looks, sure, cells, strict=True):
        likeness = Likeness.SURE if is_sure else _less_than_sure(cell, own, faces)
        x, y = ((place + 0.5) * each.character / _SCALE for place in own.at)
        found.append(Mark(x, y, likeness) if likeness else None)
    return found


def _less_than_sure(cell: _Scaled, own: _Look, faces: Floats) -> Likeness | None:
    """What ink is that is no mark by itself, held against the marks of its page."""
    if len(faces) and (like := _looked_at(cell, faces)).keeps(_LIKE):
        return Likeness.SURE if like.strength >= _SURE.strength else Likeness.MAYBE
    if _is_pair(cell, own, _MAYBE):
        return Likeness.MAYBE
    return Likeness.STROKES if own.keeps(_STROKES) else None


def _is_pair(cell: _Scaled, own: _Look, limits: _Limits) -> bool:
    """Whether a look keeps within limits, and two strokes are no worse than a single one."""
    return own.keeps(limits) and own.strength >= _TWO * _looked_at(cell, _others(), own.at).strength


def _scaled(cell: InCell) -> _Scaled:
    scale = _SCALE / cell.character
    height, width = cell.picture.shape
    size = max(1, round(width * scale)), max(1, round(height * scale))
    soft = cv2.GaussianBlur(cell.picture, (0, 0), _SOFT / scale)
    small = cv2.resize(soft, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    dark = np.asarray(np.median(small) - small, np.float32)
    high, wide = _HALF
    padded = cv2.copyMakeBorder(dark, high, high, wide, wide, cv2.BORDER_CONSTANT, value=(0.0,))
    windows = np.asarray(np.lib.stride_tricks.sliding_window_view(padded, (2 * high + 1, 2 * wide + 1)), np.float32)
    gathered = np.full(dark.shape, -np.inf, np.float32)
    left, top, right, bottom = (round(edge * scale) for edge in cell.part)
    part = np.s_[top : max(top + 1, bottom), left : max(left + 1, right)]
    gathered[part] = cv2.GaussianBlur(dark, (0, 0), _GATHERED * _SCALE)[part]
    # Most of a cell is paper.
    grain = 1.4826 * float(np.median(np.abs(dark)))
    return _Scaled(gathered, windows, max(_LEAST_GRAIN, grain))


def _looked_at(cell: _Scaled, marks: Floats, near_to: tuple[int, int] | None = None) -> _Look:
    """The place of a cell whose ink is likest to one of the marks, each a window as a row; near to one, if given."""
    best = (-1.0, 0, 0, np.zeros(marks.shape[1], np.float32))
    for x, y in _places(cell.gathered) if near_to is None else (near_to,):
        top, left = max(0, y - _NEAR), max(0, x - _NEAR)
        near = cell.windows[top : y + _NEAR + 1, left : x + _NEAR + 1]
        rows = near.reshape(near.shape[0] * near.shape[1], -1)
        rows = rows - rows.mean(axis=1, keepdims=True)
        strengths = (rows @ marks.T).max(axis=1)
        at = int(strengths.argmax())
        if strengths[at] > best[0]:
            down, right = divmod(at, near.shape[1])
            best = float(strengths[at]), top + down, left + right, rows[at]
    ink, y, x, row = best
    left_over = max(0.0, float(row @ row) - ink**2 - row.size * cell.grain**2)
    return _Look(
        ink / cell.grain,
        left_over / max(ink, 1.0) ** 2,
        _beside(cell, x, y) / max(float(cell.gathered[y, x]), 1.0),
        row / max(float(np.linalg.norm(row)), 1.0),
        (x, y),
    )


def _places(gathered: Floats) -> Iterator[tuple[int, int]]:
    """Where (x, y) ink is gathered most, the darkest place first."""
    rest = gathered.copy()
    for _ in range(_PLACES):
        y, x = divmod(int(rest.argmax()), rest.shape[1])
        yield x, y
        half = _SCALE // 2
        rest[max(0, y - half) : y + half, max(0, x - half) : x + half] = -np.inf


def _beside(cell: _Scaled, x: int, y: int) -> float:
    """How dark the darkest spot of a cell is that is not the mark."""
    high, wide = _HALF
    rest = cell.gathered.copy()
    rest[max(0, y - high) : y + high + 1, max(0, x - wide) : x + wide + 1] = 0.0
    return float(rest.max())


def _faces(windows: Sequence[Floats]) -> Floats:
    """What marks look like in each face of type that several sure ones show, as rows of length 1."""
    groups: list[list[Floats]] = []
    for window in windows:
        own = max(groups, key=lambda group: float(_mean(group) @ window), default=None)
        if own is not None and float(_mean(own) @ window) >= _ALIKE:
            own.append(window)
        else:
            groups.append([window])
    return np.asarray([_mean(group) for group in groups if len(group) >= _FEWEST], np.float32)


def _mean(windows: Sequence[Floats]) -> Floats:
    mean = np.mean(windows, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


@cache
def _pairs() -> Floats:
    """Pairs of strokes in a window each."""
    lengths, thicknesses = _OF_PAIRS
    return _windows(list(product(_SLANTS, lengths, thicknesses, _DISTANCES)))


@cache
def _others() -> Floats:
    """What else is as large as a mark, in a window each: single strokes, spots, crosses and ticks."""
    lengths, thicknesses = _OF_ONES
    ones = _windows(list(product(_SLANTS, lengths, thicknesses, (0.0,))))
    xs, ys = _plane()
    spots = [np.asarray(np.clip((radius - np.hypot(xs, ys)) / _EDGE + 0.5, 0, 1), np.float32) for radius in _SPOTS]
    crosses = [
        np.asarray(np.maximum(_stroke(xs, ys, 1, length, thick), _stroke(xs, ys, -1, length, thick)), np.float32)
        for length, thick in product(_OF_CROSSES, _OF_PAIRS[1])
    ]
    return np.concatenate([ones, _as_rows([*spots, *crosses])])


def _windows(pairs: Sequence[tuple[float, float, float, float]]) -> Floats:
    """Two strokes each, of a slant, a length and a thickness, so far apart, as rows."""
    xs, ys = _plane()
    return _as_rows(
        [
            _stroke(xs + apart / 2, ys, slant, length, thick) + _stroke(xs - apart / 2, ys, slant, length, thick)
            for slant, length, thick, apart in pairs
        ]
    )


def _plane() -> tuple[Floats, Floats]:
    """How far right and down of its middle each place of a window is, in character heights."""
    high, wide = _HALF
    ys, xs = np.mgrid[-high : high + 1, -wide : wide + 1].astype(np.float32) / _SCALE
    return xs, ys


def _as_rows(inks: Sequence[Floats]) -> Floats:
    """Windows as rows of length 1 whose mean is 0."""
    rows = np.asarray([(ink - ink.mean()).ravel() for ink in inks], np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _stroke(xs: Floats, ys: Floats, slant: float, length: float, thickness: float) -> Floats:
    """A straight stroke through the origin, dark along its middle; `xs` and `ys` in character heights."""
    right, up = slant * length / 2, length / 2
    along = np.clip((xs * right - ys * up) / (right**2 + up**2), -1, 1)
    away = (xs - along * right) ** 2 + (ys + along * up) ** 2
    return np.asarray(np.exp(-away / (2 * thickness**2)), np.float32)
