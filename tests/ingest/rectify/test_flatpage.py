"""Pages without rules come level: their lines are followed over white, however the paper bends."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.rectify.flatpage import flatten_page, lean
from ingest.rectify.lit import Lit
from ingest.rectify.mesh import Array, fit_surface
from ingest.rectify.rules import Piece
from tests.ingest.paper import FACE, Grey, blank, pixels_of
from tests.rendering.sheet import GAP, Face

SIZE = 30
NAMES = ("王德胜", "李秀英", "赵长石", "刘长河", "王一山", "孙立成", "陈桂兰", "张玉山")
WIDTH, HEIGHT = 1300, 1500


def page_of_names(lefts: Sequence[int], *, pitch: int = 54) -> Grey:
    """Names below each other at each of the given lefts, row by row level."""
    sheet = blank(WIDTH, HEIGHT)
    for row in range(24):
        for number, left in enumerate(lefts):
            sheet.line(NAMES[(row + 3 * number) % len(NAMES)], left, 100 + row * pitch, Face(FACE, SIZE))
    return pixels_of(sheet)


def page_of_text(*pitches: int, step: int = 0, white: int = 0, told: str = "") -> Grey:
    """Running text in as many columns as pitches are given, each name with some characters of white behind it."""
    sheet = blank(WIDTH, HEIGHT)
    for column, pitch in enumerate(pitches):
        for row in range(1200 // pitch):
            line = NAMES[row % 8] + GAP * white + "男，惠民县东李村人" + told if row % 2 else "战斗中牺牲。"
            sheet.line(line, 100 + column * step, 100 + row * pitch, Face(FACE, SIZE))
    return pixels_of(sheet)


def bend(across: Array, depth: float) -> Array:
    """How many pixels lower the paper lies at positions across the page: level at first, then up ever more steeply."""
    return np.asarray(-depth * np.clip((across - 0.45 * WIDTH) / (0.55 * WIDTH), 0, None) ** 2)


def bent(page: Grey, depth: float) -> Grey:
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    lower = bend(x.astype(float), depth).astype(np.float32)
    return np.asarray(cv2.remap(page, x, y - lower, cv2.INTER_CUBIC, borderValue=(255.0,)), np.uint8)


def off_level(page: Grey, depth: float, *, runs: bool = False) -> float:
    """By how many character heights the lines of the straight page differ from the printed ones, at most."""
    flat = flatten_page(Lit(bent(page, depth)), runs=runs)
    assert flat is not None
    height, width = flat.pixels.shape
    columns = np.linspace(0.09, 0.9, 40) * width
    worst = 0.0
    for row in np.linspace(0.1, 0.85, 12) * height:
        places = flat.to_page(np.stack([columns, np.full(40, row)], axis=-1))
        printed = places[:, 1] - bend(places[:, 0], depth)
        worst = max(worst, float(np.ptp(printed - np.median(printed))))
    return worst / SIZE


@pytest.mark.parametrize("depth", [0, 40, 50, 60, 70])
def test_names_far_apart_are_followed_where_the_next_line_is_nearer(depth: float) -> None:
    assert off_level(page_of_names((100, 380, 660, 1060)), depth) < 0.3


@pytest.mark.parametrize("depth", [0, 60, 70])
def test_text_goes_on_level_behind_the_white_after_a_name(depth: float) -> None:
    page = page_of_text(45, white=8, told="，一九二〇年三月生，一九四二年参加革命")
    assert off_level(np.ascontiguousarray(np.rot90(page, 2)), depth, runs=True) < 0.3


@pytest.mark.parametrize("pitch", [44, 46, 47])
@pytest.mark.parametrize("depth", [40, 60])
def test_links_between_columns_that_are_not_level_with_each_other_are_not_believed(pitch: int, depth: float) -> None:
    assert off_level(page_of_text(45, pitch, 45, step=435), depth) < 0.3


def test_long_lines_that_climb_higher_than_a_character_still_tell_how_they_bend() -> None:
    page = page_of_text(45, told="，一九二〇年三月生一九四二年参加革命生前系排长")
    assert off_level(page, 60, runs=True) < 0.3


def test_lines_lean_until_their_bend_is_taken_away() -> None:
    along = np.arange(0.0, 400.0, 40.0)
    pieces = [Piece(along, 100 + row * 50 + 0.03 * along) for row in range(8)]
    assert lean(pieces, fit_surface([], 400, 600), 30) == pytest.approx(0.03 * along.std() / 30)
    assert lean(pieces, fit_surface(pieces, 400, 600), 30) < 0.01
    assert lean([], fit_surface([], 400, 600), 30) == 0.0
