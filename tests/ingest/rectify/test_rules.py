"""Rules are told from strokes, and print from rules."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.rectify.rules import character_height, pieces_across, rule_masks
from tests.ingest.paper import FACE, ROSTER, Grey, blank, erased, pixels_of, ruled, stroke
from tests.rendering.sheet import Face


@pytest.mark.parametrize("size", [18, 30, 48])
def test_the_height_of_the_print_is_measured_beside_its_rules(size: int) -> None:
    assert character_height(ruled(ROSTER, size=size).pixels) == pytest.approx(0.9 * size, rel=0.2)


def test_specks_do_not_make_the_print_smaller() -> None:
    page = ruled(ROSTER).pixels
    clean = character_height(page)
    rng = np.random.default_rng(5)
    for x, y in zip(rng.integers(0, 960, 150), rng.integers(0, 660, 150), strict=True):
        page[y : y + 4, x : x + 4] = 90
    assert character_height(page) == pytest.approx(clean, rel=0.1)


def test_blank_paper_has_no_print() -> None:
    assert character_height(np.full((300, 400), 255, np.uint8)) == 0


def test_print_without_rules_leaves_no_mark_of_a_rule() -> None:
    sheet, face = blank(700, 200), Face(FACE, 36)
    sheet.line("一二三十王田中华国土地干丰工", 40, 40, face)
    across, down = rule_masks(pixels_of(sheet), 33)
    assert not across.any()
    assert not down.any()


def test_every_rule_is_found_where_it_was_drawn() -> None:
    drawn = ruled(ROSTER)
    across, down = rule_masks(drawn.pixels, 33)
    levels = sorted(np.median(piece.across) for piece in pieces_across(across, 20))
    places = sorted(np.median(piece.across) for piece in pieces_across(np.ascontiguousarray(down.T), 20))
    assert levels == pytest.approx(list(drawn.ys), abs=1)
    assert places == pytest.approx(list(drawn.xs), abs=1)


def test_a_broken_rule_comes_in_pieces() -> None:
    page = np.full((100, 800), 255, np.uint8)
    stroke(page, (50, 50), (750, 50), 2)
    across, _ = rule_masks(erased(page, 300, 40, 340, 60), 33)
    first, second = sorted(pieces_across(across, 20), key=lambda piece: piece.along[0])
    assert (first.along[0], first.along[-1]) == pytest.approx((50, 300), abs=8)
    assert (second.along[0], second.along[-1]) == pytest.approx((340, 750), abs=8)
    assert first.length == pytest.approx(250, abs=16)


def test_a_blot_is_no_rule() -> None:
    mask = np.zeros((200, 800), np.uint8)
    mask[20:23, 100:700] = 255
    mask[40:140, 100:700] = 255
    (piece,) = pieces_across(mask, 20)
    assert piece.across == pytest.approx(21, abs=0.1)


def test_a_faint_rule_is_a_rule() -> None:
    page = np.full((100, 800), 250, np.uint8)
    stroke(page, (50, 50), (750, 50), 2, ink=215)
    across, _ = rule_masks(page, 33)
    (piece,) = pieces_across(across, 20)
    assert piece.length > 650


def test_a_rule_may_lean_a_little() -> None:
    page = np.full((100, 800), 255, np.uint8)
    for x in range(50, 750):
        page[round(50 + x / 120) : round(52 + x / 120), x] = 20
    across, _ = rule_masks(page, 33)
    (piece,) = pieces_across(across, 20)
    assert piece.across == pytest.approx(50.5 + piece.along / 120, abs=0.8)


def curled(start: int) -> Grey:
    """A rule from `start` on that is level up to 400 and leans the more the farther it runs."""
    page = np.full((160, 800), 255, np.uint8)
    for x in range(start, 750):
        fall = max(0, x - 400) ** 2 / 4200
        page[round(50 + fall) : round(52 + fall), x] = 20
    return page


def test_a_rule_is_followed_to_its_end_where_paper_curls() -> None:
    across, _ = rule_masks(curled(50), 33)
    (piece,) = pieces_across(across, 20)
    assert piece.along[0] == pytest.approx(50, abs=8)
    assert piece.along[-1] > 570
    (turned,) = pieces_across(np.ascontiguousarray(rule_masks(np.ascontiguousarray(curled(50).T), 33)[1].T), 20)
    assert turned.along == pytest.approx(piece.along)


def test_what_leans_is_no_rule_by_itself() -> None:
    across, _ = rule_masks(curled(520), 33)
    assert not across.any()


@pytest.mark.parametrize("ink", [190, 215])
def test_pale_type_whose_thin_strokes_nearly_fade_is_measured_whole(ink: int) -> None:
    sheet, face = blank(900, 500), Face(FACE, 36)
    for row in range(7):
        sheet.line("广饶县北宋公社前李家村人民军区", 60, 40 + 60 * row, face, ink)
    assert character_height(pixels_of(sheet)) == pytest.approx(0.9 * 36, rel=0.2)
