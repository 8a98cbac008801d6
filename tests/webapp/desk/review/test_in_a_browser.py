"""An archivist at the desk, with hands on the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from archive.corrections import Correction
from archive.records import Status
from archive.staff.values import Role
from archive.store import ArchiveReader, DecisionWriter
from tests.patience import MILLISECONDS, until
from tests.webapp.desk.people import NAMES, PASSWORD
from tests.webapp.desk.review.doubtful import Doubtful
from tests.webapp.served import served

SitDown = Callable[..., Page]


@pytest.fixture
def address(desk: Flask) -> Iterator[str]:
    with served(desk, threads=8) as address:
        yield address


@pytest.fixture
def sit_down(browser: Browser, address: str) -> Iterator[SitDown]:
    """Somebody logs in and goes to an address; nothing may go wrong in the scripts."""
    wrong: list[str] = []
    contexts = []

    def _sit_down(role: Role, path: str, width: int = 1400) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        context.set_default_timeout(MILLISECONDS)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/login")
        expect(page.locator("input[name=name]")).to_be_focused()
        page.keyboard.type(NAMES[role])
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}{path}")
        return page

    yield _sit_down
    for context in contexts:
        context.close()
    assert wrong == []


def ready(page: Page) -> None:
    """A cell is shown, with its choices or at least its history, and the field has the cursor."""
    expect(page.locator("#editor-text")).to_be_focused()
    expect(page.locator("#editor-text")).not_to_have_value("")


def verified(doubtful: Doubtful) -> int:
    with ArchiveReader.open(doubtful.folder) as archive:
        return archive.counts().verified


def read(doubtful: Doubtful, id: str, key: str) -> str:
    with ArchiveReader.open(doubtful.folder) as archive:
        archived = archive.entry(id)
    assert archived
    return archived.entry.keyed()[key].text


def kept(page: Page) -> None:
    expect(page.locator("#status")).to_have_text("已保存")


def settle_one(page: Page, number: int) -> None:
    """Settle the cell under the cursor: mostly it is accepted, now and then chosen or typed."""
    before = page.locator("#editor-where").inner_text(), page.locator("#editor-label").inner_text()
    if number % 7 == 3 and before[1] == "姓名":
        expect(page.locator("#editor-choices [data-choice='0']")).to_be_visible()
        page.keyboard.press("1")
    elif number % 7 == 5 and before[1] == "姓名":
        page.keyboard.type("王德□")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Enter")
    until(lambda: before != (page.locator("#editor-where").inner_text(), page.locator("#editor-label").inner_text()))


def test_fifty_doubts_are_settled_with_the_keyboard_alone_and_taken_back(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/go")
    ready(page)
    visited = page.evaluate("performance.getEntriesByType('navigation').length")
    for number in range(50):
        settle_one(page, number)
    kept(page)
    assert verified(doubtful) == 50
    assert page.evaluate("performance.getEntriesByType('navigation').length") == visited, "without a new page"
    expect(page.locator("#page-left")).to_contain_text("还有 62 处待核")
    page.keyboard.press("Control+z")
    expect(page.locator("#status")).to_have_text("已撤销")
    page.keyboard.press("Control+z")
    expect(page.locator("#page-left")).to_contain_text("还有 64 处待核")
    assert verified(doubtful) == 48


def test_names_come_first_and_the_cell_is_lit_in_picture_and_table(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/go")
    ready(page)
    expect(page.locator("#editor-label")).to_have_text("姓名")
    expect(page.locator("td.lit")).to_have_text("李德股")
    lit = page.locator("#leaf rect.lit")
    assert [lit.get_attribute(side) for side in ("x", "y")] == ["60", "70"]
    for key, text in (("ArrowDown", "赵德股"), ("ArrowRight", "男"), ("ArrowUp", "男"), ("ArrowLeft", "李德股")):
        page.keyboard.press(key)
        expect(page.locator("td.lit")).to_have_text(text)
        expect(page.locator("#editor-text")).to_have_value(text)


def test_a_key_for_what_nobody_can_read_and_one_to_put_a_doubt_off(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/go?field=name")
    ready(page)
    first = page.locator("#editor-where").inner_text()
    page.keyboard.press("PageDown")
    expect(page.locator("#editor-where")).not_to_have_text(first)
    expect(page.locator("#page-left")).to_contain_text("跳过 1 处")
    page.keyboard.press("*")
    expect(page.locator("#editor-text")).to_have_value("□")
    page.keyboard.press("Enter")
    kept(page)
    everybody = [doubtful.id(row, second=second) for row in range(1, 29) for second in (False, True)]
    assert "□" in [read(doubtful, id, "name") for id in everybody]


def test_what_a_typed_date_means_is_shown_before_it_is_kept(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/go?field=dates")
    ready(page)
    page.keyboard.type("1947.3")
    expect(page.locator("#editor-means")).to_have_text("→ 1947年3月（1947-03）")
    page.keyboard.press("Control+a")
    page.keyboard.type("四月间")
    page.keyboard.press("Enter")
    expect(page.locator("#editor-means")).to_contain_text("没有读懂为年月")
    assert verified(doubtful) == 0
    page.keyboard.press("Enter")
    kept(page)
    assert verified(doubtful) == 1


def test_the_enter_of_an_input_method_keeps_nothing(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/go?field=name")
    ready(page)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "wang", "selectionStart": 4, "selectionEnd": 4})
    for key in ("Enter", "1", "PageDown"):
        page.locator("#editor-text").evaluate(
            """(field, key) => field.dispatchEvent(
                 new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))""",
            key,
        )
    devtools.send("Input.insertText", {"text": "王德勝"})
    expect(page.locator("#editor-text")).to_have_value("王德勝")
    assert verified(doubtful) == 0
    page.keyboard.press("Enter")
    kept(page)
    assert verified(doubtful) == 1


def another_decides(doubtful: Doubtful, id: str, text: str = "李德胜") -> None:
    """Meanwhile somebody else decides on the name of that entry."""
    with DecisionWriter.open(doubtful.folder) as other:
        other.decide([Correction(id, "name", "2026-11-26T01:00:00+00:00", "李梅", "", "李德股", "李德股", text, text)])


def test_the_second_of_two_sees_what_the_first_decided_and_chooses(sit_down: SitDown, doubtful: Doubtful) -> None:
    id = doubtful.id(1)
    page = sit_down(Role.REVIEWER, f"/review/page/{doubtful.first}/1?entry={id}&key=name")
    ready(page)
    another_decides(doubtful, id)
    page.keyboard.press("Control+a")
    page.keyboard.type("李德服")
    page.keyboard.press("Enter")
    notice = page.locator("#overtaken")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("别人已经先作了决定")
    expect(notice).to_contain_text("李梅")
    expect(page.locator("#overtaken-now")).to_have_text("李德胜")
    assert read(doubtful, id, "name") == "李德胜"
    page.keyboard.press("2")
    kept(page)
    assert read(doubtful, id, "name") == "李德服"
    with ArchiveReader.open(doubtful.folder) as archive:
        assert [each.who for each in archive.corrections([id])[id]] == ["李梅", NAMES[Role.REVIEWER]]


def test_who_prefers_the_others_decision_leaves_it(sit_down: SitDown, doubtful: Doubtful) -> None:
    id = doubtful.id(1)
    page = sit_down(Role.REVIEWER, f"/review/page/{doubtful.first}/1?entry={id}&key=name")
    ready(page)
    another_decides(doubtful, id)
    page.keyboard.press("Enter")
    expect(page.locator("#overtaken")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("#overtaken")).to_be_hidden()
    expect(page.locator("td.verified", has_text="李德胜")).to_be_visible()
    assert (read(doubtful, id, "name"), verified(doubtful)) == ("李德胜", 1)


def test_who_changes_what_another_confirmed_is_told(sit_down: SitDown, doubtful: Doubtful) -> None:
    id = doubtful.id(1)
    page = sit_down(Role.REVIEWER, f"/review/page/{doubtful.first}/1?entry={id}&key=name")
    ready(page)
    another_decides(doubtful, id, read(doubtful, id, "name"))
    page.keyboard.press("Control+a")
    page.keyboard.type("李德服")
    page.keyboard.press("Enter")
    expect(page.locator("#overtaken")).to_be_visible()
    page.keyboard.press("2")
    kept(page)
    assert read(doubtful, id, "name") == "李德服"


def test_two_people_are_not_given_the_same_doubt(sit_down: SitDown) -> None:
    one, two = (sit_down(role, "/review/go") for role in (Role.REVIEWER, Role.EDITOR))
    ready(one)
    ready(two)
    assert one.locator("#editor-where").inner_text() != two.locator("#editor-where").inner_text()


def test_a_wrong_print_gets_an_editors_word(sit_down: SitDown, doubtful: Doubtful) -> None:
    id = doubtful.id(2)
    page = sit_down(Role.REVIEWER, f"/review/page/{doubtful.first}/1?entry={id}&key=death")
    ready(page)
    page.keyboard.press("Alt+e")
    expect(page.locator("#editor-emended")).to_be_focused()
    page.keyboard.type("1949.3")
    page.keyboard.press("Tab")
    page.keyboard.type("据县志")
    page.keyboard.press("Enter")
    kept(page)
    with ArchiveReader.open(doubtful.folder) as archive:
        archived = archive.entry(id)
    assert archived
    found = archived.entry.keyed()["death"]
    assert (found.text, found.status) == ("1942.3", Status.VERIFIED)
    assert found.emended
    assert (found.emended.value, found.emended.note) == ("1949-03", "据县志")


def test_a_strip_is_gone_through_and_many_are_settled_with_one_key(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, f"/review/strip/{doubtful.first}/1/name")
    ready(page)
    expect(page.locator(".tile")).to_have_count(56)
    page.keyboard.press("Enter")
    kept(page)
    assert verified(doubtful) == 1
    for _ in range(3):
        page.keyboard.press("Space")
    expect(page.locator("#gallery-chosen")).to_contain_text("已选 3 格")
    page.keyboard.press("Enter")
    expect(page.locator(".tile.verified")).to_have_count(4)
    kept(page)
    assert verified(doubtful) == 4
    page.keyboard.press("Control+z")
    expect(page.locator(".tile.verified")).to_have_count(1)
    assert verified(doubtful) == 1


def test_on_a_wall_one_character_is_put_right_in_many_readings(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/wall?char=股&field=name")
    ready(page)
    expect(page.locator(".tile")).to_have_count(56)
    expect(page.locator(".tile mark").first).to_have_text("股")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    names = [page.locator(".tile .read").nth(at).inner_text() for at in (0, 1)]
    text = page.locator("#editor-text").input_value()
    page.keyboard.type(f"{text[:2]}胜")
    page.keyboard.press("Enter")
    expect(page.locator(".tile.verified")).to_have_count(2)
    kept(page)
    found = [page.locator(".tile.verified .read").nth(at).inner_text() for at in (0, 1)]
    assert found == [f"{name[:2]}胜" for name in names]


def test_from_a_tile_one_goes_to_its_page(sit_down: SitDown, doubtful: Doubtful) -> None:
    page = sit_down(Role.REVIEWER, "/review/wall?char=股&field=name")
    ready(page)
    page.locator(".tile").nth(2).dblclick()
    page.wait_for_url("**/review/page/**")
    ready(page)
    expect(page.locator("#editor-label")).to_have_text("姓名")


@pytest.mark.parametrize("width", [390, 1024, 1920])
@pytest.mark.parametrize("path", ["/review/", "/review/go", "/review/strip", "/review/wall", "/review/wall?char=股"])
def test_every_way_fits_the_width_of_its_window(sit_down: SitDown, width: int, path: str) -> None:
    page = sit_down(Role.REVIEWER, path, width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
