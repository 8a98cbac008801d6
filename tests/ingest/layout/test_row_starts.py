"""Rows begin where no line that follows near has print: in the serial or name, with white above."""

from __future__ import annotations

from ingest.layout.columns import PlacedLine
from ingest.layout.printlines import PrintLine
from ingest.layout.row_starts import find_row_starts
from ingest.rectify.segments import Segment

CHARACTER = 30.0


def line(middle: float, *columns: int, high: int = 28) -> PlacedLine:
    """Print in the given columns."""
    top, bottom = round(middle - high / 2), round(middle + high / 2)
    cells = {c: Segment(200 * c, top, 200 * c + 90, bottom) for c in columns}
    return PlacedLine(PrintLine(middle, tuple(cells.values())), cells, 0)


def two_lines_each(*rest: int) -> list[PlacedLine]:
    """Rows of four columns, those in `rest` with a second line."""
    return [each for n in range(6) for each in (line(90.0 * n, 0, 1, 2, 3), line(90.0 * n + 36, *rest))]


def test_rows_begin_in_serials_and_names_and_farther_from_the_line_before_than_lines_of_a_cell() -> None:
    found = find_row_starts(two_lines_each(2, 3), frozenset({0, 1, 2}), CHARACTER)
    assert found.columns == {0, 1}
    assert 36 < found.near < 54


def test_a_column_whose_cells_have_several_lines_is_none_in_which_rows_begin() -> None:
    assert find_row_starts(two_lines_each(1, 2), frozenset({0, 1, 2}), CHARACTER).columns == {0}
    assert find_row_starts(two_lines_each(0, 2), frozenset({0, 1, 2}), CHARACTER).columns == {1}


def test_a_near_line_is_ruled_out_as_a_row_unless_it_has_print_where_rows_begin() -> None:
    found = find_row_starts(two_lines_each(2, 3), frozenset({0, 1}), CHARACTER)
    assert found.rules_out(line(0.0, 2), 36)
    assert not found.rules_out(line(0.0, 2), 90)
    assert not found.rules_out(line(0.0, 1, 2), 36)


def test_a_speck_or_a_piece_of_a_seal_begins_no_row_but_the_serial_one_does() -> None:
    found = find_row_starts(two_lines_each(2), frozenset({0, 1}), CHARACTER)
    assert found.of(line(0.0, 0, high=19)) == frozenset()
    assert found.of(line(0.0, 0, high=4)) == {0}


def test_of_too_few_lines_nothing_is_told() -> None:
    assert find_row_starts([line(0.0, 0, 1), line(60.0, 0, 1)], frozenset({0, 1}), CHARACTER).near == 0
