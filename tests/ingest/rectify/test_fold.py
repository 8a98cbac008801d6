"""What shows of the neighbouring page is taken off at the fold, and nothing else is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.pages import RUN_IN, PageImage
from ingest.rectify.fold import beyond_folds
from ingest.rectify.upright import upright
from tests.ingest.layout.test_kinds import kind_of
from tests.ingest.layout.test_prose import page_of as prose_page
from tests.ingest.paper import ROSTER, Grey, ruled

STRIP = 110
"""Pixels of the neighbouring page that show."""


def beside(page: Grey, side: str, shadow: int = 60) -> Grey:
    """The page with a strip of its neighbour on one side, and the shadow of the fold between them."""
    strip = np.roll(page, 9, axis=0)[:, page.shape[1] // 3 :][:, :STRIP]
    depth = 1 - 0.55 * np.exp(-(((np.arange(page.shape[1] + STRIP) - STRIP) / (shadow / 2)) ** 2))
    both = np.concatenate([strip, page], axis=1) * depth
    return np.ascontiguousarray((both if side == "left" else both[:, ::-1]).astype(np.uint8))


def leaning(page: Grey, degrees: float) -> Grey:
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.mark.parametrize("degrees", [0.0, 2.0, -2.0])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_strip_of_the_neighbouring_page_is_beyond_the_fold(side: str, degrees: float) -> None:
    away = beyond_folds(leaning(beside(prose_page(2), side), degrees))
    share = away.mean(axis=0) if side == "left" else away.mean(axis=0)[::-1]
    assert share[10] > 0.9
    assert share[STRIP + 150 :].max() == 0
    assert away.mean() == pytest.approx(STRIP / away.shape[1], rel=0.5)


def test_a_fold_is_found_above_and_below_the_page_too() -> None:
    lying = np.ascontiguousarray(np.rot90(beside(prose_page(2), "left")))
    assert beyond_folds(lying).any(axis=1).mean() == pytest.approx(STRIP / lying.shape[0], rel=0.5)


def test_text_beside_its_neighbour_is_still_text() -> None:
    assert kind_of(beside(prose_page(2), "right")) == RUN_IN


@pytest.mark.parametrize("page", [ruled(ROSTER).pixels, prose_page(1)], ids=["a framed table", "text"])
def test_frames_text_and_plain_paper_have_no_fold(page: Grey) -> None:
    assert not beyond_folds(page).any()


@pytest.mark.parametrize("breadth", [12, 40, 90])
def test_the_dark_edge_of_a_scan_is_no_fold(breadth: int) -> None:
    page = prose_page(2)
    page[:, -breadth:] = 15
    page[:breadth] = 15
    assert not beyond_folds(page).any()


@pytest.mark.parametrize("frame", [14, 22])
def test_the_thick_frame_of_a_table_near_the_edge_of_its_page_is_no_fold(frame: int) -> None:
    page = np.full((1200, 1700), 245, np.uint8)
    page[150 : 150 + frame, 80:1620] = page[660 : 660 + frame, 80:1620] = 30
    page[60:100, 700:1000:9] = 30
    assert not beyond_folds(page).any()


def test_a_shadow_without_another_page_behind_it_takes_nothing_off() -> None:
    page = beside(prose_page(2), "left")[:, STRIP:]
    assert not beyond_folds(page).any()


def test_the_upright_page_shows_no_print_beyond_the_fold() -> None:
    light = upright(PageImage(1, beside(prose_page(2), "left"))).lit.pixels
    assert light[:, : STRIP - 20].min() == 255
