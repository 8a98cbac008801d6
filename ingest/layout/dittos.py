"""Cells of a page that hold nothing but a ditto mark, those too faint for a line of print among them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.paper import CellPicture, Found, PaperTable
from ingest.layout.textlines import InkLine
from ingest.pages import LISTS
from ingest.readers.closer import stood_up
from ingest.readers.ditto_marks import LARGEST, InCell, Likeness, Mark, find

_LEAST: Final = 0.6
"""Character heights that a cell is high and wide at least to hold a mark."""
_AIR: Final = 0.9
"""Character heights of paper round a line that is held to be a mark."""
_HALF: Final = 0.3
"""Half of the height and width of the line that a mark without one is given, in character heights."""


def with_dittos(found: Found) -> Found:
    """The page with its ditto marks found, and strokes where no line was; running text and lists of names have none."""
    if found.runs_on or found.kind in LISTS:
        return found
    owners = [
        (table, cell) for table in found.tables for cell in table.cells if _may_hold_one(table, cell, lies=found.lies)
    ]
    marks = find([_seen(table, cell, lies=found.lies) for table, cell in owners])
    by_cell = {id(cell): mark for (_, cell), mark in zip(owners, marks, strict=True) if mark is not None}
    return replace(found, tables=tuple(_marked(table, by_cell, lies=found.lies) for table in found.tables))


def _may_hold_one(table: PaperTable, cell: CellPicture, *, lies: bool) -> bool:
    """Whether a cell has room for a mark and no more ink than one has."""
    character = table.flat.character
    if min(cell.right - cell.left, cell.bottom - cell.top) < _LEAST * character or len(cell.lines) > 1:
        return False
    sides = [(line.bottom - line.top, line.right - line.left) for line in cell.lines]
    highest, widest = (side * character for side in (LARGEST[::-1] if lies else LARGEST))
    return all(high <= highest and wide <= widest for high, wide in sides)


def _seen(table: PaperTable, cell: CellPicture, *, lies: bool) -> InCell:
    """A cell's picture; its mark may be where its line is, if it has one, so that what the line leaves out is none."""
    picture = np.ascontiguousarray(table.flat.pixels[cell.top : cell.bottom, cell.left : cell.right])
    height, width = picture.shape
    left, top, right, bottom = 0, 0, width, height
    for line in cell.lines:
        air = round(_AIR * table.flat.character)
        left, top = max(0, line.left - cell.left - air), max(0, line.top - cell.top - air)
        right, bottom = min(width, line.right - cell.left + air), min(height, line.bottom - cell.top + air)
    if lies:
        return InCell(stood_up(picture), table.flat.character, (height - bottom, left, height - top, right))
    return InCell(picture, table.flat.character, (left, top, right, bottom))


def _marked(table: PaperTable, marks: dict[int, Mark], *, lies: bool) -> PaperTable:
    """The table with its marks, each of which is its cell's only line."""

    def marked(cell: CellPicture) -> CellPicture:
        mark = marks.get(id(cell))
        if mark is None:
            return cell
        if mark.likeness is Likeness.STROKES:
            return replace(cell, inked=not cell.lines)
        x, y = (mark.y, cell.bottom - cell.top - mark.x) if lies else (mark.x, mark.y)
        lines = cell.lines or (_line(cell, cell.left + x, cell.top + y, _HALF * table.flat.character),)
        return replace(cell, lines=lines, ditto=mark)

    return replace(table, cells=tuple(map(marked, table.cells)))


def _line(cell: CellPicture, x: float, y: float, half: float) -> InkLine:
    """The line of a cell's mark whose middle is at `x` and `y`."""
    left, right = max(cell.left, round(x - half)), min(cell.right, round(x + half))
    return InkLine(left, max(cell.top, round(y - half)), right, min(cell.bottom, round(y + half)), left, right)
