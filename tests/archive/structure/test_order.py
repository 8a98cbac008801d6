"""A line that somebody framed comes where the page reads it."""

from __future__ import annotations

import pytest

from archive.records import Box
from archive.structure.order import flow_of, place_among


def rows(*tops: int) -> list[Box]:
    return [Box(100, top, 800, 50) for top in tops]


def grid(*, columns: int, count: int) -> list[Box]:
    """Lines side by side, left before right, down the page."""
    return [Box(100 + 500 * (n % columns), 50 * (n // columns), 480, 50) for n in range(count)]


@pytest.mark.parametrize("missing", range(6))
def test_a_row_comes_between_the_rows_above_and_below_it(missing: int) -> None:
    lines = rows(0, 50, 100, 150, 200, 250)
    box = lines.pop(missing)
    assert place_among(box, lines) == missing


@pytest.mark.parametrize("missing", range(8))
def test_of_two_people_side_by_side_the_left_comes_first(missing: int) -> None:
    lines = grid(columns=2, count=8)
    box = lines.pop(missing)
    assert place_among(box, lines) == missing


@pytest.mark.parametrize("missing", range(6))
def test_columns_of_a_vertical_page_come_from_right_to_left(missing: int) -> None:
    lines = [Box(900 - 100 * n, 100, 90, 700) for n in range(6)]
    box = lines.pop(missing)
    assert place_among(box, lines) == missing


@pytest.mark.parametrize("missing", range(12))
def test_one_half_of_a_spread_comes_whole_before_the_other(missing: int) -> None:
    lines = [*(Box(0, 50 * n, 400, 50) for n in range(6)), *(Box(500, 50 * n, 400, 50) for n in range(6))]
    box = lines.pop(missing)
    assert place_among(box, lines) == missing


def test_beside_a_single_line_the_flow_of_the_page_tells() -> None:
    one = [Box(100, 100, 800, 50)]
    assert place_among(Box(100, 0, 800, 50), one) == 0
    assert place_among(Box(100, 160, 800, 50), one) == 1
    column = [Box(500, 100, 50, 800)]
    flow = flow_of(0, runs_down=True)
    assert place_among(Box(600, 100, 50, 800), column, flow) == 0
    assert place_among(Box(400, 100, 50, 800), column, flow) == 1


def test_a_page_without_lines_begins_with_it() -> None:
    assert place_among(Box(0, 0, 10, 10), []) == 0


def test_a_page_that_lies_on_its_side_reads_along_its_side() -> None:
    # One turn counter-clockwise makes it upright: what goes down then goes to the left in the file.
    assert flow_of(1, runs_down=False) == (-1.0, 0.0)
    assert flow_of(2, runs_down=False) == (0.0, -1.0)
    assert flow_of(3, runs_down=False) == (1.0, 0.0)
