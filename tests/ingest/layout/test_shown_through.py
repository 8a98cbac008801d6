"""Rules of the other side of the leaf are none of the table, and pale ones of its own are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ingest.layout.shown_through import without_unseen
from tests.ingest.paper import LONG_ROSTER, ROSTER, Drawn, erased, ruled, stroke, without_rules_across

PLAIN = ruled(ROSTER)
THROUGH = 220
"""How dark a rule of the other side of the leaf is."""


def with_rule(drawn: Drawn, y: float, place: int) -> Drawn:
    """The drawing with a rule of the other side of the leaf across it, found at a place among its own."""
    pixels = drawn.pixels.copy()
    stroke(pixels, (drawn.xs[0], y), (drawn.xs[-1], y), 4, ink=THROUGH)
    return replace(drawn, pixels=np.minimum(pixels, drawn.pixels), ys=np.insert(drawn.ys, place, y))


def test_an_upright_that_shines_through_is_left_out_and_one_of_two_lines_stays() -> None:
    top, bottom = PLAIN.ys[0] + 3, PLAIN.ys[-1] - 3
    pixels = PLAIN.pixels
    for x in PLAIN.xs[2:4]:
        pixels = erased(pixels, x - 6, top, x + 7, bottom)
    drawn = replace(PLAIN, pixels=pixels)
    stroke(drawn.pixels, (drawn.xs[2], top), (drawn.xs[2], bottom), 2, ink=245)
    for x in (drawn.xs[3] - 7, drawn.xs[3] + 7):
        stroke(drawn.pixels, (x, top), (x, bottom), 2)
    assert np.array_equal(without_unseen(drawn.flat()).xs, np.delete(drawn.xs, 2))


def test_a_rule_across_that_shows_through_cuts_no_row() -> None:
    between = (PLAIN.ys[0] + PLAIN.ys[1]) / 2
    assert np.array_equal(without_unseen(with_rule(PLAIN, between, 1).flat()).ys, PLAIN.ys)


def test_a_piece_of_a_seal_that_would_part_many_lines_of_an_open_table_from_many_is_no_rule() -> None:
    drawn = ruled(LONG_ROSTER)
    found = np.insert(drawn.ys[[0, 1, -1]], 2, drawn.ys[11])
    open_table = replace(drawn, pixels=without_rules_across(drawn), ys=found)
    assert np.array_equal(without_unseen(open_table.flat()).ys, np.delete(found, 2))


def test_a_worn_rule_between_two_lines_stays() -> None:
    worn = replace(PLAIN, pixels=without_rules_across(PLAIN, kept=(0, 1, 2, 3, 5, 6, 7, 8)))
    assert np.array_equal(without_unseen(worn.flat()).ys, PLAIN.ys)


def test_a_frame_that_shows_through_beside_the_table_is_none_of_it() -> None:
    below = with_rule(PLAIN, PLAIN.ys[-1] + 30, len(PLAIN.ys))
    assert np.array_equal(without_unseen(below.flat()).ys, PLAIN.ys)


def test_a_pale_last_rule_under_a_line_of_print_stays() -> None:
    pixels = erased(PLAIN.pixels, PLAIN.xs[0] - 6, PLAIN.ys[-1] - 3, PLAIN.xs[-1] + 6, PLAIN.ys[-1] + 4)
    drawn = replace(PLAIN, pixels=pixels, ys=PLAIN.ys[:-1])
    assert np.array_equal(without_unseen(with_rule(drawn, PLAIN.ys[-1], len(drawn.ys)).flat()).ys, PLAIN.ys)


def test_rules_of_a_worn_table_stay_however_pale() -> None:
    pixels = PLAIN.pixels
    for y in PLAIN.ys[2:-2]:
        pixels = erased(pixels, PLAIN.xs[0] + 4, y - 3, PLAIN.xs[-1] - 4, y + 4)
        stroke(pixels, (PLAIN.xs[0], y), (PLAIN.xs[-1], y), 2, ink=THROUGH)
    assert np.array_equal(without_unseen(replace(PLAIN, pixels=pixels).flat()).ys, PLAIN.ys)
