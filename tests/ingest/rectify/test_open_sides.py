"""Sides at which a table has no rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.rectify.flat import Flat
from ingest.rectify.light import Grey
from ingest.rectify.mesh import Rule
from ingest.rectify.open_sides import is_unseen, out_of_print, with_open_sides

LEVELS = [100.0, 180.0, 300.0, 390.0, 520.0, 700.0, 820.0]
CHARACTER = 30
XS = np.array([60.0, 250.0, 480.0])
YS = np.array([40.0, 100.0, 160.0, 220.0])


def rule(level: float, start: float, end: float) -> Rule:
    return Rule(level, np.array([start, end]), np.zeros(2), start, end, 1.0)


def paper(*characters: tuple[int, int]) -> Grey:
    """White paper with square characters whose left top corners stand at these places."""
    light = np.full((260, 540), 255, np.uint8)
    for x, y in characters:
        light[y : y + CHARACTER, x : x + CHARACTER] = 40
    return light


def moved(light: Grey, *, sides: float = 0.0) -> list[float]:
    """Where the rules down are, once open sides left the print; `sides` says how much of these rules is seen."""
    down = [rule(x, 40, 220) for x in XS]
    down[0], down[-1] = (replace(each, covered=sides) for each in (down[0], down[-1]))
    return out_of_print(Flat(light, CHARACTER, 200, np.zeros((2, 2, 2), np.float32)), XS, YS, down).tolist()


def test_sides_are_added_where_the_crossing_rules_run_on() -> None:
    down = [rule(x, 100, 820) for x in (250.0, 480.0, 900.0)]
    across = [rule(y, 60, 1100) for y in LEVELS]
    found = with_open_sides(down, across, 33)
    assert [r.level for r in found] == pytest.approx([60, 250, 480, 900, 1100])
    assert (found[0].start, found[-1].end) == (100, 820)
    assert [is_unseen(r) for r in found] == [True, False, False, False, True]


def test_rules_that_overshoot_a_frame_a_little_add_no_side() -> None:
    down = [rule(x, 100, 820) for x in (60.0, 250.0, 900.0)]
    across = [rule(y, 40, 925) for y in LEVELS]
    assert with_open_sides(down, across, 33) == down


def test_worn_rules_end_before_the_side_that_they_run_to() -> None:
    down = [rule(x, 100, 820) for x in (250.0, 480.0)]
    across = [rule(y, start, 480) for y, start in zip(LEVELS, (60, 62, 110, 120, 60, 140, 120), strict=True)]
    assert with_open_sides(down, across, 33)[0].level == pytest.approx(60, abs=2)


def test_a_side_in_white_stays_where_it_is() -> None:
    assert moved(paper((70, 50), (430, 110))) == XS.tolist()


def test_a_side_that_cuts_print_is_moved_out_of_it() -> None:
    left, middle, right = moved(paper((45, 50), (70, 110), (470, 170)))
    assert 38 <= left < 45
    assert middle == 250
    assert 500 < right <= 507


def test_only_open_sides_are_moved() -> None:
    assert moved(paper((45, 50), (470, 170)), sides=0.9) == XS.tolist()


def test_a_shadow_that_begins_at_a_side_does_not_move_it() -> None:
    light = paper()
    light[:, :70] = 90
    assert moved(light)[0] == XS[0]
