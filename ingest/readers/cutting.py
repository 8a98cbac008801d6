"""Single characters cut out of a line, set upright in one size, and told by the slopes of their ink.

Their frame comes from where their ink lies and how far it spreads, not from its outermost specks (moment
normalization: Liu, Nakashima, Sako and Fujisawa, 2003), and what is told of it is how much ink slopes which way
in each of a grid of fields (gradient direction features, the same authors). Before that, ink is evened out: all of it
is softened, so that grain, which slopes every way, counts for little, and pale strokes are brought up to the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pages import Glyph
from ingest.readers.blind_spots import is_han
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

SIDE: Final = 32
"""Pixels of the square that a character is set in."""
_FIELDS: Final = 8
"""Fields of the grid a side."""
FEATURES: Final = 8 * _FIELDS * _FIELDS
"""Numbers that tell of one character: eight directions in each field."""
_BATCH: Final = 512
"""Characters told at once: bounds the memory."""
_REACH: Final = 0.68
"""How far a character's picture reaches from its middle, in character heights, where no neighbour is nearer."""
_HALF: Final = 0.55
"""Half of what a character's picture is wide where a mark stands beside it, in character heights."""
_SEARCH: Final = 0.22
"""How far from the middle between two characters the white between them is looked for, in distances of the two."""
_FAINT: Final = 0.25
"""Share of the darkest print below which ink counts for nothing where the frame is found."""
_BLUR: Final = 0.047
"""Character heights of blur, one standard deviation, by which ink is softened."""
_POWER: Final = 0.7
"""The power to which ink is raised; below 1 it brings up what is pale."""
_SPREADS: Final = 3.9
"""Spreads of a character's ink (standard deviations) that the square is wide; those of an even block are 3.5."""
_NARROW: Final = 2.0
"""How much more the narrow way of a character is enlarged than its wide way at most."""

Floats = NDArray[np.float32]


def cut(line: Grey, glyphs: Sequence[Glyph], character: float, *, lies: bool, at_white: bool = True) -> list[Floats]:
    """The ink of each character of a line, 0 to 1; `glyphs` tell where along it they stand, in order.

    `lies` says that they lie on their left side; their pictures stand. Characters are parted where it is whitest
    between two of them or, unless `at_white`, in the middle.
    """
    ink = _ink(line)
    # A space that the reader saw stands anywhere in the white, even at the edge of the next character.
    solid = [place for place, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    centres = [glyphs[place].at * line.shape[1] for place in solid]
    edges = _edges(ink, centres, character, _SEARCH if at_white else 0.0)
    known = [is_han(glyphs[place].char) for place in solid]
    for number, centre in enumerate(centres):
        # Marks take less room than readers place them by; a character takes its own.
        left, right = edges[number]
        if known[number] and number and not known[number - 1]:
            left = max(0, round(centre - _HALF * character))
        if known[number] and number + 1 < len(known) and not known[number + 1]:
            right = min(ink.shape[1], round(centre + _HALF * character))
        edges[number] = left, right
    kept = dict(zip(solid, edges, strict=True))
    pictures = [_evened(ink[:, slice(*kept.get(place, (0, 0)))], character) for place in range(len(glyphs))]
    return [np.ascontiguousarray(np.rot90(picture, -1)) if lies else picture for picture in pictures]


def framed(ink: Floats) -> Floats | None:
    """A character's ink in a square of SIDE pixels, its middle in the middle; None where there is too little ink."""
    height, width = ink.shape
    weight = np.clip(ink - _FAINT, 0, None)
    total = float(weight.sum())
    if total < 1e-3 or height < 4 or width < 3:
        return None
    x, across = _middle(weight.sum(axis=0) / total)
    y, down = _middle(weight.sum(axis=1) / total)
    widest = max(across, down)
    along_x, along_y = (
        SIDE / (_SPREADS * widest) * min(_NARROW, (widest / spread) ** 0.5) for spread in (across, down)
    )
    if max(along_x, along_y) < 0.8:
        ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), 0.45 / max(along_x, along_y)), np.float32)
    middle = SIDE / 2 - 0.5
    place = np.array([[along_x, 0, middle - along_x * x], [0, along_y, middle - along_y * y]])
    return np.asarray(cv2.warpAffine(ink, place, (SIDE, SIDE)), np.float32)


