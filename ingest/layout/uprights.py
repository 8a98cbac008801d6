"""Uprights of a table that stand in few of its rows, as the labels of a form are parted from what answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.seen_rules import GONE, THERE, WHOLE, Lines, Shares, double_uprights
from ingest.rectify.flatten import FlatTable

_RARE: Final = 0.5
"""Share of the rows in which an upright stands, below which it is none of a roster's columns."""
_WORN: Final = 0.1
"""Share of the edges that are neither whole nor gone, from which on a table is worn."""
_AT_RULES: Final = (0.06, 0.17)
"""Character heights from the place of a rule between which it is white, but where an upright runs into it."""
_TALL: Final = 4.0
"""Character heights of a row through most of which no stroke of print runs."""
_AS_DARK: Final = 0.6
"""Share of an upright's darkness that it has there, too."""


def without_rare_strokes(table: FlatTable, shares: Shares, storeys: NDArray[np.bool_]) -> Shares:
    """The shares (uprights, rows) without strokes of print that stand where an upright of a few rows would.

    On a form that is not worn, what is seen of an upright runs from rule to rule, and its labels run across where
    other rows are parted. So do the headings over two columns or more of the rows that are `storeys`.
    """
    if not shares.size or ((shares >= GONE) & (shares < THERE)).mean() > _WORN:
        return shares
    whole, double = np.zeros(shares.shape, bool), double_uprights(table)
    for upright, row in np.argwhere(shares >= THERE).tolist():
        whole[upright, row] = _runs_into_both(table, row, upright + 1, double)
    rare = whole.mean(axis=1, keepdims=True) < _RARE
    own = np.pad(whole & rare, ((1, 1), (0, 0)))
    label = own[:-2] & own[2:]  # the row has uprights of its own on both sides of one that other rows have
    return np.where((rare | storeys | label) & ~whole, 0.0, shares)


def without_heading_strokes(table: FlatTable, shares: Shares) -> Shares:
    """The shares (rules across, columns) without strokes of a heading that stand level with a rule under another one.

    Of the first rule below headings that other columns lack, what is seen runs from upright to upright.
    """
    if len(shares) < 2 or not ((shares[0] >= WHOLE).any() and (shares[0] < GONE).any()):
        return shares
    turned = replace(table, pixels=np.ascontiguousarray(table.pixels.T), xs=table.ys, ys=table.xs)
    whole = [_meets_both(turned, column, 1, [()] * len(table.ys)) for column in range(shares.shape[1])]
    return np.vstack([np.where(whole, shares[0], 0.0), shares[1:]])


def find_spanning(table: FlatTable, shares: Shares) -> NDArray[np.bool_]:
    """Which rows (rows, uprights) are one heading from side to side: next to none of their uprights is there.

    One that runs from rule to rule stands for all that: it parts a label of a form from what answers it.
    """
    if shares.shape[1] < 3:
        return np.zeros(len(shares), bool)
    spanning, double = (shares < GONE).mean(axis=1) >= 0.8, double_uprights(table)
    for row in np.flatnonzero(spanning):
        whole = np.flatnonzero(shares[row] > WHOLE) + 1
        spanning[row] = not any(_runs_into_both(table, int(row), int(column), double) for column in whole)
    return np.asarray(spanning, bool)


def _runs_into_both(table: FlatTable, row: int, column: int, double: Sequence[Lines]) -> bool:
    """Whether an upright is as dark right at the rules over and under a row as between them.

    A stroke of print leaves white to both, however tall. None is as tall as a row of several lines, in which uprights
    may be interrupted by headings over all columns.
    """
    return table.ys[row + 1] - table.ys[row] >= _TALL * table.character or _meets_both(table, row, column, double)


def _meets_both(table: FlatTable, row: int, column: int, double: Sequence[Lines]) -> bool:
    """Whether what stands at an upright's place is as dark right at the rules over and under a row as between them."""
    half, place = max(1, round(table.character / 12)), round(float(table.xs[column]))
    first, last = place + min(double[column], default=0), place + max(double[column], default=0)
    own = 255 - table.pixels[:, max(0, first - half) : last + half + 1].min(axis=1).astype(np.int64)
    near, far = (max(1, round(share * table.character)) for share in _AT_RULES)
    top, bottom = round(float(table.ys[row])), round(float(table.ys[row + 1]))
    between = float(np.median(own[top + far : max(top + far + 1, bottom - far)]))
    ends = own[top + near : top + far], own[bottom - far + 1 : bottom - near + 1]
    return all(len(end) > 0 and float(end.mean()) >= _AS_DARK * between for end in ends)
