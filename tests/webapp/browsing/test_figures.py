"""Statistics and the map."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

Read = Callable[..., str]


def test_every_chart_is_a_table_and_a_sentence(read: Read) -> None:
    page = read("/statistics")
    for heading in ("牺牲年份", "牺牲时的年龄", "籍贯", "部队", "核对"):
        assert heading in page
    assert page.count("<table") == 5
    assert "生年与牺牲年份都清楚的有 2 人" in page
    assert "7 人中，有 1 人至少一处字迹待核对" in page


def test_ages_are_counted_by_five_years(read: Read) -> None:
    assert re.search(r"20—24</th><td class=\"number\">1<", read("/statistics"))


def test_counties_go_by_sound_and_not_by_size(read: Read) -> None:
    page = unquote(read("/statistics"))
    assert page.index("/places/惠民县") < page.index("/places/蒲台县") < page.index("/places/振华县")


def test_the_map_has_a_dot_of_one_size_for_every_county_and_says_it_in_words(read: Read) -> None:
    page = unquote(read("/map"))
    dots = re.findall(r'<circle class="dot" [^>]*r="([\d.]+)"', page)
    assert len(dots) == 3
    assert len(set(dots)) == 1
    assert '>惠民县</a> <span class="count">3 人</span>' in page
    assert "图上没有的" in page
    assert ">无此县<" in page


def test_nothing_on_these_pages_needs_a_script_or_an_inline_style(read: Read) -> None:
    for address in ("/statistics", "/map", "/years/", "/"):
        page = read(address)
        assert "style=" not in page
        assert page.count("<script") == 1  # suggestions while typing, as on every page
