"""Tables are found on their page, each once, in the order in which people read them."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.regions import Region, find_regions
from ingest.rectify.lit import Lit
from tests.ingest.paper import (
    FACE,
    LONG_ROSTER,
    ROSTER,
    Drawn,
    Grey,
    Ruling,
    blank,
    erased,
    pixels_of,
    ruled,
    slanted,
    stroke,
    without_rules_across,
)
from tests.rendering.sheet import Face

TABLE = ruled(ROSTER, size=26, margin=60)
FINE = ruled(ROSTER, size=26, margin=60, ruling=Ruling(thin=1, frame=1))
HEIGHT, WIDTH = TABLE.pixels.shape
GROUPED = """
    | 姓名   | 籍贯   | 职务 |
    | 王德胜 | 东李村 | 战士 |
    | 张玉山 | 西赵庄 | 班长 |
    | 沙窝乡 | <      | <    |
    | 刘长河 | 南孙村 | 战士 |
    | 陈桂兰 | 北周家 | 护士 |
    | 城关镇 | <      | <    |
    | 赵连生 | 后马寨 | 排长 |
    | 孙立成 | 前杨庄 | 战士 |
"""
FORM = """
    | 姓名     | 王德胜   | 性别 | 男   |
    | 出生年月 | 1920年   | 党派 | 党员 |
    | 籍贯     | 东李村   | <    | <    |
    | 参军时间 | 1940年   | <    | <    |
    | 部队番号 | 独立团   | <    | <    |
    | 牺牲日期 | 1947年   | <    | <    |
    | 牺牲地点 | 孟良崮   | <    | <    |
    | 牺牲情节 | 战斗牺牲 | <    | <    |
    | 埋葬地点 | 烈士陵园 | <    | <    |
"""


def placed(width: int, height: int, *places: tuple[int, int]) -> Grey:
    """A page with the table at each place (left, top) of its margin's corner."""
    page = np.full((height, width), 255, np.uint8)
    for left, top in places:
        page[top : top + HEIGHT, left : left + WIDTH] = TABLE.pixels
    return page


def holds(region: Region, left: int, top: int, table: Drawn = TABLE) -> bool:
    """Whether a region holds the table placed at (left, top) with all its rules, and little more."""
    xs, ys, room = table.xs, table.ys, 110
    return (
        left + xs[0] - room <= region.left <= left + xs[0]
        and top + ys[0] - room <= region.top <= top + ys[0]
        and left + xs[-1] <= region.right <= left + xs[-1] + room
        and top + ys[-1] <= region.bottom <= top + ys[-1] + room
    )


def test_a_table_is_found_with_all_its_rules() -> None:
    (region,) = find_regions(Lit(placed(1000, 900, (200, 250))))
    assert holds(region, 200, 250)


def test_a_crease_across_both_leaves_does_not_join_their_tables() -> None:
    page = placed(1800, 800, (30, 100), (1000, 100))
    stroke(page, (20, 240), (1780, 240), 2)
    first, second = find_regions(Lit(page))
    assert holds(first, 30, 100)
    assert holds(second, 1000, 100)


@pytest.mark.parametrize("lower", [0, 60, -60])
def test_the_halves_of_a_spread_come_left_before_right(lower: int) -> None:
    first, second = find_regions(Lit(placed(1600, 800, (30, 100), (850, 100 + lower))))
    assert holds(first, 30, 100)
    assert holds(second, 850, 100 + lower)


@pytest.mark.parametrize("turned", [0, 1])
@pytest.mark.parametrize(("left_leans", "right_leans"), [(0.05, -0.05), (-0.05, 0.04), (0.0, 0.09)])
def test_halves_that_lean_in_different_ways_are_both_found_whole(
    left_leans: float, right_leans: float, turned: int
) -> None:
    page = np.full((900, 1800), 255, np.uint8)
    for left, leans in ((60, left_leans), (960, right_leans)):
        page[100 : 100 + HEIGHT, left : left + WIDTH] = slanted(FINE.pixels, leans, -leans)
    first, second = find_regions(Lit(np.ascontiguousarray(np.rot90(page, turned))))
    if turned:
        first, second = (_turned_back(region, page.shape[1]) for region in (second, first))
    for region, left in ((first, 60), (second, 960)):
        assert region.left <= left + TABLE.xs[0] + 20
        assert region.right >= left + TABLE.xs[-1] - 20
        assert region.top <= 100 + TABLE.ys[0] + 20
        assert region.bottom >= 100 + TABLE.ys[-1] - 20


