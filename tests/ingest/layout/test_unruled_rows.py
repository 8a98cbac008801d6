"""Lines of print become rows of a table, whatever a seal leaves between them."""

from __future__ import annotations

from ingest.layout.columns import PlacedLine
from ingest.layout.printlines import PrintLine
from ingest.layout.unruled_rows import find_rows
from ingest.rectify.segments import Segment

CHARACTER = 30.0
LEFTS = (0, 200, 400, 600, 800)


def line(middle: float, *columns: int, width: int = 90, shift: int = 0, high: int = 30) -> PlacedLine:
    """Print of three characters in the given columns."""
    top, bottom = round(middle - high / 2), round(middle + high / 2)
    cells = {c: Segment(LEFTS[c] + shift, top, LEFTS[c] + shift + width, bottom) for c in columns}
    return PlacedLine(PrintLine(middle, tuple(cells.values())), cells, 0)


def placed(middle: float, cells: dict[int, Segment]) -> PlacedLine:
    """A line with print in the given places, however high it is taken to stand."""
    return PlacedLine(PrintLine(middle, tuple(cells.values())), cells, 0)


def shape(*lines: PlacedLine) -> list[tuple[int, bool]]:
    """For each row, how many lines it holds and whether it is stray marks."""
    return [(len(row.lines), row.stray) for row in find_rows(lines, 4, CHARACTER)]


FULL = [line(60.0 * n, 0, 1, 2, 3) for n in range(5)]


def test_each_full_line_is_a_row() -> None:
    assert shape(*FULL) == [(1, False)] * 5


def test_a_mark_between_two_lines_is_no_row() -> None:
    mark = line(75.0, 3, width=25, shift=80)
    assert shape(*FULL[:2], mark, *FULL[2:]) == [(1, False), (1, False), (1, True), (1, False), (1, False), (1, False)]


def test_a_cell_goes_on_below_a_mark() -> None:
    mark, rest = line(75.0, 0, width=20, shift=110), line(96.0, 2, width=30)
    assert shape(*FULL[:2], mark, rest, *FULL[2:])[1:3] == [(2, False), (1, True)]


def test_a_piece_of_a_seal_beside_the_rest_of_a_cell_does_not_part_it_from_its_row() -> None:
    rest = line(96.0, 2, width=30)
    beside = PlacedLine(rest.line, {**rest.cells, 3: Segment(670, 84, 700, 110)}, 0)
    assert shape(*FULL[:2], beside, *FULL[2:])[1:3] == [(2, False), (1, True)]


def test_nor_does_one_beside_or_below_a_name_if_it_is_narrower() -> None:
    rest = line(96.0, 2, width=30)
    for left, wide, parted in ((100, 30, True), (60, 30, True), (60, 90, False)):
        beside = PlacedLine(rest.line, {**rest.cells, 0: Segment(left, 84, left + wide, 110)}, 0)
        assert (shape(*FULL[:2], beside, *FULL[2:])[1:3] == [(2, False), (1, True)]) is parted


def test_a_line_with_a_serial_is_the_next_person_and_never_the_rest_of_the_one_above_however_close() -> None:
    heading = line(0.0, 0, 1, 2, 3, width=150)
    people = [line(38.0 * n, 1, 2, 3, width=110) for n in range(1, 6)]
    numbered = [PlacedLine(p.line, {**p.cells, 0: Segment(40, 0, 60, 30)}, 0) for p in people]
    assert shape(heading, *numbered) == [(1, False)] * 6


def test_a_table_goes_on_after_a_mark_below_its_last_full_line() -> None:
    mark, sparse = line(255.0, 3, width=25, shift=80), line(300.0, 0, 2)
    assert shape(*FULL, mark, sparse) == [*[(1, False)] * 5, (1, True), (1, False)]


def test_a_title_of_larger_print_is_no_row_though_its_words_fill_columns() -> None:
    title = line(-90.0, 1, 2, 3, high=46)
    assert shape(title, *FULL) == [(1, False)] * 5


def test_headings_of_slightly_larger_print_are_the_first_row() -> None:
    headings = line(-60.0, 0, 1, 2, 3, high=36)
    assert shape(headings, *FULL) == [(1, False)] * 6


