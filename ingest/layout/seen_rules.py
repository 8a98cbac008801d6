"""How much of the rules of a straight table is seen: along them, stretch by stretch, and across, for frames are thick.

A rule may be printed double, as where people stand side by side in a row. Its place lies in the white between its
lines, and it is there where either of them is.
"""

from __future__ import annotations

import itertools
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flatten import FlatTable
from ingest.rectify.shades import quantiles

Shares = NDArray[np.float64]
"""How much of each stretch of each rule is inked, 0 to 1."""

THERE: Final = 0.6
"""Share of an edge's length above which it certainly stands."""
GONE: Final = 0.25
"""Share below which nothing of an edge is to be seen."""
WHOLE: Final = 0.85
"""Share above which an edge runs from crossing to crossing."""
Lines = tuple[int, ...]
"""How far off its place the two lines of a double rule reach outward, in pixels, the first less than 0; or none."""

_DOUBLE: Final = 0.4
"""Share of the print's darkness that both lines of a double rule have; what shines through has less."""
_FRAME: Final = 0.47
"""Character heights from its place within which the ink of a thick or double frame lies; print begins farther off."""
_NEAR: Final = 0.1
"""Character heights from its place within which what is dark along half of a rule is its own ink."""
_GAPS: Final = 0.3
"""Share of a rule's length at which its frame may be broken; of print that begins beside a rule more is white."""


def edge_shares(table: FlatTable) -> tuple[Shares, Shares]:
    """How much of each edge is inked: (rules across, columns) and (rows, rules down), shares 0 to 1."""
    across, down = rule_signals(table)
    strong = max(8.0, 0.25 * float(np.median(np.concatenate([across.ravel(), down.ravel()]))))
    return _shares(across > strong, table.xs, table.character), _shares(down > strong, table.ys, table.character).T


def rule_signals(table: FlatTable) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much darker each rule is than the paper on both its sides, at every pixel of the picture along it.

    For the rules across, then for those down: arrays (rules, length), in grey levels.
    """
    dark = 255 - table.pixels
    standing = np.ascontiguousarray(dark.T)
    across = _rule_signal(dark, table.ys, table.character, _lines_of(dark, table.ys, table.xs, table))
    down = _rule_signal(standing, table.xs, table.character, _lines_of(standing, table.xs, table.ys, table))
    return across, down


def double_uprights(table: FlatTable) -> list[Lines]:
    """For each upright its lines, where it is a double one."""
    return _lines_of((255 - table.pixels).T, table.xs, table.ys, table)


def is_double(table: FlatTable, place: float) -> bool:
    """Whether long lines stand beside the place of an upright: the two of a double one, between which is its place."""
    reach = round(_FRAME * table.character)
    beside = table.pixels[round(table.ys[0]) : round(table.ys[-1]), max(0, round(place) - reach) : round(place) + reach]
    dark = 255 - beside.astype(np.int64) > _DOUBLE * table.darkness
    return bool(dark.mean(axis=0).max(initial=0.0) >= THERE)


def rule_extents(table: FlatTable) -> tuple[Shares, Shares]:
    """How far the ink of each rule reaches before and behind its place, in pixels: two arrays (rules, 2).

    For the rules across, then for those down. Frames are thick or double, so what counts is how far from its
    place a rule is still dark along most of its length. Where every line of a column begins close to its rule,
    the first strokes of all of them make a dark band too, but not one as whole as a rule.
    """
    dark = 255 - table.pixels
    return _extents(dark, table.ys, table.xs, table), _extents(dark.T, table.xs, table.ys, table)


def _extents(dark: NDArray[np.uint8], places: Shares, crossing: Shares, table: FlatTable) -> Shares:
    reach = max(3, round(_FRAME * table.character))
    double = _lines_of(dark, places, crossing, table)
    along = dark[:, round(crossing[0]) : round(crossing[-1])]
    found = []
    for number, place in enumerate(places):
        y = round(float(place))
        offsets = np.arange(max(-reach, -y), min(reach, len(along) - 1 - y) + 1)
        band = along[y + offsets[0] : y + offsets[-1] + 1]
        own = np.abs(offsets) <= max(2.0, _NEAR * table.character)
        half, most = quantiles(band, (0.5, _GAPS))
        profile = np.where(own, half, most)
        paper = float(np.quantile(profile, 0.25))
        inked = offsets[profile > paper + max(6.0, 0.3 * (float(profile.max()) - paper))]
        if 0 < number < len(places) - 1:
            # Only frames are double, and uprights between people; beyond other white within the table, there is print.
            runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
            own_run = next((run for run in runs if 0 in run), inked[:0])
            inked = np.array(double[number]) if double[number] else own_run
        found.append((float(-min(inked, default=0)), float(max(inked, default=0))))
    return np.asarray(np.maximum(np.array(found), 0), float)


def _lines_of(dark: NDArray[np.uint8], places: Shares, crossing: Shares, table: FlatTable) -> list[Lines]:
    """For each rule its lines, where it is a double one."""
    reach = max(3, round(_FRAME * table.character))
    along = dark[:, round(crossing[0]) : round(crossing[-1])]
    found: list[Lines] = []
    for place in places:
        y = round(float(place))
        offsets = np.arange(max(-reach, -y), min(reach, len(along) - 1 - y) + 1)
        inked = (along[y + offsets[0] : y + offsets[-1] + 1] > _DOUBLE * table.darkness).mean(axis=1)
        lines = offsets[inked >= THERE]
        parted = bool((inked[np.abs(offsets) <= 1] < GONE).all()) and bool((lines < 0).any() and (lines > 0).any())
        found.append((int(lines.min()), int(lines.max())) if parted else ())
    return found


def _rule_signal(dark: NDArray[np.uint8], places: Shares, character: float, double: list[Lines]) -> NDArray[np.float32]:
    """How much darker each rule is than the paper on both its sides, at every pixel along it: (rules, length).

    Smoothed over a third of a character along the rule, so that grain averages out and a gap does not. Paper is
    looked for as far as the ink of a thick rule may reach, and from the lines of a `double` one on.
    """
    width = max(3, round(character / 3)) | 1
    smooth = cv2.blur(dark, (width, 1)).astype(np.float32)
    half = max(2, round(character / 12))
    far = max(4 * half, round(_FRAME * character))
    signals = []
    for place, lines in zip(places, double, strict=True):
        y = round(float(place))
        first, last = y + min(lines, default=0), y + max(lines, default=0)
        core = smooth[max(0, first - half) : last + half + 1].max(axis=0)
        above = smooth[max(0, first - far) : max(1, first - 2 * half)].min(axis=0)
        below = smooth[min(len(smooth) - 1, last + 2 * half + 1) : last + far + 1].min(axis=0)
        signals.append(core - np.maximum(above, below))
    return np.array(signals)


def _shares(there: NDArray[np.bool_], places: Shares, character: float) -> Shares:
    """The share of each stretch between neighbouring `places` at which a rule is there: (rules, stretches)."""
    inset, tip = character / 5, max(2, round(character / 4))
    shares = []
    for start, end in itertools.pairwise(places):
        a = round(start + inset)
        stretch = there[:, a : max(a + 1, round(end - inset))]
        share = stretch.mean(axis=1)
        # What is left of a rule hangs on a crossing; ink that stands free of both is a stroke of print.
        hangs = (stretch[:, :tip].mean(axis=1) > 0.5) | (stretch[:, -tip:].mean(axis=1) > 0.5)
        shares.append(np.where(hangs | (share > WHOLE), share, 0.0))
    return np.array(shares).T
