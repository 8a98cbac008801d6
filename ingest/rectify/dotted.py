"""Dotted and dashed rules, drawn through so that all that follows sees them as it sees solid ones.

What makes dots a rule and no specks, and no strokes of characters: they are small, alike, and follow each other at
one pitch for longer than any word, and they meet rules of the other direction. Leaders between a name and a place
do not; and the same stroke in cell after cell (三 of 民國三十年) stands in the middle of each, as dashes do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import Labels, Rectangles
from ingest.rectify.light import Grey
from ingest.rectify.rules import Mask, ink_pieces, rule_masks
from ingest.rectify.skew import find_slant

_LEAST: Final = 4
"""Pixels of a dot at least: less is grain."""
_THIN: Final = 0.24
"""Times the height of print that a dot or dash is high at most."""
_WIDE: Final = 1.0
"""The same, how wide: of longer dashes those that cross swallow too many of each other. 一 is longer, too."""
_WHITE: Final = 0.75
"""The same, how wide the white between them is."""
_APART: Final = (1.6, 2.2)
"""The same, where one is missing, as where rules cross; and where dashes are long. What is that far off may as well be
a stroke of print, so rules are followed both ways."""
_LENGTH: Final = 5.0
"""The same, how long what they make is at least."""
_FEWEST: Final = 8
"""Dots that make a rule."""
_ALIKE: Final = 0.75
"""Share of the ink of the dots of a rule that is of those as wide as the others; worn ones are not."""
_ALIKE_FREED: Final = 0.3
"""The same of dashes that cross rules of dashes: at each crossing a stub is left of one."""
_STUB: Final = 0.5
"""Share of the usual width below which a dot is what a crossing left of one."""
_IN_STEP: Final = 0.6
"""Share of those that are as far from the next; where rules are drawn cell by cell, each begins anew."""
_FALL: Final = 0.1
"""How much a rule may lean or curl from one dot to the next: pixels down for each across."""
_UNEVEN: Final = 1.5
"""Pixels by which a dot may stand off the one before it besides."""
_LOOKED_AT: Final = 3
"""Dots behind each other in a band that are looked at for the one that follows."""
_ROUGH: Final = 0.05
"""Times the height of print that half of the dots of a rule lie off one curve at most."""
_LAST: Final = 1.1
"""Times the height of print that a rule goes on at most behind its last dot, toward what swallowed the next."""
_OFF: Final = 0.3
"""Share of the pitch by which a dot may be off its place, or of the width by which it may be wider."""

_IN_THE_MIDDLE: Final = 0.12
"""Share of a cell by which strokes of its print are off one place in it, at most."""
_ONE_A_CELL: Final = 0.8
"""Share of dots that stand so, and each alone in its cell, from which on they are strokes of print."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Dots that make a rule: the places (n, 2) of their middles, x and y in pixels, and how it is drawn."""

    middles: NDArray[np.float64]
    thickness: int
    shade: int

    def turned(self) -> _Run:
        """The same in the transposed picture."""
        return replace(self, middles=self.middles[:, ::-1])


def drawn_through(light: Grey, labels: Labels, pieces: Rectangles, character: float) -> Grey:
    """A page with its dotted and dashed rules drawn as solid ones; the same page if it has none.

    `labels` and `pieces` are its connected ink (`rules.ink_pieces`), `character` is the height of its print.
    """
    if not character:
        return light
    across = _runs(light, labels, pieces, character, _ALIKE)
    down = _runs_down(light, labels, pieces, character, _ALIKE)
    if not across and not down:
        return light
    # Where dashes cross, they make one piece, so that of rules with many crossings hardly a dash stands free.
    without_down, without_across = _without(light, down), _without(light, across)
    if down:
        across = _runs(without_down, *ink_pieces(without_down), character, _ALIKE_FREED)
    if across:
        down = _runs_down(without_across, *ink_pieces(without_across), character, _ALIKE_FREED)
    solid_across, solid_down = _leaning_rules(light, character)
    all_across, all_down = _drawn(across, solid_across), _drawn(down, solid_down)
    kept = [run for run in across if _is_rule(run, all_down)] + [run for run in down if _is_rule(run, all_across)]
    return _painted(light, kept) if kept else light


