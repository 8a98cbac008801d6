"""A dithered scan of two shades is smoothed, and no other page is."""

from __future__ import annotations

import numpy as np
from PIL import Image

from ingest.layout.regions import find_regions
from ingest.rectify.dithered import smoothed
from ingest.rectify.lit import Lit
from tests.ingest.paper import ROSTER, Grey, ruled

GREY = (50 + 0.7 * ruled(ROSTER).pixels).astype(np.uint8)
"""A roster on grey paper."""


def two_shades(page: Grey, *, dither: bool) -> Grey:
    """The page as a scanner of two shades stores it."""
    mode = Image.Dither.FLOYDSTEINBERG if dither else Image.Dither.NONE
    return np.asarray(Image.fromarray(page).convert("1", dither=mode), np.uint8) * 255


def test_the_dots_of_a_dithered_page_hang_together_as_they_were_grey() -> None:
    dithered = two_shades(GREY, dither=True)
    soft = smoothed(dithered)
    assert abs(float(soft.mean()) - float(dithered.mean())) < 2
    assert soft.std() < 0.7 * dithered.std()
    assert len(find_regions(Lit(soft))) == 1


def test_pages_of_greys_and_of_two_shades_without_dots_stay_as_they_are() -> None:
    plain = two_shades(GREY, dither=False)
    assert smoothed(plain) is plain
    assert smoothed(GREY) is GREY
