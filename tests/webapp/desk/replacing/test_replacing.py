"""Words are replaced in many readings, each looked at, and all of it undone together."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Reading
from archive.store import ArchiveReader, DecisionWriter
from tests.webapp.desk.people import Archivist
from tests.webapp.desk.sitting import at_the_desk
from tests.webapp.small_archive import LONG_UNIT, SmallArchive

ASKED = "/replacing/?find=第十纵队&to=第十一纵队&field=unit"
QUERY = {"find": "第十纵队", "to": "第十一纵队", "side": "text", "field": "unit"}
CHANGED = LONG_UNIT.replace("第十纵队", "第十一纵队")


def keys(page: str) -> list[str]:
    return [unescape(key) for key in re.findall(r'name="chosen" value="([^"]+)"', page)]


def reading(folder: DataFolder, entry: str, field: str = "unit") -> Reading:
    with ArchiveReader.open(folder) as archive:
        archived = archive.entry(entry)
    assert archived
    found = archived.entry.reading(field)
    assert found
    return found


def replaces(editor: Archivist, chosen: list[str], why: str = "印本如此", **more: str) -> int:
    sent = {**QUERY, "chosen": chosen, "why": why, **more}
    return editor.submits("/replacing/apply", on="/account", **sent).status_code


def test_every_change_is_shown_with_its_paper_before_it_is_made(editor: Archivist, small: SmallArchive) -> None:
    page = editor.sees(ASKED)
    assert len(keys(page)) == 22
    assert CHANGED in page
    assert f"/pieces/{small.id(4)}/unit.jpg" in page
    assert page.count(" checked ") == 22


def test_what_is_ticked_is_changed_and_what_is_left_out_stays(
    editor: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    chosen = keys(editor.sees(ASKED))
    assert replaces(editor, chosen[1:]) == 303
    assert reading(folder, small.id(4)).text == LONG_UNIT
    assert reading(folder, small.id(5)).text == CHANGED
    assert reading(folder, small.id(5)).status == "verified"
    page = editor.sees("/replacing/strokes")
    assert "印本如此" in page
    assert "李梅" in page


def test_a_whole_stroke_is_undone_but_for_what_was_decided_since(
    editor: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    replaces(editor, keys(editor.sees(ASKED)))
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(small.id(4), "unit", "t", "赵兰", "", CHANGED, CHANGED, "十纵", "十纵")])
    page = editor.sees("/replacing/strokes")
    stroke = unescape(page.split('name="stroke" value="')[1].split('"')[0])
    editor.submits("/replacing/undo", stroke=stroke)
    assert reading(folder, small.id(4)).text == "十纵"
    assert reading(folder, small.id(5)).text == LONG_UNIT
    assert reading(folder, small.id(5)).status == "accepted"


def test_what_somebody_changed_meanwhile_is_left_as_it_is_and_told(
    editor: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    chosen = keys(editor.sees(ASKED))
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(small.id(4), "unit", "t", "赵兰", "", LONG_UNIT, LONG_UNIT, "十纵", "十纵")])
    answer = editor.submits("/replacing/apply", **QUERY, chosen=chosen, why="印本如此")
    assert "另有 1 处" in editor.sees(answer.location)
    assert reading(folder, small.id(4)).text == "十纵"
    assert reading(folder, small.id(5)).text == CHANGED


def test_names_are_not_ticked_before_somebody_has_looked(editor: Archivist) -> None:
    page = editor.sees("/replacing/?find=赵&to=趙&field=name")
    assert len(keys(page)) == 22
    assert " checked " not in page


def test_a_meaning_is_replaced_and_the_print_stays(editor: Archivist, folder: DataFolder, small: SmallArchive) -> None:
    page = editor.sees("/replacing/?find=1948&to=1949&side=value&field=death")
    sent = {"find": "1948", "to": "1949", "side": "value", "field": "death", "chosen": keys(page)[:1], "why": "见县志"}
    assert editor.submits("/replacing/apply", **sent).status_code == 303
    found = reading(folder, small.id(4), "death")
    assert (found.text, found.value) == ("1948", "1949")


def test_nothing_is_changed_without_a_reason_or_a_tick(
    editor: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    chosen = keys(editor.sees(ASKED))
    assert replaces(editor, chosen, why=" ") == 400
    assert replaces(editor, []) == 400
    assert replaces(editor, ["no json"]) == 400
    assert reading(folder, small.id(5)).text == LONG_UNIT


def test_only_editors_replace(reviewer: Archivist, stranger: Archivist) -> None:
    for address in ("/replacing/", "/replacing/strokes", "/importing/"):
        reviewer.sees(address, 403)
        assert stranger.client.get(address).status_code == 303
    for address in ("/replacing/apply", "/replacing/undo", "/importing/preview", "/importing/apply"):
        assert reviewer.submits(address, **QUERY).status_code == 403


@pytest.mark.parametrize("address", ["/replacing/?find=x&side=elsewhere", "/replacing/?find=x&status=unknown"])
def test_what_no_form_sends_is_refused(editor: Archivist, address: str) -> None:
    editor.sees(address, 400)


def test_a_stroke_is_previewed_made_and_undone_in_a_browser(
    desk: Flask, browser: Browser, folder: DataFolder, small: SmallArchive
) -> None:
    with at_the_desk(desk, browser) as page:
        page.keyboard.press("g")
        page.keyboard.press("h")
        page.fill('[name="find"]', "第十纵队")
        page.fill('[name="to"]', "第十一纵队")
        page.keyboard.press("Enter")
        expect(page.locator("[data-count]")).to_have_text("22")
        page.locator("tbody input").first.uncheck()
        expect(page.locator("[data-count]")).to_have_text("21")
        page.fill('[name="why"]', "印本如此")
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_contain_text("改了 21 处")
        assert reading(folder, small.id(5)).text == CHANGED
        page.get_by_role("button", name="整批撤销").click()
        expect(page.locator(".done")).to_contain_text("撤销了 21 处")
        assert reading(folder, small.id(5)).text == LONG_UNIT
        page.goto("/replacing/?find=赵&to=趙&field=name")
        page.get_by_role("button", name="全选（姓名除外）").click()
        expect(page.locator("[data-count]")).to_have_text("0")
