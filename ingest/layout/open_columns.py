"""Columns that no uprights part: of a table whose rules across alone are printed, told by white that runs down.

──────────────────────
 姓名    牺牲
         时间    地点       a rule under a heading of two columns or more makes it two storeys high
──────────────────────
 王德胜  1947年  济南
──────────────────────
 张玉山  1946年  周村
──────────────────────
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.columns import find_columns
from ingest.layout.paper import CellPicture, PaperTable, Span
from ingest.layout.printlines import find_print_lines
from ingest.layout.seen_rules import edge_shares, rule_extents
from ingest.layout.textlines import find_lines
from ingest.rectify.components import connected
from ingest.rectify.flatten import FlatTable
from ingest.rectify.rules import running_across
from ingest.rectify.segments import Mask, find_marks, find_segments

_STANDS: Final = 0.5
"""Share of its height in which an upright is printed, from which on it parts columns."""
_COLUMNS: Final = 3
"""Columns of white from which on print is a table's."""
_CLOSED: Final = 0.25
"""Character heights of white that are closed within words."""
_REACH: Final = 1.5
"""Character heights beside the white of its column within which a row has its own, where print reaches over."""
_NARROWEST: Final = 0.3
"""Character heights of such white, at least."""
_WIDER: Final = 1.3
"""Times some white near a column's bound that the widest is wide at most, where a row may be cut in either."""
_CENTRED: Final = 1.2
"""Character heights off the middle of the table within which the only print of a row is a heading over all columns."""
_WORD: Final = 1.2
"""Character heights of white that part two prints of a row."""
_SHORT_RULE: Final = 2.2
"""Character heights that a rule within the headings is long at least."""


@dataclass(frozen=True, slots=True)
class _Storeys:
    """A rule within the headings: how far down it lies, and from where to where it runs, in pixels."""

    level: float
    left: int
    right: int


def with_columns_parted(table: PaperTable, flat: FlatTable, *, lies: bool) -> PaperTable:
    """The table with the columns that its print shows, where it has no uprights within; else as it was."""
    if len(flat.ys) < 3 or (edge_shares(flat)[1][:, 1:-1].mean(axis=0) >= _STANDS).any():
        return table
    ink = _print(flat)
    lines = find_print_lines(find_segments(ink, flat.character), flat.character)
    columns = find_columns(lines, ink, flat.character)
    if len(columns) < _COLUMNS:
        return table
    cuts = [flat.xs[0], *(bound for bound, _ in columns[1:]), flat.xs[-1]]
    return _Parted(flat, ink, [float(cut) for cut in cuts], lies=lies).table(table)


def _print(flat: FlatTable) -> Mask:
    """The print within the frame, 1 on 0, without the rules across."""
    pixels = flat.pixels.copy()
    for place, (before, behind) in zip(flat.ys, rule_extents(flat)[0], strict=True):
        air = max(1, round(flat.character / 16))
        pixels[max(0, round(float(place - before)) - air) : round(float(place + behind)) + air + 1] = 255
    pixels[: round(float(flat.ys[0]))] = pixels[round(float(flat.ys[-1])) :] = 255
    side = max(2, round(flat.character / 8))
    pixels[:, : round(float(flat.xs[0])) + side] = pixels[:, round(float(flat.xs[-1])) - side :] = 255
    return find_marks(pixels, flat.character)[0]


