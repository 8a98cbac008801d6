"""Sides at which a table has no rule: where they are, and that they part no print.

Many rosters are printed without rules at their left and right. Where the rules that cross end says where such a side
is, but worn ones end before it, so it is moved out of the print that it would cut.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flat import Flat
from ingest.rectify.mesh import Array, Rule

_BEYOND = 1.2
"""Character heights from the last rule from which on the rules that cross it end at a side of their own."""
_REACHED = 0.85
"""Share of the rules that are seen to end before the side that they run to: the worn ones do, and none runs on."""
_REACH = 1.3
"""Character heights for which the print of a cell may stand beyond the side that was found."""
_AIR = 0.2
"""Character heights of white at which print ends."""
_INK = 0.45
"""Share of the print's darkness from which on a pixel is ink."""


def with_open_sides(rules: list[Rule], crossing: list[Rule], character: float) -> list[Rule]:
    """The rules with an unseen one added on each side on which the `crossing` rules run on beyond the last.

    `character` is the height of the print in pixels.
    """
    starts = float(np.quantile([rule.start for rule in crossing], 1 - _REACHED))
    ends = float(np.quantile([rule.end for rule in crossing], _REACHED))
    start, end = min(r.start for r in rules), max(r.end for r in rules)
    found = list(rules)
    if rules[0].level - starts > _BEYOND * character:
        found.insert(0, unseen(starts, start, end))
    if ends - rules[-1].level > _BEYOND * character:
        found.append(unseen(ends, start, end))
    return found


def unseen(level: float, start: float, end: float) -> Rule:
    """An open side, at its straight place and from where to where it reaches."""
    return Rule(level, np.array([start, end]), np.zeros(2), start, end, 0.0)


def is_unseen(rule: Rule) -> bool:
    """Whether a rule is none, but an open side."""
    return rule.covered == 0


def out_of_print(flat: Flat, xs: Array, ys: Array, down: list[Rule]) -> Array:
    """The places of the rules `down` a straight picture, those outer ones that are unseen moved out of the print.

    `xs` and `ys` are the places of the rules that run down and across in it, in pixels.
    """
    first, last = is_unseen(down[0]), is_unseen(down[-1])
    if not (first or last):
        return xs
    smooth = np.asarray(cv2.GaussianBlur(flat.pixels, (3, 3), 0), np.uint8)
    ink = np.asarray(255 - smooth > max(1.0, _INK * flat.darkness), bool)
    xs = xs.copy()
    if first:
        xs[0] -= _beyond(ink[:, : round(float(xs[0])) + 1][:, ::-1], ys, flat.character)
    if last:
        xs[-1] += _beyond(ink[:, round(float(xs[-1])) :], ys, flat.character)
    return xs


def _beyond(ink: NDArray[np.bool_], crossing: Array, character: float) -> float:
    """How far beyond a side the print ends that it cuts in any row, in pixels; the columns lead away from the side."""
    inset, air = character / 5, max(2, round(_AIR * character))
    ink = ink[:, : round(_REACH * character) + air]
    farthest = 0.0
    for top, bottom in pairwise(crossing):
        inked = np.asarray(ink[round(float(top) + inset) : max(round(float(bottom) - inset), 0)].any(axis=0), bool)
        if not inked[:2].any():
            continue
        white = np.lib.stride_tricks.sliding_window_view(~inked, air).all(axis=1) if len(inked) >= air else inked[:0]
        if white.any():  # else it is no print that the side cuts, but a shadow or a stain
            farthest = max(farthest, float(white.argmax()) + air / 2)
    return farthest
