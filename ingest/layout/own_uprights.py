"""Uprights that a single row of a form has: worn, or off the place where another row has its own.

| 姓名   | 王德胜 ¦ 性别 | 男 |      broken all along, it is in no net of rules, and parts no column of the table;
| 籍贯   | 东李村                |      but no print runs from the rule above a row to the rule below it
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from ingest.layout.paper import CellPicture, PaperTable, Span
from ingest.layout.textlines import find_lines
from ingest.rectify.flatten import FlatTable
from ingest.rectify.light import Grey

_ROWS: Final = 0.5
"""Share of the rows of a form, at least, in which some cell takes up several columns."""
_HIGH: Final = 1.8
"""Character heights of a cell whose print keeps off the rules above and below it, at least."""
_SEEN: Final = 0.5
"""Share of a cell's height in which an upright is seen, at least."""
_STROKE: Final = 1.15
"""Character heights that no stroke of print is long."""
_STRONG: Final = 0.25
"""Share of the print's darkness by which an upright is darker than the paper on both its sides, at least."""
_BESIDE: Final = 6
"""Part of a character's height beside an upright at which there is paper."""
_RIM: Final = 0.25
"""Character heights below the rule above, and above the one below, within which it is seen again."""
_APART: Final = 0.5
"""Character heights within which the uprights of several rows are one, and off the sides of a cell, at least."""
_AIR: Final = 2
"""Pixels that are cut off beside it."""


def with_own_uprights(table: PaperTable, flat: FlatTable, *, lies: bool) -> PaperTable:
    """The table; if it is a form, with those cells parted in which an upright of their row alone stands."""
    spanning = {cell.span.row for cell in table.cells if cell.span.columns > 1}
    if len(spanning) < _ROWS * table.rows:
        return table
    found = {n: cuts for n, cell in enumerate(table.cells) if (cuts := _uprights(table.picture(cell), table, cell))}
    if not found:
        return table
    near = _APART * flat.character
    bounds = [float(x) for x in flat.xs]
    for cut in sorted(cut for cuts in found.values() for cut in cuts):
        if all(abs(cut - bound) > near for bound in bounds):
            bounds.append(cut)
    bounds.sort()
    places = [bounds.index(float(x)) for x in flat.xs]
    cells: list[CellPicture] = []
    for n, cell in enumerate(table.cells):
        first, end = places[cell.span.column], places[cell.span.column + cell.span.columns]
        whole = replace(cell, span=Span(cell.span.row, first, cell.span.rows, end - first))
        cells += _parts(table, whole, found.get(n, ()), bounds, lies=lies)
    return replace(table, columns=len(bounds) - 1, cells=tuple(cells))


def _uprights(picture: Grey, table: PaperTable, cell: CellPicture) -> list[float]:
    """Where uprights stand in a cell, in pixels of the table's picture."""
    character, (height, width) = table.flat.character, picture.shape
    side, beside = round(_APART * character), max(3, round(character / _BESIDE))
    if height < _HIGH * character or width <= 2 * side:
        return []
    dark = np.pad(255 - picture.astype(np.int64), ((0, 0), (beside, beside)), mode="edge")
    stands = dark[:, beside:-beside] - np.maximum(dark[:, : -2 * beside], dark[:, 2 * beside :])
    seen = np.pad(stands > _STRONG * table.flat.darkness, ((0, 0), (1, 1)))
    seen = seen[:, :-2] | seen[:, 1:-1] | seen[:, 2:]
    rim = max(2, round(_RIM * character))
    share = np.where(seen[:rim].any(axis=0) & seen[-rim:].any(axis=0), seen.mean(axis=0), 0.0)
    share[:side] = share[width - side :] = 0.0
    least = max(_SEEN, _STROKE * character / height)
    found: list[float] = []
    while share.max() >= least:
        place = int(np.flatnonzero(share == share.max()).mean())
        found.append(float(cell.left + place))
        share[max(0, place - side) : place + side + 1] = 0.0
    return sorted(found)


def _parts(
    table: PaperTable, cell: CellPicture, cuts: Sequence[float], bounds: Sequence[float], *, lies: bool
) -> Iterator[CellPicture]:
    """The cell, or the parts of it between uprights that stand at the nearest of the bounds."""
    span = cell.span
    inner = range(span.column + 1, span.column + span.columns)
    at = {min(inner, key=lambda n: abs(bounds[n] - cut)): cut for cut in cuts} if inner else {}
    if not at:
        yield cell
        return
    numbers = [span.column, *sorted(at), span.column + span.columns]
    sides = [float(cell.left - _AIR), *(at[n] for n in sorted(at)), float(cell.right + _AIR)]
    for (first, end), (left, right) in zip(pairwise(numbers), pairwise(sides), strict=True):
        start, stop = round(left) + _AIR, round(right) - _AIR
        picture = np.ascontiguousarray(table.flat.pixels[cell.top : cell.bottom, start:stop])
        lines = find_lines(picture, table.flat.character, table.flat.darkness, lies=lies)
        own = tuple(line.moved(start, cell.top) for line in lines)
        place = Span(span.row, first, span.rows, end - first)
        yield replace(cell, span=place, left=start, right=stop, lines=own)