def _runs_down(light: Grey, labels: Labels, pieces: Rectangles, character: float, alike: float) -> list[_Run]:
    """The dotted rules that run down a page, as `_runs` finds those that run across."""
    return [run.turned() for run in _runs(light.T, labels.T, pieces[:, [1, 0, 3, 2, 4]], character, alike)]


def _without(light: Grey, runs: list[_Run]) -> Grey:
    """The page with white where runs are."""
    white = light.copy()
    for run in runs:
        part, line = _line(run, white, run.thickness + 2)
        white[part][line] = 255
    return white


def _leaning_rules(light: Grey, character: float) -> tuple[Mask, Mask]:
    """The solid rules of a page that run across and down it, looked for where its slant makes them level."""
    height, width = light.shape
    matrix = find_slant(light).matrix(width, height)
    level = np.asarray(cv2.warpAffine(light, matrix, (width, height), borderValue=(255,)), np.uint8)
    back = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    across, down = (
        np.asarray(cv2.warpAffine(mask, matrix, (width, height), flags=back), np.uint8)
        for mask in rule_masks(level, character)
    )
    return across, down


def _runs(light: Grey, labels: Labels, pieces: Rectangles, character: float, alike: float) -> list[_Run]:
    """The dotted rules that run across a page, `alike` the share of their ink that is of dots as wide as most."""
    left, top, wide, high, area = pieces.T
    dots = (high <= _THIN * character) & (wide <= _WIDE * character) & (2 * area >= wide * high) & (area >= _LEAST)
    dots[0] = False
    numbers = np.flatnonzero(dots)
    if len(numbers) < _FEWEST:
        return []
    rows, columns = top + high // 2, left + wide // 2
    runs = []
    chains = [chain for apart in _APART for chain in _chains(pieces[numbers], round(apart * character))]
    for chain in chains:
        members = numbers[chain]
        middles = np.stack([left + (wide - 1) / 2, top + (high - 1) / 2], axis=1)[members]
        if np.ptp(middles[:, 0]) < _LENGTH * character or not _is_smooth(middles, _ROUGH * character):
            continue
        if _is_regular(left[members], wide[members], _WHITE * character, alike):
            shade = np.median(light[rows[members], columns[members]])
            thickness = max(1, round(float(np.median(high[members]))))
            runs.append(_Run(_gone_on(middles, _LAST * character), thickness, int(shade)))
    return runs


