"""The year of a date is what it can only be, where a figure of it is amiss or a mark too many."""

from __future__ import annotations

import pytest

from ingest.pages import CellText
from ingest.parse.evidence import Doubt
from ingest.parse.year_repairs import date_with_year
from tests.ingest.drawing import written


@pytest.mark.parametrize(
    ("read", "date"),
    [
        ("二九四七年二月", "一九四七年二月"),
        ("□九四〇年八月十日", "一九四〇年八月十日"),
        ("九四七年六月", "一九四七年六月"),
        ("八九七年七月十九日", "一八九七年七月十九日"),
        ("942年8月13日", "1942年8月13日"),
        ("7942.3", "1942.3"),
        ("一九四.年十一月", "一九四〇年十一月"),
        ("一九,四年十二月", "一九〇四年十二月"),
        ("鼠國卅七年一月二十日", "民國卅七年一月二十日"),
        ("民國冊七年三月", "民國卅七年三月"),
        ("民国甘年", "民国廿年"),
    ],
)
def test_a_figure_that_its_year_can_only_have_is_put_in_and_doubted(read: str, date: str) -> None:
    text, doubts = date_with_year(written(read))
    assert (text.text, doubts) == (date, (Doubt.FIGURE_INFERRED,))
    assert "".join(glyph.char for glyph in text.glyphs) == date


@pytest.mark.parametrize(
    ("read", "date"), [("1931..4", "1931.4"), ("1949..8.26", "1949.8.26"), ("1950,年11月", "1950年11月")]
)
def test_a_mark_that_no_date_has_is_taken_away(read: str, date: str) -> None:
    text, doubts = date_with_year(written(read))
    assert (text.text, doubts) == (date, (Doubt.MARK_TAKEN_AWAY,))
    assert "".join(glyph.char for glyph in text.glyphs) == date


@pytest.mark.parametrize(
    "read", ["一九四七年二月", "四七年二月", "民国三十六年", "1947.3.12", "1946-1947", "九月三日", "十九团", "不详", ""]
)
def test_other_texts_stay(read: str) -> None:
    assert date_with_year(written(read)) == (written(read), ())


def test_a_text_without_glyphs_is_put_right_too() -> None:
    assert date_with_year(CellText("九四七年", 0.9))[0].text == "一九四七年"
