"""Printed dates mean what they say in EDTF, and nothing more."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse import dates
from ingest.parse.evidence import Doubt

PRINTED = {
    "1947": "1947",
    "1947年": "1947",
    "1947.3": "1947-03",
    "1918.10": "1918-10",
    "1919.11.18": "1919-11-18",
    "1947-03-12": "1947-03-12",
    "1947/3/12": "1947-03-12",
    "1947·3·12": "1947-03-12",
    "1947年3月12日": "1947-03-12",
    "１９４７年３月": "1947-03",
    "1947 年 3 月": "1947-03",
    "19470312": "1947-03-12",
    "一九四七年三月": "1947-03",
    "一九四七年十二月廿一日": "1947-12-21",
    "一九四〇年": "1940",
    "一九四○年": "1940",
    "一九四零年": "1940",
    "一九四O": "1940",
    "民国三十六年三月": "1947-03",
    "民國卅六年": "1947",
    "民国元年": "1912",
    "光绪三十年": "1904",
    "1947年元月": "1947-01",
    "1947年春": "1947-21",
    "1947年夏季": "1947-22",
    "一九四七年秋": "1947-23",
    "1947冬": "1947-24",
    "约1947年": "1947~",
    "1947年3月前后": "1947-03~",
    "1947?": "1947?",
    "1946-1947": "1946/1947",
    "1946年至1947年": "1946/1947",
    "一九四六—一九四七年": "1946/1947",
    "1946年3月至5月": "1946-03/1946-05",
    "1946-47": "1946/1947",
    "47年": "1947",
    "四七年三月": "1947-03",
    "1947年底": "1947",
    "1947年初": "1947",
    "1947年上半年": "1947",
    "1947年3月下旬": "1947-03",
    "民国八年（1919年）": "1919",
    "民国三十六年（1947年）5月": "1947-05",
    "1947年5月16日（农历三月二十六）": "1947-05-16",
}


@pytest.mark.parametrize(("printed", "value"), PRINTED.items())
def test_a_printed_date_becomes_its_edtf(printed: str, value: str) -> None:
    assert dates.parse(printed).value == value
    parse_edtf(value)


@pytest.mark.parametrize(
    "printed", ["", "同年", "不详", "11", "王德胜", "一九四年", "1947年3", "9471.3年", "三月", "正月初五"]
)
def test_what_is_no_date_has_no_value(printed: str) -> None:
    dated = dates.parse(printed)
    assert dated.value is None
    assert not dated.is_date


@pytest.mark.parametrize("printed", ["1947.13", "1947.2.30", "1947年13月", "1947年0月", "1947年闰三月"])
def test_an_impossible_date_is_doubted_and_not_guessed(printed: str) -> None:
    assert dates.parse(printed) == dates.Dated(None, (Doubt.IMPOSSIBLE_DATE,))


def test_a_year_of_two_digits_is_taken_for_this_century_with_a_doubt() -> None:
    assert Doubt.CENTURY_ASSUMED in dates.parse("47年").doubts


@pytest.mark.parametrize("printed", ["1953年9月21.", "1953年9月21", "一九五三年九月二十一"])
def test_a_day_after_its_month_without_its_sign_is_in_doubt(printed: str) -> None:
    assert dates.parse(printed) == dates.Dated("1953-09-21", (Doubt.DAY_UNSIGNED,))
    assert not dates.parse("1953.9.21").doubts


@pytest.mark.parametrize("printed", ["1912年6月日", "一九一二年六月日", "1912年6月号"])
def test_a_sign_without_a_day_before_it_is_in_doubt(printed: str) -> None:
    assert dates.parse(printed) == dates.Dated("1912-06", (Doubt.DAY_UNREAD,))
    assert Doubt.DAY_UNREAD in dates.parse("农历1912年6月日").doubts


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1947年正月初五", "1947-01-26"),
        ("1947年腊月廿三", "1948-02-02"),
        ("农历1947年八月十五日", "1947-09-29"),
        ("1947年农历八月十五", "1947-09-29"),
        ("1947年闰二月初一", "1947-03-23"),
        ("1947年阴历三月", "1947"),
        ("1947年冬月", "1947/1948"),
        ("1947年腊月", "1948"),
    ],
)
def test_a_lunar_day_is_converted_and_a_lunar_month_says_no_more_than_its_year(printed: str, value: str) -> None:
    assert dates.parse(printed) == dates.Dated(value, (Doubt.LUNAR,))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("1942年8月商河战斗牺牲", "1942年8月"),
        ("1942.8商河", "1942.8"),
        ("一九四二年十月济南", "一九四二年十月"),
        ("1942年8月十里堡战斗", "1942年8月"),
        ("1942年8月12团", "1942年8月"),
        ("1942年夏津战斗", "1942年"),
        ("1942年夏商河战斗", "1942年夏"),
        ("民国三十六年（1947年）商河战斗", "民国三十六年（1947年）"),
        ("同年商河战斗", "同年"),
        ("商河战斗", ""),
    ],
)
def test_the_date_that_begins_a_text_ends_where_a_date_can_end(text: str, begins: str) -> None:
    assert text[: dates.leading_date(text)] == begins


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return {0: "", 1: "十"}.get(tens, f"{digits[tens]}十") + (digits[ones] if ones else "")


def chinese_year(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(1960, 12, 31))


@given(DAYS, st.integers(0, 2))
def test_every_date_comes_back_from_every_form_it_is_printed_in(day: date, parts: int) -> None:
    y, m, d = day.year, day.month, day.day
    value = day.isoformat()[: (4, 7, 10)[parts]]
    forms = {
        0: [f"{y}", f"{y}年", f"{chinese_year(y)}年"],
        1: [f"{y}.{m}", f"{y}年{m}月", f"{y}.{m:02}", f"{chinese_year(y)}年{chinese(m)}月", f"{y}-{m:02}"],
        2: [f"{y}.{m}.{d}", f"{y}年{m}月{d}日", f"{y}/{m}/{d}", f"{chinese_year(y)}年{chinese(m)}月{chinese(d)}日"],
    }[parts]
    if y > 1911:
        forms.append(f"民国{chinese(y - 1911)}年" + ("", f"{chinese(m)}月", f"{chinese(m)}月{chinese(d)}日")[parts])
    assert {form: dates.parse(form).value for form in forms} == dict.fromkeys(forms, value)


@given(st.text(alphabet="0123456789年月日.-/一二三四五六七八九十〇廿卅初正腊民国春至约闰农历 ?()", max_size=14))
def test_whatever_is_printed_the_value_is_edtf_or_nothing(printed: str) -> None:
    value = dates.parse(printed).value
    if value is not None:
        parse_edtf(value)
        for end in value.rstrip("~?").split("/"):
            year, *rest = map(int, end.rstrip("~?").split("-"))
            assert len(rest) < 2 or rest[1] <= calendar.monthrange(year, rest[0])[1]


def test_a_year_that_is_told_twice_and_differs_is_in_doubt() -> None:
    assert dates.parse("民国八年（1918年）") == dates.Dated("1919", (Doubt.IMPROBABLE_YEAR,))