def _turned_back(region: Region, width: int) -> Region:
    return Region(width - region.bottom, region.left, width - region.top, region.right)


def test_a_heading_row_whose_rules_are_broken_on_one_side_is_no_table_of_its_own() -> None:
    xs, ys = (edges.round().astype(int) for edges in (TABLE.xs, TABLE.ys))
    pixels = TABLE.pixels.copy()
    pixels[: ys[1] + 30, : xs[1] + 10] = 255
    pixels[ys[2] - 28 : ys[2] - 3] = 255
    page = np.full((900, 1000), 255, np.uint8)
    page[200 : 200 + HEIGHT, 100 : 100 + WIDTH] = pixels
    (region,) = find_regions(Lit(page))
    assert region.top <= 200 + ys[0]
    assert region.bottom >= 200 + ys[-1]


def test_a_column_that_breaks_in_all_rules_part_from_the_rest_belongs_to_its_table() -> None:
    xs, ys, pixels = FINE.xs, FINE.ys, FINE.pixels
    for row, y in enumerate(ys):
        away = 40 * (row % 3)
        pixels = erased(pixels, xs[-2] - 60 + away, y - 3, xs[-2] - 10 + away, y + 3)
        pixels = erased(pixels, xs[-2] - 3, y - 30, xs[-2] + 3, y + 30)
    page = np.full((1000, 1100), 255, np.uint8)
    page[250 : 250 + HEIGHT, 200 : 200 + WIDTH] = pixels
    (region,) = find_regions(Lit(page))
    assert holds(region, 200, 250, FINE)


def test_a_table_is_found_although_no_two_of_its_uprights_hang_together() -> None:
    pixels = without_rules_across(FINE)
    for x in FINE.xs[:-1]:
        for y in FINE.ys[[0, 1, -1]]:
            pixels = erased(pixels, x + 40, y - 3, x + 85, y + 3)
    page = np.full((1000, 1100), 255, np.uint8)
    page[250 : 250 + HEIGHT, 200 : 200 + WIDTH] = pixels
    (region,) = find_regions(Lit(page))
    assert holds(region, 200, 250, FINE)


def test_a_table_whose_uprights_broke_off_below_its_headings_is_found_down_to_its_foot() -> None:
    pixels = without_rules_across(FINE)
    for x in FINE.xs:
        for y in FINE.ys[2:-1:2]:
            pixels = erased(pixels, x - 3, y - 16, x + 3, y + 16)
    page = np.full((1000, 1100), 255, np.uint8)
    page[250 : 250 + HEIGHT, 200 : 200 + WIDTH] = pixels
    (region,) = find_regions(Lit(page))
    assert holds(region, 200, 250, FINE)


def test_tables_apart_come_from_the_top_down() -> None:
    first, second = find_regions(Lit(placed(1000, 1400, (250, 60), (100, 800))))
    assert holds(first, 250, 60)
    assert holds(second, 100, 800)


def test_four_tables_come_row_by_row() -> None:
    places = [(30, 40), (850, 60), (40, 800), (860, 780)]
    found = find_regions(Lit(placed(1700, 1500, *places)))
    assert len(found) == 4
    assert all(holds(region, *place) for region, place in zip(found, places, strict=True))


@pytest.mark.parametrize("open_sides", [True, False])
def test_headings_that_span_do_not_part_a_table(open_sides: bool) -> None:
    drawn = ruled(GROUPED, size=26, ruling=Ruling(open_sides=open_sides))
    (region,) = find_regions(Lit(drawn.pixels))
    assert holds(region, 0, 0, drawn)


def test_broken_rules_do_not_part_a_table() -> None:
    page = placed(1000, 900, (200, 250))
    for number, y in enumerate(TABLE.ys):
        page = erased(page, 300 + 40 * number, 250 + y - 4, 320 + 40 * number, 250 + y + 5)
    page = erased(page, 200 + TABLE.xs[2] - 4, 400, 200 + TABLE.xs[2] + 5, 420)
    (region,) = find_regions(Lit(page))
    assert holds(region, 200, 250)


