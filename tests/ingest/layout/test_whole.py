"""Every table of a page is pulled straight once, however its worn rules part it."""

from __future__ import annotations

import numpy as np

from ingest.layout.regions import Region, find_regions
from ingest.layout.whole import pulled_straight
from ingest.rectify.lit import Lit
from tests.ingest.paper import ROSTER, ruled

TABLE = ruled(ROSTER, size=26, margin=60)
HEIGHT, WIDTH = TABLE.pixels.shape
XS, YS = (places.round().astype(int).tolist() for places in (TABLE.xs, TABLE.ys))
WHOLE = Region(0, 0, WIDTH, HEIGHT)
AIR = 40


def sizes(regions: list[Region], pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> list[tuple[int, int]]:
    """Rows and columns of the tables of regions."""
    return [(len(flat.ys) - 1, len(flat.xs) - 1) for flat in pulled_straight(pixels, regions)]


def test_a_table_of_one_region_is_pulled_straight() -> None:
    assert sizes([WHOLE], TABLE.pixels) == [(8, 5)]


def test_pieces_of_a_table_that_overlap_are_one_table() -> None:
    above = Region(0, 0, WIDTH, YS[4] + AIR)
    left = Region(0, YS[3] - AIR, XS[3] + AIR, YS[6] + AIR)
    below = Region(0, YS[5] - AIR, WIDTH, HEIGHT)
    assert sizes([above, below], TABLE.pixels) == [(8, 5)]
    assert sizes([left, above, below], TABLE.pixels) == [(8, 5)]


def test_tables_that_stand_apart_stay_apart() -> None:
    page = np.full((2 * HEIGHT, WIDTH), 255, np.uint8)
    page[:HEIGHT], page[HEIGHT:] = TABLE.pixels, TABLE.pixels
    assert sizes(find_regions(Lit(page)), page) == [(8, 5), (8, 5)]


def test_a_table_close_under_another_with_other_columns_stays_apart() -> None:
    other = ruled(
        "\n".join(line[: line.rindex("|", 0, -1) + 1] for line in ROSTER.split("\n") if line.strip()), size=26
    )
    high, wide = other.pixels.shape
    page = np.full((HEIGHT + high, max(WIDTH, wide)), 255, np.uint8)
    page[:HEIGHT, :WIDTH], page[HEIGHT:, :wide] = TABLE.pixels, other.pixels
    assert sizes(find_regions(Lit(page)), page) == [(8, 5), (8, 4)]


def test_a_region_without_a_table_has_none() -> None:
    assert sizes([Region(0, 0, 200, 200)], np.full((300, 300), 255, np.uint8)) == []
