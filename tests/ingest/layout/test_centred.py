"""Cells of several lines that stand about the middle of their row are part of it."""

from __future__ import annotations

from ingest.layout.centred import with_centred_cells
from ingest.layout.columns import PlacedLine
from tests.ingest.layout.test_unruled_rows import CHARACTER, FULL, line


def columns_of(lines: list[PlacedLine]) -> list[list[int]]:
    """The columns of each line."""
    return [sorted(one.cells) for one in lines]


def test_lines_half_a_line_over_and_under_a_row_are_its_own() -> None:
    over, row, under = line(282.0, 2), line(300.0, 0, 1, 3), line(318.0, 2, width=30)
    found = with_centred_cells([*FULL, over, row, under, line(360.0, 0, 1, 2, 3)], CHARACTER)
    assert columns_of(found) == [[0, 1, 2, 3]] * 7
    assert (found[5].cells[2].top, found[5].cells[2].bottom) == (267, 333)


def test_lines_of_two_such_cells_may_be_a_little_out_of_level() -> None:
    own = [line(280.0, 1), line(283.0, 2), line(300.0, 0, 3), line(317.0, 2), line(319.0, 1)]
    assert columns_of(with_centred_cells([*FULL, *own], CHARACTER))[5:] == [[1], [2], [0, 3], [2], [1]]
    own[2] = line(300.0, 0, 3, 4)
    assert columns_of(with_centred_cells([*FULL, *own], CHARACTER))[5:] == [[0, 1, 2, 3, 4]]


def test_the_four_lines_of_a_cell_about_a_row_are_its_own() -> None:
    own = [line(247.0, 2), line(282.0, 2), line(300.0, 0, 1, 3), line(318.0, 2), line(353.0, 2)]
    found = with_centred_cells([*FULL[:4], *own], CHARACTER)
    assert columns_of(found) == [[0, 1, 2, 3]] * 5
    assert (found[4].cells[2].top, found[4].cells[2].bottom) == (232, 368)


def test_the_three_lines_of_a_cell_about_a_row_are_its_own_where_the_row_before_is_far() -> None:
    own = [line(0.0, 0, 1, 2, 3), line(90.0, 2), line(125.0, 0, 1, 2, 3), line(160.0, 2)]
    assert columns_of(with_centred_cells(own, CHARACTER)) == [[0, 1, 2, 3]] * 2
    near = [line(0.0, 0, 1, 2, 3), line(35.0, 2), line(70.0, 0, 1, 2, 3), line(105.0, 2)]
    assert with_centred_cells(near, CHARACTER) == near


def test_a_mark_on_one_side_and_rows_of_the_usual_distance_stay_as_they_are() -> None:
    mark = line(282.0, 2)
    lines = [*FULL, mark, line(300.0, 0, 1, 3)]
    assert with_centred_cells(lines, CHARACTER) == lines
