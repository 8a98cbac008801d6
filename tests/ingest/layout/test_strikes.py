"""A row is struck out where a stroke runs through its print from cell to cell, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ingest.layout.ruled import find_tables
from ingest.layout.strikes import without_strikes
from ingest.pages import PageImage
from ingest.rectify.flatten import FlatTable
from ingest.rectify.upright import upright
from tests.ingest.paper import INK, SIZE, Grey, Ruling, ruled
from tests.rendering.damage.scan import Scan, scan
from tests.rendering.dice import Dice
from tests.rendering.layouts.ruled import compose_leaf
from tests.rendering.layouts.setting import setting
from tests.rendering.strengths import STRENGTHS
from tests.rendering.truth import Field

ROSTER = """
    | 姓名   | 籍贯   | 职务   | 部别   | 备注   |
    | 王德勝 | 东李村 | 排长   | 渤海   | 阵亡   |
    | 李秀英 | 西李村 | 班长   | 华野   | 病故   |
    | 赵一一 | 二一村 | 一一   | 三三   | 王二   |
    | 孙文   | 南李村 | 战士   | 渤海   |        |
"""
ROW = 2


def table() -> FlatTable:
    return ruled(ROSTER).flat()


def struck(  # noqa: PLR0917 - a stroke is that many things
    row: int = ROW, place: float = 0.5, first: int = 0, last: int = 5, ink: int = INK, lean: float = 0.0
) -> FlatTable:
    """The table with a stroke through a row, from column to column; `place` is a share of the row's height."""
    clean = table()
    pixels = clean.pixels.copy()
    y = clean.ys[row] + place * (clean.ys[row + 1] - clean.ys[row])
    start, end = (round(clean.xs[first]) + 12, round(y - lean)), (round(clean.xs[last]) - 12, round(y + lean))
    cv2.line(pixels, start, end, (ink,), 3, cv2.LINE_AA)
    return replace(clean, pixels=pixels)


def with_rule(flat: FlatTable, place: float) -> FlatTable:
    """The table as it looks when a stroke was taken for one more rule."""
    return replace(flat, ys=np.sort(np.append(flat.ys, place)))


def test_a_stroke_through_the_middle_of_a_row_strikes_it_out() -> None:
    assert without_strikes(struck())[1] == {ROW}


def test_a_stroke_that_was_taken_for_a_rule_is_none() -> None:
    clean = table()
    middle = float(clean.ys[ROW] + clean.ys[ROW + 1]) / 2
    flat, rows = without_strikes(with_rule(struck(), middle))
    assert rows == {ROW}
    assert flat.ys.tolist() == clean.ys.tolist()


def test_a_stroke_may_lean() -> None:
    assert without_strikes(struck(lean=3))[1] == {ROW}


def test_a_clean_table_stays_as_it_is() -> None:
    flat, rows = without_strikes(table())
    assert not rows
    assert flat.ys.tolist() == table().ys.tolist()


def test_a_rule_between_two_rows_of_print_stays() -> None:
    """Also where the rows are low: the print stands clear of it."""
    tight = ruled(ROSTER, row=1.15).flat()
    flat, rows = without_strikes(tight)
    assert not rows
    assert len(flat.ys) == len(tight.ys)


@pytest.mark.parametrize("place", [0.06, 0.94])
def test_a_line_under_or_over_the_print_strikes_nothing_out(place: float) -> None:
    assert not without_strikes(struck(place=place))[1]


def test_a_fold_of_the_paper_that_runs_on_over_the_table_strikes_nobody_out() -> None:
    flat = struck()
    middle = round(float(flat.ys[ROW] + flat.ys[ROW + 1]) / 2)
    folded = flat.pixels.copy()
    folded[middle - 1 : middle + 2] = INK
    for seen in (replace(flat, pixels=folded), with_rule(replace(flat, pixels=folded), middle)):
        kept, rows = without_strikes(seen)
        assert np.array_equal(kept.ys, flat.ys)
        assert not rows


def test_a_stroke_through_two_cells_does_not_strike_out_a_row_of_five() -> None:
    assert not without_strikes(struck(last=2))[1]


def test_what_shines_through_from_the_other_side_of_the_leaf_strikes_nothing_out() -> None:
    assert not without_strikes(struck(ink=200))[1]


def test_print_that_slipped_across_its_rules_strikes_nobody_out() -> None:
    clean = ruled(ROSTER, row=2.2, ruling=Ruling(thin=0, frame=0)).flat()
    pixels = np.roll(clean.pixels, round(1.1 * SIZE), axis=0)
    for y in clean.ys:
        pixels[round(y) - 1 : round(y) + 1, round(clean.xs[0]) : round(clean.xs[-1])] = INK
    flat, rows = without_strikes(replace(clean, pixels=pixels))
    assert not rows
    assert flat.ys.tolist() == clean.ys.tolist()


def rendered(strength: str, seed: int) -> Scan:
    """A ruled roster on a small sheet, printed and scanned with this much damage."""
    dice, damage = Dice.of("small page", strength, seed), STRENGTHS[strength]
    dpi = dice.between(damage.dpi)
    return scan(dice, damage, [compose_leaf(setting(dice, damage, size=(round(5.5 * dpi), round(3.6 * dpi), dpi)))])


def crossed_out(page: Scan, record: int) -> Grey:
    """The page with a pen's stroke from text to text of one entry."""
    texts: list[Field] = [field for field in page.records[record].fields.values() if field.text and field.box]
    boxes = sorted(field.box for field in texts if field.box)
    points = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes]
    points = [(boxes[0][0] - 8, points[0][1]), *points, (boxes[-1][2] + 8, points[-1][1])]
    pixels = page.pixels.copy()
    dark = (50,) * (1 if pixels.ndim == 2 else 3)
    cv2.polylines(pixels, [np.array(points, np.int32)], False, dark, 3, cv2.LINE_AA)
    return pixels


@pytest.mark.parametrize("strength", STRENGTHS)
def test_on_scanned_paper_the_row_is_told_and_no_other(strength: str) -> None:
    page = rendered(strength, 1)
    (clean,) = find_tables(upright(PageImage(1, page.pixels)).lit)
    (marked,) = find_tables(upright(PageImage(1, crossed_out(page, 1))).lit)
    assert not clean.struck
    assert marked.struck == {2}
    assert marked.rows == clean.rows
