"""Streaks: what dust in the scanner draws over a page goes, what is printed on it stays."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.rectify.streaks import without_streaks
from tests.ingest.paper import ROSTER, Grey, ruled

MARGIN = 60
PAGE = np.pad(ruled(ROSTER, size=30).pixels, MARGIN, constant_values=255)
HEIGHT, WIDTH = PAGE.shape
PLACES = (150, 333, WIDTH // 2, WIDTH - 211)


def streaked(grey: int, broad: int = 2, page: Grey = PAGE) -> Grey:
    """The page with streaks of that grey from its upper to its lower edge."""
    picture = page.copy()
    for place in PLACES:
        picture[:, place : place + broad] = grey
    return picture


@pytest.mark.parametrize("grey", [20, 150, 225])
def test_a_streak_goes_and_the_print_beside_it_stays(grey: int) -> None:
    clear = without_streaks(streaked(grey))
    beside = np.ones(WIDTH, bool)
    for place in PLACES:
        assert np.abs(clear[: MARGIN // 2, place : place + 2].astype(int) - 255).max() <= 2
        beside[place - 2 : place + 4] = False
    assert np.array_equal(clear[:, beside], PAGE[:, beside])


def test_print_under_a_streak_is_drawn_from_both_its_sides() -> None:
    clear = without_streaks(streaked(20)).astype(int)
    assert np.mean(np.abs(clear - PAGE) > 100) < 0.001


def test_the_streaks_of_a_page_that_lay_on_its_side_go_too() -> None:
    lying = np.ascontiguousarray(np.rot90(streaked(20)))
    assert np.array_equal(without_streaks(lying), np.rot90(without_streaks(streaked(20))))


def test_a_streak_that_the_black_lid_hides_at_both_ends_goes() -> None:
    lidded = streaked(60)
    lidded[:25], lidded[-25:] = 12, 12
    clear = without_streaks(lidded)
    assert all(clear[MARGIN - 5, place] == 255 for place in PLACES)


def test_the_rules_of_a_table_stay() -> None:
    assert np.array_equal(without_streaks(PAGE), PAGE)


def test_the_rules_of_a_table_that_the_picture_cuts_stay() -> None:
    table = np.flatnonzero((PAGE < 100).mean(axis=1) > 0.5)
    cut = PAGE[table[1] + 5 : table[-2] - 5]
    assert np.array_equal(without_streaks(cut), cut)


def test_a_black_picture_has_no_streaks() -> None:
    black = np.zeros((700, 500), np.uint8)
    assert np.array_equal(without_streaks(black), black)
