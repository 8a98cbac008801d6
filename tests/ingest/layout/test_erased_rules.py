"""Rules of a page whose columns print alone tells are taken off whole, and nothing of its print is."""

from __future__ import annotations

import numpy as np

from ingest.layout.erased_rules import without_rules
from ingest.rectify.flat import Flat
from ingest.rectify.flatpage import flatten_page
from ingest.rectify.lit import Lit
from tests.ingest.paper import SIZE, Grey, stroke
from tests.ingest.unruled_page import Line, page_of, shape_of, table_on

HEADINGS: Line = {0.0: "姓名", 5.0: "性别", 9.5: "籍贯", 18.0: "部别", 27.0: "牺牲时间"}
PERSON: Line = {0.0: "王一山", 5.5: "男", 8.0: "沙窝乡东李村", 16.0: "渤海军区特务团", 27.0: "1947.3.12"}
PAGE = page_of([(0.0, HEADINGS), *[(2.0, PERSON)] * 6])
UNDER_HEADINGS = 4.5 * SIZE
"""Between the headings and the first person."""


def worn_rule(pixels: Grey, y: float, whole: float) -> Grey:
    """The page with a rule that is whole from one place on, in ems, and but dashes before it."""
    ruled = pixels.copy()
    stroke(ruled, (2.5 * SIZE, y), (whole * SIZE, y), 3, dashes=(18, 14))
    stroke(ruled, (whole * SIZE, y), (37 * SIZE, y), 3)
    return ruled


def flat_of(pixels: Grey) -> Flat:
    """The page as its print lies."""
    flat = flatten_page(Lit(pixels))
    assert flat is not None
    return flat


def test_what_is_left_of_a_worn_rule_is_nobodys_row() -> None:
    table = table_on(worn_rule(PAGE, UNDER_HEADINGS, 15))
    assert shape_of(table) == [[1] * 5] * 7


def test_strokes_and_points_over_a_rule_stay() -> None:
    level = 3 * SIZE + 2 * SIZE + 1.12 * SIZE  # right under the feet of the first person's print
    ruled = flat_of(worn_rule(PAGE, level, 15))
    bare = without_rules(ruled)
    band = np.s_[: round(level) - 8, :]
    assert np.array_equal(bare.pixels[band] < 128, ruled.pixels[band] < 128)


def test_short_strokes_in_line_with_a_rule_of_a_few_columns_stay() -> None:
    pixels = PAGE.copy()
    stroke(pixels, (2.5 * SIZE, UNDER_HEADINGS), (3.5 * SIZE, UNDER_HEADINGS), 3)
    stroke(pixels, (27 * SIZE, UNDER_HEADINGS), (34 * SIZE, UNDER_HEADINGS), 3)
    bare = without_rules(flat_of(pixels)).pixels[round(UNDER_HEADINGS) - 6 : round(UNDER_HEADINGS) + 6]
    assert (bare[:, : 10 * SIZE] < 128).any()
    assert not (bare[:, 27 * SIZE :] < 128).any()
