"""Rules too faint to be followed pixel by pixel, found once a table is straight.

A rule that stands out from the paper's grain by less than the grain itself shows when the darkness of a whole
column is summed up. Print can line up in columns too (男 under 男), but a rule goes on in the air between the
rows, where no print is.
"""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey
from ingest.rectify.mesh import Array

_LEAST_CONTRAST = 2.2
"""Grey levels by which the median row shows a rule."""
_MOST_CONTRAST = 18.0
"""Grey levels from which a rule is not faint and would have been followed, but where breaks left it in short pieces."""
_PRINT = 40.0
"""Grey levels, of the darkest twelfth of a row's height, from which there is print in a column."""
_ABOVE_GRAIN = 5.0
"""How many times the usual deviation of the same measure elsewhere a rule must reach."""
_ROW = 7.0
"""Character heights of a row at most, on one side at least of a rule that closes one."""
_AIR = 0.16
"""Share of a row's height above and below its print."""
_EVEN = 0.75
"""Share of its usual darkness that a rule has above and below the print, and in nearly every row."""
_TALL = 1.55
"""Character heights of a row from which on no stroke of one line of print fills it."""

_NO_CREASES = np.zeros(0), np.zeros(0)


def with_faint_rules(
    light: Grey, xs: Array, ys: Array, character: float, creased: tuple[Array, Array] = _NO_CREASES
) -> tuple[Array, Array]:
    """The places of all rules of a straight picture, the known ones and the faint ones, in pixels.

    `xs` and `ys` are the known places of the rules that run down and across; where creases of the paper run across and
    down, at the places `creased`, there is no rule.
    """
    dark = 255 - light
    xs = np.sort(np.concatenate([xs, _faint_places(dark, xs, creased[1], ys, character)]))
    level = _faint_places(np.ascontiguousarray(dark.T), ys, creased[0], xs, character)
    return xs, np.sort(np.concatenate([ys, _of_rows(level, ys, character)]))


def _of_rows(level: Array, known: Array, character: float) -> Array:
    """The faint places of rules across that close a row.

    In a table whose uprights alone are printed, rules that part only many lines from many are those of the other side
    of the leaf.
    """
    every = np.sort(np.concatenate([known, level]))
    at = np.searchsorted(every, level)
    least = np.minimum(level - every[np.maximum(at - 1, 0)], every[np.minimum(at + 1, len(every) - 1)] - level)
    return np.asarray(level[least <= _ROW * character])


def _faint_places(dark: NDArray[np.uint8], known: Array, creased: Array, crossing: Array, character: float) -> Array:
    """Places along the second axis where rules run down the first, between the outer known ones and off creases."""
    rows = [(a, b) for a, b in itertools.pairwise(crossing) if b - a >= character]
    if len(rows) < 4:
        return np.zeros(0)
    inset = max(2.0, character / 8)
    whole = np.array([_signal(dark[round(a + inset) : round(b - inset)], character) for a, b in rows])
    air = np.array([[_signal(m, character) for m in _margins(dark, a + inset, b - inset)] for a, b in rows])
    # Print may reach into the air above or below it, in every row alike; a rule stands in both.
    seen, between = np.median(whole, axis=0), np.median(air, axis=0).min(axis=0)
    steady = np.quantile(whole, 0.2, axis=0) > 0.35 * seen
    grain = float(np.median(np.abs(seen - np.median(seen)))) * 1.4826
    strong = (seen > max(_LEAST_CONTRAST, _ABOVE_GRAIN * grain)) & steady
    strong &= (between > 0.6 * seen) & (between < 1.7 * seen)
    tall = np.array([b - a >= _TALL * character for a, b in rows])
    even = _is_even(whole[tall], air[tall]) if 2 * tall.sum() >= len(rows) else np.zeros(len(seen), bool)
    reach = round(0.9 * character)
    for place in [*known, *creased]:
        strong[max(0, round(place) - reach) : round(place) + reach] = False
    strong[: round(known[0])] = strong[round(known[-1]) :] = False
    if not strong.any():
        return np.zeros(0)
    profiles = np.array([np.quantile(dark[round(a + inset) : round(b - inset)], 0.92, axis=0) for a, b in rows])
    places = []
    while strong.any():
        place = int(np.argmax(np.where(strong, seen, 0)))
        faint = seen[place] < _MOST_CONTRAST and not _amid_print(profiles, place, character)
        if faint or even[place]:
            places.append(float(place))
        strong[max(0, place - reach) : place + reach] = False
    return np.array(places)


def _is_even(whole: Array, air: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where the signals of rows, and those of the air above and below their print, are alike: no stroke's are."""
    seen, least = np.median(whole, axis=0), np.quantile(whole, 0.2, axis=0)
    return np.asarray((least >= _EVEN * seen) & (np.median(air, axis=0).min(axis=0) >= _EVEN * seen))


def _amid_print(profiles: NDArray[np.float64], place: int, character: float) -> bool:
    """Whether print stands close by on both sides of a place in many rows: then its strokes make the line."""
    near, far = max(3, round(character / 8)), round(0.45 * character)
    paper = np.quantile(profiles, 0.2, axis=1)
    left = profiles[:, max(0, place - far) : place - near].max(axis=1, initial=0) - paper
    right = profiles[:, place + near + 1 : place + far + 1].max(axis=1, initial=0) - paper
    return bool((np.minimum(left, right) > _PRINT).mean() > 0.25)


def _margins(dark: NDArray[np.uint8], start: float, end: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The strips of a row above and below its print."""
    high = max(2, round(_AIR * (end - start)))
    return dark[round(start) : round(start) + high], dark[round(end) - high : round(end)]


def _signal(strip: NDArray[np.uint8], character: float) -> NDArray[np.float64]:
    """How much darker each column of a strip is than the columns a few pixels to either side."""
    profile = strip.mean(axis=0)
    smooth = cv2.blur(profile[None], (3, 1))[0]
    apart = max(4, round(character / 5))
    padded = np.pad(smooth, apart, mode="edge")
    return np.asarray(smooth - np.maximum(padded[: len(smooth)], padded[2 * apart :]))
