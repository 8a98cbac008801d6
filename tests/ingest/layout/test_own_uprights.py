"""An upright that one row of a form has, worn or off the place of the others, parts its cells."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.paper import PaperTable
from ingest.layout.ruled import find_tables
from ingest.rectify.lit import Lit
from tests.ingest.paper import Grey, erased, ruled, stroke

FORM = """
    | 姓名     | 王德胜   | 性别 | 男   |
    | 出生年月 | 1920年   | 党派 | 党员 |
    | 籍贯     | 东李村   | <    | <    |
    | 参军时间 | 1940年   | <    | <    |
    | 部队番号 | 独立团   | 职务 | 战士 |
    | 牺牲地点 | 孟良崮   | <    | <    |
    | 牺牲情节 | 战斗牺牲 | <    | <    |
"""
ROSTER = """
    | 姓名   | 籍贯   | 职务 | 牺牲 |
    | 王德胜 | 东李村 | 战士 | 1947 |
    | 沙窝乡 | <      | <    | <    |
    | 张玉山 | 西赵庄 | 班长 | 1946 |
    | 刘长河 | 南孙村 | 战士 | 1948 |
    | 陈桂兰 | 北周家 | 护士 | 1945 |
"""
ROW = 4


def with_upright_off(drawing: str, off: int, row: int = ROW) -> Grey:
    """The table with the second upright within it worn, in one row, and so many pixels off its place there."""
    drawn = ruled(drawing, row=2.6, column=7.0)
    x, top, bottom = drawn.xs[2], drawn.ys[row], drawn.ys[row + 1]
    pixels = erased(drawn.pixels, x - 3, top + 1, x + 3, bottom - 1)
    stroke(pixels, (x + off, top), (x + off, bottom), 2, dashes=(15, 6))
    return pixels


def only_table(light: Grey) -> PaperTable:
    (table,) = find_tables(Lit(light))
    return table


@pytest.mark.parametrize("off", [0, 8])
def test_it_parts_the_cells_of_a_form_near_the_place_of_the_others(off: int) -> None:
    table = only_table(with_upright_off(FORM, off))
    own = [cell for cell in table.cells if cell.span.row == ROW]
    assert [len(cell.lines) for cell in own] == [1, 1, 1, 1]
    assert table.columns == 4


def test_it_parts_them_where_no_other_row_has_one() -> None:
    drawn = ruled(FORM, row=2.6, column=5.4)
    pixels, place = np.array(drawn.pixels), drawn.xs[3] + 60
    stroke(pixels, (place, drawn.ys[2]), (place, drawn.ys[3]), 2, dashes=(15, 6))
    table = only_table(pixels)
    assert [(cell.span.columns, len(cell.lines)) for cell in table.cells if cell.span.row == 2] == [
        (1, 1),
        (3, 1),
        (1, 0),
    ]
    assert table.columns == 5


def test_print_parts_none() -> None:
    table = only_table(ruled(FORM.replace("东李村", "中村中申中甲中"), row=1.9, column=5.4).pixels)
    assert [len([cell for cell in table.cells if cell.span.row == row]) for row in range(7)] == [4, 4, 2, 2, 4, 2, 2]


def test_a_line_down_a_heading_of_a_group_is_none() -> None:
    drawn = ruled(ROSTER, row=2.6, column=5.4)
    pixels = np.array(drawn.pixels)
    stroke(pixels, (drawn.xs[2] + 40, drawn.ys[2]), (drawn.xs[2] + 40, drawn.ys[3]), 2, dashes=(15, 6))
    assert only_table(pixels).columns == 4
