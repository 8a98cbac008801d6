"""Negatives are turned round, everything else is left as it is."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.rectify.negative import positive_of
from tests.ingest.paper import ROSTER, ruled

PAGE = ruled(ROSTER, size=30).pixels
COLOURED = np.dstack([PAGE, (PAGE * 0.95).astype(np.uint8), (PAGE * 0.85).astype(np.uint8)])


@pytest.mark.parametrize("page", [PAGE, COLOURED], ids=["grey", "coloured"])
def test_a_negative_is_turned_round(page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    assert np.array_equal(positive_of((255 - page).astype(np.uint8)), page)


def test_a_page_is_left_as_it_is() -> None:
    assert positive_of(PAGE) is PAGE
    assert positive_of(COLOURED) is COLOURED


def test_a_page_in_the_dark_is_no_negative() -> None:
    dim = (PAGE * 0.3).astype(np.uint8)
    assert positive_of(dim) is dim


def test_a_dark_picture_is_no_negative() -> None:
    grain = np.random.default_rng(4).normal(60, 30, PAGE.shape).clip(0, 255).astype(np.uint8)
    assert positive_of(grain) is grain
