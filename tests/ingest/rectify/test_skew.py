"""The slant of a page is measured, whatever is printed on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.rectify.skew import Slant, find_slant
from tests.ingest.paper import ROSTER, Grey, blank, erased, pixels_of, ruled, slanted
from tests.rendering.sheet import Face
from tests.rendering.typefaces import FACES, SIMPLIFIED

CLOSE = 0.0035
"""Rise over run: a rule two pixels thick does not tell less than three pixels over its length."""
TABLE = ruled(ROSTER).pixels


def prose() -> Grey:
    """A page of text without a rule."""
    sheet, face = blank(1000, 900), Face(FACES[SIMPLIFIED][0], 32)
    for number in range(14):
        sheet.line("一九四七年三月在保卫渤海根据地的战斗中英勇牺牲时年"[number:], 90, 80 + 54 * number, face)
    return pixels_of(sheet)


@example(lines=0.0475, uprights=-0.0225)
@given(lines=st.floats(-0.11, 0.11), uprights=st.floats(-0.11, 0.11))
@settings(max_examples=8)
def test_lines_and_uprights_are_measured_apart_from_each_other(lines: float, uprights: float) -> None:
    slant = find_slant(slanted(TABLE, lines, uprights))
    assert slant.lines == pytest.approx(lines, abs=CLOSE)
    assert slant.uprights == pytest.approx(uprights, abs=CLOSE)


@pytest.mark.parametrize("lines", [-0.07, 0.0, 0.03])
def test_lines_of_text_show_the_slant_where_there_are_no_rules(lines: float) -> None:
    assert find_slant(slanted(prose(), lines, -lines)).lines == pytest.approx(lines, abs=CLOSE)


def test_a_large_scan_is_measured_as_closely_as_a_small_one() -> None:
    large = cv2.resize(TABLE, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    slant = find_slant(slanted(np.asarray(large, np.uint8), 0.021, -0.034))
    assert (slant.lines, slant.uprights) == pytest.approx((0.021, -0.034), abs=CLOSE)


def test_worn_rules_tell_the_slant_still() -> None:
    worn = TABLE
    for place in range(150, 900, 90):
        worn = erased(worn, place, 0, place + 30, 700)
    slant = find_slant(slanted(worn, 0.04, 0.015))
    assert (slant.lines, slant.uprights) == pytest.approx((0.04, 0.015), abs=CLOSE)


def test_blank_paper_has_no_steeper_slant_than_is_looked_for() -> None:
    slant = find_slant(np.full((400, 300), 255, np.uint8))
    assert abs(slant.lines) < 0.14
    assert abs(slant.uprights) < 0.14


def test_the_matrix_of_a_slant_takes_it_back_and_keeps_the_middle_where_it_is() -> None:
    matrix = Slant(lines=0.05, uprights=-0.03).matrix(1000, 600)
    middle, right, below = np.array([[500, 300], [600, 305], [497, 400]])
    forth = [matrix[:, :2] @ point + matrix[:, 2] for point in (middle, right, below)]
    assert forth[0] == pytest.approx(middle)
    assert forth[1] == pytest.approx((600, 300), abs=0.01)
    assert forth[2] == pytest.approx((500, 400), abs=0.01)


@pytest.mark.parametrize("lines", [-0.046, 0.037])
def test_the_edges_of_text_show_how_its_uprights_lean_however_faintly(lines: float) -> None:
    assert find_slant(slanted(prose(), lines, -lines)).uprights == pytest.approx(-lines, abs=0.006)
