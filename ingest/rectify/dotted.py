"""Dotted and dashed rules, drawn through so that all that follows sees them as it sees solid ones.

What makes dots a rule and no specks, and no strokes of characters: they are small, alike, and follow each other at
one pitch for longer than any word, and they meet rules of the other direction. Leaders between a name and a place
do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import Labels, Rectangles, connected
from ingest.rectify.light import Grey
from ingest.rectify.rules import Mask, rule_masks, running_across

_LEAST: Final = 4
"""Pixels of a dot at least: less is grain."""
_THIN: Final = 0.24
"""Times the height of print that a dot or dash is high at most."""
_WIDE: Final = 0.55
"""The same, how wide: of longer dashes those that cross swallow too many of each other. 一 is longer, too."""
_WHITE: Final = 0.5
"""The same, how wide the white between them is."""
_APART: Final = 1.6
"""The same, where one is missing, as where rules cross."""
_LENGTH: Final = 5.0
"""The same, how long what they make is at least."""
_FEWEST: Final = 8
"""Dots that make a rule."""
_ALIKE: Final = 0.75
"""Share of the dots of a rule that are as wide as the others; worn ones are not."""
_IN_STEP: Final = 0.6
"""Share of those that are as far from the next; where rules are drawn cell by cell, each begins anew."""
_LAST: Final = 1.1
"""Times the height of print that a rule goes on at most behind its last dot, toward what swallowed the next."""
_OFF: Final = 0.3
"""Share of the pitch by which a dot may be off its place, or of the width by which it may be wider."""


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
    across = _runs(light, labels, pieces, character)
    down = [run.turned() for run in _runs(light.T, labels.T, pieces[:, [1, 0, 3, 2, 4]], character)]
    if not across and not down:
        return light
    solid_across, solid_down = rule_masks(light, character)
    all_across, all_down = _drawn(across, solid_across), _drawn(down, solid_down)
    kept = [run for run in across if _meets(run, all_down)] + [run for run in down if _meets(run, all_across)]
    return _painted(light, kept) if kept else light


def _runs(light: Grey, labels: Labels, pieces: Rectangles, character: float) -> list[_Run]:
    """The dotted rules that run across a page."""
    left, top, wide, high, area = pieces.T
    dots = (high <= _THIN * character) & (wide <= _WIDE * character) & (2 * area >= wide * high) & (area >= _LEAST)
    dots[0] = False
    numbers = np.flatnonzero(dots)
    if len(numbers) < _FEWEST:
        return []
    rows, columns = top + high // 2, left + wide // 2
    apart, length = round(_APART * character) | 1, round(_LENGTH * character)
    if not may_run_on(pieces[numbers], light.shape[1], apart, length):
        return []
    mask = np.ascontiguousarray(dots.astype(np.uint8)[labels])
    joined = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, apart), np.uint8)), np.uint8)
    if not cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)).any():
        return []
    along, found = connected(running_across(joined, length))
    own = along[rows[numbers], columns[numbers]]
    runs = []
    for label in range(1, len(found)):
        members = numbers[own == label]
        members = members[np.argsort(left[members])]
        if len(members) >= _FEWEST and _is_regular(left[members], wide[members], _WHITE * character):
            middles = np.stack([left + (wide - 1) / 2, top + (high - 1) / 2], axis=1)[members]
            shade = np.median(light[rows[members], columns[members]])
            thickness = max(1, round(float(np.median(high[members]))))
            runs.append(_Run(_gone_on(middles, _LAST * character), thickness, int(shade)))
    return runs


def may_run_on(dots: Rectangles, width: int, apart: int, length: int) -> bool:
    """Whether dots may follow each other level for `length` pixels, with less than `apart` of white between them.

    That takes a row of a page `width` pixels wide in which their rectangles, `apart // 2` wider on both sides, hang
    together for as much longer. Hardly a page has any, and to count rectangles is far quicker than to join dots. What
    reaches a side of the page may go on beyond it.
    """
    left, top, wide, high, _ = dots.T
    air = apart // 2
    beyond = air + (length + 1) // 2
    start, end = left - air, left + wide + air
    start, end = np.where(start <= 0, -beyond, start), np.where(end >= width, width + beyond, end)
    # A dot joins what lies in the rows next to its own, too. All rows follow each other on one line.
    count = high + 2
    each = np.repeat(np.arange(len(dots)), count)
    rows = (top - 1)[each] + np.arange(len(each)) - (np.cumsum(count) - count)[each]
    order = np.argsort(along := start[each] + rows * (width + 2 * beyond + 1))
    first, last = along[order], np.maximum.accumulate((along + (end - start)[each])[order])
    begins = np.flatnonzero(np.append(True, first[1:] > last[:-1]))
    ends = np.append(begins[1:], len(first)) - 1
    return bool((last[ends] - first[begins]).max() >= length + 2 * air)


def _is_regular(left: NDArray[np.int64], wide: NDArray[np.int64], white: float) -> bool:
    """Whether dots are alike and follow each other at one pitch, mostly, with no more than so much white between."""
    usual = float(np.median(wide))
    as_wide = np.abs(wide - usual) <= max(1.0, _OFF * usual)
    steps = np.diff(left + wide / 2)
    pitch = float(np.median(steps))
    in_step = np.abs(steps - pitch) <= max(1.0, _OFF * pitch)
    return bool(pitch - usual <= white and as_wide.mean() >= _ALIKE and in_step.mean() >= _IN_STEP)


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


def _meets(run: _Run, others: Mask) -> bool:
    """Whether a run meets rules of the other direction."""
    part, line = _line(run, others, run.thickness + 2)
    return bool(others[part][line].any())


def _painted(light: Grey, runs: list[_Run]) -> Grey:
    """The page with the runs drawn through, each in its own shade."""
    drawn = light.copy()
    for run in runs:
        part, line = _line(run, drawn, run.thickness)
        drawn[part][line] = np.minimum(drawn[part][line], run.shade)
    return drawn
