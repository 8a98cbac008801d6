"""Names whose notes run on over the columns beside them, and villages and names that are not set as others are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.pages import NAMES
from tests.ingest.layout.test_name_blocks import LIST, SHAPE, shape_of
from tests.ingest.paper import SIZE
from tests.ingest.unruled_page import Line, found_on, page_of, table_on


def test_a_note_that_runs_on_over_the_next_columns_is_one_cell_with_its_name() -> None:
    first = {0.5: "王德胜（渤海军区警卫员）", 18.5: "陈桂兰", 24.5: "赵连生"}
    noted = {0.5: "冯 春", 6.5: "褚万成（曾任县大队副大队长）", 24.5: "沈得水"}
    lines = [*LIST, (2.4, LIST[0][1]), (1.6, first), *LIST[2:5], (1.6, noted), *LIST[6:]]
    table = table_on(page_of(lines))
    rows = [[cell for cell in table.cells if cell.span.row == row and cell.lines] for row in range(table.rows)]
    spans = [[(cell.span.column, cell.span.columns) for cell in row] for row in rows]
    assert spans[len(LIST) + 1] == [(0, 2), (3, 1), (4, 1)]
    assert spans[len(LIST) + 5] == [(0, 1), (1, 3), (4, 1)]
    assert shape_of(table)[: len(LIST)] == SHAPE


def test_many_names_with_notes_leave_a_page_one_of_names() -> None:
    notes = dict.fromkeys(["王德胜", "刘长河", "孙立成", "杨树林", "冯 春", "卫立本", "朱 明"], "（副指导员）")
    lines = [
        (down or 2.4, {2.0 * x: name.replace(" ", "") + notes.get(name, "") for x, name in words.items()})
        for down, words in LIST * 2
    ]
    found = found_on(page_of(lines, width=70))
    assert found is not None
    assert found.kind == NAMES
    assert shape_of(found.tables[0]) == SHAPE * 2


def test_a_village_in_the_type_of_the_names_is_a_heading_though_the_row_above_it_is_filled() -> None:
    lines = [(1.6, {0.5: "柳林洼"} if 0.0 in words else words) for _, words in (*LIST[:2], *LIST[3:6])]
    assert shape_of(table_on(page_of([*LIST, *lines])))[len(LIST) :] == ["over", 5, "over", 5, 5]


def test_a_name_that_begins_before_the_bound_of_its_column_is_not_cut() -> None:
    last = {0.5: "吴 江", 6.5: "郑长海", 12.3: "冯立春", 17.6: "褚立", 22.9: "欧阳炳邦"}
    table = table_on(page_of([*LIST, *LIST, (1.6, last)]))
    row = [cell for cell in table.cells if cell.span.row == table.rows - 1 and cell.lines]
    wide = [(cell.lines[0].right - cell.lines[0].left) / SIZE for cell in row]
    assert wide == pytest.approx([3, 3, 3, 2, 4], abs=0.35)


def test_two_columns_of_names_whose_white_notes_fill_are_two() -> None:
    noted = {0.5: "王德胜", 5.7: "刘长河", 10.9: "陈桂兰（指导员）", 21.3: "吴 江"}
    plain = {0.5: "高 升", 5.7: "杨树林", 10.9: "马占山", 16.1: "郑长海", 21.3: "冯立春"}
    lines = [(1.6, each) for each in (noted, plain, plain, noted, plain, noted)]
    table = table_on(page_of([(0.0, {0.0: "沙窝乡东李村"}), *lines]))
    assert table.columns == 5
    assert shape_of(table) == ["over", 4, 5, 5, 4, 5, 4]


PEOPLE = ("王德胜", "刘长河", "陈桂兰", "赵连生")
BROKEN = [
    ("焦桥镇桑塔道", 4),
    ("口（6人）", 2),
    ("劳店镇西杨柳", 4),
    ("北街（7人）", 3),
    ("好生乡东吕艺", 4),
    ("村（5人）", 1),
]


def in_lines(rows: Sequence[tuple[str, int]], begins: float = 8.0) -> list[tuple[float, Line]]:
    """Rows of so many names, the first of which begins there, each with a line of a village beside it."""
    return [
        (1.6, {0.0: village} | {begins + 6.0 * n: name for n, name in enumerate(PEOPLE[:many])})
        for village, many in rows
    ]


def test_villages_of_two_lines_beside_nearly_all_rows_are_headings() -> None:
    found = found_on(page_of(in_lines(BROKEN * 2)))
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == len(PEOPLE)
    assert shape_of(found.tables[0]) == [shape for _, many in BROKEN * 2 for shape in ("over", many)]


def test_the_end_of_the_last_village_below_all_names_is_a_heading_and_a_page_number_is_none() -> None:
    lines = in_lines([*BROKEN, ("柳林镇后马家", 2), ("坊子", 0)])
    assert shape_of(table_on(page_of([*lines, (8.0, {0.0: "83"})])))[-3:] == ["over", 2, "over"]


def test_nothing_of_the_names_beside_a_village_is_cut_out_with_it() -> None:
    table = table_on(page_of(in_lines(BROKEN * 2, begins=6.8)))
    villages = [cell for cell in table.cells if cell.span.columns > 1]
    names = [cell for cell in table.cells if cell.span.column == 0 and cell.span.columns == 1 and cell.lines]
    assert max(cell.right for cell in villages) <= min(cell.lines[0].left for cell in names)


def test_a_last_column_that_few_rows_reach_is_one() -> None:
    names = ("王德胜", "刘长河", "陈桂兰", "赵连生", "孙立成", "周文田")
    rows = [(1.6, {5.2 * n: name for n, name in enumerate(names[:many])}) for many in (6, 5, 5, 4, 6, 5, 5, 5, 5, 5)]
    table = table_on(page_of([(0.0, {0.0: "沙窝乡东李村"}), *rows]))
    assert shape_of(table) == ["over", 6, 5, 5, 4, 6, 5, 5, 5, 5, 5]
