"""Names in blocks: each name is a cell, each village a heading over the names below it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.layout.paper import PaperTable
from ingest.pages import NAMES
from tests.ingest.paper import FACE, SIZE, Grey, bent, blank, pixels_of
from tests.ingest.unruled_page import MARGIN, Line, found_on, page_of, table_on
from tests.rendering.damage.geometry import lie
from tests.rendering.dice import Dice
from tests.rendering.sheet import Face
from tests.rendering.strengths import STRENGTHS


def names(*printed: str) -> Line:
    return {0.5 + 6.0 * number: name for number, name in enumerate(printed)}


LIST: list[tuple[float, Line]] = [
    (0.0, {0.0: "沙窝乡东李村"}),
    (1.6, names("王德胜", "张 山", "刘长河", "陈桂兰", "赵连生")),
    (1.6, names("孙立成", "周文田", "李 明")),
    (2.4, {0.0: "柳林镇西赵庄"}),
    (1.6, names("高 升", "杨树林", "马占山", "吴 江", "郑长海")),
    (1.6, names("冯 春", "褚万成", "卫立本", "蒋 平", "沈得水")),
    (1.6, names("韩大成")),
    (2.4, {0.0: "柳林镇后马寨"}),
    (1.6, names("朱 明", "秦有才", "尤长顺")),
]
SHAPE = ["over", 5, 3, "over", 5, 5, 1, "over", 3]


def shape_of(table: PaperTable) -> list[str | int]:
    """For each row, whether it is a heading over names, else how many names it holds."""
    rows = [[cell for cell in table.cells if cell.span.row == row and cell.lines] for row in range(table.rows)]
    return ["over" if row[0].span.columns > 1 else len(row) for row in rows]


def test_names_stand_under_their_villages() -> None:
    found = found_on(page_of(LIST))
    assert found is not None
    assert found.kind == NAMES
    assert shape_of(found.tables[0]) == SHAPE


def test_a_name_printed_with_a_gap_is_one_cell() -> None:
    table = table_on(page_of(LIST))
    gapped = next(cell for cell in table.cells if (cell.span.row, cell.span.column) == (1, 1))
    (line,) = gapped.lines
    assert line.right - line.left == pytest.approx(3 * SIZE * table.flat.character / SIZE, rel=0.25)


def test_a_heading_with_a_gap_is_one_heading() -> None:
    lines = [(down, {0.0: "沙窝乡　东李村"} if words == LIST[0][1] else words) for down, words in LIST]
    assert shape_of(table_on(page_of(lines))) == SHAPE


def test_a_heading_whose_pieces_all_stand_a_little_before_the_names_is_no_row_of_names() -> None:
    pieces = {0.0: "胜坨新区", 5.9: "下三教堂", 11.9: "口"}
    lines = [(down, pieces if words == LIST[3][1] else words) for down, words in LIST]
    assert shape_of(table_on(page_of(lines))) == SHAPE


def test_a_title_and_a_page_number_are_no_names() -> None:
    lines = [(0.0, {10.0: "烈士英名录"}), (3.0, LIST[0][1]), *LIST[1:], (6.0, {14.0: "83"})]
    assert shape_of(table_on(page_of(lines))) == SHAPE


def test_a_mark_between_the_rows_is_no_heading() -> None:
    lines = [*LIST[:5], (1.2, {20.0: "公"}), (1.2, LIST[5][1]), *LIST[6:]]
    table = table_on(page_of(lines))
    marks = [cell for cell in table.cells if cell.span.row == 5]
    assert [(cell.span.column, cell.span.columns) for cell in marks] == [(3, 1)]
    assert [shape for row, shape in enumerate(shape_of(table)) if row != 5] == SHAPE


def test_pieces_of_a_seal_beside_the_names_make_no_columns_among_them() -> None:
    again = [(down or 2.4, words) for down, words in LIST]
    lines = [*LIST[:2], (1.6, {**LIST[2][1], 22.1: "公章", 28.6: "章"}), *LIST[3:], *again]
    found = found_on(page_of(lines))
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == 5
    assert [shape == "over" for shape in shape_of(found.tables[0])] == [shape == "over" for shape in SHAPE * 2]


def worn(pixels: Grey, seed: int) -> Grey:
    height, width = pixels.shape
    return bent(pixels, lie(Dice.of("bent", seed), STRENGTHS["heavy"], (width, height)))


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_words_far_apart_are_followed_over_bent_paper(seed: int) -> None:
    table = table_on(worn(page_of(LIST + [(down or 2.4, words) for down, words in LIST]), seed))
    assert shape_of(table) == SHAPE * 2
    for row in range(table.rows):
        tops = [cell.lines[0].top for cell in table.cells if cell.span.row == row and cell.lines]
        assert np.ptp(tops) <= 0.35 * table.flat.character


def test_a_heading_set_with_air_between_its_characters_leaves_the_names_their_columns() -> None:
    lines = [(down, _aired(words[0.0]) if set(words) == {0.0} else words) for down, words in LIST]
    table = table_on(page_of(lines))
    assert table.columns == 5
    assert shape_of(table) == SHAPE


def _aired(heading: str) -> Line:
    """The characters of a heading, three quarters of an em apart."""
    return {1.75 * place: char for place, char in enumerate(heading)}


TWICE = [*LIST, *((down or 2.4, words) for down, words in LIST)]


def centred(lines: list[tuple[float, Line]], axis: float, longest: int = 6) -> list[tuple[float, Line]]:
    """The lines, the last `longest` characters of each heading set with their middle at `axis`."""
    return [
        (down, {axis - min(longest, len(words[0.0])) / 2: words[0.0][-longest:]} if set(words) == {0.0} else words)
        for down, words in lines
    ]


@pytest.mark.parametrize("axis", [13.0, 14.0, 15.5, 19.0])
@pytest.mark.parametrize("longest", [6, 3])
def test_villages_set_over_the_middle_of_their_names_are_headings(axis: float, longest: int) -> None:
    assert shape_of(table_on(page_of(centred(TWICE, axis, longest)))) == SHAPE * 2


def test_a_title_over_villages_set_in_the_middle_is_none_of_them() -> None:
    face = Face(FACE, 1.7 * SIZE)
    first, *others = centred(TWICE, 14.0)
    pixels = page_of([(2.6, first[1]), *others])
    sheet = blank(pixels.shape[1], round(4.5 * SIZE))
    sheet.line("烈士英名录", (MARGIN + 14.0) * SIZE - 2.5 * face.size, 2.4 * SIZE, face)
    table = table_on(np.concatenate([pixels_of(sheet), pixels[round(2.5 * SIZE) :]]))
    assert shape_of(table) == SHAPE * 2


def test_names_beside_a_seal_that_covers_the_rest_of_their_row_are_no_heading() -> None:
    pixels = page_of(TWICE)
    row = round((MARGIN + 1.6 + 0.5) * SIZE)
    for x in (14.4, 20.4, 26.4):
        cv2.rectangle(pixels, (round((MARGIN + x) * SIZE), row - 9), (round((MARGIN + x + 3.9) * SIZE), row + 9), 60, 3)
    table = table_on(pixels)
    names_in_row = [cell for cell in table.cells if cell.span.row == 1 and cell.lines]
    assert [cell.span.columns for cell in names_in_row][:3] == [1, 1, 1]


def test_names_may_be_set_in_under_their_villages() -> None:
    lines = [
        (down, {2.5 + x: word for x, word in words.items()} if 0.0 not in words else words) for down, words in LIST
    ]
    assert shape_of(table_on(page_of(lines))) == SHAPE


def test_a_village_in_the_middle_with_a_single_name_at_the_foot_of_the_page_loses_nobody() -> None:
    lines = [*centred(TWICE, 14.0), (2.4, {11.0: "柳林镇大马寨"}), (1.6, names("茅家舜"))]
    assert shape_of(table_on(page_of(lines))) == [*SHAPE * 2, "over", 1]


@pytest.mark.parametrize("axis", [3.0, 14.0])
def test_a_single_name_under_the_first_village_of_a_page_is_no_village(axis: float) -> None:
    lines = [(0.0, {axis - 3.0: "柳林镇大马寨"}), (1.6, names("茅家舜")), *TWICE]
    lines[2] = (2.4, lines[2][1])
    lines = [*lines[:2], *(centred(lines[2:], axis) if axis > 10 else lines[2:])]
    assert shape_of(table_on(page_of(lines))) == ["over", 1, *SHAPE * 2]


def test_names_of_four_characters_that_reach_into_the_next_column_join_no_two() -> None:
    dense = [(d, words if 0.0 in words else {0.68 * x: word for x, word in words.items()}) for d, words in TWICE]
    for row, columns in ((1, (1, 3)), (4, (1,)), (5, (3,)), (10, (3,)), (13, (1, 3))):
        down, words = dense[row]
        places = sorted(words)
        dense[row] = (down, words | {places[n]: "公孙永述" for n in columns if n < len(places)})
    found = found_on(page_of(dense))
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == 5
    assert shape_of(found.tables[0]) == SHAPE * 2


def test_pieces_of_a_seal_between_the_names_make_no_column_among_them() -> None:
    sealed = {1: {10.3: "章"}, 5: {10.3: "公", 22.3: "印"}, 10: {10.3: "县"}}
    lines = [(down, words | sealed.get(row, {})) for row, (down, words) in enumerate(TWICE)]
    table = table_on(page_of(lines))
    assert table.columns == 5
    assert [shape == "over" for shape in shape_of(table)] == [shape == "over" for shape in SHAPE * 2]


def test_pieces_of_a_seal_beside_a_single_name_make_no_village_of_it() -> None:
    pieces = {20.0: "公", 24.0: "章"}
    lines = [(down, words | pieces if row in (6, 15) else words) for row, (down, words) in enumerate(TWICE)]
    assert [shape == "over" for shape in shape_of(table_on(page_of(lines)))] == [shape == "over" for shape in SHAPE * 2]


def beside(village: str, *printed: str) -> Line:
    return ({0.0: village} if village else {}) | {10.0 + 6.0 * number: name for number, name in enumerate(printed)}


BESIDE: list[tuple[float, Line]] = [
    (2.0, beside("东李村：", "王德胜", "张 山", "刘长河", "陈桂兰")),
    (1.6, beside("", "孙立成", "周文田", "李 明", "高 升")),
    (1.6, beside("", "杨树林")),
    (2.0, beside("西赵家庄：", "马占山", "吴 江")),
    (2.0, beside("后马寨", "冯 春", "褚万成", "卫立本", "蒋得平")),
    (1.6, beside("", "韩大成", "朱 明")),
] * 3
BESIDE_SHAPE = ["over", 4, 4, 1, "over", 2, "over", 4, 2] * 3


def test_villages_that_stand_beside_their_names_are_headings_over_them() -> None:
    found = found_on(page_of(BESIDE))
    assert found is not None
    assert found.kind == NAMES
    assert shape_of(found.tables[0]) == BESIDE_SHAPE


def test_a_mark_between_the_names_of_a_list_with_villages_beside_it_makes_no_column() -> None:
    marked = [(down, words | ({14.0: "〇"} if n in (1, 7, 13) else {})) for n, (down, words) in enumerate(BESIDE)]
    rows = shape_of(table_on(page_of(marked)))
    assert [row for row in rows if row == "over"] == ["over"] * 9


def test_a_list_under_its_villages_has_none_beside_it_where_they_are_set_over_the_middle() -> None:
    lines = [(down or 2.4, {16.0: words[0.0]} if 0.0 in words else words) for down, words in LIST * 2]
    assert shape_of(table_on(page_of(lines))) == SHAPE * 2


def test_names_with_notes_behind_them_stay_names() -> None:
    notes = {"刘长河": "刘长河（班长）", "孙立成": "孙立成（女）", "冯 春": "冯长春（女）", "朱 明": "朱克明"}
    lines = [(down or 2.4, {1.5 * x: notes.get(name, name) for x, name in words.items()}) for down, words in LIST * 3]
    found = found_on(page_of(lines, width=60))
    assert found is not None
    assert found.kind == NAMES
    assert shape_of(found.tables[0]) == SHAPE * 3


def test_long_villages_over_names_set_close_stand_beside_nobody() -> None:
    rows = [(1.6, {5.0 * n: name for n, name in enumerate(("王德胜", "张玉山", "刘长河", "陈桂兰", "赵连生"))})] * 2
    lines: list[tuple[float, Line]] = [(2.4, {0.0: "沙窝乡前皂户李东村（10人）"}), *rows] * 4
    assert shape_of(table_on(page_of(lines))) == ["over", 5, 5] * 4


def test_ticks_beside_the_names_do_not_make_something_else_of_them() -> None:
    ticks = {2: {20.0: "丿"}, 8: {20.0: "丿", 25.5: "丿"}}
    lines = [(down or 2.4, words | ticks.get(row % 9, {})) for row, (down, words) in enumerate(LIST * 3)]
    found = found_on(page_of(lines))
    assert found is not None
    assert found.kind == NAMES


def test_pieces_of_the_edge_of_the_paper_far_off_the_names_stand_in_none_of_their_rows() -> None:
    pixels = page_of(TWICE, width=44)
    row = round((MARGIN + 1.6) * SIZE)
    pixels[row : row + SIZE, -2 * SIZE : -SIZE - 8] = 60
    table = table_on(pixels)
    assert shape_of(table) == SHAPE * 2
    assert table.frame[2] < pixels.shape[1] - 3 * SIZE


def test_a_tick_between_the_first_village_and_its_names_parts_them_from_nothing() -> None:
    lines = [TWICE[0], (1.1, {2.0: "√"}), (1.2, TWICE[1][1]), *TWICE[2:]]
    rows = shape_of(table_on(page_of([(0.0, {10.0: "烈士英名录"}), (3.0, lines[0][1]), *lines[1:]])))
    assert rows[0] == "over"
    assert rows[2:] == SHAPE[1:] + SHAPE


def test_names_below_a_mark_under_the_last_full_line_are_not_lost() -> None:
    lines = [*TWICE, (2.4, {0.0: "柳林镇大马寨"}), (1.2, {20.0: "√"}), (1.2, names("茅家舜"))]
    rows = shape_of(table_on(page_of(lines)))
    assert (rows[-3], rows[-1]) == ("over", 1)


def test_a_single_name_beside_the_first_village_is_no_village() -> None:
    lines = [(2.0, beside("东李村：", "孔 云")), (2.4, BESIDE[0][1]), *BESIDE[1:]]
    assert shape_of(table_on(page_of(lines))) == ["over", 1, *BESIDE_SHAPE]


def test_a_single_name_with_a_note_beside_its_village_is_no_village() -> None:
    lines = [(2.0, beside("东李村：", "孔云（女）")), (2.4, BESIDE[0][1]), *BESIDE[1:]]
    assert shape_of(table_on(page_of(lines, width=50))) == ["over", 1, *BESIDE_SHAPE]


def test_a_township_over_the_middle_of_its_names_is_a_heading_though_a_village_stands_under_it_at_the_left() -> None:
    township = [(2.4, {13.0: "沙窝乡"}), (1.6, LIST[0][1]), *LIST[1:3]]
    lines = [*TWICE, *township, *township]
    assert shape_of(table_on(page_of(lines))) == [*SHAPE * 2, *["over", "over", 5, 3] * 2]


@pytest.mark.parametrize("side", [0, -1])
def test_the_edge_of_the_paper_beside_names_is_no_column_of_theirs(side: int) -> None:
    pixels = page_of([(down, {8.0 + x: word for x, word in words.items()}) for down, words in TWICE], width=52)
    for y in range(SIZE, len(pixels) - SIZE, round(1.3 * SIZE)):
        wide = SIZE + y % 17
        edge = (
            pixels[y : y + SIZE + 4, SIZE : SIZE + wide] if not side else pixels[y : y + SIZE + 4, -wide - SIZE : -SIZE]
        )
        edge[:] = 70
    found = found_on(pixels)
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == 5
    assert shape_of(found.tables[0]) == SHAPE * 2


def test_a_tick_through_a_name_beside_its_village_makes_no_heading_of_its_row() -> None:
    pixels = page_of([*BESIDE, (2.4, beside("东李村：", "梅传财", "涂波胜")), (2.4, BESIDE[0][1]), *BESIDE[1:]])
    top = round((MARGIN + sum(down for down, _ in BESIDE) + 2.4) * SIZE)
    left = round((MARGIN + 17.5) * SIZE)
    cv2.line(pixels, (left, top - 8), (left + 12, top + 44), 60, 3)
    assert shape_of(table_on(pixels)) == [*BESIDE_SHAPE, "over", 2, *BESIDE_SHAPE]


def test_a_tick_beside_a_village_over_the_middle_of_its_names_leaves_it_a_heading() -> None:
    lines = centred(TWICE, 14.0)
    lines[9] = (2.4, lines[9][1] | {1.0: "√"})
    lines[12] = (2.4, lines[12][1] | {27.0: "丿"})
    table = table_on(page_of(lines))
    assert shape_of(table) == SHAPE * 2
