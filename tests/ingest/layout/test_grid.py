"""Which places between rules are one cell: as printed, and in doubt never two persons in one."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout.grid import find_spans
from ingest.layout.paper import Span
from tests.ingest.paper import ROSTER, Drawn, Ruling, erased, ruled, stroke, without_rules_across

PLAIN = ruled(ROSTER)
RULINGS = [Ruling(), Ruling(frame=9), Ruling(thin=5, frame=5), Ruling(frame=4, double=True), Ruling(thin=1)]


def places(drawn: Drawn) -> list[Span]:
    """Every place between the rules, each a cell of its own."""
    rows, columns = len(drawn.ys) - 1, len(drawn.xs) - 1
    return [Span(r, c, 1, 1) for r, c in itertools.product(range(rows), range(columns))]


def worn(drawn: Drawn, *boxes: tuple[float, float, float, float]) -> Drawn:
    """The drawing with rectangles (left, top, right, bottom) gone white."""
    pixels = drawn.pixels
    for box in boxes:
        pixels = erased(pixels, *box)
    return Drawn(pixels, drawn.xs, drawn.ys, drawn.spans)


def level(drawn: Drawn, rule: int, start: float, end: float) -> tuple[float, float, float, float]:
    """A stretch of a rule that runs across, from and to fractional columns, crossings left whole."""
    at = [float(np.interp(place, range(len(drawn.xs)), drawn.xs)) for place in (start, end)]
    return at[0] + 3, drawn.ys[rule] - 6, at[1] - 3, drawn.ys[rule] + 7


def plumb(drawn: Drawn, rule: int, start: float, end: float) -> tuple[float, float, float, float]:
    """A stretch of a rule that runs down, from and to fractional rows, crossings left whole."""
    at = [float(np.interp(place, range(len(drawn.ys)), drawn.ys)) for place in (start, end)]
    return drawn.xs[rule] - 6, at[0] + 3, drawn.xs[rule] + 7, at[1] - 3


@pytest.mark.parametrize("ruling", RULINGS, ids=str)
def test_every_place_of_a_plain_table_is_a_cell(ruling: Ruling) -> None:
    drawn = ruled(ROSTER, ruling=ruling)
    assert find_spans(drawn.flat()) == places(drawn)


@pytest.mark.parametrize(
    "drawing",
    [
        """
        | 姓名   | 籍贯   | 职务 |
        | 沙窝乡 | <      | <    |
        | 王德胜 | 东李村 | 战士 |
        | 张玉山 | 西赵庄 | 班长 |
        | 城关镇 | <      | <    |
        | 刘长河 | 南孙村 | 战士 |
        """,
        """
        | 籍贯   | 姓名   | 职务 |
        | 东李村 | 王德胜 | 战士 |
        | ^      | 张玉山 | 班长 |
        | ^      | 刘长河 | 战士 |
        | 西赵庄 | 陈桂兰 | 护士 |
        | ^      | 赵连生 | 排长 |
        """,
        """
        | 姓名   | 生前单位 | <    | 牺牲   | <      |
        | ^      | 部别     | 职务 | 时间   | 地点   |
        | 王德胜 | 警备团   | 战士 | 1947年 | 济南   |
        | 张玉山 | 独立团   | 班长 | 1946年 | 周村   |
        """,
        """
        | 生前所在部 | <      | 家中所在地 | <      |
        | 姓名       | 部别   | 县         | 村     |
        | 王德胜     | 独立团 | 惠民       | 东李村 |
        | 刘长河     | 警备团 | 阳信       | 南孙村 |
        """,
        """
        | 沙窝乡（六十三人） | <      | <      | <      |
        | 姓名               | 籍贯   | 姓名   | 籍贯   |
        | 王德胜             | 东李村 | 张玉山 | 西赵庄 |
        | 刘长河             | 南孙村 | 陈桂兰 | 北周家 |
        """,
    ],
    ids=[
        "group headings",
        "names of one village",
        "headings in two storeys",
        "headings over two columns",
        "heading over all",
    ],
)
@pytest.mark.parametrize("ruling", [Ruling(), Ruling(frame=8), Ruling(open_sides=True)], ids=str)
def test_cells_that_span_are_found_as_printed(drawing: str, ruling: Ruling) -> None:
    drawn = ruled(drawing, ruling=ruling)
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("text", ["沙窝乡十里铺王家庄村", "中中中中中中中", "一一一一一一一一", "川川川川川川川"])
def test_print_that_crosses_the_place_of_a_rule_is_no_rule(text: str) -> None:
    drawn = ruled(f"""
        | 姓名   | 籍贯   | 职务 | 备注 |
        | {text} | <      | <    | <    |
        | 王德胜 | 东李村 | 战士 | 无   |
        | 张玉山 | 西赵庄 | 班长 | 无   |
    """)
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("heading", ["牺牲", "川川", "牲牲", "生前", "牺　牲"])
def test_a_heading_whose_characters_stand_on_both_sides_of_an_upright_below_it_is_not_parted(heading: str) -> None:
    drawn = ruled(
        f"""
        | 姓名   | 籍贯   | {heading} | <    |
        | ^      | ^      | 时间      | 地点 |
        | 王德胜 | 东李村 | 1947年    | 济南 |
        | 张玉山 | 西赵庄 | 1946年    | 周村 |
    """,
        row=1.5,
    )
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("beside", ["性/别", "政治面貌", "中/中", "二二二二"])
def test_a_heading_beside_one_of_two_storeys_is_as_high_as_both(beside: str) -> None:
    drawn = ruled(
        f"""
        | 姓名   | {beside} | 牺牲   | <    | 籍贯   |
        | ^      | ^        | 时间   | 地点 | ^      |
        | 王德胜 | 男       | 1947年 | 济南 | 东李村 |
        | 张玉山 | 男       | 1946年 | 周村 | 西赵庄 |
    """,
        column=4.3,
        row=1.4,
    )
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("label", ["中中中/中", "生前职/务"])
def test_a_label_between_uprights_of_its_own_row_is_not_parted_where_most_other_rows_are(label: str) -> None:
    drawn = ruled(
        f"""
        | 姓名 | 王德胜 | 出生 | <       | 1922年 | <    |
        | 籍贯 | 东李村 | <    | <       | <      | <    |
        | 部队 | 独立团 | <    | {label} | <      | 连长 |
        | 参军 | 1942年 | 牺牲 | <       | 1944年 | <    |
        | 地点 | 济南   | 安葬 | <       | 本村   | <    |
    """,
        row=2.6,
    )
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("text", ["同", "二", "东李村"])
def test_print_in_the_middle_of_a_tall_cell_is_no_rule(text: str) -> None:
    drawn = ruled(f"""
        | 籍贯   | 姓名   | 职务 |
        | {text} | 王德胜 | 战士 |
        | ^      | 张玉山 | 班长 |
        | 西赵庄 | 刘长河 | 战士 |
    """)
    assert find_spans(drawn.flat()) == drawn.spans


def test_a_form_whose_rows_have_one_upright_each_has_labels_and_values() -> None:
    drawn = ruled("""
        | 姓名     | 王德胜   | <      | <    | 性别   | 男     |
        | 出生年月 | <        | 1920年 | <    | <      | <      |
        | 籍贯     | 惠民县李 | <      | <    | <      | <      |
        | 入伍时间 | <        | 1942年 | 职务 | <      | 班长   |
        | 安葬地点 | <        | 本村   | <    | <      | <      |
    """)
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize("text", ["出生时间", "中中中中", "川川川川"])
def test_a_label_runs_on_where_the_uprights_of_a_few_other_rows_stand(text: str) -> None:
    drawn = ruled(
        f"""
        | 姓名   | <      | 王德胜 | 性别   | 男   |
        | {text} | <      | 1920年 | <      | <    |
        | 籍     | 惠民县 | <      | <      | <    |
        | {text} | <      | 党员   | <      | <    |
        | 部别   | 渤海   | <      | <      | <    |
        | {text} | <      | 1946年 | {text} | 本县 |
    """,
        row=1.6,
    )
    assert find_spans(drawn.flat()) == drawn.spans


@pytest.mark.parametrize(
    ("start", "end"), [(0.2, 0.7), (0.5, 1.5), (0.0, 0.6), (1.4, 2.0), (2.3, 4.8), (0.15, 3.1)], ids=str
)
def test_a_gap_in_a_rule_merges_nobody(start: float, end: float) -> None:
    drawn = worn(PLAIN, level(PLAIN, 3, start, end))
    assert find_spans(drawn.flat()) == places(drawn)


@pytest.mark.parametrize(("start", "end"), [(1.2, 1.7), (2.5, 3.5), (3.0, 6.4), (0.3, 5.2)], ids=str)
def test_a_gap_in_an_upright_merges_no_cells(start: float, end: float) -> None:
    drawn = worn(PLAIN, plumb(PLAIN, 2, start, end))
    assert find_spans(drawn.flat()) == places(drawn)


def test_many_small_gaps_merge_nobody() -> None:
    rng = np.random.default_rng(11)
    boxes = [level(PLAIN, int(rng.integers(1, 8)), start, start + 0.3) for start in rng.uniform(0, 4.5, 12)]
    boxes += [plumb(PLAIN, int(rng.integers(1, 5)), start, start + 0.5) for start in rng.uniform(0, 7, 8)]
    assert find_spans(worn(PLAIN, *boxes).flat()) == places(PLAIN)


@pytest.mark.parametrize("column", range(5))
def test_two_persons_are_parted_where_the_rule_between_two_cells_is_lost_whole(column: int) -> None:
    drawn = worn(PLAIN, level(PLAIN, 4, column, column + 1))
    assert find_spans(drawn.flat()) == places(drawn)


def test_two_persons_are_parted_where_the_whole_rule_between_them_is_lost() -> None:
    drawn = worn(PLAIN, level(PLAIN, 4, 0, 5))
    assert find_spans(drawn.flat()) == places(drawn)


def test_columns_of_an_open_table_stay_apart_though_the_rule_over_a_sum_below_it_is_lost() -> None:
    drawn = ruled(f"{ROSTER.rstrip()}\n| 合计七人 | < | < | < | < |")
    ys = drawn.ys[[0, 1, -2, -1]] - [0, 0, 8, 0]  # the uprights end a little below it
    spans = find_spans(replace(drawn, pixels=without_rules_across(drawn), ys=ys).flat())
    assert spans == [*(Span(row, column, 1, 1) for row in (0, 1) for column in range(5)), Span(2, 0, 1, 5)]


@pytest.mark.parametrize("row", [1, 4, 7])
def test_two_fields_are_parted_where_the_upright_between_them_is_lost(row: int) -> None:
    drawn = worn(PLAIN, plumb(PLAIN, 3, row, row + 1))
    assert find_spans(drawn.flat()) == places(drawn)


def test_a_stub_left_of_a_lost_rule_is_not_taken_for_print() -> None:
    high = ruled(ROSTER, row=2.6)
    drawn = worn(high, level(high, 4, 2, 3))
    stroke(drawn.pixels, (drawn.xs[2] + 50, drawn.ys[4]), (drawn.xs[2] + 66, drawn.ys[4]), 2, ink=60)
    assert find_spans(drawn.flat()) == places(drawn)


def test_a_stub_left_of_a_lost_upright_is_not_taken_for_print() -> None:
    drawn = worn(PLAIN, plumb(PLAIN, 3, 4, 5))
    stroke(drawn.pixels, (drawn.xs[3], drawn.ys[4] + 2), (drawn.xs[3], drawn.ys[4] + 16), 2, ink=60)
    assert find_spans(drawn.flat()) == places(drawn)


def test_a_stub_of_an_upright_that_is_bent_off_its_place_is_not_taken_for_print_either() -> None:
    form = ruled(
        """
        | 姓名 | 王德胜 | 性别 | 男 |
        | 籍贯 | 惠民县 | <    | <  |
        | 职务 | 班长   | <    | <  |
        | 部别 | 渤海   | <    | <  |
    """,
        row=2.6,
    )
    drawn = worn(form, plumb(form, 2, 0, 1))
    x, y = drawn.xs[2] + 5, drawn.ys[0]
    stroke(drawn.pixels, (x, y + 8), (x, y + 22), 3, ink=60)
    assert find_spans(drawn.flat()) == form.spans


@pytest.mark.parametrize("weight", [9, 18, 26])
def test_rules_nearly_as_thick_as_print_is_high_are_rules(weight: int) -> None:
    drawn = ruled(ROSTER, row=2.6, ruling=Ruling(thin=weight, frame=weight))
    assert find_spans(drawn.flat()) == places(drawn)


def test_faint_rules_are_rules() -> None:
    pixels = PLAIN.pixels.copy()
    for y in PLAIN.ys[1:-1]:
        stroke(pixels, (PLAIN.xs[0] + 4, y), (PLAIN.xs[-1] - 4, y), 2, ink=205)
    assert find_spans(Drawn(pixels, PLAIN.xs, PLAIN.ys, []).flat()) == places(PLAIN)


def test_grain_of_the_paper_makes_no_rule_and_breaks_none() -> None:
    drawn = ruled("""
        | 姓名   | 籍贯   | 职务 |
        | 沙窝乡 | <      | <    |
        | 王德胜 | 东李村 | 战士 |
        | 张玉山 | ^      | 班长 |
        | 刘长河 | ^      | 班长 |
    """)
    noise = np.random.default_rng(2).normal(-12, 9, drawn.pixels.shape)
    grainy = np.clip(drawn.pixels + noise, 0, 255).astype(np.uint8)
    assert find_spans(Drawn(grainy, drawn.xs, drawn.ys, []).flat()) == drawn.spans


@given(st.lists(st.tuples(st.integers(0, 8), st.floats(0, 4), st.floats(0.05, 5), st.booleans()), max_size=12))
@settings(max_examples=25)
def test_whatever_is_lost_the_cells_cover_every_place_once(gaps: list[tuple[int, float, float, bool]]) -> None:
    boxes = [
        plumb(PLAIN, min(rule, 5), start, start + length) if down else level(PLAIN, rule, start, start + length)
        for rule, start, length, down in gaps
    ]
    covered = np.zeros((8, 5), int)
    spans = find_spans(worn(PLAIN, *boxes).flat())
    for span in spans:
        covered[span.row : span.row + span.rows, span.column : span.column + span.columns] += 1
    assert (covered == 1).all()
    assert spans == sorted(spans, key=lambda span: (span.row, span.column))