def slopes(pictures: Floats) -> Floats:
    """Rows of FEATURES numbers that tell of squares of ink (n, SIDE, SIDE)."""
    edged = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    right = _softened(edged[:, :, 2:] - edged[:, :, :-2], axis=1)
    down = _softened(edged[:, 2:, :] - edged[:, :-2, :], axis=2)
    steep_x, steep_y = np.abs(right), np.abs(down)
    east, west, south, north = (np.maximum(part, 0) for part in (right, -right, down, -down))
    root = np.float32(2**0.5)
    planes = (
        np.maximum(east - steep_y, 0),
        np.minimum(east, south) * root,
        np.maximum(south - steep_x, 0),
        np.minimum(south, west) * root,
        np.maximum(west - steep_y, 0),
        np.minimum(west, north) * root,
        np.maximum(north - steep_x, 0),
        np.minimum(north, east) * root,
    )
    told = np.stack([_SOFT @ (plane @ _SOFT.T) for plane in planes], axis=1).reshape(len(pictures), FEATURES)
    told /= told.mean(axis=1, keepdims=True) + 1e-6
    return np.asarray(np.sqrt(told), np.float32)


def told(pictures: Sequence[Floats]) -> Floats:
    """The slopes of any number of squares of ink, some at a time: (n, FEATURES)."""
    parts = [slopes(np.stack(pictures[start : start + _BATCH])) for start in range(0, len(pictures), _BATCH)]
    return np.concatenate([np.empty((0, FEATURES), np.float32), *parts])


def _ink(line: Grey) -> Floats:
    shades = Shades.of(line)
    paper, darkest = shades.quantile(0.7), shades.quantile(0.02)
    return np.asarray(np.clip((paper - line.astype(np.float32)) / max(20.0, paper - darkest), 0, 1), np.float32)


def _evened(ink: Floats, character: float) -> Floats:
    """A character's ink, softened and its pale strokes brought up."""
    if not ink.size:
        return ink
    return np.asarray(cv2.GaussianBlur(ink, (0, 0), _BLUR * character) ** _POWER, np.float32)


def _edges(ink: Floats, centres: Sequence[float], character: float, search: float) -> list[tuple[int, int]]:
    """Where each character's picture begins and ends: at the whitest place near the middle between two."""
    height, width = ink.shape
    profile = np.convolve(ink.sum(axis=0), np.ones(3) / 3, "same")
    bounds = [0.0]
    for before, after in pairwise(centres):
        middle, reach = (before + after) / 2, search * min(after - before, 1.2 * character)
        places = np.arange(int(max(0, middle - reach)), int(min(width, middle + reach + 1)))
        if not len(places):
            bounds.append(middle)
            continue
        cost = profile[places] + 0.02 * height * np.abs(places - middle) / max(1.0, reach)
        bounds.append(float(places[cost.argmin()]) + 0.5)
    bounds.append(float(width))
    far = _REACH * character
    return [
        (int(max(0, np.floor(max(left, centre - far)))), int(min(width, np.ceil(min(right, centre + far)))))
        for centre, (left, right) in zip(centres, pairwise(bounds), strict=True)
    ]


def _middle(shares: Floats) -> tuple[float, float]:
    """Where the mean of a distribution over pixels lies, and how far it spreads, in pixels."""
    places = np.arange(len(shares))
    mean = float((shares * places).sum())
    return mean, float((shares * (places - mean) ** 2).sum()) ** 0.5 + 0.5


def _softened(differences: Floats, axis: int) -> Floats:
    """Sobel's differences from plain ones: each with half of its neighbours across."""
    one, two = (slice(None, -2), slice(2, None))
    take = (slice(None), one, slice(None)) if axis == 1 else (slice(None), slice(None), one)
    last = (slice(None), two, slice(None)) if axis == 1 else (slice(None), slice(None), two)
    here = (slice(None), slice(1, -1), slice(None)) if axis == 1 else (slice(None), slice(None), slice(1, -1))
    return differences[take] + 2 * differences[here] + differences[last]


def _soft() -> Floats:
    middles = (np.arange(_FIELDS) + 0.5) * SIDE / _FIELDS - 0.5
    weights = np.exp(-0.5 * ((np.arange(SIDE)[None] - middles[:, None]) / (0.62 * SIDE / _FIELDS)) ** 2)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


_SOFT: Final = _soft()
"""How much each pixel of a row counts for each field of it."""
