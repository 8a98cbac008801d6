"""Tables without rules: rows, columns, cells of several lines and headings are told by where print stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.layout import aligned
from ingest.layout.aligned import BORDERLESS
from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import PrintRow
from ingest.layout.printlines import find_print_lines
from ingest.rectify.flatpage import flatten_page
from ingest.rectify.lit import Lit
from ingest.rectify.segments import find_marks, find_segments
from tests.ingest.paper import SIZE, bent
from tests.ingest.unruled_page import Line, found_on, page_of, shape_of, table_on
from tests.rendering.damage.geometry import lie
from tests.rendering.dice import Dice
from tests.rendering.strengths import STRENGTHS

HEADINGS: Line = {0.0: "姓名", 5.0: "性别", 9.5: "籍贯", 18.0: "部别", 27.0: "牺牲时间"}
PEOPLE: list[Line] = [
    {0.0: "王德胜", 5.5: "男", 8.0: "沙窝乡东李村", 16.0: "渤海军区特务团", 27.0: "1947年"},
    {0.0: "张玉山", 5.5: "男", 8.0: "柳林镇西赵庄", 16.0: "县大队", 27.0: "1946年3月"},
    {0.0: "刘长河", 5.5: "男", 8.0: "柳林镇北周家", 16.0: "渤海军区特务团", 27.0: "1948年"},
    {0.0: "陈桂兰", 5.5: "女", 8.0: "沙窝乡", 16.0: "县大队", 27.0: "1945年12月"},
    {0.0: "孙立成", 5.5: "男", 8.0: "柳林镇前杨庄", 16.0: "独立营", 27.0: "1948年"},
    {0.0: "周文田", 5.5: "男", 8.0: "柳林镇小高村", 16.0: "渤海军区特务团", 27.0: "1940年"},
]
ROSTER: list[tuple[float, Line]] = [(0.0, HEADINGS), *((1.8, person) for person in PEOPLE)]
PLAIN = [[1] * 5] * 7


def test_each_line_is_a_row_and_each_word_stands_in_its_column() -> None:
    found = found_on(page_of(ROSTER))
    assert found is not None
    assert found.kind == BORDERLESS
    assert shape_of(found.tables[0]) == PLAIN


def test_names_and_one_thing_more_of_each_person_are_a_table_of_two_columns() -> None:
    pairs: list[tuple[float, Line]] = [(1.8, {0.0: line[0.0], 8.0: line[8.0]}) for line in PEOPLE]
    assert shape_of(table_on(page_of([(0.0, {0.0: "姓名", 8.0: "籍贯"}), *pairs]))) == [[1, 1]] * 7
    spaced: list[tuple[float, Line]] = [(0.0, {3.0: "沙窝乡(6人)"}), *((d, w | {0.0: "王 胜"}) for d, w in pairs[:2])]
    assert shape_of(table_on(page_of([*pairs, *spaced, *pairs[:4]])))[-4:] == [[1, 1]] * 4


def test_text_in_two_columns_is_no_table_of_two() -> None:
    text = "王德胜惠民县沙窝乡东李村人一九二〇年生"
    assert found_on(page_of([(1.4, {0.0: text, 21.0: text})] * 12)) is None


def test_a_cell_holds_the_place_where_its_word_was_printed() -> None:
    table = table_on(page_of(ROSTER))
    sex = next(cell for cell in table.cells if (cell.span.row, cell.span.column) == (2, 1))
    ink = table.flat.to_page(np.array([[sex.lines[0].left, sex.lines[0].top]], float))[0] / SIZE
    assert ink == pytest.approx([3 + 5.5, 3 + 2 * 1.8], abs=0.25)


def test_print_at_an_open_side_is_followed_to_its_end() -> None:
    # On slanted paper the end of a line may have been taken for another line's.
    flat = flatten_page(Lit(page_of([(0.0, HEADINGS), (1.8, {0.0: "王德胜", 27.0: "攻城作战牺牲"})])))
    assert flat is not None
    ink, _ = find_marks(flat.pixels, flat.character)
    line = find_print_lines(find_segments(ink, flat.character), flat.character)[1]
    end = line.segments[-1]
    cut_off = replace(end, right=end.left + round(2.1 * flat.character))
    sheet = aligned._Sheet(
        flat, [(0.0, cut_off.left - flat.character), (cut_off.left - flat.character, 1e4)], lies=False
    )
    (found,) = sheet.table([PrintRow((PlacedLine(line, {1: cut_off}, 0),))]).cells[1].lines
    assert found.right == pytest.approx(end.right, abs=2)


@pytest.mark.parametrize(("first", "columns"), [("男", 4), ("刘周孙马郑韩", 3)], ids=["a sex", "a surname"])
def test_the_same_character_close_before_all_print_of_a_column_is_one_of_its_own(first: str, columns: int) -> None:
    lines = [
        (1.8, {0.0: f"{n + 1}", 3.0: first[n % len(first)], 4.6: born, 12.0: "惠民县沙窝乡东李村"})
        for n, born in enumerate(["一九二〇年", "一九一九年十月", "一九二二年", "一九二四年三月"] * 4)
    ]
    assert table_on(page_of(lines)).columns == columns


@pytest.mark.parametrize(("white", "columns"), [(0.75, 4), (0.1, 3)])
def test_white_that_is_wider_than_any_in_words_parts_columns_of_long_print(white: float, columns: int) -> None:
    places = ["惠民县东李家庄", "惠民县北张家口", "惠民县前杨家集", "惠民县西赵家庄"] * 4
    lines = [(1.8, {0.0: "王德胜", 5.0: place, 12.0 + white: "中共党员", 20.0: "渤海军区"}) for place in places]
    assert table_on(page_of(lines)).columns == columns


def test_the_leaves_of_an_open_book_are_two_tables_although_their_rows_stand_otherwise() -> None:
    lines: list[tuple[float, Line]] = []
    for n, words in enumerate(PEOPLE * 2):
        right = {41.0 + x: word for x, word in words.items()}
        lines += [(1.8, words), (0.7, right)] if n < 10 else [(2.5, words)]
    found = found_on(page_of(lines, width=74.0))
    assert found is not None
    assert [(table.rows, table.columns) for table in found.tables] == [(12, 5), (10, 5)]


def test_a_blank_cell_is_kept_in_its_place() -> None:
    lines = [*ROSTER[:3], (1.8, {x: word for x, word in PEOPLE[2].items() if x != 16.0}), *ROSTER[4:]]
    assert shape_of(table_on(page_of(lines)))[3] == [1, 1, 1, 0, 1]


def test_a_piece_of_a_seal_between_two_columns_does_not_make_one_of_them() -> None:
    close: list[tuple[float, Line]] = [(0.0, {0.0: "姓名", 5.5: "性", 7.8: "出生", 13.0: "籍贯", 27.0: "牺牲时间"})]
    people: list[Line] = [{0.0: p[0.0], 5.5: "男", 7.8: "一九二〇", 13.0: p[8.0], 27.0: p[27.0]} for p in PEOPLE * 2]
    close += [(1.8, person) for person in people]
    close[5] = (1.8, {**people[4], 6.7: "口"})
    table = table_on(page_of(close))
    assert table.columns == 5


def test_the_edge_of_the_paper_beside_the_print_makes_no_column_and_stands_in_no_cell() -> None:
    page = page_of(ROSTER * 2)
    for top in range(60, page.shape[0] - 60, 37):
        page[top : top + 25, -52:-44] = 90
    table = table_on(page)
    assert table.columns == 5
    assert all(cell.right < page.shape[1] - 60 for cell in table.cells if cell.lines)


def test_a_seal_in_the_white_between_names_and_long_print_does_not_join_them() -> None:
    close: list[Line] = [{0.0: p[0.0], 4.2: p[16.0], 16.0: p[8.0], 27.0: p[27.0]} for p in PEOPLE * 4]
    for number in (5, 6):
        close[number] |= {3.1: "口"}
    assert table_on(page_of([(1.8, line) for line in close])).columns == 4


def test_names_of_two_characters_set_with_air_are_not_parted_however_many() -> None:
    airy: list[Line] = [{0.0: "王 胜", 5.0: "男", 8.0: p[8.0], 16.0: p[16.0]} for p in PEOPLE * 4]
    airy[5] |= {0.0: "张玉山"}
    assert table_on(page_of([(1.8, line) for line in airy])).columns == 4


def test_print_that_crosses_the_white_of_a_column_which_few_lines_fill_is_one() -> None:
    few: list[Line] = [{0.0: p[0.0], 5.0: "男", 8.0: p[8.0], 16.0: p[16.0]} for p in PEOPLE * 4]
    few[0] |= {30.0: "备注"}
    few[3] |= {26.0: "证书遗失后"}
    few[8] |= {26.0: "迁葬"}
    assert table_on(page_of([(1.8, line) for line in few])).columns == 5


def test_a_next_line_too_faint_to_tell_rows_by_is_found_below_its_cell_where_cells_have_such() -> None:
    faint = page_of([*ROSTER[:2], (1.12, {8.0: "前村"}), *ROSTER[2:], *ROSTER[1:]])
    drawn = page_of([(0.0, {}), *((d, {}) for d, _ in ROSTER[1:5]), (1.12, {8.0: "后村"})], ink=205)
    height = drawn.shape[0]
    faint[:height] = np.minimum(faint[:height], drawn[:, : faint.shape[1]])
    shape = shape_of(table_on(faint))
    assert shape[1] == [1, 1, 2, 1, 1]


def test_lines_that_break_in_several_cells_belong_to_the_row_above() -> None:
    broken: Line = {8.0: "子", 16.0: "二营"}
    rest: Line = {8.0: "村"}
    lines = [*ROSTER[:2], (1.12, broken), *ROSTER[2:4], (1.12, rest), *ROSTER[4:]]
    shape = shape_of(table_on(page_of(lines)))
    assert len(shape) == len(ROSTER)
    assert shape[1] == [1, 1, 2, 2, 1]
    assert shape[3] == [1, 1, 2, 1, 1]


def test_no_person_is_taken_for_the_second_line_of_the_one_above() -> None:
    alike: Line = {0.0: "赵连生", 5.5: "男", 8.0: "柳林镇后马寨", 16.0: "渤海军区特务团", 27.0: "1947年3月"}
    close = [(0.0, HEADINGS), *((1.62, alike) for _ in range(9))]
    assert shape_of(table_on(page_of(close))) == [[1] * 5] * 10


def test_headings_may_break_wherever_it_looks_well() -> None:
    split: Line = HEADINGS | {5.5: "性"}
    del split[5.0]
    lines = [(0.0, split), (1.12, {5.5: "别"}), *ROSTER[1:]]
    shape = shape_of(table_on(page_of(lines)))
    assert shape[0] == [1, 2, 1, 1, 1]
    assert len(shape) == len(ROSTER)


@pytest.mark.parametrize("heading", ["沙窝乡", "沙窝乡 3人"])
def test_a_heading_over_a_group_spans_the_columns(heading: str) -> None:
    lines = [*ROSTER[:3], (1.8, {14.0: heading}), *ROSTER[3:]]
    table = table_on(page_of(lines))
    (span,) = [cell.span for cell in table.cells if cell.span.row == 3]
    assert (span.column, span.columns) == (0, 5)


def test_words_of_an_even_number_of_characters_are_not_cut_through_their_middle() -> None:
    words = ["党员", "群众", "中共党员", "团员", "共产党员", "党员"]
    centred = [(1.8, p | {34.0 + (4 - len(w)) / 2: w}) for p, w in zip(PEOPLE, words, strict=True)]
    lines = [(0.0, HEADINGS | {34.5: "党团员"}), *centred]
    assert table_on(page_of(lines)).columns == 6


def test_a_title_and_a_page_number_stand_outside() -> None:
    lines = [(0.0, {12.0: "烈士英名录"}), (2.5, HEADINGS), *ROSTER[1:], (5.0, {16.0: "12"})]
    table = table_on(page_of(lines))
    assert shape_of(table) == PLAIN


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_page_that_was_bent_and_slanted_reads_the_same(seed: int) -> None:
    pixels = page_of([*ROSTER, *ROSTER[1:], *ROSTER[1:]])
    height, width = pixels.shape
    worn = bent(pixels, lie(Dice.of("bent", seed), STRENGTHS["heavy"], (width, height)))
    assert shape_of(table_on(worn)) == [[1] * 5] * 19


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(2.0, {10.0: "烈士英名录"})],
        [(1.6, {0.0: "王德胜沙窝乡东李村人一九四〇年参加革命"})] * 12,
        [(1.6, {0.0: "王德胜沙窝乡东李村人一九四〇", 18.0: "张玉山柳林镇西赵庄人一九四一"})] * 12,
    ],
    ids=["blank", "title", "prose", "prose in two columns"],
)
def test_what_is_no_table_is_left_to_others(lines: list[tuple[float, Line]]) -> None:
    assert found_on(page_of(lines)) is None
