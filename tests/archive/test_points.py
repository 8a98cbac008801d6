"""A point about one line is told apart from points about others, and says where on the upright page the line is."""

from __future__ import annotations

import pytest

from archive import points
from archive.records import Box, Ledger, Line, LineKind, PageRecord

PAGE = PageRecord(1, 1000, 2000, 0, "ruled", "", (), Ledger(()))
BOX = Box(100, 1800, 200, 40)
OPEN = [
    "“沙窝乡”印有 4 人，本页列出 3 人",
    "第 2 个表：有一行只有零星笔迹：“〃”，未作条目；若印有人名，请补上",
    points.unread(BOX, 1000, 2000, 0),
]


@pytest.mark.parametrize(
    ("quarter_turns", "place"),
    [(0, "距左 20%、距上 91%"), (1, "距左 91%、距上 80%"), (2, "距左 80%、距上 9%"), (3, "距左 9%、距上 20%")],
)
def test_a_place_is_told_as_on_the_upright_page(quarter_turns: int, place: str) -> None:
    assert points.unread(BOX, 1000, 2000, quarter_turns).startswith(place)


def test_a_line_has_the_point_that_tells_its_place_or_quotes_it() -> None:
    assert points.about(Line(LineKind.UNREAD, "", BOX), PAGE, OPEN) == OPEN[2]
    assert points.about(Line(LineKind.UNEXPLAINED, "〃", BOX), PAGE, OPEN) == OPEN[1]


def test_a_heading_has_no_point_of_its_own_and_neither_has_a_line_that_is_nowhere_told() -> None:
    assert points.about(Line(LineKind.GROUP_HEADING, "沙窝乡", BOX), PAGE, OPEN) is None
    assert points.about(Line(LineKind.UNREAD, "", Box(0, 0, 9, 9)), PAGE, OPEN) is None
    assert points.about(Line(LineKind.UNEXPLAINED, "", BOX), PAGE, OPEN) is None