def _chains(dots: Rectangles, apart: int) -> list[NDArray[np.int64]]:
    """The numbers of dots that follow each other from left to right, nearly level, `apart` pixels apart at most.

    Each dot follows one at most, and is followed by one. The next is looked for in bands of the page that are as high
    as a rule may fall from one to the next.
    """
    fall = round(_UNEVEN + 2 * _FALL * apart)
    order = np.lexsort((dots[:, 0], (dots[:, 1] + dots[:, 3] // 2) // fall))
    left, top, wide, high, _ = dots[order].T
    middle, band = top + (high - 1) / 2, (top + high // 2) // fall
    line = int((left + wide).max()) + 1
    gap, following = np.full(len(dots), apart + 1), np.full(len(dots), -1)
    for other in (-1, 0, 1):
        first = np.searchsorted(band * line + left, (band + other) * line + left + wide)
        for nth in range(_LOOKED_AT):
            dot = np.minimum(first + nth, len(dots) - 1)
            white, off = left[dot] - left - wide, np.abs(middle[dot] - middle)
            fits = (band[dot] == band + other) & (white >= 0) & (white < gap)
            fits &= off <= np.minimum(fall, _UNEVEN + _FALL * (left[dot] - left))
            gap[fits], following[fits] = white[fits], dot[fits]
    followed = np.flatnonzero(following >= 0)
    before = np.full(len(dots), -1)
    nearest_last = followed[np.argsort(-gap[followed], kind="stable")]
    before[following[nearest_last]] = nearest_last
    return [order[chain] for chain in _linked(before, following)]


def _linked(before: NDArray[np.int64], following: NDArray[np.int64]) -> list[list[int]]:
    """The chains, of as many as make a rule, of dots each of which is the one before the one that follows it."""
    before_, following_ = before.tolist(), following.tolist()
    chains = []
    for head in np.flatnonzero(before < 0).tolist():
        chain = [head]
        while (dot := following_[chain[-1]]) >= 0 and before_[dot] == chain[-1]:
            chain.append(dot)
        if len(chain) >= _FEWEST:
            chains.append(chain)
    return chains


def _is_smooth(middles: NDArray[np.float64], rough: float) -> bool:
    """Whether most dots lie along one curve, no more than so many pixels off it: paper curls, print jumps."""
    curve = np.polynomial.Polynomial.fit(middles[:, 0], middles[:, 1], 3)
    return float(np.median(np.abs(middles[:, 1] - curve(middles[:, 0])))) <= max(1.0, rough)


def _is_regular(left: NDArray[np.int64], wide: NDArray[np.int64], white: float, least: float) -> bool:
    """Whether dots are alike and follow each other at one pitch, mostly, with no more than so much white between.

    `least` is the share of their ink that is of those as wide as most, at least.
    """
    usual = float(np.median(wide))
    as_wide = np.abs(wide - usual) <= max(1.0, _OFF * usual)
    whole = wide >= _STUB * usual
    steps = np.diff((left + wide / 2)[whole])
    pitch = float(np.median(steps))
    in_step = np.abs(steps - pitch) <= max(1.0, _OFF * pitch)
    alike = float(wide[as_wide].sum()) / float(wide.sum())
    return bool(pitch - usual <= white and alike >= least and in_step.mean() >= _IN_STEP)


def _gone_on(middles: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """The middles of a run and a place before and after them, where the next dot would be, `most` pixels away."""
    first, last = middles[0] - middles[1], middles[-1] - middles[-2]
    first, last = (step * min(1.0, most / np.hypot(*step)) for step in (first, last))
    return np.vstack([middles[0] + first, middles, middles[-1] + last])


def _line(run: _Run, light: Grey, thickness: int) -> tuple[tuple[slice, slice], NDArray[np.bool_]]:
    """The part of a page that a run takes, and where in it there is ink of a line through its dots."""
    places = np.round(run.middles).astype(np.int32)
    low = np.maximum(places.min(axis=0) - thickness, 0)
    far = np.minimum(places.max(axis=0) + thickness + 1, light.shape[::-1])
    drawn = np.zeros((far - low)[::-1], np.uint8)
    cv2.polylines(drawn, [places - low], False, 1, thickness)
    return (slice(low[1], far[1]), slice(low[0], far[0])), drawn > 0


def _drawn(runs: list[_Run], mask: Mask) -> Mask:
    """A mask of rules with those runs in it."""
    drawn = mask.copy()
    for run in runs:
        part, line = _line(run, drawn, run.thickness)
        drawn[part][line] = 1
    return drawn


def _is_rule(run: _Run, others: Mask) -> bool:
    """Whether a run meets rules of the other direction, and is none of strokes that stand one in each cell."""
    part, line = _line(run, others, run.thickness + 2)
    across = int(np.ptp(run.middles[:, 1]) > np.ptp(run.middles[:, 0]))
    met = ((others[part] > 0) & line).any(axis=across).astype(np.int8)
    edges = np.flatnonzero(np.diff(met, prepend=0, append=0))
    rules = (edges[::2] + edges[1::2] - 1) / 2
    dots = run.middles[1:-1, across] - part[1 - across].start
    cell = np.searchsorted(rules, dots)
    within = (cell > 0) & (cell < len(rules))
    if within.sum() < _ONE_A_CELL * len(dots):
        return len(rules) > 0
    cell, dots = cell[within], dots[within]
    place = (dots - rules[cell - 1]) / (rules[cell] - rules[cell - 1])
    alone = np.bincount(cell)[cell] == 1
    return bool((alone & (np.abs(place - np.median(place)) <= _IN_THE_MIDDLE)).mean() < _ONE_A_CELL)


def _painted(light: Grey, runs: list[_Run]) -> Grey:
    """The page with the runs drawn through, each in its own shade."""
    drawn = light.copy()
    for run in runs:
        part, line = _line(run, drawn, run.thickness)
        drawn[part][line] = np.minimum(drawn[part][line], run.shade)
    return drawn
