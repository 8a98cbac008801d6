"""The tables of a page, with the lines of every cell."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ingest.layout.grid import Span
from ingest.layout.paper import CellPicture, Found, PaperTable
from ingest.layout.ruled import KIND, find, find_tables, parts_facts
from ingest.pages import VERTICAL, PageImage
from ingest.rectify.lit import Lit
from ingest.rectify.upright import upright
from tests.ingest.layout.test_turn import TopHeavyReader
from tests.ingest.paper import FACE, LONG_ROSTER, ROSTER, SIZE, Ruling, blank, pixels_of, ruled
from tests.rendering.sheet import Face

TWO_LINES = """
    | 姓名   | 籍贯   | 职务 |
    | 王德胜 | 东李村 |      |
    | 张玉山 |        | 一   |
    | 刘长河 | 〃     | 〃   |
"""


def table_of(drawing: str, ruling: Ruling, row: float = 1.8) -> PaperTable:
    (table,) = find_tables(Lit(ruled(drawing, ruling=ruling, row=row).pixels))
    return table


def cell_at(table: PaperTable, row: int, column: int) -> CellPicture:
    return next(cell for cell in table.cells if (cell.span.row, cell.span.column) == (row, column))


@pytest.mark.parametrize(
    "ruling",
    [Ruling(), Ruling(frame=9), Ruling(thin=5, frame=5), Ruling(double=True), Ruling(open_sides=True)],
    ids=str,
)
def test_cells_with_print_have_lines_and_blank_ones_have_none(ruling: Ruling) -> None:
    table = table_of(TWO_LINES, ruling)
    counts = [[len(cell_at(table, r, c).lines) for c in range(3)] for r in range(4)]
    assert counts == [[1, 1, 1], [1, 1, 0], [1, 0, 1], [1, 1, 1]]


@pytest.mark.parametrize(("lines", "parts"), [(16, False), (6, True)])
def test_rules_that_leave_most_print_in_one_cell_of_all_columns_part_no_facts(lines: int, parts: bool) -> None:
    page = upright(PageImage(1, ruled(ROSTER).pixels))
    (table,) = find_tables(page.lit)
    heads = tuple(cell for cell in table.cells if cell.span.row == 0)
    body = replace(heads[0], span=Span(1, 0, 1, table.columns), lines=heads[0].lines * lines)
    unparted = replace(table, rows=2, cells=(*heads, body))
    assert parts_facts(Found(KIND, page, 0, (unparted,))) == parts


def test_cells_whose_rules_all_faded_may_hold_more_print_than_is_seen() -> None:
    drawn = ruled(ROSTER)
    pixels = drawn.pixels.astype(float)
    left, right, top, bottom = (round(float(v)) for v in (drawn.xs[1], drawn.xs[3], drawn.ys[2], drawn.ys[5]))
    glare = np.s_[top - 6 : bottom + 7, left - 6 : right + 7]
    pixels[glare] = 255 - 0.33 * (255 - pixels[glare])
    (table,) = find_tables(Lit(pixels.astype(np.uint8)))
    inked = {(cell.span.row, cell.span.column) for cell in table.cells if cell.inked}
    assert {(3, 1), (3, 2)} <= inked <= {(row, column) for row in (2, 3, 4) for column in (1, 2)}


@pytest.mark.parametrize("power", [3, 5])
def test_no_column_at_the_side_of_curled_paper_is_lost(power: int) -> None:
    pixels = ruled(LONG_ROSTER).pixels
    height, width = pixels.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    curl = np.asarray(y - 0.04 * width * (2 * x / width - 1) ** power, np.float32)
    seen = np.asarray(cv2.remap(pixels, x, curl, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)
    (table,) = find_tables(Lit(seen))
    assert (table.rows, table.columns) == (22, 7)


@pytest.mark.parametrize("row", [1.25, 1.5, 2.5])
def test_no_rule_shows_in_the_picture_of_a_line(row: float) -> None:
    table = table_of(ROSTER, Ruling(thin=3, frame=8), row)
    for cell in table.cells:
        assert len(cell.lines) == 1
        picture = table.line_picture(cell, cell.lines[0])
        edges = np.concatenate(
            [picture[:2].ravel(), picture[-2:].ravel(), picture[:, :3].ravel(), picture[:, -3:].ravel()]
        )
        assert edges.min() > 128


def test_cells_stand_in_reading_order_within_their_rules() -> None:
    table = table_of(ROSTER, Ruling())
    flat = table.flat
    assert [cell.span for cell in table.cells] == [Span(r, c, 1, 1) for r in range(8) for c in range(5)]
    for cell in table.cells:
        assert flat.xs[cell.span.column] < cell.left < cell.right <= flat.xs[cell.span.column + 1]
        assert flat.ys[cell.span.row] < cell.top < cell.bottom <= flat.ys[cell.span.row + 1]


def test_a_cell_of_two_lines_gives_both_from_the_top_down() -> None:
    table = table_of(
        """
        | 姓名   | 籍贯          |
        | 王德胜 | 东李村/二三组 |
        | 张玉山 | 西赵庄/一组   |
    """,
        Ruling(),
        row=2.6,
    )
    first, second = cell_at(table, 1, 1).lines
    assert first.bottom <= second.top + 2
    assert second.top - first.top == pytest.approx(1.1 * SIZE, abs=5)


def test_a_page_of_prose_has_no_tables() -> None:
    sheet, face = blank(900, 700), Face(FACE, 32)
    for number in range(10):
        sheet.line("一九四七年三月在战斗中牺牲", 90, 60 + 56 * number, face)
    assert find_tables(Lit(pixels_of(sheet))) == []


def test_characters_of_columns_that_stand_level_from_cell_to_cell_do_not_make_their_page_run_across() -> None:
    long, short = "|" + f" {'/'.join(['丁丁'] * 5)} |" * 7, "|" + " 丁/丁 |" * 7
    light = ruled("\n".join([short, long, short, long, short]), column=3.0, row=6.4).pixels
    found = find(upright(PageImage(1, light)), TopHeavyReader())
    assert found is not None
    assert (found.kind, found.quarter_turns) == (VERTICAL, 0)


@pytest.mark.parametrize("turns", [1, 3])
def test_two_lines_in_every_cell_of_a_page_that_lies_on_its_side_make_no_page_of_columns(turns: int) -> None:
    row = "|" + f" {'丁' * 6}/{'丁' * 6} |" * 2 + f" {'丁' * 6}/{'丁' * 2} |" * 2
    light = ruled("\n".join([row] * 12), column=7.0, row=2.6).pixels
    found = find(upright(PageImage(1, np.ascontiguousarray(np.rot90(light, turns)))), TopHeavyReader())
    assert found is not None
    assert (found.kind, found.quarter_turns) == (KIND, 4 - turns)


def test_slivers_of_a_second_frame_beside_people_whom_rules_part_are_no_facts_of_theirs() -> None:
    people = "\n".join(f"| | {name} {place} |" for name, place in [("王德胜", "东李村"), ("张玉山", "西赵庄")] * 4)
    drawn = ruled(people, column=9.0)
    pixels = drawn.pixels.copy()
    sliver = round(float(drawn.xs[0])) + SIZE
    for top, bottom in zip(drawn.ys, drawn.ys[1:], strict=False):
        pixels[round(float(top)) + 16 : round(float(bottom)) - 16, sliver : sliver + 8] = 30
    page = upright(PageImage(1, pixels))
    tables = find_tables(page.lit)
    assert any(cell.lines for cell in tables[0].cells if cell.span.column == 0)
    assert not parts_facts(Found(KIND, page, 0, tuple(tables)))
