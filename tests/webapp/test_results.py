from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from search import Filters, Search
from tests.webapp.conftest import FakeSearch

Text = Callable[..., str]
EVERYTHING = "county=惠民县&unit=渤海军区&from=1945&to=1947&sex=男&roster=名册&state=accepted&surname=王&sort=year"


def test_the_page_asks_for_all_that_its_address_says(text: Text, finder: FakeSearch) -> None:
    text(f"/search?q=王&{EVERYTHING}&slips=1&page=2")
    filters = Filters("惠民县", "渤海军区", 1945, 1947, "男", "名册", "accepted", "王")
    assert finder.asked == [Search("王", filters, "year", True, 20, 20)]


def test_filters_alone_are_a_question(text: Text) -> None:
    page = text("/search?county=惠民县&sex=男")
    assert "惠民县 · 男：找到 25 人" in page
    assert "<title>查找惠民县 · 男 · 渤海英烈名录</title>" in page
    assert "录入次序" in page


def test_a_search_for_nothing_is_called_a_search(text: Text) -> None:
    assert "<title>查找 · 渤海英烈名录</title>" in text("/search")
    assert "<title>Search · " in text("/en/search")


@pytest.mark.parametrize("wrong", ["from=abc", "to=0", "sex=x", "state=y", "sort=z", "slips=2", "page=0"])
def test_what_cannot_be_asked_is_refused_in_one_sentence(text: Text, wrong: str) -> None:
    name, _, _ = wrong.partition("=")
    assert f"网址中的 {name} " in text(f"/search?q=王&{wrong}", 400)
    assert f"{name} must be " in text(f"/en/search?q=王&{wrong}", 400)


def test_facets_are_told_with_plain_counts(text: Text, finder: FakeSearch) -> None:
    finder.facets = {"county": {"惠民县": 1234, "商河县": 3}, "state": {"accepted": 20, "flagged": 5}}
    page = text("/search?q=王&county=商河县&page=2")
    assert '<span>惠民县</span> <span class="count">1,234</span>' in page
    assert re.search(r'href="/search\?q=%E7%8E%8B" class="chosen" aria-current="true"><span>商河县</span>', page)
    assert "机器识读" in page
    assert "待核对" in page


def test_the_form_keeps_filters_and_order_but_no_page(text: Text) -> None:
    page = text(f"/search?q=王&{EVERYTHING}&slips=1&page=2")
    form = page[page.index('<form class="search"') : page.index("</form>")]
    kept = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    assert dict(kept) == {
        "county": "惠民县",
        "unit": "渤海军区",
        "from": "1945",
        "to": "1947",
        "sex": "男",
        "roster": "名册",
        "state": "accepted",
        "surname": "王",
        "sort": "year",
    }
    assert 'name="slips" value="1" checked' in form


def test_orders_are_offered_and_the_one_in_use_is_named(text: Text) -> None:
    page = text("/search?q=王&sort=strokes&page=2")
    assert re.search(r'href="/search\?q=%E7%8E%8B&amp;sort=strokes" aria-current="true">笔画', page)
    assert re.search(r'href="/search\?q=%E7%8E%8B">相符程度', page)
    for words in ("音序", "牺牲年份", "籍贯"):
        assert words in page


def test_pages_are_numbered_and_keep_the_whole_question(text: Text, finder: FakeSearch) -> None:
    finder.ids = [*finder.ids, *["gone"] * 200]
    page = text("/search?q=王&sex=男&page=6")
    pager = page[page.index('<nav class="pager"') :]
    assert re.findall(r">(\d+|…)</(?:a|span)>", pager) == ["1", "…", "4", "5", "6", "7", "8", "…", "12"]
    assert 'rel="prev" href="/search?q=%E7%8E%8B&amp;sex=%E7%94%B7&amp;page=5"' in pager
    assert 'rel="next" href="/search?q=%E7%8E%8B&amp;sex=%E7%94%B7&amp;page=7"' in pager
    assert 'page=6" aria-current="page">6<' in pager


def test_what_was_asked_for_is_marked_wherever_it_is_shown(reader: FlaskClient) -> None:
    page = reader.get("/search?q=王德勝+小赵庄+1947").text
    assert "<mark>王德胜</mark>" in page
    assert "沙窝乡<mark>小赵庄</mark>" in page
    assert "<mark>1947</mark>年3月" in page


def test_a_field_that_holds_what_was_asked_for_is_shown_with_the_rest(reader: FlaskClient) -> None:
    assert "<dt>牺牲地点</dt><dd><mark>莱芜</mark></dd>" in reader.get("/search?q=莱芜").text
    assert "莱芜" not in reader.get("/search?q=王德胜").text


def test_a_mark_leaves_what_was_read_escaped(reader: FlaskClient) -> None:
    page = reader.get("/search?q=script").text
    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_nobody_found_is_met_with_other_questions(text: Text, finder: FakeSearch) -> None:
    finder.ids, finder.nearest = [], ("王德胜",)
    page = text("/search?q=王德腾+1947&sex=男")
    assert "您要找的是不是" in page
    assert re.search(r'href="/search\?q=[^"]*1947&amp;sex=%E7%94%B7">王德胜 1947</a>', page)
    assert re.search(r'href="/search\?q=[^"]*&amp;sex=%E7%94%B7&amp;slips=1">平翘舌', page)
    assert re.search(r'href="/search\?q=[^"&]*">不限条件', page)


def test_a_site_as_served_finds_names_that_come_near(reader: FlaskClient) -> None:
    assert ">王德胜 1947</a>" in reader.get("/search?q=王德腾+1947").text
