"""Where names stand on a page that lists them: where those of each column begin, and how wide and high they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.name_columns import starts_of
from ingest.rectify.segments import Segment

WIDTHS: Final = (1.5, 4.8)
"""Character heights that a name is wide."""
NOTED: Final = 17.0
"""Character heights that a name is wide with a note in brackets behind it: 王德胜（副指导员）."""
ALIGNED: Final = 0.33
"""Character heights by which a name may begin off the place where its column's names begin."""
CUT: Final = 0.1
"""Character heights of white at most where a bound cuts through print."""
_BESIDE: Final = 2
"""Full lines above and below one that tell whether it alone begins off its places."""
_LARGER: Final = 1.22
"""Times the height of the names that print is high which is certainly none."""


@dataclass(frozen=True, slots=True)
class NamePlaces:
    """What the full lines of a page of names tell: where each column's names begin and how high the names are.

    `shifts` are how far the names of the full lines, which stand at `levels`, begin off those places; `first` and
    `last` are the prints of the first and the last of them, by column.
    """

    starts: tuple[float, ...]
    height: float
    character: float
    levels: tuple[float, ...]
    shifts: tuple[float, ...]
    first: Mapping[int, Segment]
    last: Mapping[int, Segment]

    def off(self, column: int, cell: Segment, level: float) -> float:
        """Character heights by which print begins off the place where names of its column begin at that height.

        Beyond all full lines that is also where the name of the nearest of them begins.
        """
        near = self.first if level < self.levels[0] else self.last if level > self.levels[-1] else {}
        starts = [self.starts[column] + self.shift(level), *([near[column].left] if column in near else [])]
        return min(abs(cell.left - start) for start in starts) / self.character

    def shift(self, level: float) -> float:
        """How far the print at that height stands off where its column begins elsewhere."""
        return float(np.interp(level, self.levels, self.shifts))

    def prints(self, line: PlacedLine) -> Mapping[int, Segment]:
        """What of a line is as wide as a name at least, if anything is; the rest is pieces of a seal."""
        wide = {n: cell for n, cell in line.cells.items() if cell.width >= WIDTHS[0] * self.character}
        return wide or line.cells

    def is_filled(self, line: PlacedLine) -> bool:
        """Whether a line has print up to the last column, be it the end of a note behind a name before that."""
        return max(cell.right for cell in line.cells.values()) > self.starts[-1] + self.shift(line.line.middle)

    def is_alike(self, cell: Segment, *, noted: bool = False) -> bool:
        """Whether print is as wide and as high as a name, one that may be `noted` behind it."""
        most = NOTED if noted else WIDTHS[1]
        wide = WIDTHS[0] * self.character <= cell.width <= most * self.character
        return wide and cell.height <= _LARGER * self.height


def uncut(line: PlacedLine, character: float) -> PlacedLine:
    """The line without what may be the end of a print that a bound cuts: what no white stands before."""
    cells = {
        column: cell
        for column, cell in line.cells.items()
        if column - 1 not in line.cells or cell.left - line.cells[column - 1].right > CUT * character
    }
    return replace(line, cells=cells)


def are_told(rich: Sequence[PlacedLine], character: float) -> bool:
    """Whether full lines tell of names: one has print as wide as a name."""
    return any(_names(line, character) for line in rich)


def _names(line: PlacedLine, character: float) -> dict[int, Segment]:
    """The print of a line that is as wide as a name, by column."""
    least, most = (width * character for width in WIDTHS)
    return {column: cell for column, cell in line.cells.items() if least <= cell.width <= most}


def places_of(rich: Sequence[PlacedLine], columns: int, character: float) -> NamePlaces:
    """What the full lines of a page of names tell, of which there is one at least with print as wide as a name."""
    starts = starts_of(rich, columns)
    each = [_names(line, character) for line in rich]
    told = [(line.line.middle, cells) for line, cells in zip(rich, each, strict=True) if cells]
    shifts = [float(np.median([cell.left - starts[n] for n, cell in cells.items()])) for _, cells in told]
    height = float(np.median([cell.height for _, cells in told for cell in cells.values()]))
    levels = tuple(level for level, _ in told)
    return NamePlaces(tuple(starts), height, character, levels, _smooth(shifts, character), told[0][1], told[-1][1])


def _smooth(shifts: Sequence[float], character: float) -> tuple[float, ...]:
    """How far lines begin off their places, by the lines beside one that alone does: it may be a heading in pieces."""
    usual = [float(np.median(shifts[max(0, n - _BESIDE) : n + _BESIDE + 1])) for n in range(len(shifts))]
    return tuple(
        own if abs(own - other) <= ALIGNED * character else other for own, other in zip(shifts, usual, strict=True)
    )
