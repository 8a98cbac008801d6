"""Notes behind names that run on over the columns beside them: a print that begins in one column and ends in another.

王德胜（渤海军区警卫员）   张 山      of four columns of names the first two hold one, with its note
刘长河    陈桂兰（女）     赵连生
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ingest.layout.columns import PlacedLine
from ingest.layout.name_places import ALIGNED, CUT, WIDTHS, NamePlaces
from ingest.layout.printlines import hull
from ingest.rectify.segments import Segment

_FLUSH: Final = 0.25
"""Character heights by which a name begins off its place at most that touches the one before it."""
_NEAR: Final = 1.05
"""Character heights of white within a note at most, as a comma or a bracket leaves; there is more between names."""
_CLOSE: Final = 0.3
"""Character heights of white between two characters of a note at most."""


def with_notes_whole(line: PlacedLine, places: NamePlaces) -> PlacedLine:
    """The line, what runs on over bounds of columns in the cell that it begins in."""
    columns = sorted(line.cells)
    cells: dict[int, Segment] = {}
    begun = -1
    for before, column in pairwise([-1, *columns]):
        own = line.cells[column]
        if before == column - 1 and begun >= 0 and _goes_on(line, cells[begun], column, places):
            cells[begun] = hull([cells[begun], own])
        else:
            begun = column
            cells[column] = own
    joined = len(line.cells) - len(cells)
    return replace(line, cells=cells, crosses=max(0, line.crosses - joined)) if joined else line


def _goes_on(line: PlacedLine, before: Segment, column: int, places: NamePlaces) -> bool:
    """Whether print of a column is the end of what begins before it: none begins there where names do, or behind white.

    Names that fill their column, or stand a little off it, are cut at its bound, too; but none is so long.
    """
    own, level, character = line.cells[column], line.line.middle, places.character
    cut = own.left - before.right <= CUT * character
    begins = _begins(line, own.left, _NEAR * character)
    close = own.left - before.right <= _CLOSE * character
    if close and own.left - max(begins, before.left) > WIDTHS[1] * character:
        return True
    inside = (segment for segment in line.line.segments if own.left < segment.left < own.right)
    off = min((places.off(column, each, level) for each in inside), default=ALIGNED + 1)
    if off <= ALIGNED or places.off(column, own, level) <= (_FLUSH if cut else ALIGNED):
        return False
    return begins <= before.left + ALIGNED * character


def _begins(line: PlacedLine, at: float, air: float) -> float:
    """Where the print begins, without more white in it than so much, that goes on at a place."""
    begins = at
    for segment in reversed(line.line.segments):
        if segment.left < begins <= segment.right + air:
            begins = segment.left
    return begins


def columns_of(cell: Segment, column: int, columns: Sequence[tuple[float, float]], taken: set[int]) -> int:
    """How many columns print takes that begins in one and runs on over bounds; `taken` are those with their own."""
    number = 1
    while column + number < len(columns) and column + number not in taken and cell.right > columns[column + number][0]:
        number += 1
    return number
