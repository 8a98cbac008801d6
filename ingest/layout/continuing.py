"""Which lines of print go on with a row of a table without rules: those close below what they continue.

王德胜  沙窝乡前
        东李村      goes on
张玉山  西赵庄      begins a row
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.row_starts import RowStarts
from ingest.rectify.segments import Segment

CLOSE: Final = 1.5
"""Character heights from one line of a cell to the next, at most, where rows are not much wider apart."""
_ALIGNED: Final = 0.45
"""Character heights by which the lines of a cell start apart in most cells."""
_NEARLY: Final = 1.0
"""Character heights by which they do where a stroke faded or a character is narrow."""
_FILLED: Final = 2.3
"""Character heights that a line which breaks may leave free at its end."""
_CLOSEST: Final = 1.35
"""Character heights from one line to the next at most, where a line that prints a name is to be no row of its own."""
_NEAREST: Final = 0.75
"""Character heights from one line of a cell to the next, at least."""
_WORD: Final = (1.5, 2.2)
"""Character heights that print is wide at least which goes on with a cell though its start faded, beside that of other
cells and by itself; a piece of a seal is narrower."""
_APART_IN_HEADINGS: Final = 2.6
"""Character heights from one character to the next of a heading that is set down a narrow column with white in it."""
_NARROW: Final = 1.7
"""Character heights that a line of such a heading is wide at most; a wider one below headings is a place's heading."""
_CLOSER: Final = 0.78
"""Share of the distance of rows at which lines of a cell follow each other, at most."""
_MARK: Final = 1.7
"""Character heights that a mark beside print that goes on with a row, a piece of a seal, is wide and high at most."""
_NEXT: Final = 1.6
"""Distances of rows within which the table may go on after its last full line."""


@dataclass(frozen=True, slots=True)
class PrintRow:
    """The lines of one row from the top down.

    `spans` says that its print runs across the columns, `stray` that it is no row but marks between rows, whose
    blank places are not there.
    """

    lines: tuple[PlacedLine, ...]
    spans: bool = False
    stray: bool = False

    @property
    def top(self) -> float:
        """The middle of the first line."""
        return self.lines[0].line.middle

    @property
    def lowest(self) -> dict[int, PlacedLine]:
        """The last line with print in each column that has any."""
        return {column: line for line in self.lines for column in line.cells}

    def followed_by(self, line: PlacedLine) -> PrintRow:
        """The row with one more line."""
        return replace(self, lines=(*self.lines, line))


