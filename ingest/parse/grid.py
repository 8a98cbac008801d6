"""A table's cells by the places they cover, with the spaces of typesetting taken out of their texts."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Box
from ingest.pages import Cell, Table
from ingest.parse.characters import close_up
from ingest.parse.upright import around


class Grid:
    """Looks cells up by row and column; of two that claim a place, the one that starts there has it."""

    def __init__(self, table: Table) -> None:
        self.rows = table.rows
        self.columns = table.columns
        self.struck = frozenset(table.struck)
        self._box = table.box
        self._covering: dict[tuple[int, int], Cell] = {}
        self._starting: dict[int, list[Cell]] = {row: [] for row in range(table.rows)}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            self._place(replace(cell, text=replace(cell.text, text=close_up(cell.text.text))))

    def _place(self, cell: Cell) -> None:
        self._starting.setdefault(cell.row, []).append(cell)
        for row in range(cell.row, cell.row + max(1, cell.row_span)):
            for column in range(cell.column, cell.column + max(1, cell.column_span)):
                self._covering.setdefault((row, column), cell)
        self._covering[cell.row, cell.column] = cell

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, wherever it starts."""
        return self._covering.get((row, column))

    def starting(self, row: int) -> list[Cell]:
        """The cells that start in the row, from left to right."""
        return self._starting[row]

    def printed(self, row: int, first: int = 0, last: int | None = None) -> list[Cell]:
        """The cells that start in the row, within columns `first` to `last`, and hold text."""
        last = self.columns - 1 if last is None else last
        return [cell for cell in self._starting[row] if first <= cell.column <= last and cell.text.text]

    def across(self, row: int, first: int, last: int) -> list[Cell]:
        """The cells that cover the row between two columns, each once, from left to right."""
        found = [self.at(row, column) for column in range(first, last + 1)]
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def words(self, row: int, first: int = 0, last: int | None = None) -> str:
        """The row's own text, its cells separated by a space."""
        return " ".join(cell.text.text for cell in self.printed(row, first, last))

    def box(self, row: int, first: int = 0, last: int | None = None) -> Box:
        """What encloses the row's own cells, or all that cover it if it has none."""
        last = self.columns - 1 if last is None else last
        own = [cell.box for cell in self._starting[row] if first <= cell.column <= last]
        return around(own or [cell.box for cell in self.across(row, first, last)] or [self._box])
