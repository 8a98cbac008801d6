"""Cells of names once more: faint names in places that no row leaves blank, and names cut from the next cell's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ingest.layout.paper import CellPicture, PaperTable
from ingest.layout.textlines import find_lines

_FAINT: Final = 0.4
"""Share of the page's darkness that print is looked for with where a name must be."""
_WIDE: Final = (1.4, 4.8)
"""Character heights that such print is wide, as names are."""
_HIGH: Final = (0.6, 1.4)
"""Character heights that it is high."""
_TOUCHING: Final = 0.12
"""Character heights of white between the print of two cells at most, where that of one runs on in the other."""


def looked_at_again(table: PaperTable) -> PaperTable:
    """The table of names with faint ones where a cell is blank and names stand right of it or in the row below.

    Names fill a row from the left before they begin the next one. Cells may lack print where theirs is that faint, or
    was cut from what stands in the next one.
    """
    by_row: dict[int, list[CellPicture]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.span.row, []).append(cell)
    # Marks between rows are none.
    rows = [row for row in by_row.values() if _holds_names(table, row) or row[0].span.columns > 1]
    full = {id(row) for row, below in pairwise(rows) if _holds_names(table, below) and below[0].lines}
    own = [_looked_at(table, row, full=id(row) in full) if row in rows else row for row in by_row.values()]
    return replace(table, cells=tuple(cell for row in own for cell in row))


def _holds_names(table: PaperTable, row: Sequence[CellPicture]) -> bool:
    """Whether the cells of a row fill all columns, some of which a note behind a name may run on over."""
    return len(row) > 1 and sum(cell.span.columns for cell in row) == table.columns


def _looked_at(table: PaperTable, row: Sequence[CellPicture], *, full: bool) -> Sequence[CellPicture]:
    """The cells of a row, which may have to be `full`; those of headings as they were."""
    if not _holds_names(table, row):
        return row
    last = len(row) if full else max((n for n, cell in enumerate(row) if cell.lines), default=0)
    found = [_with_faint_name(table, cell) if n < last and not cell.lines else cell for n, cell in enumerate(row)]
    cut = {n for n, both in enumerate(pairwise(found)) if _runs_on(*both, _TOUCHING * table.flat.character)}
    return [replace(cell, inked=True) if {n, n - 1} & cut else cell for n, cell in enumerate(found)]


def _with_faint_name(table: PaperTable, cell: CellPicture) -> CellPicture:
    """A blank cell with the faint print that it may hold, if it is as wide and high as a name."""
    character = table.flat.character
    lines = find_lines(table.picture(cell), character, _FAINT * table.flat.darkness)
    fitting = [
        line.moved(cell.left, cell.top)
        for line in lines
        if _WIDE[0] <= (line.right - line.left) / character <= _WIDE[1]
        and _HIGH[0] <= (line.bottom - line.top) / character <= _HIGH[1]
    ]
    return replace(cell, lines=tuple(fitting), inked=True) if len(fitting) == 1 else cell


def _runs_on(left: CellPicture, right: CellPicture, air: float) -> bool:
    """Whether print of two cells side by side is no farther apart than strokes of one character."""
    if not left.lines or not right.lines:
        return False
    return min(line.left for line in right.lines) - max(line.right for line in left.lines) <= air
