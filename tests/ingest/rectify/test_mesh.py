"""The rules of a table bend together, and one surface tells how."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ingest.rectify.mesh import Array, fit_surface, join_pieces
from ingest.rectify.rules import Piece

WIDTH, HEIGHT = 1200, 900
LEVELS = [100.0, 180.0, 300.0, 390.0, 520.0, 700.0, 820.0]


def wave(x: Array, y: Array) -> Array:
    """A smooth bend: a bow that opens towards the foot of the page, and a lean; 0 in its middle column."""
    u = (x - WIDTH / 2) / WIDTH
    return np.asarray(30 * u**2 + 12 * u**3 + 10 * u + 8 * u * (y / HEIGHT))


def piece(level: float, start: float, end: float, bend: Callable[[Array, Array], Array] = wave) -> Piece:
    """A stretch of the rule that stands at `level` in the middle column."""
    along = np.arange(start, end, 8.0)
    across = np.full_like(along, level)
    for _ in range(8):
        across = level + bend(along, across)
    return Piece(along, across)


def test_whole_rules_tell_their_common_bend() -> None:
    pieces = [piece(level, 50, 1150) for level in LEVELS]
    surface = fit_surface(pieces, WIDTH, HEIGHT)
    for p, level in zip(pieces, LEVELS, strict=True):
        assert p.across - surface.bend(p.along, p.across) == pytest.approx(level, abs=0.3)


def test_rules_between_the_first_and_the_last_lean_as_these_do() -> None:
    def lean(x: Array, _: Array) -> Array:
        return 0.04 * (x - WIDTH / 2)

    surface = fit_surface([piece(level, 50, 1150, lean) for level in (LEVELS[0], LEVELS[-1])], WIDTH, HEIGHT)
    for level in LEVELS:
        within = piece(level, 50, 1150, lean)
        assert within.across - surface.bend(within.along, within.across) == pytest.approx(level, abs=1)


def test_pieces_need_not_be_known_to_belong_to_one_rule() -> None:
    pieces = [piece(level, start, start + 260) for level in LEVELS for start in (50, 350, 640, 890)]
    surface = fit_surface(pieces, WIDTH, HEIGHT)
    for p, level in zip(pieces, np.repeat(LEVELS, 4), strict=True):
        assert p.across - surface.bend(p.along, p.across) == pytest.approx(level, abs=1)


def test_a_few_pieces_that_are_no_rules_do_not_bend_the_rest() -> None:
    true = [piece(level, 50, 1150) for level in LEVELS]
    wild = [Piece(np.arange(x, x + 80, 8.0), np.linspace(200, 240, 10)) for x in (100, 500, 900)]
    surface = fit_surface([*true, *wild], WIDTH, HEIGHT)
    for p, level in zip(true, LEVELS, strict=True):
        assert p.across - surface.bend(p.along, p.across) == pytest.approx(level, abs=0.6)


def test_without_a_rule_nothing_bends() -> None:
    surface = fit_surface([], WIDTH, HEIGHT)
    assert np.array_equal(surface.bend(np.array([0.0, 700.0]), np.array([10.0, 800.0])), [0, 0])


def test_pieces_of_one_rule_become_one_rule() -> None:
    pieces = [piece(level, start, end) for level in LEVELS for start, end in ((50, 400), (470, 800), (860, 1150))]
    rules = join_pieces(pieces[::-1], fit_surface(pieces, WIDTH, HEIGHT), 12)
    assert [rule.level for rule in rules] == pytest.approx(LEVELS, abs=1)
    assert [(rule.start, rule.end) for rule in rules] == [pytest.approx((50, 1150), abs=10)] * len(LEVELS)
    assert all(0.8 < rule.covered < 0.95 for rule in rules)


def test_no_pieces_make_no_rules() -> None:
    assert join_pieces([], fit_surface([], WIDTH, HEIGHT), 12) == []


def test_a_rule_keeps_what_it_bends_by_alone() -> None:
    pieces = [piece(level, 50, 1150) for level in LEVELS]
    own = 2.5 * np.sin(pieces[3].along / 1100 * np.pi * 3)
    pieces[3] = Piece(pieces[3].along, pieces[3].across + own)
    rules = join_pieces(pieces, fit_surface(pieces, WIDTH, HEIGHT), 12)
    along = pieces[3].along[6:-6]
    difference = rules[3].differs(along) - own[6:-6]
    assert np.ptp(difference) < 1.5
    assert np.abs(rules[5].differs(along)).max() < 0.8
