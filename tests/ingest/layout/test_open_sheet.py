"""A table whose rules across alone are printed, and no frame, has its rows and columns all the same."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.kinds import find_layout
from ingest.layout.open_sheet import find_table
from ingest.layout.paper import PaperTable
from ingest.pages import PageImage
from ingest.readers.ppocr import PpOcr
from ingest.rectify.lit import Lit
from ingest.rectify.upright import upright
from tests.ingest.paper import (
    LONG_ROSTER,
    WRAPPED_ROSTER,
    Drawn,
    Grey,
    Ruling,
    erased,
    line_of,
    ruled,
    stroke,
    without_uprights,
)

TEXT = "\n".join(["| 一九四六年参加革命作战勇敢屡立战功光荣牺牲于济南 |" + " < |" * 5] * 8)
OPEN = Ruling(open_sides=True)
LONG = ruled(LONG_ROSTER, ruling=OPEN, column=5.4)


def table_of(pixels: Grey) -> PaperTable:
    table = find_table(Lit(pixels))
    assert table is not None
    return table


def assert_is_whole(table: PaperTable) -> None:
    assert (table.rows, table.columns) == (len(LONG.ys) - 1, len(LONG.xs) - 1)
    assert all(len(cell.lines) == 1 for cell in table.cells)


def test_every_field_has_a_cell_of_its_own() -> None:
    assert_is_whole(table_of(without_uprights(LONG)))


def test_a_rule_that_is_worn_off_does_not_make_one_person_of_two() -> None:
    pixels = erased(without_uprights(LONG), 0, LONG.ys[4] - 3, LONG.pixels.shape[1], LONG.ys[4] + 3)
    assert_is_whole(table_of(pixels))


def test_rules_may_be_broken_and_end_before_their_table_does() -> None:
    pixels = without_uprights(LONG)
    for number, y in enumerate(LONG.ys):
        gap, end = LONG.xs[0] + 90 * (number % 6), (LONG.xs[0], LONG.xs[-1])[number % 2]
        pixels = erased(pixels, gap, y - 3, gap + 120, y + 3)
        pixels = erased(pixels, end - 60, y - 3, end + 60, y + 3)
    assert_is_whole(table_of(pixels))


@pytest.mark.parametrize("rule", [3, -1], ids=["within", "at the foot"])
def test_half_of_a_rule_parts_people_whose_cells_have_several_lines(rule: int) -> None:
    drawn = ruled(WRAPPED_ROSTER, ruling=OPEN, row=2.6, column=6.2)
    y = drawn.ys[rule]
    pixels = erased(without_uprights(drawn), 0, y - 3, (drawn.xs[0] + drawn.xs[-1]) / 2, y + 3)
    assert table_of(pixels).rows == len(drawn.ys) - 1


def test_the_edges_of_the_paper_are_no_rules() -> None:
    pixels = np.pad(without_uprights(LONG), ((140, 140), (500, 500)), constant_values=255)
    for y in (40, pixels.shape[0] - 40):
        stroke(pixels, (10, y), (pixels.shape[1] - 10, y), 2)
    assert_is_whole(table_of(pixels))


@pytest.mark.parametrize("drawn", [LONG, ruled(WRAPPED_ROSTER, ruling=OPEN, row=2.6, column=6.2)], ids=["", "wrapped"])
def test_headings_and_the_last_people_are_of_a_table_that_has_no_rule_beyond_them(drawn: Drawn) -> None:
    pixels = without_uprights(drawn)
    for y in drawn.ys[[0, -1]]:
        pixels = erased(pixels, 0, y - 3, pixels.shape[1], y + 3)
    assert table_of(pixels).rows == len(drawn.ys) - 1


def test_a_title_and_the_number_of_the_page_are_no_rows() -> None:
    width = round(LONG.xs[-1] - LONG.xs[0])
    over, under = (line_of(text, air=1.0) for text in ("烈　士　英　名　录", "— 32 —"))
    pixels = np.pad(without_uprights(LONG), ((60, 60), (0, 0)), constant_values=255)
    for print_, y in ((over, LONG.ys[0] - 10), (under, LONG.ys[-1] + 80)):
        left = round(LONG.xs[0]) + (width - print_.shape[1]) // 2
        place = np.s_[round(y) : round(y) + print_.shape[0], left : left + print_.shape[1]]
        pixels[place] = np.minimum(pixels[place], print_)
    assert_is_whole(table_of(pixels))


def test_cells_of_several_lines_stay_in_one_row() -> None:
    drawn = ruled(WRAPPED_ROSTER, ruling=OPEN, row=2.6, column=6.2)
    table = table_of(without_uprights(drawn))
    assert (table.rows, table.columns) == (len(drawn.ys) - 1, len(drawn.xs) - 1)


def test_ruled_lines_of_text_are_no_table() -> None:
    assert find_table(Lit(without_uprights(ruled(TEXT, ruling=OPEN)))) is None


@pytest.mark.parametrize("turns", range(4))
def test_a_page_that_lies_or_stands_on_its_head_is_turned_back(turns: int) -> None:
    page = PageImage(1, np.ascontiguousarray(np.rot90(without_uprights(LONG), turns)))
    found, _ = find_layout(upright(page), PpOcr(1))
    assert (found.kind, found.quarter_turns) == ("ruled", -turns % 4)
    assert_is_whole(found.tables[0])
