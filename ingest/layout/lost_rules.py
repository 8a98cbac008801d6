"""Rules that were lost between two people of a ruled table: a row as high as two, with a name above the other.

| 王德胜 | 男   | 东李村 |
| 张玉山 | 男   | 西赵庄 |
| 刘长河 | 男   | 南孙村 |      the rule below this line is worn off, so that two people would be read as one
  陈桂兰   女     北周家
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from ingest.layout.open_rows import parted
from ingest.layout.paper import CellPicture, PaperTable

_ROWS: Final = 5
"""Cells with print from which on a column shows that it has one line a row."""
_SINGLE: Final = 0.6
"""Share of its cells that have one line, at least."""
_COLUMNS: Final = 2
"""Such columns, at least, that have more lines than one in a row that lost its rules."""
_FEWER: Final = 0.2
"""Share of such columns with print that have fewer lines, at most, where something is not told of a person."""
_APART: Final = 0.75
"""How much of the height of a usual row people stand apart at least."""
_NEXT: Final = 1.45
"""Character heights from one line of a cell to the next, at most; people stand farther apart."""
_OVER: Final = 0.3
"""Character heights by which a line reaches over a cut at most."""


def with_lost_rules(table: PaperTable) -> PaperTable:
    """The table with a row for each person where rules between them are lost; as it was elsewhere."""
    rows = _by_row(table)
    singles = _single_columns(rows)
    usual = float(np.median([cells[0].bottom - cells[0].top for cells in rows.values()])) if rows else 0.0
    character = table.flat.character
    apart = max(_APART * usual, _NEXT * character)
    cuts = {row: own for row, cells in rows.items() if (own := _cuts(cells, singles, apart, character))}
    return parted(table, cuts) if cuts else table


def _by_row(table: PaperTable) -> dict[int, list[CellPicture]]:
    """The cells that take up one row, by it."""
    rows: dict[int, list[CellPicture]] = {}
    for cell in table.cells:
        if cell.span.rows == 1:
            rows.setdefault(cell.span.row, []).append(cell)
    return rows


def _single_columns(rows: dict[int, list[CellPicture]]) -> set[int]:
    """The columns whose cells have one line, but for a few."""
    counts: dict[int, list[int]] = {}
    for cells in rows.values():
        for cell in cells:
            if cell.lines and cell.span.columns == 1:
                counts.setdefault(cell.span.column, []).append(len(cell.lines))
    return {column for column, own in counts.items() if len(own) >= _ROWS and own.count(1) >= _SINGLE * len(own)}


def _cuts(cells: Sequence[CellPicture], singles: set[int], apart: float, character: float) -> list[float]:
    """Where each person's line begins in a row, the first at its top; empty where it has one person or none.

    People stand so many pixels `apart` at least.
    """
    inked = [cell for cell in cells if cell.lines and cell.span.columns == 1 and cell.span.column in singles]
    people, agree = Counter(len(cell.lines) for cell in inked).most_common(1)[0] if inked else (0, 0)
    fewer = sum(len(cell.lines) < people for cell in inked)
    if people < 2 or agree < _COLUMNS or fewer > _FEWER * len(inked):
        return []
    lines = [cell.lines for cell in inked if len(cell.lines) == people]
    ends = [max(own[number].bottom for own in lines) for number in range(people)]
    starts = [min(own[number].top for own in lines) for number in range(people)]
    middles = [float(np.median([own[n].top + own[n].bottom for own in lines])) / 2 for n in range(people)]
    if any(end > start for end, start in zip(ends, starts[1:], strict=False)) or min(np.diff(middles)) < apart:
        return []
    cuts = [float(cells[0].top), *((end + start) / 2 for end, start in zip(ends, starts[1:], strict=False))]
    over = _OVER * character
    every = [line for cell in cells for line in cell.lines]
    is_cut = any(line.top < cut - over and line.bottom > cut + over for line in every for cut in cuts[1:])
    return [] if is_cut else cuts
