"""A table whose uprights alone are printed has a row for each line of people all the same."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.paper import PaperTable, Span
from ingest.layout.ruled import find_tables
from ingest.rectify.lit import Lit
from tests.ingest.paper import LONG_ROSTER, ROSTER, WRAPPED_ROSTER, Drawn, Grey, ruled, stroke, without_rules_across

CARD = """
    | 姓名 | 王德胜                           | <                                |
    | 事迹 | 一九四六年/参加革命/作战勇敢/屡立战功/光荣牺牲 | <        |
"""


def only_table(light: Grey) -> PaperTable:
    (table,) = find_tables(Lit(light))
    return table


def lines_of(table: PaperTable, row: int) -> list[int]:
    """How many lines each cell of a row has."""
    return [len(cell.lines) for cell in table.cells if cell.span.row == row]


def of_heights(lines: list[str]) -> Drawn:
    """The drawing of lines that begin with their height, in units of less than a line."""
    drawing: list[str] = []
    for line in lines:
        units, first = line.split(" ", 1)
        drawing += [first, *(["|" + " ^ |" * (first.count("|") - 1)] * (int(units) - 1))]
    return ruled("\n".join(drawing), row=0.66, column=5.6, leading=0.95)


@pytest.mark.parametrize("drawing", [ROSTER, LONG_ROSTER])
@pytest.mark.parametrize("kept", [(0, 1, -1), (0, -1)], ids=["a rule under the headings", "a frame alone"])
def test_every_line_of_people_is_a_row(drawing: str, kept: tuple[int, ...]) -> None:
    drawn = ruled(drawing)
    table = only_table(without_rules_across(drawn, kept=kept))
    assert (table.rows, table.columns) == (len(drawn.ys) - 1, len(drawn.xs) - 1)
    assert all(lines_of(table, row) == [1] * table.columns for row in range(table.rows))


def test_a_heading_of_a_group_spans_the_table_where_its_uprights_break_off() -> None:
    lines = LONG_ROSTER.strip().splitlines()
    drawn = ruled("\n".join([*lines[:6], "| 沙窝乡（三人） |" + " < |" * 6, *lines[6:]]))
    table = only_table(without_rules_across(drawn))
    assert table.rows == len(drawn.ys) - 1
    assert [cell.span for cell in table.cells if cell.span.row == 6] == [Span(6, 0, 1, 7)]
    assert lines_of(table, 6) == [1]


def test_lines_of_one_cell_that_are_set_loosely_stay_in_one_row() -> None:
    drawn = ruled(WRAPPED_ROSTER, row=3.6, column=5.6, leading=1.45)
    table = only_table(without_rules_across(drawn))
    assert table.rows == len(drawn.ys) - 1
    assert lines_of(table, 1) == [1, 1, 2, 2, 1]


def test_lines_of_one_cell_stay_in_one_row_whether_they_stand_about_its_middle() -> None:
    drawn = ruled(WRAPPED_ROSTER, row=2.8, column=5.6)
    table = only_table(without_rules_across(drawn))
    assert table.rows == 7
    assert lines_of(table, 1) == [1, 1, 2, 2, 1]
    assert lines_of(table, 2) == [1, 1, 1, 1, 2]


def hanging(lines: list[str]) -> str:
    """The drawing of lines whose cells hang from their first line."""
    rows = [line.strip(" |").split("|") for line in lines]
    return "\n".join("| " + " | ".join(c.strip() + "/　" * (1 - c.count("/")) for c in row) + " |" for row in rows)


def test_or_hang_from_its_first_line() -> None:
    drawing = hanging(WRAPPED_ROSTER.strip().splitlines())
    table = only_table(without_rules_across(ruled(drawing, row=2.8, column=5.6)))
    assert table.rows == 7
    assert lines_of(table, 1) == [1, 1, 2, 2, 1]


def test_a_group_heading_among_them_is_a_row_of_its_own() -> None:
    lines = ROSTER.strip().splitlines()
    drawing = "\n".join([*lines[:4], "| | 沙窝乡 | | | |", *lines[4:]])
    table = only_table(without_rules_across(ruled(drawing)))
    assert table.rows == 9
    assert lines_of(table, 4) == [0, 1, 0, 0, 0]


def test_a_group_heading_is_a_row_although_most_rows_are_as_high_as_two_lines_and_the_next_follows_close() -> None:
    heading, close = "2 | | | 沙窝乡 | | |", "2 | 王德胜 | 男 | 东李村 | 战士 | 1947年 |"
    high = ["4 | 张玉山 | 男 | 惠民县何坊/区西赵庄 | 班长 | 1946年 |"] * 6
    lines = ["2 | 姓名 | 性别 | 籍贯 | 职务 | 牺牲时间 |", heading, close, close, *high, heading, close, *high]
    table = only_table(without_rules_across(of_heights(lines), kept=(0, 2, -1)))
    assert table.rows == len(lines)
    assert [row for row in range(table.rows) if lines_of(table, row) == [0, 0, 1, 0, 0]] == [1, 10]


def test_what_is_left_of_an_upright_makes_no_line_of_a_cell_a_row() -> None:
    wrapped = "| 孙立成 | 男 | 阳信县城关/区后马寨 | 渤海军区/警备团 | 一九四七/年十一月 |"
    drawing = hanging([*WRAPPED_ROSTER.strip().splitlines(), wrapped, wrapped]).replace("\n", "|   |\n") + "|   |"
    drawn = ruled(drawing, row=2.8, column=5.6)
    pixels = without_rules_across(drawn)
    middle = (drawn.xs[-2] + drawn.xs[-1]) / 2
    stroke(pixels, (middle, drawn.ys[1] + 10), (middle, drawn.ys[-1] - 10), 3, dashes=(22, 10))
    assert only_table(pixels).rows == len(drawn.ys) - 1


def test_cells_of_running_text_are_not_parted() -> None:
    table = only_table(ruled(CARD, row=6, column=6.0).pixels)
    assert table.rows == 2


def test_headings_set_down_narrow_columns_are_not_parted() -> None:
    heading = "| 姓/名 | 何/时/参/加 | 何/时/牺/牲 | 何/地/牺/牲 | 何/处/安/葬 |"
    drawing = "\n".join([heading, "| 王 | 1947 | 1948 | 周村 | 当地 |", "| 张 | 1946 | 1948 | 济南 | 当地 |"])
    assert only_table(ruled(drawing, row=5.0, column=3.0).pixels).rows == 3


def test_a_table_that_lies_on_its_side_is_not_parted_though_its_cells_have_two_lines_each() -> None:
    person = "| 王德胜 | 男 | 惠民县何坊/区东李村 | 渤海军区警备/团 | 1947年5月阵/亡 | 积劳病故/无 |"
    drawn = ruled("\n".join([person] * 9), row=2.8, column=6.6)
    table = only_table(np.ascontiguousarray(np.rot90(drawn.pixels)))
    assert (table.rows, table.columns) == (6, 9)