def test_a_table_whose_rules_are_worn_along_an_upright_is_one() -> None:
    drawn = ruled(LONG_ROSTER, size=26)
    page, worn = drawn.pixels, drawn.xs[3]
    page = erased(page, drawn.xs[2] - 5, 0, drawn.xs[2] + 6, page.shape[0])
    page = erased(page, worn - 5, 0, worn + 6, page.shape[0])
    for number, y in enumerate(drawn.ys):
        start = worn + (70 if number % 2 else -100)
        page = erased(page, start, y - 4, start + 60, y + 5)
    (region,) = find_regions(Lit(page))
    assert holds(region, 0, 0, drawn)


def test_a_last_row_is_of_the_table_though_its_rules_are_but_pieces() -> None:
    drawn = ruled(LONG_ROSTER, size=26)
    page = drawn.pixels
    for x in drawn.xs:
        page = erased(page, x - 5, drawn.ys[-4] + 3, x + 6, drawn.ys[-1] + 5)
        page = erased(page, x + 5, drawn.ys[-3] - 4, x + 36, drawn.ys[-1] + 5)
    (region,) = find_regions(Lit(page))
    assert region.bottom >= drawn.ys[-1]


def test_thick_rules_that_take_pieces_out_of_a_few_short_uprights_leave_a_form_a_table() -> None:
    drawn = ruled(FORM, size=26, row=3.2, column=7.0, ruling=Ruling(open_sides=True))
    page = drawn.pixels
    for y in drawn.ys[1:-1]:
        for x in drawn.xs[1:-1]:
            page = erased(page, x - 4, y - 4, x + 4, y - 1)
            page = erased(page, x - 4, y + 1, x + 4, y + 4)
    (region,) = find_regions(Lit(page))
    assert holds(region, 0, 0, drawn)


def test_a_slanted_table_is_found_whole() -> None:
    page = slanted(placed(1200, 1000, (250, 250)), 0.06, -0.03)
    (region,) = find_regions(Lit(page))
    outside = erased(page, region.left, region.top, region.right, region.bottom)
    assert (outside > 200).all()


def test_a_frame_round_a_table_is_no_second_table() -> None:
    page = placed(1000, 900, (200, 250))
    for y in (200, 800):
        stroke(page, (180, y), (900, y), 3)
    for x in (180, 900):
        stroke(page, (x, 200), (x, 800), 3)
    assert len(find_regions(Lit(page))) == 1


def test_a_page_of_text_holds_no_table() -> None:
    sheet, face = blank(900, 900), Face(FACE, 32)
    for number in range(14):
        sheet.line("一九四七年三月在保卫根据地的战斗中牺牲", 90, 60 + 56 * number, face)
    assert find_regions(Lit(pixels_of(sheet))) == []


def test_text_between_lines_holds_no_table() -> None:
    sheet, face = blank(900, 900), Face(FACE, 32)
    for number in range(12):
        sheet.line("一九四七年三月在战斗中牺牲", 90, 60 + 62 * number, face)
        sheet.rule((60, 103 + 62 * number), (840, 103 + 62 * number), 2)
    assert find_regions(Lit(pixels_of(sheet))) == []


def test_a_blank_page_holds_no_table() -> None:
    assert find_regions(Lit(np.full((600, 500), 255, np.uint8))) == []


@pytest.mark.parametrize("table", [False, True])
def test_dark_edges_of_the_scan_are_no_rules(table: bool) -> None:
    page = placed(1000, 900, (200, 250)) if table else np.full((900, 1000), 255, np.uint8)
    page[:30], page[:, -25:] = 40, 40
    found = find_regions(Lit(page))
    assert [holds(region, 200, 250) for region in found] == [True] * table


@pytest.mark.parametrize("lean", [-0.05, 0.05])
def test_a_half_that_leans_otherwise_than_its_page_is_found(lean: float) -> None:
    page = placed(1700, 800, (850, 100))
    page[100 : 100 + HEIGHT, 30 : 30 + WIDTH] = slanted(TABLE.pixels, lean, -lean)
    first, second = find_regions(Lit(page))
    assert first.right < second.left + 60
    assert holds(second, 850, 100)
