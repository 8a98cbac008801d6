"""Cells of a straight table: which of the places between its rules belong together.

Between two neighbouring places stands an edge: a stretch of rule. Where an edge is missing, either the
table was printed so (a heading that spans columns, a name that spans rows) or time took it. A printed
absence is crisp: the rule is whole right up to the crossing and nothing beyond it. Damage is ragged and does
not care for crossings, and the rule is mended. In doubt the rule is mended, for two persons must not
become one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.layout.ink import Pieces, find_pieces
from ingest.layout.paper import Span
from ingest.layout.seen_rules import GONE, THERE, WHOLE, Shares, edge_shares
from ingest.layout.uprights import find_spanning, without_heading_strokes, without_rare_strokes
from ingest.rectify.flatten import FlatTable
from ingest.rectify.light import darkness

_HEADINGS = 2
"""Rows of headings at most, over the lowest of them."""
_AIR = 0.12
"""Character heights of white on either side of a rule that was lost between two texts."""
_WIDE_AIR = 0.22
"""Character heights of such white where characters of one text may stand on both sides."""
_THIN, _BENT = 0.2, 0.35
"""Character heights that a piece of an upright is thick at most, and that it is bent off its place at most."""


def find_spans(table: FlatTable) -> list[Span]:
    """The cells of a table in reading order; together they cover every place exactly once."""
    across, down = edge_shares(table)
    beneath = _mended(_without_strokes(without_heading_strokes(table, across[1:-1])))
    # What stands in the first rows over a rule that only some columns have is a heading of two columns or more.
    storeys = np.append(beneath.any(axis=1) & ~beneath.all(axis=1), False)
    storeys[_HEADINGS:] = False
    beside = _mended(without_rare_strokes(table, _without_strokes(down[:, 1:-1].T), storeys)).T
    beside &= ~find_spanning(table, down[:, 1:-1])[:, None]
    # Where nothing is seen of a rule, rows that are parted in other ways meet all the same, as over a heading or a sum.
    beneath |= (~beneath.any(axis=1) & (beside[:-1] != beside[1:]).any(axis=1))[:, None]
    two_storeys = storeys[:-1] & (~beside[:-1] & beside[1:] & beneath[:, :-1] & beneath[:, 1:]).any(axis=1)
    rows, columns = len(table.ys) - 1, len(table.xs) - 1
    owner = _joined(rows, columns, beneath, beside)
    parted = beside.mean(axis=1) >= 0.5 if columns > 1 else np.ones(rows, bool)
    usual = _Usual(
        frozenset(np.flatnonzero(parted & ~storeys).tolist()),
        frozenset((np.flatnonzero(beside.mean(axis=0) >= 0.5) + 1).tolist()),
        frozenset((np.flatnonzero(two_storeys) + 1).tolist()),
    )
    return sorted(
        (part for span in _rectangles(owner) for part in _parted(table, span, usual)),
        key=lambda span: (span.row, span.column),
    )


@dataclass(frozen=True, slots=True)
class _Usual:
    """The rows most of whose columns are parted, and the columns before which most rows are; elsewhere spans are the
    rule.

    `storeys` are the rows under a rule that underlines a heading of two columns or more; others are as high as both.
    """

    rows: frozenset[int]
    columns: frozenset[int]
    storeys: frozenset[int]


def _parted(table: FlatTable, span: Span, usual: _Usual) -> list[Span]:
    """The span, or its parts where what stands in it shows that a rule between two cells was lost whole."""
    lost = _lost_rule(table, span) if span.rows > 1 else None
    if (row := lost) is not None and row not in usual.storeys:
        above = Span(span.row, span.column, row - span.row, span.columns)
        below = Span(row, span.column, span.row + span.rows - row, span.columns)
        return [*_parted(table, above, usual), *_parted(table, below, usual)]
    parted = span.columns > 1 and span.rows == 1 and span.row in usual.rows
    if parted and (column := _lost_upright(table, span, usual.columns)) is not None:
        before = Span(span.row, span.column, 1, column - span.column)
        behind = Span(span.row, column, 1, span.column + span.columns - column)
        return [*_parted(table, before, usual), *_parted(table, behind, usual)]
    return [span]


def _lost_rule(table: FlatTable, span: Span) -> int | None:
    """The first row of a span under a lost rule: text stands in the middle of the rows both above and below it."""
    pieces, _, top = _pieces_in(table, span)
    for row in range(span.row + 1, span.row + span.rows):
        place = float(table.ys[row]) - top
        pieces = pieces.where(~_is_stub(pieces.top - place, pieces.bottom - place, table.character))
        upper, lower = pieces.where(pieces.bottom <= place + 2), pieces.where(pieces.top >= place - 2)
        if len(upper) + len(lower) < len(pieces) or not len(upper) or not len(lower):
            continue
        halves = ((upper, float(table.ys[row - 1]) - top, place), (lower, place, float(table.ys[row + 1]) - top))
        off = [abs((p.top.min() + p.bottom.max()) / 2 - (start + end) / 2) for p, start, end in halves]
        if max(off) < 0.4 * table.character:
            return row
    return None


def _lost_upright(table: FlatTable, span: Span, usual: frozenset[int]) -> int | None:
    """The first column in a span behind a lost rule: text stands on both sides of it and none near it.

    Before one that is none of the `usual` columns a label may run on, so that there it stands farther off.
    """
    pieces, left, _ = _pieces_in(table, span)
    for column in range(span.column + 1, span.column + span.columns):
        air = (_AIR if column in usual else _WIDE_AIR) * table.character
        place = float(table.xs[column]) - left
        pieces = pieces.where(~_is_stub(pieces.left - place, pieces.right - place, table.character))
        pieces = pieces.where(~_is_bent_stub(pieces, place, table.character))
        before, behind = pieces.where(pieces.right < place - air), pieces.where(pieces.left > place + air)
        if len(before) and len(behind) and len(before) + len(behind) == len(pieces):
            return column
    return None


def _pieces_in(table: FlatTable, span: Span) -> tuple[Pieces, int, int]:
    """The solid pieces of ink in a span, and the left and top of the picture they were found in."""
    air = max(2, round(table.character / 8))
    left, top = round(float(table.xs[span.column])) + air, round(float(table.ys[span.row])) + air
    right = round(float(table.xs[span.column + span.columns])) - air
    bottom = round(float(table.ys[span.row + span.rows])) - air
    inside = np.ascontiguousarray(table.pixels[top : max(bottom, top + 1), left : max(right, left + 1)])
    pieces = find_pieces(inside, table.character, darkness(inside, table.character))
    return pieces.where(pieces.size >= table.character / 3), left, top


def _is_stub(
    before: NDArray[np.floating[Any]], behind: NDArray[np.floating[Any]], character: float
) -> NDArray[np.bool_]:
    """Whether pieces are what is left of a lost rule, by how far from its place they begin and end across it."""
    return np.asarray(np.maximum(np.abs(before), np.abs(behind)) < character / 5, bool)


def _is_bent_stub(pieces: Pieces, place: float, character: float) -> NDArray[np.bool_]:
    """Whether pieces are what is left of a lost upright bent off its place: thin ones, above or below all print."""
    off = np.maximum(np.abs(pieces.left - place), np.abs(pieces.right - place))
    thin = np.asarray((pieces.right - pieces.left <= _THIN * character) & (off < _BENT * character), bool)
    text = pieces.where(~thin)
    if not len(text):
        return thin
    middle = (pieces.top + pieces.bottom) / 2
    return np.asarray(thin & ((middle < text.top.min()) | (middle > text.bottom.max())), bool)


def _without_strokes(shares: Shares) -> Shares:
    """The shares (rules, stretches) without strokes of characters that stand where a rule would.

    Where the rules on either side are gone, the text of a spanning cell runs freely, and only ink that fills
    nearly the whole stretch is a rule.
    """
    empty = np.pad(shares < GONE, ((1, 1), (0, 0)), constant_values=True)
    alone = empty[:-2] & empty[2:] & (shares < WHOLE)
    return np.where(alone & (len(shares) > 1), 0.0, shares)


def _mended(shares: Shares) -> NDArray[np.bool_]:
    """Which edges stand, rule by rule: those seen, and those that only damage can have taken.

    An unseen edge stays open when the rule breaks off crisply at its crossings: each neighbouring edge along
    the rule is either whole or as empty as this one. A rule of which nothing is seen at all is open throughout.
    """
    standing = shares >= THERE
    for rule, row in enumerate(shares):
        start = 0
        while start < len(row):
            if standing[rule, start]:
                start += 1
                continue
            end = start
            while end < len(row) and not standing[rule, end]:
                end += 1
            ragged = bool((row[start:end] >= GONE).any())
            whole = (start == 0 or row[start - 1] > WHOLE) and (end == len(row) or row[end] > WHOLE)
            if ragged or not whole:
                standing[rule, start:end] = True
            start = end
    return standing


def _joined(rows: int, columns: int, beneath: NDArray[np.bool_], beside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """A number for each place, the same for places with no edge between them."""
    owner = np.arange(rows * columns).reshape(rows, columns)
    changed = True
    while changed:
        before = owner.copy()
        for row in range(rows - 1):
            open_ = ~beneath[row]
            low = np.minimum(owner[row], owner[row + 1])
            owner[row][open_], owner[row + 1][open_] = low[open_], low[open_]
        for column in range(columns - 1):
            open_ = ~beside[:, column]
            low = np.minimum(owner[:, column], owner[:, column + 1])
            owner[open_, column], owner[open_, column + 1] = low[open_], low[open_]
        changed = not np.array_equal(before, owner)
    return owner


def _rectangles(owner: NDArray[np.int64]) -> list[Span]:
    """The blocks of equal numbers; a block that is no rectangle falls apart into its rows' stretches."""
    spans = []
    for number in np.unique(owner):
        where = np.argwhere(owner == number)
        (top, left), (bottom, right) = where.min(axis=0), where.max(axis=0)
        if len(where) == (bottom - top + 1) * (right - left + 1):
            spans.append(Span(int(top), int(left), int(bottom - top + 1), int(right - left + 1)))
            continue
        for row in range(top, bottom + 1):
            columns = np.flatnonzero(owner[row] == number)
            stretches = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
            spans += [Span(int(row), int(s[0]), 1, len(s)) for s in stretches if len(s)]
    return sorted(spans, key=lambda span: (span.row, span.column))
