"""Ruled tables of a page: straight pictures, their cells, and the lines of text in each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.layout.grid import Span, find_spans
from ingest.layout.ink import InkLine, darkness, find_lines, line_picture
from ingest.layout.regions import find_regions
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
        own = InkLine(line.left - cell.left, line.top - cell.top, line.right - cell.left, line.bottom - cell.top)
        return line_picture(inside, own, self.flat.character)


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
    inset = max(2, round(flat.character / 9))
    cells = []
    for span in find_spans(flat):
        left = round(float(flat.xs[span.column])) + inset
        right = max(left + 1, round(float(flat.xs[span.column + span.columns])) - inset + 1)
        top = round(float(flat.ys[span.row])) + inset
        bottom = max(top + 1, round(float(flat.ys[span.row + span.rows])) - inset + 1)
        found = find_lines(np.ascontiguousarray(flat.pixels[top:bottom, left:right]), flat.character, print_darkness)
        lines = tuple(InkLine(line.left + left, line.top + top, line.right + left, line.bottom + top) for line in found)
        cells.append(CellPicture(span, left, top, right, bottom, lines))
    return RuledTable(flat, tuple(cells))
