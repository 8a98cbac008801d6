"""Headings of groups in a table whose uprights alone are printed: rows in which no upright stands.

| 王德胜 | 东李村 | 战士 |
      石庙乡（二人）            that its uprights break off tells that it spans the table, for no rule over it does
| 张玉山 | 西赵庄 | 班长 |
| 刘长河 | 南孙村 | 战士 |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.paper import CellPicture, PaperTable, Span
from ingest.layout.seen_rules import GONE, THERE, rule_signals
from ingest.layout.textlines import find_lines
from ingest.rectify.flatten import FlatTable

_LEAST: Final = 3
"""Uprights within a table, at least, that all break off; of fewer all may be worn at one place."""
_STRONG: Final = 0.25
"""Share of how much rules stand out usually at which an upright is seen."""
_AIR: Final = 0.25
"""Character heights over and under the print of a row in which no upright stands, either."""


def with_headings_whole(table: PaperTable, *, lies: bool) -> PaperTable:
    """The table, a cell over all of its columns in each row that is crossed by none of its uprights."""
    flat = table.flat
    if not isinstance(flat, FlatTable) or len(flat.xs) - 2 < _LEAST:
        return table
    down = rule_signals(flat)[1][1:-1]
    seen = down > max(8.0, _STRONG * float(np.median(down)))
    within = seen[:, round(float(flat.ys[0])) : round(float(flat.ys[-1]))]
    usual = within.mean(axis=1) >= THERE
    if usual.sum() < _LEAST:
        return table
    cells: list[CellPicture] = []
    for row in range(table.rows):
        own = [cell for cell in table.cells if cell.span.row == row]
        heading = all(cell.span.rows == 1 for cell in own) and _is_open(own, seen[usual], flat.character)
        cells += _whole(table, own, lies=lies) if heading else own
    return replace(table, cells=tuple(cells))


def _is_open(cells: list[CellPicture], seen: NDArray[np.bool_], character: float) -> bool:
    """Whether no upright stands beside the print of a row, and nothing is seen of most; print stands at others."""
    if len(cells) == 1 or not any(cell.lines for cell in cells):
        return False
    top, bottom = _band(cells, character)
    shares = seen[:, top:bottom].mean(axis=1)
    return bool((shares < THERE).all() and 2 * (shares < GONE).sum() > len(shares))


def _band(cells: list[CellPicture], character: float) -> tuple[int, int]:
    """Where the print of a row begins and ends, with some air."""
    lines, air = [line for cell in cells for line in cell.lines], round(_AIR * character)
    return max(0, min(line.top for line in lines) - air), max(line.bottom for line in lines) + air


def _whole(table: PaperTable, cells: list[CellPicture], *, lies: bool) -> Iterator[CellPicture]:
    """A row's cells as one; above and below its print there are ends of uprights."""
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    top, bottom = _band(cells, table.flat.character)
    picture = np.ascontiguousarray(table.flat.pixels[top:bottom, left:right])
    found = find_lines(picture, table.flat.character, table.flat.darkness, lies=lies)
    lines = tuple(line.moved(left, top) for line in found)
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    yield CellPicture(Span(cells[0].span.row, 0, 1, table.columns), left, top, right, bottom, lines)
