"""Rows of a table without rules: which lines of print start a row, which go on with it, which head a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import CLOSE, PrintRow, TableLines
from ingest.layout.row_starts import find_row_starts
from ingest.rectify.segments import Segment

_KEY: Final = 0.9
"""Share of the rows in which a column is filled that no row lacks."""
_APART: Final = 0.35
"""Share of the full lines that stand apart from the line before, from which on only those start rows."""
_OUTLIERS: Final = 0.1
"""Share of the cells of a column that begin left of it."""
_OVERLAPPING: Final = 1.06
"""Character heights from another line within which print of a cell or two is no line of its own, but a mark."""
_TITLE: Final = 1.3
"""Heights of the usual print from which on a line above a table is its title, even where it fills columns."""
_LEAST_ROWS: Final = 3
_LEAST_RICH: Final = 0.25
"""Share of the lines that are full at least; of two columns of text, dirt beside a few makes a third."""
_ABOUT: Final = 0.6
"""Character heights for which the middles of nearly all print of a column differ that stands about one middle."""
_RAGGED: Final = 0.8
"""Character heights for which the places differ at which it begins, at least."""
_TELLING: Final = 2
"""Such columns that tell how a table is set."""
_LONG: Final = 0.4
"""Share of a table's width from which on a line that runs across columns is no heading but text."""


def find_rows(lines: Sequence[PlacedLine], columns: int, character: float) -> list[PrintRow]:
    """The rows of a table of `columns` columns, the headings its first; [] where the lines make no table.

    Lines above its first and below its last full line stand outside, unless they go on with it.
    """
    rich = [n for n, line in enumerate(lines) if _is_rich(line, columns)]
    rich = rich[_titles([lines[n] for n in rich]) :]
    if len(rich) < max(_LEAST_ROWS, _LEAST_RICH * len(lines)) or _is_text(lines, rich):
        return []
    starts = _apart(lines, rich, character)
    keys = _key_columns(starts, columns)
    full = [lines[n] for n in rich]
    begins = find_row_starts(lines[rich[0] : rich[-1] + 1], keys, character)
    distance, centred = _row_distance(starts, character), _centred(starts, character)
    sheet = TableLines(begins, _left_ends(full), _right_ends(full), distance, character, centred)
    rows: list[PrintRow] = []
    for number in range(rich[0], len(lines)):
        line = lines[number]
        last = next((n for n in reversed(range(len(rows))) if not rows[n].stray), None)
        own, marks = sheet.parted(rows[last], line, heads=last == 0) if last is not None else (None, line)
        if own is not None and last is not None:
            rows[last] = rows[last].followed_by(own)
            rows += [PrintRow((marks,), stray=True)] if marks.cells else []
        elif number not in rich and _is_mark(lines, number, character):
            rows.append(PrintRow((line,), stray=True))
        elif last is not None and number > rich[-1] and not sheet.may_follow(rows[last], line):
            break
        else:
            rows.append(PrintRow((line,), spans=sheet.spans(line)))
    body = next((n for n, row in enumerate(rows) if not row.spans and not row.stray), len(rows))
    return rows[body:]


def _is_rich(line: PlacedLine, columns: int) -> bool:
    return len(line.cells) >= min(3, columns) and line.crosses * 3 <= len(line.cells)


def _is_text(lines: Sequence[PlacedLine], rich: Sequence[int]) -> bool:
    """Whether more long lines run across columns than full ones keep to them: text, whose white falls together."""
    prints = [lines[n].line for n in rich]
    wide = max(line.right for line in prints) - min(line.left for line in prints)
    across = sum(line.crosses > 0 and line.line.right - line.line.left >= _LONG * wide for line in lines)
    return across > sum(lines[n].crosses == 0 for n in rich)


def _titles(rich: Sequence[PlacedLine]) -> int:
    """How many of the full lines, from the first on, are titles by the size of their print."""
    sizes = [float(np.median([segment.height for segment in line.line.segments])) for line in rich]
    return next((n for n, size in enumerate(sizes) if size < _TITLE * float(np.median(sizes))), 0)


def _is_mark(lines: Sequence[PlacedLine], number: int, character: float) -> bool:
    """Whether a line of a cell or two stands nearer to another one than lines of print can."""
    nearby = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    own = lines[number].line.middle
    near = any(abs(other.line.middle - own) < _OVERLAPPING * character for other in nearby)
    return near and len(lines[number].cells) <= 2


def _key_columns(rich: Sequence[PlacedLine], columns: int) -> frozenset[int]:
    """The columns that are filled in every row: names, serials, sexes."""
    most = max(len(line.cells) for line in rich)
    full = [line for line in rich if len(line.cells) * 3 >= most * 2] or rich
    shares = {column: sum(column in line.cells for line in full) / len(full) for column in range(columns)}
    keys = frozenset(column for column, share in shares.items() if share >= _KEY)
    return keys or frozenset([max(shares, key=lambda column: shares[column])])


def _left_ends(rich: Sequence[PlacedLine]) -> dict[int, float]:
    """Where print of each column begins, but for outliers."""
    starts: dict[int, list[int]] = {}
    for line in rich:
        for column, cell in line.cells.items():
            starts.setdefault(column, []).append(cell.left)
    return {column: float(np.quantile(own, _OUTLIERS)) for column, own in starts.items()}


def _centred(rows: Sequence[PlacedLine], character: float) -> frozenset[int]:
    """The columns whose print stands about one middle in most rows.

    Print of one length does so anyhow, and counts where another column or two of the table begin at as many places as
    their print is long.
    """
    cells: dict[int, list[Segment]] = {}
    for line in rows:
        for column, cell in line.cells.items():
            cells.setdefault(column, []).append(cell)
    about = {n for n, own in cells.items() if _spread([(c.left + c.right) / 2 for c in own]) <= _ABOUT * character}
    ragged = {n for n in about if _spread([float(cell.left) for cell in cells[n]]) >= _RAGGED * character}
    return frozenset(about if len(ragged) >= _TELLING else ragged)


def _spread(places: Sequence[float]) -> float:
    """How far apart the middle four fifths of some places lie, in pixels."""
    low, high = np.quantile(places, (0.1, 0.9))
    return float(high - low)


def _right_ends(rich: Sequence[PlacedLine]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for line in rich:
        for column, cell in line.cells.items():
            ends[column] = max(ends.get(column, 0), cell.right)
    return ends


def _apart(lines: Sequence[PlacedLine], rich: Sequence[int], character: float) -> list[PlacedLine]:
    """The full lines that do not follow close upon another line: those that start rows; all, where rows are close."""
    middles = [-np.inf, *(line.line.middle for line in lines)]
    apart = [lines[n] for n in rich if middles[n + 1] - middles[n] > CLOSE * character]
    return apart if len(apart) >= max(_LEAST_ROWS, _APART * len(rich)) else [lines[n] for n in rich]


def _row_distance(starts: Sequence[PlacedLine], character: float) -> float:
    """The least distance, but for outliers, between lines that start rows."""
    steps = np.diff([line.line.middle for line in starts])
    return float(np.quantile(steps, _OUTLIERS)) if len(steps) else character