@dataclass(frozen=True, slots=True)
class TableLines:
    """What the full lines tell of a table: where rows begin and lie, and where each column's print begins and ends.

    In `centred` columns print stands about the middle.
    """

    begins: RowStarts
    starts: dict[int, float]
    ends: dict[int, int]
    distance: float
    character: float
    centred: frozenset[int] = frozenset()

    @property
    def close(self) -> float:
        """Pixels from one line of a cell to the next at most."""
        return max(CLOSE * self.character, _CLOSER * self.distance)

    def parted(self, row: PrintRow, line: PlacedLine, *, heads: bool) -> tuple[PlacedLine | None, PlacedLine]:
        """What of the line goes on with the row, None without any, and the rest, which is marks where some does.

        A line with anything where rows begin is parted never: it may be the next person's, a serial and a name. What
        stands beside the serial or the name above it, in the white of that column, is neither. Marks are small, unless
        no row begins so near.
        """
        if self.goes_on(row, line, heads=heads):
            return line, replace(line, cells={})
        starting = self.begins.of(line)
        if any(heads or not _beside(row.lines[0].cells.get(n), line.cells[n]) for n in starting):
            return None, line
        each = {column: replace(line, cells={column: cell}) for column, cell in line.cells.items()}
        own = {column: line.cells[column] for column, one in each.items() if self.goes_on(row, one, heads=heads)}
        rest = {column: cell for column, cell in line.cells.items() if column not in own}
        small = all(max(cell.width, cell.height) <= _MARK * self.character for cell in rest.values())
        if not own or not (small or self.begins.rules_out(line, _apart_from(row, line))):
            return None, line
        return replace(line, cells=own), replace(line, cells=rest)

    def goes_on(self, row: PrintRow, line: PlacedLine, *, heads: bool = False) -> bool:
        """Whether the line is the next line of cells of the row: it stands close below what it continues.

        What it continues is full, unless the row `heads` the table, where headings are broken wherever it looks well,
        or no row begins so near.
        """
        before = row.lowest
        if row.spans or not line.cells or not line.cells.keys() <= before.keys():
            return False
        apart = _apart_from(row, line)
        starts = min(self.begins.columns) in line.cells
        sure = self.begins.rules_out(line, apart)
        widest = max((cell.width for cell in line.cells.values()), default=0)
        set_down = heads and len(line.cells) == 1 and widest <= _NARROW * self.character
        within = _APART_IN_HEADINGS * self.character if set_down else self.close
        close = sure or apart <= (_CLOSEST * self.character if starts else within)
        if not close or apart < _NEAREST * self.character:
            return False
        off = [self._off(before[column].cells[column], line, column, sure=sure) for column in line.cells]
        free = [self.ends.get(column, 0) - before[column].cells[column].right for column in line.cells]
        filled = heads or sure or max(free) <= _FILLED * self.character
        # A seal may hide where print starts; but print of one cell that begins no row has nowhere else to go.
        aligned = sum(o <= _ALIGNED for o in off) * 2 >= len(off) or (len(off) == 1 and not starts)
        return filled and max(off) <= _NEARLY and aligned

    def _off(self, above: Segment, line: PlacedLine, column: int, *, sure: bool) -> float:
        """Character heights that a cell of the line begins off the print above it, or lies off its middle.

        Where it `sure` goes on, what stands above may have faded, as may its own start; but a mark below a name is none
        of it.
        """
        cell = line.cells[column]
        off = abs(above.left - cell.left) / self.character
        if column in self.centred and cell.width < above.width:
            off = min(off, abs(above.left + above.right - cell.left - cell.right) / 2 / self.character)
        if sure and column not in self.begins.columns:
            off = min(off, abs(self.starts.get(column, above.left) - cell.left) / self.character)
            wide = cell.width > _WORD[len(line.cells) == 1] * self.character
            off = min(off, _NEARLY) if wide and above.left <= cell.left <= above.right else off
        return off

    def spans(self, line: PlacedLine) -> bool:
        """Whether the line is a heading over rows: it runs across columns, or stands alone and not where rows begin.

        A heading with white in it (柳林镇  12人) may fill two columns side by side.
        """
        if line.crosses and len(line.cells) - line.crosses <= 2:
            return True
        first, last = min(line.cells, default=0), max(line.cells, default=0)
        return len(line.cells) <= 2 and last - first <= 1 and min(self.begins.columns) not in line.cells

    def may_follow(self, row: PrintRow, line: PlacedLine) -> bool:
        """Whether a line below the last full one begins a row of the table: page numbers and notes do not."""
        near = line.line.middle - row.lines[-1].line.middle <= _NEXT * max(self.distance, self.character)
        high = max((s.height for s in line.line.segments), default=0) >= 0.85 * self.character
        wide = line.line.right - line.line.left >= 1.6 * self.character
        return near and high and wide


def _apart_from(row: PrintRow, line: PlacedLine) -> float:
    """Pixels from the print of a line up to the row above it; a piece of a seal in one cell moves that one alone."""
    above = row.lowest
    own = {n: cell.middle - above[n].cells[n].middle for n, cell in line.cells.items() if n in above}
    if len(own) > 1:
        return float(np.median(list(own.values())))
    return line.line.middle - (above[next(iter(own))] if own else row.lines[-1]).line.middle


def _beside(above: Segment | None, cell: Segment) -> bool:
    """Whether no part of the print of a cell stands below that of the one above it."""
    return above is not None and (cell.right <= above.left or cell.left >= above.right)
