"""Names in blocks beside their villages, which stand in a column of their own at the left of the first row.

东李村：  王德胜  张 山   刘长河
          陈桂兰  赵连生
西赵庄    孙立成  周文田
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import PrintRow
from ingest.layout.name_blocks import find_blocks
from ingest.layout.name_columns import named_columns, placed_by_names
from ingest.layout.printlines import PrintLine, hull
from ingest.rectify.segments import Mask

_MOST: Final = 3
"""Columns that white within their print makes of the villages at most."""
_LEAST_NAMES: Final = 2
"""Columns of names."""
_GOING_ON: Final = (0.4, 0.2)
"""Share of the lines of names, at least, that have no village beside them: rows of names fill from the left. Of two
columns of names, which may as well be a name and something else of each person, more have none."""
_LEAST: Final = 2
"""Lines with a village, and lines without, at least."""

Columns = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Beside:
    """The rows of such a page, each village a row of its own over its names; `columns` are those of the names."""

    columns: Columns
    rows: list[PrintRow]


def find_beside(lines: Sequence[PlacedLine], columns: Columns, ink: Mask, character: float) -> Beside | None:
    """The blocks of names whose villages stand beside them; None where the lines are no such list."""
    for leading in range(1, min(_MOST, len(columns) - _LEAST_NAMES) + 1):
        parted = [_parted(line, leading, columns[leading][0]) for line in lines]
        names = [names for _, names in parted if names is not None]
        own = named_columns(names, columns[leading:], character)
        own, names = placed_by_names([line.line for line in names], own, ink, character)
        # A heading over names, which runs across their columns, is no line of names without a village.
        villages = [
            (village, bool(line.crosses))
            for line, (village, own_names) in zip(lines, parted, strict=True)
            if own_names is not None
        ]
        if _goes_on(villages, names) and (rows := find_blocks(names, len(own), character, beside=True)):
            return Beside(own, _with_villages(rows, parted))
    return None


def _goes_on(villages: Sequence[tuple[PrintLine | None, bool]], names: Sequence[PlacedLine]) -> bool:
    """Whether many lines that begin with names have no village beside them, and some have."""
    rows = [
        village
        for (village, runs_across), line in zip(villages, names, strict=True)
        if {0, 1} <= line.cells.keys() and not runs_across
    ]
    alone = sum(village is None for village in rows)
    many = max((len(line.cells) for line in names), default=0) > _LEAST_NAMES
    return min(alone, len(rows) - alone) >= _LEAST and alone >= _GOING_ON[many] * len(rows)


def _parted(line: PlacedLine, leading: int, bound: float) -> tuple[PrintLine | None, PlacedLine | None]:
    """The village that stands in the `leading` columns and the names beside it; a line that runs across has none."""
    cells = {number - leading: cell for number, cell in line.cells.items() if number >= leading}
    left = tuple(segment for segment in line.line.segments if segment.right <= bound)
    right = tuple(segment for segment in line.line.segments if segment.right > bound)
    if line.crosses and any(segment.left < bound for segment in right):
        return None, PlacedLine(line.line, cells, line.crosses)
    village = PrintLine(line.line.middle, left) if left else None
    return village, PlacedLine(PrintLine(line.line.middle, right), cells, line.crosses) if right else None


def _with_villages(
    rows: Sequence[PrintRow], parted: Sequence[tuple[PrintLine | None, PlacedLine | None]]
) -> list[PrintRow]:
    """The rows of names, each village before the first of its own, also where that is printed a line below it."""
    found: list[PrintRow] = []
    villages = [village for village, _ in parted if village is not None]
    waiting = [village for village in villages if village.middle >= rows[0].top - village.hull.height]
    for row in rows:
        while waiting and waiting[0].middle <= row.top + waiting[0].hull.height / 2:
            village = waiting.pop(0)
            found.append(PrintRow((PlacedLine(village, {0: hull(village.segments)}, 0),), spans=True))
        found.append(row)
    return found
