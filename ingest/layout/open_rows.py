"""Rows that no rules part: of a table whose uprights alone are printed, told by print that stands level.

| 姓名   | 籍贯   |
| 王德胜 | 东李村 |      one place between two rules across, and two people in it
| 张玉山 | 西赵庄 |
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ingest.layout.paper import CellPicture, PaperTable, Span
from ingest.layout.textlines import InkLine

_COLUMNS: Final = 3
"""Columns with print from which on what stands level in them is a row."""
_LINES: Final = 4
"""Lines in most of these, and rows, at least; a cell of running text has as many, but not its neighbours, too."""
_WORDS: Final = 1.5
"""Character heights that most lines of two columns are wide at least; headings set down narrow columns are one wide."""
_SHARE: Final = 0.4
"""Share of the columns of which most lines are so wide, at least; text that runs down has single characters."""
_MOST: Final = 0.5
"""Share of a table's lines that stand in such places, at least; headings are fewer."""
_LEVEL: Final = 0.45
"""Character heights within which lines stand level."""
_RICH: Final = 0.7
"""Share of the columns of the fullest level that a level fills which surely is a row."""
_KEY: Final = 0.9
"""Share of such levels in which a column is filled that no row lacks."""
_SELDOM: Final = 0.1
"""Share of the lines of a column that follow close upon the one before, up to which its cells have one line each; a
column of which all but as many do has no cell of several lines either: there the rows follow close."""
_DENSE: Final = 2
"""Such columns, at least, in a table whose rows follow close; one may be full of what is left of an upright."""
_NEXT: Final = 1.45
"""Character heights from one line of a cell to the next, at most, where the lines themselves do not tell."""
_LOOSE: Final = 1.8
"""Character heights from one to the next at most where they do: of print that is worn thin, characters seem smaller."""
_LEAST: Final = 0.75
"""Character heights from one to the next at least; what follows closer is dirt."""
_CLOSEST: Final = 0.1
"""Share of the steps from line to line that lead to the next line of a cell, and of those that lead to the next row, at
least, where they tell."""
_FARTHER: Final = (1.2, 1.4)
"""Times the step to the next line, up to which a step leads there, and from which on it leads to the next row."""
_ABOVE: Final = 0.65
"""Character heights over the middle of its first line from which on a row begins whose cells hang from that line."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Where lines of several columns stand level: the middle of the first, and the columns."""

    middle: float
    columns: frozenset[int]


def with_rows_parted(table: PaperTable) -> PaperTable:
    """The table with a row for each line of people where rules part none; as it was, where rules do."""
    character = table.flat.character
    places: dict[int, list[CellPicture]] = {}
    for cell in table.cells:
        if cell.span.rows == 1:
            places.setdefault(cell.span.row, []).append(cell)
    cuts = {row: _cuts(cells, character) for row, cells in places.items() if _is_open(cells, character)}
    cuts = {row: own for row, own in cuts.items() if len(own) >= _LINES}
    inside = sum(len(cell.lines) for row in cuts for cell in places[row])
    if inside < _MOST * sum(len(cell.lines) for cell in table.cells) or not inside:
        return table
    return parted(table, cuts)


def parted(table: PaperTable, cuts: Mapping[int, Sequence[float]]) -> PaperTable:
    """The table, some of whose rows are cut into several that begin where the cuts are, in pixels of its picture."""
    first = [0, *itertools.accumulate(len(cuts.get(row, [0.0])) for row in range(table.rows))]
    cells = sorted(
        (part for cell in table.cells for part in _parts(cell, cuts.get(cell.span.row), first)),
        key=lambda cell: (cell.span.row, cell.span.column),
    )
    struck = frozenset(first[row] for row in table.struck if row not in cuts)
    return replace(table, rows=first[-1], cells=tuple(cells), struck=struck)


def _is_open(cells: Sequence[CellPicture], character: float) -> bool:
    """Whether most of the cells with print hold many lines, and words."""
    inked = [cell for cell in cells if cell.lines]
    long = [cell for cell in inked if len(cell.lines) >= _LINES]
    widths = [float(np.median([line.right - line.left for line in cell.lines])) for cell in long]
    words = sum(width >= _WORDS * character for width in widths)
    return len(inked) >= _COLUMNS and 2 * len(long) > len(inked) and words >= max(2, _SHARE * len(long))


def _cuts(cells: Sequence[CellPicture], character: float) -> list[float]:
    """Where each row of a place begins, from the top down, in pixels; print above the first belongs to that."""
    levels, next_line = _levels(cells, character), _next_line(cells, character)
    keys = _single(cells, next_line) or _always_filled(levels)
    rows = [level for level in levels if 2 * len(keys & level.columns) > len(keys)]
    rows = sorted([*rows, *_headings(levels, rows, next_line)], key=lambda level: level.middle)
    if _hang(levels, rows, character):
        return [level.middle - _ABOVE * character for level in rows]
    middles = [level.middle for level in rows]
    return [middles[0] - character, *((a + b) / 2 for a, b in itertools.pairwise(middles))] if middles else []


