"""Columns of names whose white notes fill are told by the places, evenly apart, at which names begin."""

from __future__ import annotations

import pytest

from ingest.layout.even_columns import find_even
from ingest.layout.printlines import PrintLine
from ingest.pages import NAMES
from ingest.rectify.segments import Segment
from tests.ingest.layout.test_name_blocks import shape_of
from tests.ingest.unruled_page import Line, found_on, page_of

STEP = 6.2
NOTED = (
    {0: "崔银钧", 1: "毛寿信（女）", 3: "朱卯钟", 4: "贾孝耕", 5: "程犇民"},
    {0: "侯东竹", 1: "项建沂", 2: "邵 朴", 3: "詹圆立", 4: "丁琴熙", 5: "唐财武"},
    {0: "耿 爱", 1: "许定良", 2: "吕锡英（女）", 4: "吕度彦", 5: "谭翥开"},
    {0: "魏赵柏", 1: "于世（通讯员）", 3: "彭祯胶", 4: "侯宇豪（党员）"},
    {0: "蔺槐圆", 1: "梁甫建（追认烈士）", 3: "杨世映", 4: "蔡善法", 5: "梁 柱"},
    {0: "林敢广", 1: "谭凤楚", 2: "王坚丁（追认烈士）", 4: "曲寿茂", 5: "董康朱"},
    {0: "孙启潍", 1: "罗 操", 2: "蔡犇雷（无名氏，外号大老黑）", 5: "薄 祺"},
    {0: "何立县", 1: "金身电", 2: "徐青仲", 3: "常莲（牺牲于济南战役）", 5: "李淦菊"},
)
"""Names by the number of the place that they begin at; a note takes the place behind its name."""


def line(names: dict[int, str], begins: float) -> Line:
    return {begins + STEP * place: name for place, name in names.items()}


def test_names_whose_notes_fill_the_white_between_columns_stand_in_columns() -> None:
    over: list[tuple[float, Line]] = [(2.2, {0.0: "杨柳公社小贾园"}), *((1.6, line(names, 0.0)) for names in NOTED)]
    found = found_on(page_of(over * 2, width=44))
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == 6
    assert shape_of(found.tables[0]) == ["over", *map(len, NOTED)] * 2


def test_villages_beside_such_names_are_headings() -> None:
    rows = [
        (1.6, line(names, 9.0) | ({0.0: f"{village}家村"} if n in (0, 3) else {}))
        for village in "王李张刘"
        for n, names in enumerate(NOTED)
    ]
    found = found_on(page_of(rows, width=50))
    assert found is not None
    assert found.tables[0].columns == 6
    assert shape_of(found.tables[0]).count("over") == 8


def printed(*lefts: float) -> PrintLine:
    return PrintLine(10.0, tuple(Segment(round(10 * left), 0, round(10 * left) + 30, 10) for left in lefts))


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ([(0.0, 5.0, 10.0, 15.0)] * 5, 4),
        ([(0.0, 5.0, 10.0, 15.0)] * 4, 0),
        ([(0.0, 5.0, 15.0), (5.0, 10.0)] * 6, 4),
        ([(0.0, 5.0), (0.0, 10.0), (0.0, 15.0), (5.0, 10.0)] * 4, 4),
        ([(0.0, 4.0, 11.0, 16.5, 24.0)] * 8, 0),
        ([(0.0, 9.0, 14.0, 19.0), (9.0, 14.0)] * 6, 4),
    ],
)
def test_columns_begin_where_nearly_all_print_does_if_it_is_enough(
    lines: list[tuple[float, ...]], columns: int
) -> None:
    assert len(find_even([printed(*lefts) for lefts in lines], 10.0)) == columns
