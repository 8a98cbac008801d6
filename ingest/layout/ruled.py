"""Ruled tables of a page: straight pictures, their cells, and the lines of text in each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.layout.grid import Span, find_spans, rule_extents
from ingest.layout.ink import darkness
from ingest.layout.regions import find_regions
from ingest.layout.textlines import InkLine, find_lines, line_picture
from ingest.rectify.flatten import FlatTable, flatten
from ingest.rectify.light import Grey


@dataclass(frozen=True, slots=True)
class CellPicture:
    """A cell: its place among the rules, and its lines as rectangles of the straight table's picture."""

    span: Span
    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[InkLine, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A straight table with its cells in reading order; coordinates are pixels of `flat.pixels`."""

    flat: FlatTable
    cells: tuple[CellPicture, ...]

    def line_picture(self, cell: CellPicture, line: InkLine) -> Grey:
        """The picture of one line of a cell, cut so that no rule and no neighbour shows."""
        inside = self.flat.pixels[cell.top : cell.bottom, cell.left : cell.right]
        return line_picture(inside, line.moved(-cell.left, -cell.top), self.flat.character)


def find_tables(light: Grey) -> list[RuledTable]:
    """The ruled tables of an evenly lit page in reading order, a spread's first half first."""
    tables = []
    for region in find_regions(light):
        flat = flatten(light, region.left, region.top, region.right, region.bottom)
        if flat is not None:
            tables.append(_with_cells(flat))
    return tables


def _with_cells(flat: FlatTable) -> RuledTable:
    print_darkness = darkness(flat.pixels, flat.character)
    air = max(1, round(flat.character / 16))
    across, down = rule_extents(flat)
    cells = []
    for span in find_spans(flat):
        end_row, end_column = span.row + span.rows, span.column + span.columns
        left = round(float(flat.xs[span.column] + down[span.column, 1])) + air
        right = max(left + 1, round(float(flat.xs[end_column] - down[end_column, 0])) - air + 1)
        top = round(float(flat.ys[span.row] + across[span.row, 1])) + air
        bottom = max(top + 1, round(float(flat.ys[end_row] - across[end_row, 0])) - air + 1)
        found = find_lines(np.ascontiguousarray(flat.pixels[top:bottom, left:right]), flat.character, print_darkness)
        lines = tuple(line.moved(left, top) for line in found)
        cells.append(CellPicture(span, left, top, right, bottom, lines))
    return RuledTable(flat, tuple(cells))
