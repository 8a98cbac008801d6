from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from lunar_python import Lunar, Solar

from archive.folder import DataFolder
from tests.webapp.small_archive import SmallArchive
from webapp import create_app
from webapp.browsing.days import qingming, remembered

Read = Callable[..., str]


@pytest.mark.parametrize("century", [range(1901, 2000), range(2000, 2100)])
def test_qingming_is_where_the_calendar_has_it(century: range) -> None:
    for year in century:
        terms = Lunar.fromSolar(Solar.fromYmd(year, 4, 1)).getJieQiTable()
        day = terms["清明"]
        assert qingming(year) == date(year, day.getMonth(), day.getDay())


def test_qingming_beyond_the_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="1900"):
        qingming(1900)


def test_the_days_of_remembrance_are_named() -> None:
    assert "清明" in str(remembered(date(2026, 4, 5)))
    assert "烈士纪念日" in str(remembered(date(2026, 9, 30)))
    assert remembered(date(2026, 4, 6)) is None


def test_the_first_page_names_those_whose_day_it_is(read: Read) -> None:
    page = read("/")
    assert "3月12日" in page
    assert page.index("王德胜") < page.index("李秀英")


def test_what_is_still_to_be_checked_makes_no_anniversary(read: Read) -> None:
    page = read("/days/03-12")
    assert "2 人" in page
    assert "赵□" not in page


def test_a_day_of_remembrance_is_told_on_the_first_page(folder: DataFolder) -> None:
    visitor = create_app(folder, today=lambda: date(2026, 9, 30)).test_client()
    assert "今天是烈士纪念日" in visitor.get("/").text


def test_a_day_leads_to_the_days_before_and_after(read: Read) -> None:
    page = read("/days/03-01")
    assert 'href="/days/02-29"' in page
    assert 'href="/days/03-02"' in page
    assert "名册中没有记明在这一天牺牲的人" in page


def test_the_calendar_leads_to_the_days_on_which_somebody_fell_and_to_today(read: Read) -> None:
    page = read("/days/")
    led_to = re.findall(r'href="/days/([^"]+)"', page)
    assert led_to == ["03-12", "03-12", "11-05"]
    assert page.count("<li") >= 366
    assert '<li aria-current="date"><a href="/days/03-12" aria-label="3月12日">12</a></li>' in page
    assert 'href="/days/"' in read("/days/03-01")
    assert 'href="/days/"' in read("/")


@pytest.mark.parametrize("day", ["02-30", "3-12", "13-01", "today"])
def test_what_is_no_day_is_not_there(read: Read, day: str) -> None:
    read(f"/days/{day}", 404)


def test_the_first_page_opens_without_an_index(small: SmallArchive) -> None:
    answer = create_app(small.folder).test_client().get("/")
    assert answer.status_code == 200
    assert "忌日" not in answer.text
