"""Editors add to places, units and positions; the search goes by it, and all of it can be taken back."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

import search
from archive.folder import DataFolder
from archive.staff.values import Role
from search import Search
from tests.webapp.desk.people import Archivist, sits_down
from tests.webapp.desk.sitting import at_the_desk
from webapp import create_app

NEW = {
    "id": "新民县",
    "level": "县",
    "years": "1945/1946",
    "within": "渤海行政区 1945/1946",
    "became": "惠民县 1946",
    "also": "新民",
    "source_key": "县档",
    "source_text": "惠民县档案馆藏",
    "why": "见县志",
}
PLACES = "/authorities/places/"


def adds(editor: Archivist, **changed: str) -> int:
    return editor.submits("/authorities/places/new", on="/authorities/places/new", **(NEW | changed)).status_code


def test_a_place_that_is_added_is_told_with_who_and_why(editor: Archivist) -> None:
    assert adds(editor) == 303
    page = editor.sees(f"{PLACES}?q=新民")
    assert "新民县" in page
    assert "本存档" in page
    assert "李梅" in page
    assert "见县志" in page
    assert "惠民县档案馆藏" in editor.sees("/authorities/places/record/新民县")


def test_the_search_and_the_site_go_by_what_was_added(editor: Archivist, folder: DataFolder) -> None:
    search.refresh(folder)
    assert search.find(folder, Search("新渤军区")).total == 0
    sent = {"level": "军区", "years": "1944/1950", "also": "渤军区;新渤军区", "sources": "山东军区", "why": "见印章"}
    answer = editor.submits("/authorities/units/record/渤海军区", on="/authorities/units/record/渤海军区", **sent)
    assert answer.status_code == 303
    assert search.find(folder, Search("新渤军区")).stale
    search.refresh(folder)
    found = search.find(folder, Search("新渤军区"))
    assert [hit.name for hit in found.hits] == ["王德胜"]
    assert found.hits[0].why == ("unit",)
    assert "新渤军区" in create_app(folder).test_client().get("/units/渤海军区").text


def test_what_was_changed_is_taken_back_and_the_shipped_line_stands_again(editor: Archivist) -> None:
    address = "/authorities/positions/record/通信员"
    editor.submits(address, on=address, level="战士", also="送信的", sources="通例", why="试")
    assert "送信的" in editor.sees("/authorities/positions/?q=通信员")
    first = editor.sees(address)
    decision = first.split('name="decision" value="')[1].split('"')[0]
    editor.submits(f"{address}/back", on=address, decision=decision, why="写错了")
    page = editor.sees("/authorities/positions/?q=通信员")
    assert "通讯员" in page
    assert "撤回，恢复底本" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"years": "1945"}, "“1945”不是年份的写法"),
        ({"years": "1950/1945"}, "“1950/1945”的止早于起"),
        ({"within": "无此县 1945/"}, "“无此县”自己还没有一行"),
        ({"within": "惠民县"}, "“惠民县”不合写法"),
        ({"became": "惠民县 45"}, "“45”不是四位数的年份"),
        ({"level": "国"}, "级别“国”不在"),
        ({"source_key": ""}, "出处"),
        ({"id": "惠民县"}, "已经有这个名称"),
        ({"id": " "}, "请写明名称"),
    ],
)
def test_a_line_that_breaks_the_rules_is_not_taken_and_nothing_typed_is_lost(
    editor: Archivist, changed: dict[str, str], says: str
) -> None:
    answer = editor.submits("/authorities/places/new", on="/authorities/places/new", **(NEW | changed))
    assert answer.status_code == 400
    assert says in answer.text
    assert "见县志" in answer.text
    assert "新民县" not in editor.sees(f"{PLACES}?q=新民")


def test_a_line_that_others_speak_of_is_not_taken_back(editor: Archivist) -> None:
    adds(editor)
    adds(editor, id="新新县", also="", became="新民县 1945")
    address = "/authorities/places/record/新民县"
    decision = editor.sees(address).split('name="decision" value="')[1].split('"')[0]
    answer = editor.submits(f"{address}/back", on=address, decision=decision)
    assert answer.status_code == 400
    assert "新新县" in answer.text


def test_the_second_of_two_people_is_told_who_was_first(desk: Flask) -> None:
    first, second = sits_down(desk, Role.EDITOR), sits_down(desk, Role.ADMINISTRATOR)
    adds(first)
    answer = second.submits("/authorities/places/record/新民县", on="/account", **(NEW | {"decision": "0"}))
    assert answer.status_code == 409
    assert "李梅" in answer.text


def test_the_own_lines_go_out_as_a_table(editor: Archivist) -> None:
    adds(editor)
    answer = editor.client.get("/authorities/places.csv")
    assert "# [县档] 惠民县档案馆藏" in answer.text
    assert "新民县,县,1945/1946,渤海行政区 1945/1946,惠民县 1946,新民,,县档" in answer.text


def test_only_editors_change_the_authorities(reviewer: Archivist, stranger: Archivist) -> None:
    for address in (PLACES, "/authorities/places.csv", "/authorities/units/new", "/authorities/units/record/渤海军区"):
        reviewer.sees(address, 403)
        assert stranger.client.get(address).status_code == 303
    assert reviewer.submits("/authorities/places/new", **NEW).status_code == 403
    assert reviewer.submits("/authorities/places/record/惠民县/back").status_code == 403


@pytest.mark.parametrize(
    "address", ["/authorities/campaigns/", "/authorities/places/record/无此县", "/authorities/x.csv"]
)
def test_what_is_not_there_is_no_page(editor: Archivist, address: str) -> None:
    editor.sees(address, 404)


def test_a_unit_is_given_another_name_in_a_browser_and_found_by_it(
    desk: Flask, browser: Browser, folder: DataFolder
) -> None:
    with at_the_desk(desk, browser) as page:
        page.keyboard.press("g")
        page.keyboard.press("p")
        page.get_by_role("link", name="部队", exact=True).click()
        page.fill('[name="q"]', "渤海军区")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="渤海军区", exact=True).first.click()
        page.fill('[name="also"]', "渤军区;新渤军区")
        page.fill('[name="why"]', "见印章")
        page.get_by_role("button", name="保存").click()
        expect(page.locator("tbody").first).to_contain_text("新渤军区")
    search.refresh(folder)
    assert [hit.name for hit in search.find(folder, Search("新渤军区")).hits] == ["王德胜"]
