"""What the recogniser is blind to is repaired where the paper proves it, and flagged where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest.pages import CellText
from ingest.parse import repairs
from ingest.parse.evidence import Doubt
from tests.ingest.drawing import written


@pytest.mark.parametrize(
    ("read", "centres", "year"),
    [
        ("一九四年", [0.1, 0.3, 0.5, 0.9], "一九四〇年"),
        ("一九五年", [0.1, 0.3, 0.7, 0.9], "一九〇五年"),
        ("一九年", [0.1, 0.3, 0.9], "一九〇〇年"),
        ("一九年五月", [0.08, 0.2, 0.66, 0.78, 0.94], "一九〇〇年五月"),
        ("一九一年十月", [0.08, 0.2, 0.39, 0.67, 0.86, 0.98], "一九一〇年十月"),
        ("一九四年三月", [0.07, 0.21, 0.36, 0.64, 0.79, 0.93], "一九四〇年三月"),
    ],
)
def test_a_lost_zero_comes_back_where_the_glyphs_leave_room_for_it(read: str, centres: list[float], year: str) -> None:
    text, doubts = repairs.with_zeros(written(read, at=centres))
    assert (text.text, doubts) == (year, (Doubt.ZERO_INFERRED,))
    assert "".join(glyph.char for glyph in text.glyphs) == year
    assert [glyph.at for glyph in text.glyphs] == sorted(glyph.at for glyph in text.glyphs)


@pytest.mark.parametrize("centres", [[0.125, 0.375, 0.625, 0.875], [0.1, 0.3, 0.6, 0.9], [0.1, 0.4, 0.5, 0.9]])
def test_without_a_gap_of_one_character_the_year_stays_and_is_doubted(centres: list[float]) -> None:
    read = written("一九四年", at=centres)
    assert repairs.with_zeros(read) == (read, (Doubt.ZERO_MISSING,))


def broken(figures: str, centres: list[float]) -> CellText:
    """A date that is set in two lines, 年 being the first character of the second."""
    first, second = written(figures, at=centres), written("年春", at=[0.3, 0.7])
    below = tuple(replace(glyph, line=1) for glyph in second.glyphs)
    return CellText(first.text + second.text, 0.9, first.glyphs + below)


def test_a_zero_lost_where_the_line_breaks_before_its_year_is_put_back_and_doubted() -> None:
    text, doubts = repairs.with_zeros(broken("一九二", [0.2, 0.55, 0.83]))
    assert (text.text, doubts) == ("一九二〇年春", (Doubt.ZERO_INFERRED, Doubt.LINE_BROKEN_OFF))
    assert [(glyph.char, glyph.line) for glyph in text.glyphs[2:5]] == [("二", 0), ("〇", 0), ("年", 1)]


def test_a_gap_shows_the_zero_also_where_the_line_breaks_after_it() -> None:
    text, doubts = repairs.with_zeros(broken("一九二", [0.14, 0.4, 0.85]))
    assert (text.text, doubts) == ("一九〇二年春", (Doubt.ZERO_INFERRED,))


@pytest.mark.parametrize(("figures", "centres"), [("一九", [0.2, 0.5]), ("一九二", [0.2, 0.3, 0.83])])
def test_a_broken_year_whose_steps_show_nothing_stays_and_is_doubted(figures: str, centres: list[float]) -> None:
    read = broken(figures, centres)
    assert repairs.with_zeros(read) == (read, (Doubt.ZERO_MISSING,))


def test_without_glyphs_the_year_stays_and_is_doubted() -> None:
    assert repairs.with_zeros(CellText("一九四年", 0.9))[1] == (Doubt.ZERO_MISSING,)


@pytest.mark.parametrize("whole", ["一九四〇年", "一九四二年十月", "1940年", "渤海军区", ""])
def test_a_whole_year_is_left_alone(whole: str) -> None:
    assert repairs.with_zeros(written(whole)) == (written(whole), ())


@pytest.mark.parametrize(("read", "date"), [("—九四七年", "一九四七年"), ("一九四—年十—月", "一九四一年十一月")])
def test_a_dash_in_a_date_is_a_one_where_only_so_it_is_a_date(read: str, date: str) -> None:
    text, doubts = repairs.date_with_ones(written(read))
    assert (text.text, doubts) == (date, (Doubt.DASH_INFERRED,))


@pytest.mark.parametrize(
    ("read", "date"),
    [("1950,7", "1950.7"), ("1947,10.3", "1947.10.3"), ("1951,2商河战斗牺牲", "1951.2商河战斗牺牲")],
)
def test_a_comma_between_the_figures_of_a_date_is_a_point(read: str, date: str) -> None:
    text, doubts = repairs.date_with_points(written(read))
    assert (text.text, doubts) == (date, (Doubt.POINT_INFERRED,))
    assert "".join(glyph.char for glyph in text.glyphs) == date


def over_two_lines(upper: str, lower: str) -> CellText:
    """A text whose second line begins after the first."""
    text = written(upper + lower)
    lines = [*[0] * len(upper), *[1] * len(lower)]
    return replace(
        text, glyphs=tuple(replace(glyph, line=line) for glyph, line in zip(text.glyphs, lines, strict=True))
    )


@pytest.mark.parametrize(
    ("upper", "lower", "date"),
    [
        ("1952.09", "03", "1952.09.03"),
        ("1943.8", "21", "1943.8.21"),
        ("1946-08", "4", "1946-08-4"),
        ("1946", "08.04", "1946.08.04"),
    ],
)
def test_a_point_lost_where_a_date_goes_on_in_a_second_line_is_told_by_the_date(
    upper: str, lower: str, date: str
) -> None:
    text, doubts = repairs.date_over_lines(over_two_lines(upper, lower))
    assert (text.text, doubts) == (date, (Doubt.POINT_INFERRED,))
    assert "".join(glyph.char for glyph in text.glyphs) == date


@pytest.mark.parametrize(("upper", "lower"), [("1952.1", "1"), ("1952.13", "3"), ("1952.09.", "03"), ("195", "2.09")])
def test_no_point_is_put_where_it_may_be_none(upper: str, lower: str) -> None:
    read = over_two_lines(upper, lower)
    assert repairs.date_over_lines(read) == (read, ())


@pytest.mark.parametrize("whole", ["1950.7", "一九五〇年，七月", "1950年7月", "12,5", ""])
def test_other_commas_stay(whole: str) -> None:
    assert repairs.date_with_points(written(whole)) == (written(whole), ())


@pytest.mark.parametrize(
    ("read", "word"),
    [("战斗机牲", "战斗牺牲"), ("攻城牺性", "攻城牺牲"), ("戰鬥機牲", "戰鬥犧牲"), ("搶運傷員犧性", "搶運傷員犧牲")],
)
def test_half_of_the_word_for_dying_completes_it_where_the_other_half_was_read_with_doubt(read: str, word: str) -> None:
    doubtful = written(read)
    glyphs = tuple(replace(g, score=0.4) if g.char in "机性機" else g for g in doubtful.glyphs)
    text, doubts = repairs.with_fallen(replace(doubtful, glyphs=glyphs))
    assert (text.text, doubts) == (word, (Doubt.WORD_COMPLETED,))


@pytest.mark.parametrize("read", ["战斗牺牲", "战斗机牲", "看守牲口", "阵亡"])
def test_what_was_read_clearly_is_never_completed(read: str) -> None:
    assert repairs.with_fallen(written(read)) == (written(read), ())


def test_a_dash_between_two_years_stays() -> None:
    assert repairs.date_with_ones(written("一九四六—一九四七年"))[1] == ()


@pytest.mark.parametrize(
    ("read", "unit"),
    [("——五师", "一一五师"), ("山东——五师三四三旅", "山东一一五师三四三旅"), ("—师", "一师"), ("三—五团", "三—五团")],
)
def test_a_dash_in_a_unit_is_a_one_where_it_can_mean_nothing_else(read: str, unit: str) -> None:
    assert repairs.unit_with_ones(written(read))[0].text == unit


@pytest.mark.parametrize(
    ("field", "read", "at", "offered", "right"),
    [
        ("sex", "勇", 0, {"other": "男", "other_score": 0.0145}, "男"),
        ("position", "侦祭排长", 1, {"rival": "察", "lead": 4.0}, "侦察排长"),
        ("political_status", "党贝", 1, {"rival": "员", "lead": 1.0}, "党员"),
    ],
)
def test_a_word_of_a_list_is_put_right_where_the_picture_offers_the_one_character_and_stays_in_doubt(
    field: str, read: str, at: int, offered: dict[str, Any], right: str
) -> None:
    text = written(read)
    glyphs = tuple(replace(glyph, **offered) if n == at else glyph for n, glyph in enumerate(text.glyphs))
    mended, doubts = repairs.word_of_list(field, replace(text, glyphs=glyphs))
    assert (mended.text, doubts) == (right, (Doubt.WORD_INFERRED,))
    assert "".join(glyph.char for glyph in mended.glyphs) == right
    assert mended.glyphs[at].score <= offered.get("other_score", 0.0)
    assert mended.glyphs[at].other == read[at]


@pytest.mark.parametrize(
    ("field", "read", "offered"),
    [
        ("sex", "勇", {}),
        ("sex", "勇", {"other": "男", "other_score": 0.001}),
        ("sex", "勇", {"rival": "男", "lead": 20.0}),
        ("sex", "男", {"other": "女", "other_score": 0.3}),
        ("position", "勇", {"other": "男", "other_score": 0.3}),
    ],
)
def test_a_word_of_a_list_is_left_alone_where_the_picture_offers_none(
    field: str, read: str, offered: dict[str, Any]
) -> None:
    text = written(read)
    text = replace(text, glyphs=tuple(replace(glyph, **offered) for glyph in text.glyphs))
    assert repairs.word_of_list(field, text) == (text, ())
