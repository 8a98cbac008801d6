"""Dotted and dashed rules become solid ones, and nothing else does."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.layout.regions import find_regions
from ingest.rectify.components import connected
from ingest.rectify.dotted import may_run_on
from ingest.rectify.lit import Lit
from ingest.rectify.rules import pieces_across, rule_masks
from tests.ingest.paper import FACE, ROSTER, Ruling, blank, pixels_of, ruled, slanted, stroke
from tests.rendering.sheet import Face

DASHES = [(2, 4), (3, 9), (8, 6)]
"""Dots and dashes, and the white between them, in pixels; the print is 33 high."""


@pytest.mark.parametrize("dashes", DASHES)
def test_rules_of_dots_and_dashes_are_found_where_they_were_drawn(dashes: tuple[int, int]) -> None:
    drawn = ruled(ROSTER, ruling=Ruling(dashes=dashes))
    assert not rule_masks(drawn.pixels, 33)[0].any()
    across, down = rule_masks(Lit.drawn_through(drawn.pixels).pixels, 33)
    levels = sorted(np.median(piece.across) for piece in pieces_across(across, 20) if piece.length > 300)
    places = sorted(np.median(piece.across) for piece in pieces_across(np.ascontiguousarray(down.T), 20))
    assert levels == pytest.approx(list(drawn.ys), abs=1.5)
    assert sorted({round(place / 4) for place in places}) == pytest.approx([x / 4 for x in drawn.xs], abs=1)


@pytest.mark.parametrize("dashes", DASHES)
def test_a_leaning_table_of_dotted_rules_is_one_table(dashes: tuple[int, int]) -> None:
    page = slanted(ruled(ROSTER, ruling=Ruling(dashes=dashes)).pixels, 0.02, -0.02)
    assert not find_regions(Lit(page))
    assert len(find_regions(Lit.drawn_through(page))) == 1


def test_dotted_lines_between_rows_meet_solid_uprights() -> None:
    drawn = ruled(ROSTER)
    solid = np.where(rule_masks(drawn.pixels, 33)[0] > 0, 255, drawn.pixels).astype(np.uint8)
    for x in drawn.xs:
        stroke(solid, (x, drawn.ys[0]), (x, drawn.ys[-1]), 2)
    for y in drawn.ys:
        stroke(solid, (drawn.xs[0], y), (drawn.xs[-1], y), 2, dashes=(2, 6))
    across, _ = rule_masks(Lit.drawn_through(solid).pixels, 33)
    levels = [np.median(piece.across) for piece in pieces_across(across, 20) if piece.length > 300]
    assert len(levels) == len(drawn.ys)


@pytest.mark.parametrize("seed", range(12))
def test_counting_rectangles_passes_over_no_dots_that_run_on(seed: int) -> None:
    rng, apart, length = np.random.default_rng(seed), 15, 60
    mask = np.zeros((60, 160), np.uint8)
    for x, y in zip(rng.integers(0, 157, 10 + 3 * seed), rng.integers(0, 57, 10 + 3 * seed), strict=True):
        mask[y : y + rng.integers(1, 4), x : x + rng.integers(1, 4)] = 1
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, apart), np.uint8))
    runs_on = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)).any()
    assert may_run_on(connected(mask)[1][1:], 160, apart, length) or not runs_on


def test_a_few_dots_far_apart_need_not_be_joined_to_be_known_for_no_rule() -> None:
    dots = np.array([[20 + 30 * number, 40, 3, 3, 9] for number in range(12)])
    assert may_run_on(dots, 400, 31, 300)
    assert not may_run_on(dots, 400, 25, 300)
    assert not may_run_on(dots[:8], 400, 31, 300)


def test_a_page_of_solid_rules_stays_as_it_is() -> None:
    page = ruled(ROSTER).pixels
    assert Lit.drawn_through(page).pixels is page


@pytest.mark.parametrize("leader", ["……", "——", "··"])
def test_leaders_between_words_are_no_rules(leader: str) -> None:
    sheet, face = blank(1200, 700), Face(FACE, 36)
    for row in range(10):
        sheet.line("王德胜" + leader * 8 + "东李村", 60, 60 + 58 * row, face)
    page = pixels_of(sheet)
    assert Lit.drawn_through(page).pixels is page


def test_the_same_numeral_in_every_column_is_no_rule() -> None:
    page = ruled("\n".join(["| 一 | 一 | 一 | 一 | 一 | 一 | 一 | 一 | 一 | 一 |"] * 6), column=1.6).pixels
    assert Lit.drawn_through(page).pixels is page


def test_specks_are_no_rules() -> None:
    page = ruled(ROSTER).pixels
    rng = np.random.default_rng(3)
    for x, y in zip(rng.integers(0, 960, 2500), rng.integers(0, 660, 2500), strict=True):
        page[y : y + 3, x : x + 3] = 60
    assert Lit.drawn_through(page).pixels is page
