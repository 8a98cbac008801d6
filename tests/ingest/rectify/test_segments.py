"""Segments of print: what hangs together, and which way lines run."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.rectify.lit import Lit
from ingest.rectify.segments import find_marks, find_segments
from tests.ingest.paper import FACE, Grey, blank, pixels_of, stroke
from tests.ingest.unruled_page import Line, page_of
from tests.rendering.sheet import Face

CHARACTER = 33.0


def touching(text: str, spread: int) -> Grey:
    """A line whose ink has spread by so many pixels, so that its characters run into each other."""
    sheet = blank(900, 160)
    sheet.line(text, 60, 60, Face(FACE, 36, tracking=-0.08))
    return np.asarray(cv2.erode(pixels_of(sheet), np.ones((spread, spread), np.uint8)), np.uint8)


@pytest.mark.parametrize("spread", [3, 4])
def test_characters_that_run_into_each_other_are_print(spread: int) -> None:
    (segment,) = find_segments(find_marks(touching("渤海纵队侦察连", spread), CHARACTER)[0], CHARACTER)
    assert segment.width == pytest.approx(7 * 36 * 0.92, rel=0.1)


def test_a_long_rule_and_the_edge_of_the_paper_are_no_print() -> None:
    page = np.full((300, 900), 255, np.uint8)
    stroke(page, (60, 100), (800, 100), 3)
    page[180:210, 60:800] = 30
    assert not find_marks(page, CHARACTER)[0].any()


def test_a_rule_between_columns_that_leans_is_no_line_of_touching_characters() -> None:
    page = np.full((900, 300), 255, np.uint8)
    stroke(page, (120, 40), (150, 860), 5)
    assert not find_marks(page, CHARACTER)[0].any()


@pytest.mark.parametrize("leading", [1.35, 1.5, 2.4])
def test_lines_run_the_way_in_which_characters_stand_closest(leading: float) -> None:
    names: Line = {7.0 * n: name for n, name in enumerate(("王德胜", "张玉山", "刘长河", "陈桂兰"))}
    page = page_of([(leading, names) for _ in range(14)])
    assert Lit(page).runs_across
    assert not Lit(np.ascontiguousarray(np.rot90(page))).runs_across
