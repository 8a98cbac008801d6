"""Dotted and dashed rules become solid ones, and nothing else does."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from ingest.layout.regions import find_regions
from ingest.rectify.flatten import flatten
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


@pytest.mark.parametrize("dashes", [(2, 4), (18, 14)])
def test_a_table_of_dots_or_long_dashes_is_one_table_though_its_paper_curls(dashes: tuple[int, int]) -> None:
    drawn = ruled(ROSTER, ruling=Ruling(thin=3, frame=3, dashes=dashes))
    height, width = drawn.pixels.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    curl = np.asarray(14 * np.sin(3 * x / width) + 0.03 * x, np.float32)
    page = np.asarray(cv2.remap(drawn.pixels, x, y - curl, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)
    (region,) = find_regions(lit := Lit.drawn_through(page))
    flat = flatten(lit.pixels, region.left, region.top, region.right, region.bottom)
    assert flat is not None
    assert (len(flat.xs), len(flat.ys)) == (len(drawn.xs), len(drawn.ys))


def test_dots_that_jump_up_and_down_are_no_rule() -> None:
    page = ruled(ROSTER).pixels
    for number in range(40):
        off = 5 * (number % 3)
        page[600 + off : 604 + off, 100 + 12 * number : 104 + 12 * number] = 20
    assert Lit.drawn_through(page).pixels is page


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


def test_one_stroke_in_the_middle_of_every_cell_is_print() -> None:
    drawn = ruled("|" + " 国 |" * 14 + "\n|" + "  |" * 14, column=1.5, row=4)
    page, y = drawn.pixels, round(drawn.ys[1] + 60)
    for left, right in pairwise(drawn.xs):
        middle = round((left + right) / 2)
        page[y : y + 3, middle - 15 : middle + 15] = 20
    assert Lit.drawn_through(page).pixels is page
