"""What a layout hands on: straight pictures of tables, whose cells hold lines of text yet to be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from archive.records import Box
from ingest.layout.textlines import InkLine, line_picture
from ingest.pages import runs_on
from ingest.readers.ditto_marks import Mark
from ingest.rectify.flat import Array, Flat
from ingest.rectify.light import Grey
from ingest.rectify.upright import UprightPage


@dataclass(frozen=True, slots=True)
class Span:
    """One cell as a block of elementary places: first row and column, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class CellPicture:
    """A cell: its place in the grid, its rectangle, and its lines; in pixels of the straight table's picture.

    `ditto` is the ditto mark that its only line is or may be. A cell is `inked` where there may be print beside its
    lines, or without any: strokes that are none, lines that are faint or run on beyond it, or rules round it that
    faded, as its print would.
    """

    span: Span
    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[InkLine, ...]
    ditto: Mark | None = None
    inked: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A straight table of `rows` × `columns` places with its cells in reading order.

    `frame` is its left, top, right and bottom; it and the cells are in pixels of `flat.pixels`. `struck` are
    the rows that somebody struck out.
    """

    flat: Flat
    rows: int
    columns: int
    frame: tuple[float, float, float, float]
    cells: tuple[CellPicture, ...]
    struck: frozenset[int] = frozenset()

    def picture(self, cell: CellPicture) -> Grey:
        """The picture of a cell."""
        return self.flat.pixels[cell.top : cell.bottom, cell.left : cell.right]

    def line_picture(self, cell: CellPicture, line: InkLine) -> Grey:
        """The picture of one line of a cell, cut so that no rule and no neighbour shows."""
        return line_picture(self.picture(cell), line.moved(-cell.left, -cell.top), self.flat.character)

    def box(self, page: UprightPage, left: float, top: float, right: float, bottom: float) -> Box:
        """The box on the scan of a rectangle of the straight picture; `page` is the one the table was cut from."""
        corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)
        return page.box(self.flat.to_page(corners))

    def outline(self) -> Array:
        """The table's frame as a polygon (n, 2) on the page it was cut from, a quarter of a character out."""
        air = self.flat.character / 4
        left, top, right, bottom = self.frame
        return self._on_page(left - air, top - air, right + air, bottom + air)

    def line_outline(self, line: InkLine) -> Array:
        """A line of a cell as a polygon (n, 2) on the page, with the paler ink at its ends."""
        return self._on_page(line.outer_left, line.top, line.outer_right, line.bottom)

    def _on_page(self, left: float, top: float, right: float, bottom: float) -> Array:
        across, down = np.linspace(left, right, 20), np.linspace(top, bottom, 20)
        edge = [(x, top) for x in across] + [(right, y) for y in down]
        edge += [(x, bottom) for x in across[::-1]] + [(left, y) for y in down[::-1]]
        return self.flat.to_page(np.array(edge))


@dataclass(frozen=True, slots=True)
class Found:
    """What a layout found on a page.

    `page` is the page as it is turned for reading, from which the tables were cut; `quarter_turns` are the
    counter-clockwise turns that make the stored page stand upright for a person, which on a page of vertical
    columns differ from the turns of `page`.
    """

    kind: str
    page: UprightPage
    quarter_turns: int
    tables: tuple[PaperTable, ...]

    @property
    def runs_on(self) -> bool:
        """Whether it is running text, across or down."""
        return runs_on(self.kind, [table.columns for table in self.tables])

    @property
    def lies(self) -> bool:
        """Whether the characters of `page` lie on their left side, as those of vertical columns do."""
        return self.page.quarter_turns != self.quarter_turns
