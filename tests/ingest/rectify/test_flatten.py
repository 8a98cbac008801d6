"""A table is pulled straight, and every point of it knows the way back to the page."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.rectify.flatten import FlatTable, flatten
from tests.ingest.paper import (
    LONG_ROSTER,
    ROSTER,
    Drawn,
    Grey,
    Ruling,
    bent,
    blank,
    erased,
    pixels_of,
    ruled,
    slanted,
    stroke,
    without_rules_across,
)
from tests.rendering.damage.geometry import Lie, lie
from tests.rendering.dice import Dice
from tests.rendering.sheet import Face
from tests.rendering.strengths import STRENGTHS
from tests.rendering.typefaces import FACES, SIMPLIFIED

CLOSE = 1.5
"""Pixels of the page within which a rule is found again."""
GROUPED = """
    | 姓名   | 性别 | 籍贯   | 职务 | 牺牲时间 |
    | 沙窝乡 | <    | <      | <    | <        |
    | 王德胜 | 男   | 东李村 | 战士 | 1947年   |
    | 张玉山 | 男   | 西赵庄 | 班长 | 1946年   |
    | 刘长河 | 男   | ^      | 战士 | 1948年   |
    | 陈桂兰 | 女   | 北周家 | 护士 | 1945年   |
"""
FORM = """
    | 姓名     | 王德胜   | 性别     | 男   |
    | 籍贯     | 东李村   | 职务     | 战士 |
    | 牺牲情节 | 战斗牺牲 | <        | <    |
    | 埋葬地点 | 烈士陵园 | <        | <    |
