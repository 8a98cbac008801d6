"""Rules of the other side of the leaf that show through: they are no rules of the table, and would cut its rows.

| 姓名   | 籍贯   |
|--------+--------|      pale and blurred, all along: the frame of the table on the other side
| 王德胜 | 东李村 |
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.ink import find_pieces
from ingest.layout.seen_rules import GONE, WHOLE, Shares, edge_shares, is_double, rule_signals
from ingest.rectify.flatten import FlatTable

_ROW: Final = 7.0
"""Character heights of a row at most, on one side at least of a rule that is worn off all along."""
_PALE: Final = 0.3
"""Share of how much the rules of a table stand out usually, that one of the other side has at most."""
_SHOWN: Final = 10.0
"""Grey levels by which it stands out along most of its length; where a rule of a few columns ends, there is white."""
_MOST: Final = 0.7
"""Share of its length that is most of it."""
_STRONG: Final = 0.5
"""Share of what is usual that a table's own rules stand out by."""
_EVEN: Final = 0.75
"""Share of its rules that do so, from which on they are not worn, so that a pale one is none of them."""
_PRINT: Final = 0.4
"""Character heights of a piece of ink at least that is a piece of print."""


def without_unseen(table: FlatTable) -> FlatTable:
    """The table without rules within it that are none of its own, and without outer ones beyond which nothing stands.

    Uprights that are seen in no row part nothing, but the narrow places between them and others make whole rules look
    worn. A rule across that is seen in no column may be worn; but where it would part many lines from many, it is the
    piece of a seal or of some other stroke, for there uprights alone are printed.
    """
    across, down = edge_shares(table)
    seen = (down.max(axis=0) >= GONE) | np.array([is_double(table, float(place)) for place in table.xs])
    heights = np.diff(table.ys, prepend=-np.inf, append=np.inf)
    stands = (across.max(axis=1) >= GONE) | (np.minimum(heights[:-1], heights[1:]) <= _ROW * table.character)
    seen[[0, -1]] = stands[[0, -1]] = True
    whole = seen.all() and stands.all()
    return _without_shown_through(table if whole else replace(table, xs=table.xs[seen], ys=table.ys[stands]))


def _without_shown_through(table: FlatTable) -> FlatTable:
    """The table without the rules of the other side of the leaf."""
    across, down = rule_signals(table)
    signals = np.array([float(np.median(own)) for own in (*across, *down)])
    usual = float(np.median(signals))
    if (signals >= _STRONG * usual).mean() < _EVEN:
        return table
    whole_across, whole_down = edge_shares(table)
    pale_across = _are_pale(across, whole_across, usual)
    pale_down = _are_pale(down, whole_down.T, usual)
    pale_down[1:-1] = False  # within the table, those that are seen in no row are gone, and others may be faint ones
    ys = _kept(table.ys, pale_across, [_holds_print(table, table.xs[[0, -1]], pair) for pair in _outer(table.ys)])
    xs = _kept(table.xs, pale_down, [_holds_print(table, pair, table.ys[[0, -1]]) for pair in _outer(table.xs)])
    return replace(table, xs=xs, ys=ys) if len(xs) + len(ys) < len(table.xs) + len(table.ys) else table


def _are_pale(signals: NDArray[np.float32], shares: Shares, usual: float) -> NDArray[np.bool_]:
    """Which rules stand out a little all along, and from no crossing to the next as rules do."""
    middle, least = (np.quantile(signals, share, axis=1) for share in (0.5, 1 - _MOST))
    return np.asarray((middle <= _PALE * usual) & (least >= _SHOWN) & (shares.max(axis=1) < WHOLE), bool)


def _outer(places: Shares) -> tuple[Shares, Shares]:
    """The first two places and the last two."""
    return places[:2], places[-2:]


def _kept(places: Shares, pale: NDArray[np.bool_], holds_print: list[bool]) -> Shares:
    """The places of rules without the pale ones; an outer one stays where print stands between it and the next."""
    gone = pale.copy()
    gone[[0, -1]] &= ~np.array(holds_print)
    return places[~gone] if len(places) - gone.sum() >= 2 else places


def _holds_print(table: FlatTable, xs: Shares, ys: Shares) -> bool:
    """Whether print stands between two uprights and two rules across, off all of them."""
    air = max(2, round(table.character / 8))
    top, bottom, left, right = (round(float(place)) for place in (ys[0], ys[-1], xs[0], xs[-1]))
    inside = np.ascontiguousarray(table.pixels[top + air : bottom - air, left + air : right - air])
    if not inside.size:
        return False
    pieces = find_pieces(inside, table.character, table.darkness)
    return bool((pieces.size >= _PRINT * table.character).any())
