"""Clean pages without rules: words set at places told in ems, as a press sets tables and lists of names."""

from __future__ import annotations

import numpy as np

from ingest.layout.aligned import find_upright
from ingest.layout.paper import Found, PaperTable
from ingest.rectify.lit import Lit
from ingest.rectify.upright import UprightPage
from tests.ingest.paper import FACE, INK, SIZE, Grey, blank, pixels_of
from tests.rendering.sheet import GAP, Face

Line = dict[float, str]
"""The words of one line by the place, in ems from the margin, at which each begins."""
MARGIN = 3.0


def page_of(lines: list[tuple[float, Line]], width: float = 40.0, ink: int = INK) -> Grey:
    """A page of lines, each a given number of ems below the one before; a space in a word is a wide gap."""
    height = sum(down for down, _ in lines) + 3 * MARGIN
    sheet = blank(round((width + 2 * MARGIN) * SIZE), round(height * SIZE))
    face, y = Face(FACE, SIZE), MARGIN
    for down, words in lines:
        y += down
        for x, word in words.items():
            sheet.line(word.replace(" ", GAP), (MARGIN + x) * SIZE, y * SIZE, face, ink)
    return pixels_of(sheet)


def found_on(pixels: Grey) -> Found | None:
    """What is found on an evenly lit page that stands upright."""
    return find_upright(upright(pixels))


def upright(pixels: Grey) -> UprightPage:
    """An evenly lit page that stands upright."""
    return UprightPage(Lit(pixels), 0, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))


def table_on(pixels: Grey) -> PaperTable:
    """The only table of a page."""
    found = found_on(pixels)
    assert found is not None
    (table,) = found.tables
    return table


def shape_of(table: PaperTable) -> list[list[int]]:
    """How many lines of print each cell holds, row by row; a cell over all columns stands alone in its row."""
    return [[len(cell.lines) for cell in table.cells if cell.span.row == row] for row in range(table.rows)]
