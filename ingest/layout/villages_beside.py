"""Names in blocks beside their villages, which stand in a column of their own at the left of the first row.

东李村：  王德胜  张 山   刘长河
          陈桂兰  赵连生
西赵庄    孙立成  周文田
后官道马  李 明   高 升   杨树林     a long village goes on below, beside the next row of its names
家口      吴 江
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import PrintRow
from ingest.layout.name_blocks import find_blocks
from ingest.layout.name_columns import named_columns, placed_by_names, starts_of
from ingest.layout.name_places import WIDTHS
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
_BELOW: Final = 2.3
"""Character heights from the first line of a village to the next at most."""
_FLUSH: Final = 0.9
"""Character heights by which both lines of a village begin off each other at most; a bracket begins late."""
_FULL: Final = 1.6
"""Character heights that the first of them leaves of the villages' column at most: another character did not fit."""
_SHORTER: Final = 0.8
"""Character heights by which the second is shorter at least."""

_EVEN: Final = 0.05
"""Share of the usual distance of columns of names by which another one of theirs stands nearer or farther at most."""

Columns = list[tuple[float, float]]
Parted = tuple[PrintLine | None, PlacedLine | None]
"""The village at the left of a line, and the names beside it."""


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
        begun = _begun(parted, own, names, character)
        # A heading over names, which runs across their columns, is no line of names without a village.
        villages = [
            (begins, bool(line.crosses))
            for line, begins, (_, own_names) in zip(lines, begun, parted, strict=True)
            if own_names is not None
        ]
        if _goes_on(villages, names) and (rows := find_blocks(names, len(own), character, beside=True)):
            return Beside(own, _with_villages(rows, parted, begun))
    return None


def _goes_on(villages: Sequence[tuple[bool, bool]], names: Sequence[PlacedLine]) -> bool:
    """Whether many lines that begin with names have no village beside them that begins there, and some have."""
    rows = [
        begins
        for (begins, runs_across), line in zip(villages, names, strict=True)
        if {0, 1} <= line.cells.keys() and not runs_across
    ]
    alone = sum(not begins for begins in rows)
    many = max((len(line.cells) for line in names), default=0) > _LEAST_NAMES
    return min(alone, len(rows) - alone) >= _LEAST and alone >= _GOING_ON[many] * len(rows)


def _begun(parted: Sequence[Parted], columns: Columns, names: Sequence[PlacedLine], character: float) -> list[bool]:
    """Whether a village begins beside each line; one goes on where the line above fills its column and it does not.

    That one is longer than a name. Names fill a row up to the last of their `columns` before they begin the next one,
    so that no village goes on beside names below a row left open. Where names stand in a first column as far from the
    next as all are, some with notes behind them, none is taken to go on.
    """
    beside = [village for village, own in parted if village is not None and own is not None]
    end = max((village.right for village in beside), default=0)
    even = _stand_evenly(beside, starts_of(names, len(columns)))

    def goes_on(number: int) -> bool:
        (before, over), (own, under) = parted[number - 1] if number else (None, None), parted[number]
        if before is None or own is None or (under and over and over.line.right < columns[-1][0]):
            return False
        long = before.right >= end - _FULL * character and before.right - before.left > WIDTHS[1] * character
        shorter = own.right <= before.right - _SHORTER * character
        below = own.middle - before.middle <= _BELOW * character and abs(own.left - before.left) <= _FLUSH * character
        return long and shorter and below

    return [village is not None and (even or not goes_on(number)) for number, (village, _) in enumerate(parted)]


def _stand_evenly(first: Sequence[PrintLine], starts: Sequence[float]) -> bool:
    """Whether print begins as far before the first of some columns as they begin apart, or so many times as far."""
    if not first or len(starts) < _LEAST_NAMES or np.isnan(starts).any():
        return False
    steps = (starts[0] - float(np.median([line.left for line in first]))) / float(np.median(np.diff(starts)))
    return abs(steps - round(steps)) <= _EVEN


def _parted(line: PlacedLine, leading: int, bound: float) -> Parted:
    """The village that stands in the `leading` columns and the names beside it; a line that runs across has none."""
    cells = {number - leading: cell for number, cell in line.cells.items() if number >= leading}
    left = tuple(segment for segment in line.line.segments if segment.right <= bound)
    right = tuple(segment for segment in line.line.segments if segment.right > bound)
    if line.crosses and any(segment.left < bound for segment in right):
        return None, PlacedLine(line.line, cells, line.crosses)
    village = PrintLine(line.line.middle, left) if left else None
    return village, PlacedLine(PrintLine(line.line.middle, right), cells, line.crosses) if right else None


def _with_villages(rows: Sequence[PrintRow], parted: Sequence[Parted], begun: Sequence[bool]) -> list[PrintRow]:
    """The rows of names, each village before the first of its own, also where that is printed a line below it.

    The last village may go on below all names.
    """
    found: list[PrintRow] = []
    villages = [(village, begins) for (village, _), begins in zip(parted, begun, strict=True) if village is not None]
    waiting = [own for own in villages if own[0].middle >= rows[0].top - own[0].hull.height]
    for row in rows:
        while waiting and waiting[0][0].middle <= row.top + waiting[0][0].hull.height / 2:
            found.append(_over(waiting.pop(0)[0]))
        found.append(row)
    return [*found, *(_over(village) for village, _ in takewhile(lambda own: not own[1], waiting))]


def _over(village: PrintLine) -> PrintRow:
    """A village as a row of its own over names."""
    return PrintRow((PlacedLine(village, {0: hull(village.segments)}, 0),), spans=True)
