"""Cells of two lines and more that stand about the middle of their row, on a page without rules.

         沙窝乡前
王德胜             战士      the line of one-line cells, to which the lines close over and under it belong
         东李村

"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest.layout.columns import PlacedLine
from ingest.layout.printlines import hull
from ingest.rectify.segments import Segment

_LEAST: Final = 3
"""Cells of the line in the middle, at least."""
_HALF: Final = (0.3, 0.85)
"""Character heights from it to the lines over and under it: half of what parts two lines of a cell."""
_WHOLE: Final = 1.4
"""Character heights from one line of a cell to the next at most."""
_FAR: Final = 1.5
"""Character heights from one line of a cell to the next at least, where they are of two rows."""


def with_centred_cells(lines: Sequence[PlacedLine], character: float) -> list[PlacedLine]:
    """The placed lines of a page, each that has lines of other columns close over and under it made one with them.

    No two rows are so near; and both have print in the same columns, none of which the line itself has.
    """
    left = list(lines)
    for line in lines:
        if line in left and len(line.cells) >= _LEAST:
            _gather(left, left.index(line), character)
    return left


def _gather(lines: list[PlacedLine], at: int, character: float) -> None:
    """Make a line one with those that stand about it, in place."""
    middle = lines[at]
    above, below = _near(lines[:at][::-1], middle, character), _near(lines[at + 1 :], middle, character)
    columns = {column for line in above for column in line.cells}
    if columns != {column for line in below for column in line.cells}:
        return
    row = _joined(middle, (*above, *below)) if columns else middle
    start, end = at - len(above), at + 1 + len(below)
    before, after = lines[max(0, start - 2) : start], lines[end : end + 1]
    # Without inner lines to tell, the first may be the last of the row before.
    alone = len(before) < 2 or before[1].line.middle - before[0].line.middle > _FAR * character
    if before and after and (columns or alone) and _are_ends(before[-1], row, after[0], character):
        row = _joined(row, (before[-1], after[0]))
        start, end = start - 1, end + 1
    lines[start:end] = [row]


def _near(lines: Iterable[PlacedLine], middle: PlacedLine, character: float) -> list[PlacedLine]:
    """Those of the lines, from the next on, that stand half a line off another one, in none of its columns."""
    found: list[PlacedLine] = []
    for line in lines:
        apart = abs(line.line.middle - middle.line.middle) / character
        if not _HALF[0] <= apart <= _HALF[1] or not line.cells or line.cells.keys() & middle.cells.keys():
            break
        found.append(line)
    return found


def _are_ends(before: PlacedLine, row: PlacedLine, after: PlacedLine, character: float) -> bool:
    """Whether two lines are the first and last of cells of three lines or four, of which the row has the inner ones."""
    if before.cells.keys() != after.cells.keys() or not before.cells or not before.cells.keys() < row.cells.keys():
        return False
    own = hull([row.cells[column] for column in before.cells])
    near = (_WHOLE - 0.5) * character
    return own.top - before.line.middle <= near and after.line.middle - own.bottom <= near


def _joined(row: PlacedLine, others: Iterable[PlacedLine]) -> PlacedLine:
    """The row with the cells of other lines."""
    cells: dict[int, list[Segment]] = {}
    for line in (row, *others):
        for column, cell in line.cells.items():
            cells.setdefault(column, []).append(cell)
    return replace(row, cells={column: hull(own) for column, own in sorted(cells.items())})