"""


def whole(light: Grey) -> FlatTable:
    """The table of a page that holds one."""
    height, width = light.shape
    flat = flatten(light, 0, 0, width, height)
    assert flat is not None
    return flat


def nodes_of(flat: FlatTable) -> NDArray[np.float64]:
    """Where on the page the crossings of the straight rules lie, row by row."""
    return flat.to_page(np.array([(x, y) for y in flat.ys for x in flat.xs]))


def farthest(found: NDArray[np.float64], true: NDArray[np.float64]) -> float:
    """The greatest distance between points that should be the same."""
    assert found.shape == true.shape
    return float(np.linalg.norm(found - true, axis=1).max())


def lying(seed: int, drawn: Drawn, strength: str = "medium") -> Lie:
    height, width = drawn.pixels.shape
    return lie(Dice.of(seed), STRENGTHS[strength], (width, height), curls_left=seed % 2 == 0)


@pytest.mark.parametrize("strength", ["medium", "heavy"])
@pytest.mark.parametrize("seed", range(4))
def test_the_crossings_of_a_bent_table_are_found_again(seed: int, strength: str) -> None:
    drawn = ruled(LONG_ROSTER, size=26)
    how = lying(seed, drawn, strength)
    flat = whole(bent(drawn.pixels, how))
    assert farthest(nodes_of(flat), how.scan_points(drawn.nodes)) < CLOSE


@pytest.mark.parametrize("seed", range(3))
def test_rules_are_straight_once_a_bent_table_is_flat(seed: int) -> None:
    drawn = ruled(ROSTER, size=40)
    flat = whole(bent(drawn.pixels, lying(seed, drawn)))
    left, right, top, bottom = (round(place) for place in (*flat.xs[[0, -1]], *flat.ys[[0, -1]]))
    for y in flat.ys.round().astype(int):
        assert np.mean(flat.pixels[y - 2 : y + 3, left:right].min(axis=0) < 128) > 0.98
    for x in flat.xs.round().astype(int):
        assert np.mean(flat.pixels[top:bottom, x - 2 : x + 3].min(axis=1) < 128) > 0.98


def test_the_way_back_holds_between_the_rules_and_beside_the_table() -> None:
    drawn = ruled(ROSTER, size=40)
    how = lying(2, drawn)
    flat = whole(bent(drawn.pixels, how))
    shares = np.random.default_rng(1).uniform(-0.03, 1.03, (60, 2))
    points = np.array([flat.xs[0], flat.ys[0]]) + shares * [np.ptp(flat.xs), np.ptp(flat.ys)]
    # Between two rules paper lies evenly, so the drawn place follows from the shares of each cell.
    x = np.interp(points[:, 0], flat.xs, drawn.xs) + beyond(points[:, 0], flat.xs)
    y = np.interp(points[:, 1], flat.ys, drawn.ys) + beyond(points[:, 1], flat.ys)
    assert farthest(flat.to_page(points), how.scan_points(np.stack([x, y], axis=1))) < 2 * CLOSE


def beyond(places: NDArray[np.float64], rules: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.minimum(0, places - rules[0]) + np.maximum(0, places - rules[-1]) - 0.5)


def test_columns_and_rows_keep_their_measure() -> None:
    drawn = ruled(ROSTER, size=40)
    flat = whole(bent(drawn.pixels, lying(1, drawn)))
    assert np.diff(flat.xs) == pytest.approx(np.diff(drawn.xs), rel=0.04)
    assert np.diff(flat.ys) == pytest.approx(np.diff(drawn.ys), rel=0.04)


@pytest.mark.parametrize("lines", [-0.05, 0.05])
def test_a_slanted_table_is_set_level(lines: float) -> None:
    drawn = ruled(ROSTER, margin=120)
    flat = whole(slanted(drawn.pixels, lines, 0.02))
    middle = np.array(drawn.pixels.shape[::-1]) / 2
    true = (drawn.nodes - middle) @ np.array([[1, lines], [0.02, 1]]) + middle
    assert farthest(nodes_of(flat), true) < CLOSE


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(frame=10),
        Ruling(thin=4, frame=4),
        Ruling(thin=1, frame=5),
    ],
    ids=["thick frame", "thick rules", "hairlines"],
)
def test_any_manner_of_ruling_gives_the_same_crossings(ruling: Ruling) -> None:
    drawn = ruled(ROSTER, ruling=ruling, margin=100)
    how = lying(4, drawn)
    flat = whole(bent(drawn.pixels, how))
    assert farthest(nodes_of(flat), how.scan_points(drawn.nodes)) < CLOSE


def test_a_double_frame_is_one_rule_between_its_two_lines() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(frame=4, double=True), margin=100)
    how = lying(4, drawn)
    flat = whole(bent(drawn.pixels, how))
    found, true = (by_place(nodes, drawn) for nodes in (nodes_of(flat), how.scan_points(drawn.nodes)))
    assert np.abs(found - true)[1:-1, 1:-1].max() < CLOSE
    assert np.abs(found - true).max() < 9


@pytest.mark.parametrize("apart", [14, 20])
def test_the_outer_line_of_a_wide_double_frame_parts_no_cells(apart: int) -> None:
    drawn = ruled(ROSTER, ruling=Ruling(), margin=100)
    outer = [(float(p[0]) - apart, float(p[-1]) + apart) for p in (drawn.xs, drawn.ys)]
    page = drawn.pixels
    for x in outer[0]:
        stroke(page, (x, outer[1][0]), (x, outer[1][1]), 2)
    for y in outer[1]:
        stroke(page, (outer[0][0], y), (outer[0][1], y), 2)
    flat = whole(page)
    assert farthest(nodes_of(flat), drawn.nodes) < CLOSE


def test_open_sides_are_where_the_rules_across_end() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(open_sides=True), margin=100)
    how = lying(4, drawn)
    flat = whole(bent(drawn.pixels, how))
    found, true = (by_place(nodes, drawn) for nodes in (nodes_of(flat), how.scan_points(drawn.nodes)))
    assert np.abs(found - true)[:, 1:-1].max() < CLOSE
    assert np.abs(found - true).max() < flat.character / 4


def by_place(nodes: NDArray[np.float64], drawn: Drawn) -> NDArray[np.float64]:
    """Crossings as an array (rules across, rules down, 2)."""
    return nodes.reshape(len(drawn.ys), len(drawn.xs), 2)


def worn(drawn: Drawn) -> Grey:
    """The drawn page with a gap in every rule, each at another place, and one rule half gone."""
    page = drawn.pixels
    for number, y in enumerate(drawn.ys):
        at = drawn.xs[0] + 90 + 70 * number
        page = erased(page, at, y - 6, at + 60, y + 7)
    for number, x in enumerate(drawn.xs):
        at = drawn.ys[0] + 50 + 60 * number
        page = erased(page, x - 6, at, x + 7, at + 40)
    return erased(page, drawn.xs[2] + 9, drawn.ys[3] - 6, drawn.xs[-1] - 9, drawn.ys[3] + 7)


def test_broken_rules_are_followed_across_their_gaps() -> None:
    drawn = ruled(ROSTER)
    how = lying(3, drawn)
    flat = whole(bent(worn(drawn), how))
    assert farthest(nodes_of(flat), how.scan_points(drawn.nodes)) < 2


def test_rules_missing_in_some_cells_still_stand_in_the_grid() -> None:
    drawn = ruled(GROUPED)
    how = lying(5, drawn)
    flat = whole(bent(drawn.pixels, how))
    assert farthest(nodes_of(flat), how.scan_points(drawn.nodes)) < 2


def test_the_rule_under_headings_is_kept_though_it_is_worn_and_their_uprights_are_short() -> None:
    drawn = ruled(GROUPED, row=1.7)
    page = erased(drawn.pixels, drawn.xs[-1] - 70, drawn.ys[1] - 4, drawn.xs[-1] - 3, drawn.ys[1] + 4)
    for x in drawn.xs[1:3]:
        page = erased(page, x - 4, drawn.ys[2] + 2, x + 4, drawn.ys[3] - 2)
    assert farthest(nodes_of(whole(page)), drawn.nodes) < CLOSE


def test_a_foot_that_is_worn_in_part_closes_the_last_row_though_its_uprights_are_worn_away() -> None:
    drawn = ruled(ROSTER)
    page = erased(drawn.pixels, drawn.xs[3] + 90, drawn.ys[-1] - 4, drawn.xs[-1] + 9, drawn.ys[-1] + 5)
    for x in drawn.xs:
        page = erased(page, x - 4, drawn.ys[-3] + 2, x + 5, drawn.ys[-1] + 5)
    assert len(whole(page).ys) == len(drawn.ys)


def test_high_last_rows_of_an_open_form_that_span_it_behind_their_label_are_rows_of_it() -> None:
    drawn = ruled(FORM, row=4.0, column=7.0, ruling=Ruling(open_sides=True), margin=100)
    assert len(whole(drawn.pixels).ys) == len(drawn.ys)


def test_a_table_is_found_within_its_part_of_the_page() -> None:
    drawn = ruled(ROSTER)
    page = np.full((1500, 1600), 255, np.uint8)
    height, width = drawn.pixels.shape
    page[500 : 500 + height, 400 : 400 + width] = drawn.pixels
    flat = flatten(page, 400, 500, 400 + width, 500 + height)
    assert flat is not None
    assert farthest(nodes_of(flat), drawn.nodes + np.array([400, 500])) < CLOSE


def test_small_print_is_enlarged_until_its_strokes_show() -> None:
    drawn = ruled(ROSTER, size=16, margin=40)
    flat = whole(drawn.pixels)
    assert flat.character >= 25
    assert np.diff(flat.xs) / np.diff(drawn.xs) == pytest.approx(flat.character / 14.5, rel=0.2)
    assert farthest(nodes_of(flat), drawn.nodes) < CLOSE


def test_large_print_is_left_as_large_as_it_is() -> None:
    drawn = ruled(ROSTER, size=60)
    flat = whole(drawn.pixels)
    assert np.diff(flat.xs) == pytest.approx(np.diff(drawn.xs), abs=1.5)


def test_margins_of_paper_stand_round_the_straight_table() -> None:
    flat = whole(ruled(ROSTER).pixels)
    height, width = flat.pixels.shape
    assert flat.xs[0] > flat.character
    assert flat.ys[0] > flat.character
    assert width - flat.xs[-1] > flat.character
    assert height - flat.ys[-1] > flat.character


def test_a_stroke_that_meets_no_grid_is_no_rule_of_it() -> None:
    drawn = ruled(ROSTER, margin=200)
    stroke(drawn.pixels, (250, 60), (800, 60), 2)
    flat = whole(drawn.pixels)
    assert farthest(nodes_of(flat), drawn.nodes) < CLOSE


def test_an_edge_of_the_paper_that_runs_on_at_one_side_of_a_table_is_no_rule_of_it() -> None:
    drawn = ruled(ROSTER, margin=160)
    stroke(drawn.pixels, (drawn.xs[1], drawn.ys[0] - 70), (drawn.xs[-1] + 120, drawn.ys[0] - 70), 3)
    assert farthest(nodes_of(whole(drawn.pixels)), drawn.nodes) < CLOSE


@pytest.mark.parametrize("beside", [110, 75])
def test_the_edge_of_the_paper_beside_a_table_is_no_rule_of_it(beside: int) -> None:
    drawn = ruled(ROSTER, margin=140)
    height = drawn.pixels.shape[0]
    stroke(drawn.pixels, (drawn.xs[0] - beside, 2), (drawn.xs[0] - beside, height - 2), 2)
    flat = whole(drawn.pixels)
    assert farthest(nodes_of(flat), drawn.nodes) < CLOSE


def test_uprights_that_are_worn_off_at_both_ends_are_kept_where_rules_across_end_at_them() -> None:
    drawn, pixels = ruled(LONG_ROSTER), without_rules_across(ruled(LONG_ROSTER))
    for x, y in [(x, y) for x in drawn.xs[-2:] for y in (drawn.ys[0] + 60, drawn.ys[-1] - 60)]:
        pixels = erased(pixels, x - 3, y - 55, x + 4, y + 55)
    assert len(whole(pixels).xs) == len(drawn.xs)


def test_headings_over_a_group_are_kept_where_the_table_is_open_at_its_sides() -> None:
    drawn = ruled(GROUPED, row=1.7, ruling=Ruling(open_sides=True), margin=140)
    assert len(whole(drawn.pixels).ys) == len(drawn.ys)


def test_a_stroke_that_meets_one_rule_only_is_no_rule() -> None:
    drawn = ruled(ROSTER, margin=200)
    stroke(drawn.pixels, (60, drawn.ys[3] + 30), (drawn.xs[0], drawn.ys[3] + 30), 2)
    stroke(drawn.pixels, (drawn.xs[2] + 80, 60), (drawn.xs[2] + 80, drawn.ys[0]), 2)
    flat = whole(drawn.pixels)
    assert farthest(nodes_of(flat), drawn.nodes) < CLOSE


def test_a_rule_that_bends_by_itself_is_followed() -> None:
    drawn = ruled(ROSTER)
    pixels = erased(drawn.pixels, drawn.xs[0] + 1, drawn.ys[4] - 4, drawn.xs[-1] - 1, drawn.ys[4] + 4)
    for x in range(int(drawn.xs[0]), int(drawn.xs[-1])):
        y = round(bow(drawn, x))
        pixels[y - 1 : y + 1, x] = 20
    flat = whole(pixels)
    found = by_place(nodes_of(flat), drawn)
    assert found[4, :, 1] == pytest.approx([bow(drawn, x) - 0.5 for x in drawn.xs], abs=CLOSE)
    assert found[5, :, 1] == pytest.approx(drawn.ys[5] - 0.5, abs=CLOSE)


def bow(drawn: Drawn, x: float) -> float:
    """Where the fifth rule stands that sags by five pixels in its middle."""
    share = (x - drawn.xs[0]) / np.ptp(drawn.xs)
    return float(drawn.ys[4] + 5 * np.sin(np.pi * share))


def test_print_paler_than_the_rules_is_as_dark_as_it_was_printed() -> None:
    drawn = ruled(ROSTER, ruling=Ruling(thin=4, frame=9))
    usual = whole(drawn.pixels).darkness
    pale = (255 - 0.4 * (255 - drawn.pixels.astype(float))).astype(np.uint8)
    for x in drawn.xs:
        stroke(pale, (x, drawn.ys[0]), (x, drawn.ys[-1]), 4)
    for y in drawn.ys:
        stroke(pale, (drawn.xs[0], y), (drawn.xs[-1], y), 4)
    assert whole(pale).darkness == pytest.approx(0.4 * usual, rel=0.2)


def test_print_without_rules_is_no_table() -> None:
    sheet, face = blank(800, 600), Face(FACES[SIMPLIFIED][0], 34)
    for number in range(8):
        sheet.line("一九四七年在战斗中牺牲", 60, 50 + 60 * number, face)
    assert flatten(pixels_of(sheet), 0, 0, 800, 600) is None


def test_lines_under_text_are_no_table() -> None:
    sheet, face = blank(800, 600), Face(FACES[SIMPLIFIED][0], 34)
    for number in range(8):
        sheet.line("一九四七年在战斗中牺牲", 60, 50 + 60 * number, face)
        sheet.rule((50, 95 + 60 * number), (750, 95 + 60 * number), 2)
    assert flatten(pixels_of(sheet), 0, 0, 800, 600) is None


def test_blank_paper_is_no_table() -> None:
    assert flatten(np.full((300, 400), 255, np.uint8), 0, 0, 400, 300) is None


def test_points_far_outside_still_lead_somewhere_near_the_edge_of_the_page() -> None:
    flat = whole(ruled(ROSTER).pixels)
    far = flat.to_page(np.array([[-500.0, -500.0], [1e5, 1e5]]))
    assert np.isfinite(far).all()
