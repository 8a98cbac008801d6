"""Cells of names looked at again: faint ones, and ones that were cut from the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.layout.name_cells import looked_at_again
from ingest.layout.paper import CellPicture, PaperTable
from tests.ingest.layout.test_name_blocks import TWICE
from tests.ingest.paper import SIZE
from tests.ingest.unruled_page import MARGIN, page_of, table_on

FAINT = 222
"""The grey of print on white paper that is less than a fifth as dark as the rest."""


def faded(row: int, column: int) -> PaperTable:
    """The table of a page on which one name, by its row and its number there, is faint."""
    lines = [(down, dict(words)) for down, words in TWICE]
    place = 0.5 + 6.0 * column
    pixels = page_of(lines)
    top = round((MARGIN + sum(down for down, _ in lines[: row + 1])) * SIZE)
    left = round((MARGIN + place) * SIZE)
    name = pixels[top - 4 : top + SIZE + 8, left - 8 : left + 4 * SIZE]
    name[:] = np.maximum(name, np.uint8(FAINT))
    return table_on(pixels)


def cell_at(table: PaperTable, row: int, column: int) -> CellPicture:
    return next(cell for cell in table.cells if (cell.span.row, cell.span.column) == (row, column))


@pytest.mark.parametrize(("row", "column"), [(1, 1), (4, 4), (2, 0)])
def test_a_faint_name_is_found_where_no_row_of_names_is_left_blank(row: int, column: int) -> None:
    cell = cell_at(faded(row, column), row, column)
    assert len(cell.lines) == 1
    assert cell.inked


def test_a_place_behind_the_last_name_of_a_village_stays_blank() -> None:
    pixels = page_of(TWICE)
    table = table_on(pixels)
    assert not cell_at(table, 2, 4).lines
    assert not any(cell.inked for cell in table.cells)


def test_names_whose_print_touches_across_the_bound_of_their_columns_may_lack_print() -> None:
    table = table_on(page_of(TWICE))
    left, right = cell_at(table, 1, 0), cell_at(table, 1, 1)
    (line,) = left.lines
    longer = replace(left, lines=(replace(line, right=right.lines[0].left - 2),))
    table = replace(table, cells=tuple(longer if cell is left else cell for cell in table.cells))
    cut = [cell.span.column for cell in looked_at_again(table).cells if cell.inked]
    assert cut == [0, 1]
