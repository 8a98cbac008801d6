"""Cells that hold a ditto mark alone are known as such before anything is read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.layout.dittos import with_dittos
from ingest.layout.paper import CellPicture, Found
from ingest.layout.ruled import find_tables
from ingest.pages import NAMES, RUN_IN, VERTICAL, PageImage
from ingest.readers.ditto_marks import Likeness
from ingest.rectify.upright import upright
from tests.ingest.paper import Grey, ruled

KIND = "ruled"
DITTOS = """
    | 姓名   | 籍贯   | 职务 | 牺牲时间 |
    | 王德胜 | 东李村 | 战士 | 1947年   |
    | 张玉山 | 〃     | 〃   |          |
    | 刘长河 | 〃     |      | 〃       |
    | 陈桂兰 | 一     | 二   | 11       |
"""
MARKED = {(2, 1), (2, 2), (3, 1), (3, 3)}


def found(pixels: Grey, kind: str = KIND) -> Found:
    lies = kind == VERTICAL
    page = upright(PageImage(1, pixels)).turned(0)
    return Found(kind, page, page.quarter_turns + lies, tuple(find_tables(page.lit, lies=lies)))


def marked(page: Found) -> dict[tuple[int, int], CellPicture]:
    """The cells with a mark, by row and column."""
    cells = [cell for table in with_dittos(page).tables for cell in table.cells]
    return {(cell.span.row, cell.span.column): cell for cell in cells if cell.ditto is not None}


def test_cells_with_nothing_but_a_mark_are_told_from_all_others() -> None:
    marks = marked(found(ruled(DITTOS).pixels))
    assert set(marks) == MARKED
    assert all(cell.ditto is not None and cell.ditto.likeness is Likeness.SURE for cell in marks.values())


@pytest.mark.parametrize("kind", [RUN_IN, NAMES])
def test_running_text_and_lists_of_names_have_no_marks(kind: str) -> None:
    assert marked(found(ruled(DITTOS).pixels, kind)) == {}


def test_marks_that_lie_on_their_side_are_told_too() -> None:
    turned = np.ascontiguousarray(np.rot90(ruled(DITTOS).pixels))
    cells = marked(found(turned, VERTICAL))
    assert {(column, 4 - 1 - row) for row, column in cells} == MARKED


def test_a_mark_too_faint_for_a_line_is_given_one_where_it_stands() -> None:
    page = found(ruled(DITTOS).pixels)
    (table,) = page.tables
    blank = replace(table, cells=tuple(replace(cell, lines=()) for cell in table.cells))
    marks = marked(replace(page, tables=(blank,)))
    assert set(marks) == MARKED
    for at, cell in marks.items():
        own = next(c for c in table.cells if (c.span.row, c.span.column) == at)
        (line,), (true,) = cell.lines, own.lines
        assert (line.left + line.right) / 2 == pytest.approx((true.left + true.right) / 2, abs=4)
        assert (line.top + line.bottom) / 2 == pytest.approx((true.top + true.bottom) / 2, abs=4)
        assert line.left <= true.left + 3
        assert true.right <= line.right + 3


def test_a_cell_without_a_line_is_inked_where_strokes_are_no_mark_alone() -> None:
    page = found(ruled(DITTOS.replace("| 11 ", "| 〃　〃 ")).pixels)
    (table,) = page.tables
    (seen,) = with_dittos(page).tables
    assert not any(cell.inked for cell in seen.cells)
    blank = replace(table, cells=tuple(replace(cell, lines=()) for cell in table.cells))
    (seen,) = with_dittos(replace(page, tables=(blank,))).tables
    inked = {(cell.span.row, cell.span.column): cell.ditto for cell in seen.cells if cell.inked}
    assert inked[4, 3] is None
    assert not inked.keys() & (MARKED | {(2, 3), (3, 2)})