class _Parted:
    """A table without uprights being cut up into cells at the white between its columns."""

    def __init__(self, flat: FlatTable, ink: Mask, cuts: list[float], *, lies: bool) -> None:
        self._flat = flat
        self._ink = ink
        self._cuts = cuts
        self._lies = lies
        self._across = rule_extents(flat)[0]

    def table(self, table: PaperTable) -> PaperTable:
        """The table with cells for the columns; headings of two storeys take up two rows."""
        storeys = self._storeys()
        cells = [*self._headings(storeys)] if storeys else [*self._row(0, 0)]
        more = 1 if storeys else 0
        for row in range(1, len(self._flat.ys) - 1):
            cells += self._row(row, row + more)
        struck = frozenset(row + more if row else row for row in table.struck)
        return PaperTable(
            self._flat, len(self._flat.ys) - 1 + more, len(self._cuts) - 1, table.frame, tuple(cells), struck
        )

    def _row(self, row: int, number: int) -> Iterator[CellPicture]:
        """The cells of one row between rules, which is the given `number` of the table."""
        top, bottom = self._band(row)
        own = self._occupied(top, bottom)
        if row and self._is_heading(own):
            yield self._cell(Span(number, 0, 1, len(self._cuts) - 1), self._cuts[0], self._cuts[-1], top, bottom)
            return
        inner = {n: cut_near(own, cut, self._flat.character) for n, cut in enumerate(self._cuts[1:-1], 1)}
        bounds = [(0, self._cuts[0]), *((n, cut) for n, cut in inner.items() if cut is not None)]
        bounds.append((len(self._cuts) - 1, self._cuts[-1]))
        for (first, left), (end, right) in itertools.pairwise(bounds):
            yield self._cell(Span(number, first, 1, end - first), left, right, top, bottom)

    def _headings(self, storeys: list[_Storeys]) -> Iterator[CellPicture]:
        """The cells of headings of two storeys: those over a rule span the columns that it underlines."""
        top, bottom = self._band(0)
        column, last = 0, len(self._cuts) - 1
        while column < last:
            middle = (self._cuts[column] + self._cuts[column + 1]) / 2
            over = next((s for s in storeys if s.left <= middle <= s.right), None)
            if over is None:
                yield self._cell(Span(0, column, 2, 1), self._cuts[column], self._cuts[column + 1], top, bottom)
                column += 1
                continue
            air = max(2, round(self._flat.character / 8))
            end = column + 1
            while end < last and (self._cuts[end] + self._cuts[end + 1]) / 2 <= over.right:
                end += 1
            level = round(over.level)
            yield self._cell(Span(0, column, 1, end - column), self._cuts[column], self._cuts[end], top, level - air)
            for n in range(column, end):
                yield self._cell(Span(1, n, 1, 1), self._cuts[n], self._cuts[n + 1], level + air, bottom)
            column = end

    def _storeys(self) -> list[_Storeys]:
        """The rules within the first row, from left to right."""
        top, bottom = self._band(0)
        character = self._flat.character
        left, right = round(self._cuts[0]), round(self._cuts[-1])
        band = self._flat.pixels[top:bottom, left:right]
        air = round(0.6 * character)
        if bottom - top < 2.4 * character:
            return []
        dark = np.asarray((band < 255 - self._flat.darkness / 2).astype(np.uint8) * 255)
        rules = running_across(dark, round(_SHORT_RULE * character))
        rules[:air] = rules[-air:] = 0
        _, found = connected(rules)
        return sorted(
            (_Storeys(top + y + high / 2, left + x, left + x + wide) for x, y, wide, high, _ in found[1:].tolist()),
            key=lambda rule: rule.left,
        )

    def _band(self, row: int) -> tuple[int, int]:
        """Where the paper of a row begins and ends between its rules, in pixels."""
        air = max(1, round(self._flat.character / 16))
        top = round(float(self._flat.ys[row] + self._across[row, 1])) + air
        return top, max(top + 1, round(float(self._flat.ys[row + 1] - self._across[row + 1, 0])) - air + 1)

    def _occupied(self, top: int, bottom: int) -> NDArray[np.bool_]:
        """Whether there is print at each place across a row, the white within words closed."""
        wide = max(3, round(_CLOSED * self._flat.character)) | 1
        own = self._ink[top:bottom].max(axis=0)[None]
        return np.asarray(cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((1, wide), np.uint8))[0] > 0)

    def _is_heading(self, own: NDArray[np.bool_]) -> bool:
        """Whether a row's only print stands in the middle of the table, or runs across columns."""
        inked = np.flatnonzero(own)
        if not len(inked) or np.diff(inked).max(initial=0) > _WORD * self._flat.character:
            return False
        middle = (self._cuts[0] + self._cuts[-1]) / 2
        centred = abs((inked[0] + inked[-1]) / 2 - middle) <= _CENTRED * self._flat.character
        return bool(centred or any(own[round(cut)] for cut in self._cuts[1:-1]))

    def _cell(self, span: Span, left: float, right: float, top: int, bottom: int) -> CellPicture:
        start, end = round(left), max(round(left) + 1, round(right))
        if span.column == 0:
            start += max(2, round(self._flat.character / 8))
        if span.column + span.columns == len(self._cuts) - 1:
            end -= max(2, round(self._flat.character / 8))
        inside = np.ascontiguousarray(self._flat.pixels[top:bottom, start:end])
        found = find_lines(inside, self._flat.character, self._flat.darkness, lies=self._lies)
        return CellPicture(span, start, top, end, bottom, tuple(line.moved(start, top) for line in found))


def cut_near(own: NDArray[np.bool_], cut: float, character: float) -> float | None:
    """Where a row is cut that has white at a column's bound or near it; None where print runs on.

    `own` tells where across it there is print. Of white at the bound and near it the widest is that between columns,
    and narrower may stand in a word.
    """
    place, reach = round(cut), round(_REACH * character)
    first = max(0, place - reach)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], ~own[first : place + reach], [False]]).astype(np.int8)))
    runs = [(first + int(a), first + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    widest = max((b - a for a, b in runs), default=0)
    if widest < _NARROWEST * character:
        return None if own[place] else cut
    wide = [(a, b) for a, b in runs if _WIDER * (b - a) >= widest]
    if any(a <= place < b for a, b in wide):
        return cut
    return min(((a + b) / 2 for a, b in wide), key=lambda middle: abs(middle - cut))
