"""Rows of names of which a part stands off the rest."""

from __future__ import annotations

from ingest.layout.columns import PlacedLine
from ingest.layout.printlines import PrintLine
from ingest.layout.torn_rows import made_whole
from ingest.rectify.segments import Segment

CHARACTER = 20.0


def line_at(middle: float, *columns: int, wide: int = 60) -> PlacedLine:
    """A line of prints in the given columns, 120 apart."""
    cells = {n: Segment(100 + 120 * n, round(middle) - 10, 100 + 120 * n + wide, round(middle) + 10) for n in columns}
    return PlacedLine(PrintLine(middle, tuple(cells.values())), cells, 0)


FULL = [line_at(100.0, 0, 1, 2, 3), line_at(140.0, 0, 1, 2, 3)]


def rows_of(*more: PlacedLine) -> list[list[int]]:
    lines = sorted([*FULL, *more], key=lambda line: line.line.middle)
    return [sorted(line.cells) for line in made_whole(lines, 4, CHARACTER)]


def test_print_that_stands_a_little_off_the_row_in_which_it_is_missing_is_part_of_it() -> None:
    assert rows_of(line_at(180.0, 0, 1, 2), line_at(170.0, 3)) == [[0, 1, 2, 3]] * 3


def test_print_beside_a_row_that_lacks_none_there_or_farther_off_is_a_row_of_its_own() -> None:
    assert rows_of(line_at(180.0, 0, 1, 2, 3), line_at(170.0, 3)) == [[0, 1, 2, 3]] * 2 + [[3]] + [[0, 1, 2, 3]]
    assert rows_of(line_at(180.0, 0, 1, 2), line_at(210.0, 3)) == [[0, 1, 2, 3]] * 2 + [[0, 1, 2], [3]]


def test_marks_are_part_of_no_row() -> None:
    assert rows_of(line_at(180.0, 0, 1, 2), line_at(170.0, 3, wide=20)) == [[0, 1, 2, 3]] * 2 + [[3], [0, 1, 2]]
