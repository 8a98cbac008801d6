"""How far the ink of rules reaches, and that of double ones, which lie on both sides of their place."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from ingest.layout.grid import find_spans
from ingest.layout.seen_rules import rule_extents
from tests.ingest.paper import ROSTER, Drawn, Ruling, erased, ruled, stroke


def two_lines_for(drawn: Drawn, upright: int) -> Drawn:
    """The drawing with an upright within it printed as two lines, 5 pixels to either side of its place."""
    x, top, bottom = drawn.xs[upright], drawn.ys[0] + 3, drawn.ys[-1] - 3
    pixels = erased(drawn.pixels, x - 3, top, x + 4, bottom)
    for off in (-5, 5):
        stroke(pixels, (x + off, top), (x + off, bottom), 2)
    return replace(drawn, pixels=pixels)


def test_the_ink_of_a_rule_reaches_as_far_as_it_was_drawn() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(thin=2, frame=10))
    across, down = rule_extents(drawn.flat())
    for extents in (across, down):
        assert extents[1:-1] == pytest.approx(np.ones((len(extents) - 2, 2)), abs=1)
        assert extents[[0, -1]] == pytest.approx(np.full((2, 2), 5.0), abs=1)


def test_both_lines_of_a_double_frame_belong_to_it() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(thin=2, frame=2, double=True))
    across, down = rule_extents(drawn.flat())
    for extents in (across, down):
        assert 7 <= extents[0, 0] <= 9
        assert 6 <= extents[-1, 1] <= 9
        assert extents[0, 1] <= 2
        assert extents[-1, 0] <= 2


def test_print_near_a_rule_does_not_make_it_thicker() -> None:
    drawn = ruled(ROSTER, row=1.15)
    across, _ = rule_extents(drawn.flat())
    assert across.max() <= 3


def test_dense_print_near_a_pale_rule_is_not_taken_for_a_part_of_it() -> None:
    drawn = ruled("\n".join(["| 国国国 | 国国国 | 国国国 |"] * 4), row=1.5, column=3.1)
    for y in drawn.ys[1:-1]:
        stroke(drawn.pixels, (drawn.xs[0], y), (drawn.xs[-1], y), 2, ink=225)
    across, _ = rule_extents(drawn.flat())
    assert across[1:-1].max() <= 3


def test_print_that_begins_close_to_a_rule_all_down_a_column_is_no_part_of_the_rule() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(thin=2))
    pixels = drawn.pixels.copy()
    left = round(drawn.xs[2])
    for top, bottom in itertools.pairwise(drawn.ys):
        stroke(pixels, (left + 11, top + 6), (left + 11, top + 6 + 0.45 * (bottom - top)), 8)
    _, down = rule_extents(replace(drawn, pixels=pixels).flat())
    assert down[2, 1] <= 2


def test_an_upright_printed_double_parts_the_cells_on_both_its_sides() -> None:
    drawn = two_lines_for(ruled(ROSTER), 2)
    assert find_spans(drawn.flat()) == drawn.spans
    _, down = rule_extents(drawn.flat())
    assert down[2] == pytest.approx([6, 6], abs=1.5)
