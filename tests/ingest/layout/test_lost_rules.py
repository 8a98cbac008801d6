"""A table whose rule between two people is lost has a row for each of them all the same."""

from __future__ import annotations

import itertools

import pytest

from ingest.layout.paper import PaperTable
from ingest.layout.ruled import find_tables
from ingest.rectify.lit import Lit
from tests.ingest.paper import LONG_ROSTER, ROSTER, Drawn, Grey, erased, ruled

WRAPPED = """
    | 姓名   | 性别 | 籍贯               | 部别           |
    | 王德胜 | 男   | 惠民县何坊/区东李村 | 渤海军区/警备团 |
    | 张玉山 | 男   | 西赵庄             | 独立团         |
    | 刘长河 | 男   | 惠民县石庙/区南孙村 | 渤海军区/警备团 |
    | 陈桂兰 | 女   | 北周家             | 卫生部         |
    | 赵连生 | 男   | 阳信县城关/区后马寨 | 独立团         |
    | 孙立成 | 男   | 前杨庄             | 独立团         |
    | 周文田 | 男   | 小高村             | 独立团         |
"""


def without_rules(drawn: Drawn, *lost: int) -> Grey:
    """The drawing without those of its rules that run across."""
    pixels = drawn.pixels
    for number in lost:
        for left, right in itertools.pairwise(drawn.xs):
            pixels = erased(pixels, left - 3, drawn.ys[number] - 3, right + 3, drawn.ys[number] + 3)
    return pixels


def only_table(light: Grey) -> PaperTable:
    (table,) = find_tables(Lit(light))
    return table


def lines_of(table: PaperTable, row: int) -> list[int]:
    """How many lines each cell of a row has."""
    return [len(cell.lines) for cell in table.cells if cell.span.row == row]


@pytest.mark.parametrize("lost", [(3,), (2, 5), (4, 5), (7,)])
@pytest.mark.parametrize("drawing", [ROSTER, LONG_ROSTER])
def test_people_whose_rule_is_lost_have_a_row_each(drawing: str, lost: tuple[int, ...]) -> None:
    drawn = ruled(drawing)
    table = only_table(without_rules(drawn, *lost))
    assert (table.rows, table.columns) == (len(drawn.ys) - 1, len(drawn.xs) - 1)
    assert all(lines_of(table, row) == [1] * table.columns for row in range(table.rows))


def test_cells_of_several_lines_stay_with_their_person() -> None:
    drawn = ruled(WRAPPED, row=2.8, column=5.6)
    assert only_table(drawn.pixels).rows == 8
    table = only_table(without_rules(drawn, 3))
    assert table.rows == 8
    assert [lines_of(table, row) for row in (1, 2, 3)] == [[1, 1, 2, 2], [1, 1, 1, 1], [1, 1, 2, 2]]


def test_a_name_with_another_below_it_is_no_second_person() -> None:
    other = WRAPPED.replace("张玉山", "张玉山/张二山").replace("陈桂兰", "陈桂兰/小兰")
    assert only_table(ruled(other, row=2.8, column=5.6).pixels).rows == 8


def test_a_row_whose_print_reaches_over_the_cut_is_one() -> None:
    drawn = ruled(
        ROSTER.replace("| 刘长河 | 男   | 南孙村 | 战士 |", "| 刘长河/陈桂兰 | 男/女 | 南孙村 | 战士/护士 |"), row=2.8
    )
    assert only_table(drawn.pixels).rows == 8