def _next_line(cells: Sequence[CellPicture], character: float) -> float:
    """Pixels from one line of a cell to the next, at most."""
    steps = np.array([step for cell in cells for step in _steps(cell) if step >= _LEAST * character])
    usual = _NEXT * character
    if not len(steps):
        return usual
    within, beyond = (factor * float(np.quantile(steps, _CLOSEST)) for factor in _FARTHER)
    tells = (steps >= beyond).mean() >= _CLOSEST and within <= _FARTHER[0] * _LOOSE * character
    return max(usual, within) if tells else usual


def _steps(cell: CellPicture) -> list[float]:
    """Pixels from each line of a cell to the next one."""
    return [_middle(after) - _middle(line) for line, after in itertools.pairwise(cell.lines)]


def _single(cells: Sequence[CellPicture], next_line: float) -> set[int]:
    """The fullest columns that have one line a row while others have several; none where rows follow close."""
    close: dict[int, float] = {}
    for cell in cells:
        if len(cell.lines) >= _LINES:
            steps = _steps(cell)
            close[cell.span.column] = sum(step <= next_line for step in steps) / len(steps)
    most = max(len(cell.lines) for cell in cells)
    full = [close.get(cell.span.column, 0.0) for cell in cells if 2 * len(cell.lines) >= most]
    if sum(share > 1 - _SELDOM for share in full) >= _DENSE:
        return set()
    lines = {cell.span.column: len(cell.lines) for cell in cells if close.get(cell.span.column, 1.0) <= _SELDOM}
    return {column for column, count in lines.items() if count >= _KEY * max(lines.values())}


def _always_filled(levels: Sequence[_Level]) -> set[int]:
    """The columns that are filled wherever most are."""
    most = max(len(level.columns) for level in levels)
    rich = [level for level in levels if len(level.columns) >= _RICH * most]
    every = {column for level in rich for column in level.columns}
    shares = {column: sum(column in level.columns for level in rich) / len(rich) for column in every}
    return {column for column, share in shares.items() if share >= min(_KEY, max(shares.values()))}


def _levels(cells: Sequence[CellPicture], character: float) -> list[_Level]:
    lines = sorted((_middle(line), cell.span.column) for cell in cells for line in cell.lines)
    levels: list[_Level] = []
    for middle, column in lines:
        if levels and middle - levels[-1].middle <= _LEVEL * character:
            levels[-1] = replace(levels[-1], columns=levels[-1].columns | {column})
        else:
            levels.append(_Level(middle, frozenset({column})))
    return levels


def _headings(levels: Sequence[_Level], rows: Sequence[_Level], next_line: float) -> list[_Level]:
    """The levels that are rows although no name stands in them: apart from all rows, and no next line of a cell."""
    found: list[_Level] = []
    before = _Level(float("-inf"), frozenset())
    for level in levels:
        apart = all(abs(level.middle - row.middle) > next_line for row in rows)
        goes_on = level.middle - before.middle <= next_line and bool(before.columns & level.columns)
        if apart and not goes_on:
            found.append(level)
        before = level
    return found


def _hang(levels: Sequence[_Level], rows: Sequence[_Level], character: float) -> bool:
    """Whether the first lines of all cells of a row stand level; else their middles do."""
    hanging = free = 0
    for level in levels:
        if level in rows:
            continue
        above = [row for row in rows if row.middle < level.middle]
        own = len(above[-1].columns & level.columns) if above else 0
        hanging, free = hanging + own, free + len(level.columns) - own
    return hanging > free


def _middle(line: InkLine) -> float:
    return (line.top + line.bottom) / 2


def _parts(cell: CellPicture, cuts: Sequence[float] | None, first: Sequence[int]) -> list[CellPicture]:
    """The cell in its new place, or the parts of it that the cuts make."""
    span = cell.span
    if cuts is None or span.rows > 1:
        rows = first[span.row + span.rows] - first[span.row]
        return [replace(cell, span=Span(first[span.row], span.column, rows, span.columns))]
    bounds = [cell.top, *(round(cut) for cut in cuts[1:]), cell.bottom]
    return [
        CellPicture(
            Span(first[span.row] + number, span.column, 1, span.columns),
            cell.left,
            top,
            cell.right,
            bottom,
            tuple(line for line in cell.lines if top <= _middle(line) < bottom),
        )
        for number, (top, bottom) in enumerate(itertools.pairwise(bounds))
    ]
