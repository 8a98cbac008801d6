"""Where rows of a table without rules begin: in which of its columns, and how far below the line before them.

王德胜  沙窝乡前
        东李村      names stand in no line that follows near: rows begin there, with white above them
张玉山  西赵庄
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.rectify.segments import Segment

_LEADING: Final = 2
"""Columns that no row lacks, of which the first so many are looked at: serials and names stand there."""
_LEAST: Final = 3
"""Lines from which on a column tells how far rows begin from the line before."""
_FULL: Final = 0.5
"""Share of the columns of the fullest line from which on a line tells it, if it has print in that column."""
_NEARER: Final = 0.25
"""Share of them that may stand nearer: below marks between rows, and below pieces of a seal."""
_NEAR: Final = 0.89
"""Share of that distance within which no row begins."""
_FEW: Final = 0.05
"""Share of the lines with print in a column where rows begin that may follow so near."""
_LOW: Final = 0.6
"""Character heights that a line of print is high at least."""
_AS_HIGH: Final = 0.72
"""Share of the usual height of a column's print that a serial or name is high; a piece of a seal is lower."""
_AS_WIDE: Final = 0.75
"""Share of the width of all but the narrowest of them that one is wide; a piece of a seal is narrower than a name."""
_NARROWEST: Final = 0.1
"""Share of the column's print that is the narrowest."""
_ACROSS: Final = 5.0
"""Times its height that a stroke across is wide at least."""


@dataclass(frozen=True, slots=True)
class RowStarts:
    """The columns in which rows begin, each with how wide and high its print is at least, and how near none begins.

    All in pixels; `near` is from the middle of the line before, 0 if unknown.
    """

    least: Mapping[int, tuple[float, float]]
    near: float

    @property
    def columns(self) -> frozenset[int]:
        """The columns alone, of which there is at least one."""
        return frozenset(self.least)

    def of(self, line: PlacedLine) -> frozenset[int]:
        """Those of the columns in which a line has print, not specks or a piece of a seal."""
        return frozenset(n for n in self.columns & line.cells.keys() if self._is_print(n, line.cells[n]))

    def _is_print(self, column: int, cell: Segment) -> bool:
        """Whether it is as large as print of its column, or as wide, and a single stroke across: the serial 一."""
        wide, high = self.least[column]
        return cell.width >= wide and (cell.height >= high or cell.width >= _ACROSS * cell.height)

    def rules_out(self, line: PlacedLine, pixels: float) -> bool:
        """Whether a line so far below the one before it is no beginning of a row."""
        return pixels <= self.near and not self.of(line)


def find_row_starts(lines: Sequence[PlacedLine], keys: frozenset[int], character: float) -> RowStarts:
    """Where the rows of lines begin, of which the columns `keys` are filled in every row.

    The leading columns do, but for one that is filled in lines which follow nearer than the other lets rows follow:
    there cells have several lines.
    """
    leading = sorted(keys)[:_LEADING]
    every = RowStarts({n: _least([line.cells[n] for line in lines if n in line.cells]) for n in leading}, 0.0)
    full = _FULL * max(len(line.cells) for line in lines)
    printed = [line for line in lines if any(cell.height >= _LOW * character for cell in line.cells.values())]
    steps: dict[int, list[float]] = {column: [] for column in leading}
    telling: dict[int, list[float]] = {column: [] for column in leading}
    for before, line in itertools.pairwise(printed):
        for column in every.of(line):
            steps[column].append(line.line.middle - before.line.middle)
            if len(line.cells) >= full:
                telling[column].append(steps[column][-1])
    told = {column: float(np.quantile(own, _NEARER)) for column, own in telling.items() if len(own) >= _LEAST}
    first = max(told, key=lambda column: told[column], default=leading[0])
    near = _NEAR * told.get(first, 0.0)
    begin = {n for n in leading if n == first or sum(s <= near for s in steps[n]) <= max(1, _FEW * len(steps[n]))}
    return RowStarts({column: every.least[column] for column in sorted(begin)}, near)


def _least(cells: Sequence[Segment]) -> tuple[float, float]:
    """How wide and high the print of a column is at least, in pixels."""
    wide = float(np.quantile([cell.width for cell in cells], _NARROWEST))
    return _AS_WIDE * wide, _AS_HIGH * float(np.median([cell.height for cell in cells]))