def test_running_text_whose_white_falls_together_in_a_few_lines_is_no_table() -> None:
    full = [line(60.0 * n, 0, 1, 2, 3) for n in range(0, 20, 3)]
    across = [PlacedLine(one.line, one.cells, 2) for one in (line(60.0 * n, 0, 1, 2, 3) for n in range(20) if n % 3)]
    assert shape(*sorted([*full, *across], key=lambda one: one.line.middle)) == []
    headings = [PlacedLine(one.line, one.cells, 1) for one in (line(60.0 * n, 0, 1) for n in range(20) if n % 3 == 1)]
    assert shape(*sorted([*full, *headings], key=lambda one: one.line.middle)) != []


def test_a_heading_may_be_set_down_its_column_but_a_place_below_the_headings_is_none_of_them() -> None:
    headings, people = line(-110.0, 0, 1, 2, 3), [line(60.0 * n, 0, 1, 2, 3) for n in range(5)]
    for width, rows in ((30, [(2, False)]), (150, [(1, False), (1, False)])):
        assert shape(headings, line(-55.0, 2, width=width), *people) == [*rows, *[(1, False)] * 5]


def test_what_begins_no_row_and_follows_nearer_than_rows_do_goes_on_with_the_row_above_though_that_left_white() -> None:
    short = line(60.0, 0, 1, 2, 3, width=60)
    long = [line(60.0 * n, 0, 1, 2, 3, width=190) for n in range(8) if n != 1]
    rest = line(95.0, 2, width=60)
    assert shape(long[0], short, rest, *long[1:])[1:3] == [(2, False), (1, False)]


def test_nor_need_it_stand_below_the_print_above_where_that_faded_but_where_its_column_begins() -> None:
    faded = line(60.0, 0, 1, 2, 3, width=60, shift=80)
    rows = [line(60.0 * n, 0, 1, 2, 3, width=190) for n in range(8) if n != 1]
    assert shape(rows[0], faded, line(95.0, 2, 3, width=60), *rows[1:])[1:3] == [(2, False), (1, False)]


def test_a_piece_of_a_seal_over_a_name_moves_no_line_of_the_row_away_from_it() -> None:
    rows = [line(60.0 * n, 0, 1, 2, 3) for n in range(16)]
    sealed, rest = {**rows[3].cells, 0: Segment(0, 130, 90, 195)}, line(215.0, 1, 2).cells
    seal = {**rest, 0: Segment(60, 206, 90, 225)}
    lines = [placed(172.0, sealed), placed(217.0, seal)]
    assert shape(*rows[:3], *lines, *rows[4:])[3:5] == [(2, False), (1, True)]


def test_beside_a_large_piece_of_a_seal_what_follows_near_goes_on_with_its_row() -> None:
    rows = [line(60.0 * n, 0, 1, 2) for n in range(8)]
    rest = placed(215.0, {**line(215.0, 2).cells, 3: Segment(600, 200, 690, 230)})
    assert shape(*rows[:4], rest, *rows[4:])[3:5] == [(2, False), (1, True)]


def test_the_faded_start_of_one_cell_parts_no_line_from_its_row() -> None:
    rows = [line(60.0 * n, 0, 1, 2, 3, width=150) for n in range(8)]
    rest = placed(215.0, {**line(215.0, 1, 3).cells, 2: Segment(480, 200, 540, 230)})
    assert shape(*rows[:4], rest, *rows[4:])[3] == (2, False)


def test_nor_does_it_where_that_cell_alone_goes_on_if_it_is_wider_than_a_mark() -> None:
    rows = [line(60.0 * n, 0, 1, 2, 3, width=150) for n in range(8)]
    for right, joined in ((550, (2, False)), (510, (1, False))):
        rest = placed(215.0, {2: Segment(480, 200, right, 230)})
        assert shape(*rows[:4], rest, *rows[4:])[3] == joined


def test_a_cell_goes_on_below_its_middle_where_all_print_of_its_column_stands_about_one() -> None:
    wide = [90, 60, 150, 120, 90]
    rows = [
        placed(
            60.0 * n,
            {**line(60.0 * n, 0, 1, 3).cells, 2: Segment(500 - w // 2, 60 * n - 15, 500 + w // 2, 60 * n + 15)},
        )
        for n, w in enumerate(wide)
    ]
    rest = placed(156.0, {2: Segment(485, 141, 515, 171)})
    assert shape(*rows[:3], rest, *rows[3:])[2:4] == [(2, False), (1, False)]
