"""A table whose rules across alone are printed has its columns all the same."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.open_columns import cut_near
from ingest.layout.paper import PaperTable, Span
from ingest.layout.ruled import find_tables
from ingest.rectify.lit import Lit
from tests.ingest.paper import LONG_ROSTER, ROSTER, Grey, ruled, without_uprights

STOREYS = """
    | 姓名   | 籍贯       | 牺牲   | <    | <    |
    | ^      | ^          | 时间   | 地点 | 原因 |
    | 王德胜 | 何坊东李村 | 1947年 | 济南 | 阵亡 |
    | 张玉山 | 石庙西赵庄 | 1946年 | 周村 | 病故 |
    | 刘长河 | 城关南孙村 | 1948年 | 徐州 | 阵亡 |
    | 陈桂兰 | 辛店北周家 | 1945年 | 滨县 | 病故 |
"""
GROUPED = """
    | 姓名   | 性别 | 籍贯   | 职务 | 牺牲时间 |
    | 沙窝乡（三人） | < | <  | <    | <        |
    | 王德胜 | 男   | 东李村 | 战士 | 1947年   |
    | 张玉山 | 男   | 西赵庄 | 班长 | 1946年   |
    | 刘长河 | 男   | 南孙村 | 战士 | 1948年   |
    | 城关镇（二人） | < | <  | <    | <        |
    | 陈桂兰 | 女   | 北周家 | 护士 | 1945年   |
    | 赵连生 | 男   | 后马寨 | 排长 | 1947年   |
"""
FRAMED_TEXT = """
    | 一九四六年参加革命作战勇敢屡立战功光荣牺牲于济南 | < | < | < | < | < |
    | 事迹见本书第三章第五节所载革命烈士传略及其他文献 | < | < | < | < | < |
    | 一九四六年参加革命作战勇敢屡立战功光荣牺牲于济南 | < | < | < | < | < |
    | 事迹见本书第三章第五节所载革命烈士传略及其他文献 | < | < | < | < | < |
"""


def only_table(light: Grey) -> PaperTable:
    (table,) = find_tables(Lit(light))
    return table


@pytest.mark.parametrize("drawing", [ROSTER, LONG_ROSTER])
def test_every_field_has_a_cell_of_its_own(drawing: str) -> None:
    drawn = ruled(drawing, column=5.4)
    table = only_table(without_uprights(drawn))
    assert (table.rows, table.columns) == (len(drawn.ys) - 1, len(drawn.xs) - 1)
    assert all(len(cell.lines) == 1 for cell in table.cells)


def test_a_rule_within_the_headings_makes_them_two_storeys_high() -> None:
    drawn = ruled(STOREYS, column=5.6)
    spans = [cell.span for cell in only_table(without_uprights(drawn)).cells]
    assert sorted(spans, key=lambda s: (s.row, s.column)) == drawn.spans


def test_a_heading_in_the_middle_of_the_table_spans_it() -> None:
    drawn = ruled(GROUPED, column=5.4)
    spans = [cell.span for cell in only_table(without_uprights(drawn)).cells]
    assert Span(1, 0, 1, 5) in spans
    assert Span(5, 0, 1, 5) in spans
    assert len(spans) == 2 + 6 * 5


def test_ruled_lines_of_text_have_no_columns() -> None:
    assert only_table(without_uprights(ruled(FRAMED_TEXT))).columns == 1


@pytest.mark.parametrize(
    ("row", "cut"),
    [
        ("########........########", 12.0),
        ("######..######..########", 15.0),
        ("########..##......######", 12.0),
        ("########..####....######", 16.0),
        ("########################", None),
    ],
    ids=["white", "print, white on both sides", "a figure", "a figure at the bound", "print that runs on"],
)
def test_a_row_is_cut_where_its_white_is_widest_near_the_bound_of_its_columns(row: str, cut: float | None) -> None:
    own = np.repeat(np.array([sign == "#" for sign in row]), 10)
    assert cut_near(own, 120, 60) == (cut and 10 * cut)
