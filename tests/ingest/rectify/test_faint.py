"""Rules fainter than the paper's grain are found in a straight table, and columns of print are none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.rectify.faint import with_faint_rules
from tests.ingest.paper import LONG_ROSTER, ROSTER, SIZE, Drawn, Grey, erased, ruled, stroke

LONG = ruled(LONG_ROSTER)
LINED_UP = "\n".join(["| 男川十 | 中一王 | 1947年1月 |"] * 20)
CHARACTER = 0.9 * SIZE


def without_inner_uprights(drawn: Drawn) -> Grey:
    pixels = drawn.pixels
    for x in drawn.xs[1:-1]:
        for top, bottom in zip(drawn.ys[:-1], drawn.ys[1:], strict=True):
            pixels = erased(pixels, x - 3, top + 2, x + 3, bottom - 2)
    return pixels


def with_grain(pixels: Grey, deviation: float = 6.0) -> Grey:
    noise = np.random.default_rng(3).normal(-10, deviation, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


def outer(places: NDArray[np.float64]) -> NDArray[np.float64]:
    return places[[0, -1]]


@pytest.mark.parametrize("contrast", [12, 15])
def test_uprights_below_the_grain_are_found(contrast: int) -> None:
    pixels = without_inner_uprights(LONG)
    for x in LONG.xs[1:-1]:
        stroke(pixels, (x, LONG.ys[0] + 2), (x, LONG.ys[-1] - 2), 2, ink=255 - contrast)
    xs, ys = with_faint_rules(with_grain(pixels), outer(LONG.xs), LONG.ys, CHARACTER)
    assert xs == pytest.approx(LONG.xs, abs=2)
    assert np.array_equal(ys, LONG.ys)


def test_one_faint_upright_among_known_ones_is_found_in_its_place() -> None:
    pixels = without_inner_uprights(LONG)
    stroke(pixels, (LONG.xs[3], LONG.ys[0] + 2), (LONG.xs[3], LONG.ys[-1] - 2), 2, ink=243)
    xs, _ = with_faint_rules(with_grain(pixels), np.delete(LONG.xs, 3), LONG.ys, CHARACTER)
    assert xs == pytest.approx(LONG.xs, abs=2)


@pytest.mark.parametrize(("drawing", "row"), [(LONG_ROSTER, 1.8), (LINED_UP, 1.15), (LINED_UP, 1.8)])
def test_print_that_lines_up_is_no_rule(drawing: str, row: float) -> None:
    drawn = ruled(drawing, row=row)
    xs, ys = with_faint_rules(with_grain(without_inner_uprights(drawn)), outer(drawn.xs), drawn.ys, CHARACTER)
    assert np.array_equal(xs, outer(drawn.xs))
    assert np.array_equal(ys, drawn.ys)


def test_an_upright_in_short_pieces_is_found_close_between_print() -> None:
    drawn = ruled("\n".join(["| 男川十 | 中一王 | 王二中 |"] * 12), column=3.3)
    pixels = without_inner_uprights(drawn)
    stroke(pixels, (drawn.xs[1], drawn.ys[0] + 2), (drawn.xs[1], drawn.ys[-1] - 2), 2, ink=200)
    xs, _ = with_faint_rules(with_grain(pixels), outer(drawn.xs), drawn.ys, CHARACTER)
    assert xs == pytest.approx(drawn.xs[[0, 1, 3]], abs=2)


def test_a_table_whose_rules_are_known_gets_no_more() -> None:
    drawn = ruled(ROSTER)
    xs, ys = with_faint_rules(with_grain(drawn.pixels), drawn.xs, drawn.ys, CHARACTER)
    assert np.array_equal(xs, drawn.xs)
    assert np.array_equal(ys, drawn.ys)


def test_strokes_that_reach_into_the_air_below_every_row_are_no_rule() -> None:
    drawn = ruled("\n".join(["| 王 | 中一王 | 1947年1月 |"] * 20))
    pixels = without_inner_uprights(drawn)
    x = round(float(drawn.xs[1])) + 60
    for top, bottom in zip(drawn.ys[:-1], drawn.ys[1:], strict=True):
        pixels[round(top + 0.35 * (bottom - top)) : round(bottom) - 5, x : x + 2] = 240
    xs, _ = with_faint_rules(with_grain(pixels), outer(drawn.xs), drawn.ys, CHARACTER)
    assert not any(abs(place - x) < 6 for place in xs)


def test_what_shines_through_a_table_of_uprights_alone_closes_no_row() -> None:
    drawn = ruled("\n".join(["| 男川十 |  |  |  |  |  |"] * 30))
    pixels = drawn.pixels
    for y in drawn.ys[1:-1]:
        for left, right in zip(drawn.xs[:-1], drawn.xs[1:], strict=True):
            pixels = erased(pixels, left + 3, y - 3, right - 3, y + 3)
    for y in (drawn.ys[9], drawn.ys[20]):
        stroke(pixels, (drawn.xs[0] + 2, y), (drawn.xs[-1] - 2, y), 2, ink=241)
    _, ys = with_faint_rules(with_grain(pixels), drawn.xs, outer(drawn.ys), CHARACTER)
    assert np.array_equal(ys, outer(drawn.ys))
