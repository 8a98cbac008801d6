"""The upright page, and the way back to the pixels that the file stores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageOps

from archive.records import Box
from ingest.pages import PageImage
from ingest.rectify.upright import upright

ORIENTATION_TAG = 0x0112
SIDES = st.integers(40, 90)


def marked(height: int, width: int, x: int, y: int) -> NDArray[np.uint8]:
    """White paper with one black mark, 3 pixels wide and 4 high, its left top at (x, y)."""
    page = np.full((height, width), 255, np.uint8)
    page[y : y + 4, x : x + 3] = 0
    return page


def mark_in(light: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The left top and the right bottom corner of what is dark, x and y."""
    rows, columns = np.nonzero(light < 128)
    return np.array([[columns.min(), rows.min()], [columns.max() + 1, rows.max() + 1]], float)


@given(SIDES, SIDES, st.integers(1, 8), st.integers(-4, 7), st.data())
def test_a_mark_is_found_again_where_the_file_stores_it(
    height: int, width: int, orientation: int, turns: int, data: st.DataObject
) -> None:
    x, y = data.draw(st.integers(2, width - 6)), data.draw(st.integers(2, height - 6))
    page = upright(PageImage(1, marked(height, width, x, y), orientation)).turned(turns)
    assert page.box(mark_in(page.lit.pixels)) == Box(x, y, 3, 4)


@given(st.integers(1, 8), st.integers(0, 3))
def test_corners_of_the_page_are_corners_of_the_file(orientation: int, turns: int) -> None:
    page = upright(PageImage(1, marked(70, 50, 9, 12), orientation)).turned(turns)
    height, width = page.lit.pixels.shape
    corners = page.to_scan(np.array([[0, 0], [width, 0], [width, height], [0, height]], float))
    assert sorted(map(tuple, corners)) == [(0, 0), (0, 70), (50, 0), (50, 70)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_tag_means_what_pillow_says(orientation: int) -> None:
    pixels = marked(70, 50, 9, 12)
    picture = Image.fromarray(pixels)
    picture.getexif()[ORIENTATION_TAG] = orientation
    expected = np.asarray(ImageOps.exif_transpose(picture))
    assert np.array_equal(upright(PageImage(1, pixels, orientation)).lit.pixels < 128, expected < 128)


@pytest.mark.parametrize("orientation", [0, 9, 274])
def test_an_orientation_that_means_nothing_turns_nothing(orientation: int) -> None:
    pixels = marked(70, 50, 9, 12)
    page = upright(PageImage(1, pixels, orientation))
    assert page.quarter_turns == 0
    assert np.array_equal(page.lit.pixels < 128, pixels < 128)


@given(st.sampled_from([1, 3, 6, 8]), st.integers(-4, 7))
def test_quarter_turns_say_how_the_stored_page_is_turned(orientation: int, turns: int) -> None:
    pixels = marked(70, 50, 9, 12)
    page = upright(PageImage(1, pixels, orientation)).turned(turns)
    assert 0 <= page.quarter_turns < 4
    assert np.array_equal(page.lit.pixels < 128, np.rot90(pixels, page.quarter_turns) < 128)


def test_four_quarter_turns_change_nothing() -> None:
    page = upright(PageImage(1, marked(70, 50, 9, 12), 5))
    again = page.turned(1).turned(2).turned(1)
    assert np.array_equal(again.lit.pixels, page.lit.pixels)
    assert again.matrix == pytest.approx(page.matrix)
    assert again.quarter_turns == page.quarter_turns
