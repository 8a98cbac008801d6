"""A visitor and a family, as their browsers show it, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from bohai import main
from tests.patience import MILLISECONDS
from tests.webapp.served import served
from tests.webapp.small_archive import SmallArchive
from tests.webapp.test_in_a_browser import Visit, overflows

WIDTHS = (360, 768, 1920)


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    """The address of the site, while it is served."""
    with served(site) as address:
        yield address


@pytest.fixture(params=WIDTHS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, java_script_enabled=False)
    context.set_default_timeout(MILLISECONDS)
    yield Visit(context.new_page(), address)
    context.close()


def remembrance(page: Page) -> str:
    return page.locator("#remembrance").inner_text()


def test_a_visitor_finds_a_person_sees_the_paper_lays_a_flower_and_prints(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(visit.site)
    page.get_by_role("searchbox").fill("王德胜")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="王德胜").first.click()
    person = page.url
    page.locator(".facts a.scrap").first.click()
    expect(page.locator("#mark")).to_be_visible()
    page.go_back()
    assert "有人献花" not in remembrance(page)
    page.get_by_role("link", name="献花", exact=True).click()
    assert not overflows(page)
    page.get_by_role("button", name="献花").click()
    expect(page).to_have_url(re.compile(re.escape(person) + r"\?done=flower#remembrance"))
    expect(page.get_by_role("status")).to_contain_text("您的花已经献上。")
    assert "今天有人献花。" in remembrance(page)
    assert not overflows(page)
    page.pdf(path=tmp_path / "person.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "person.pdf")
    words = printed[0].get_textpage().get_text_range()
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    assert len(printed) == 1
    for told in ("王德胜", "1947年3月", "惠民县英名录", person.removeprefix("http://")):
        assert told in words
    assert "献花" not in words
    assert visit.complaints == []
    assert visit.outside == []


def test_a_family_sends_a_correction_that_is_seen_once_an_archivist_accepts_it(
    visit: Visit, folder: DataFolder, small: SmallArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit.page
    person = f"{visit.site}/martyrs/{small.id(1)}"
    page.goto(person)
    page.get_by_role("link", name="亲属补正、回忆与照片").click()
    assert not overflows(page)
    form = page.locator("form[action*=correction]")
    form.get_by_label("哪一项").select_option("birth")
    form.get_by_label("应当是").fill("1922年腊月")
    form.get_by_label("依据").fill("家谱第三页")
    form.get_by_label("联系方式").fill("微信 甲乙丙")
    form.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("您的补正已经收到")
    assert "1922年腊月" not in page.content()

    assert main(["--data", str(folder.root), "moderate", "list"]) == 0
    assert "should_be: 1922年腊月" in capsys.readouterr().out
    assert main(["--data", str(folder.root), "moderate", "accept", "1", "--who", "李梅"]) == 0

    page.goto(person)
    fact = page.locator(".fact", has_text="出生年月")
    expect(fact).to_contain_text("1923年")
    expect(fact).to_contain_text("1922年腊月 亲属补正，经核实")
    assert "甲乙丙" not in page.content()
    assert not overflows(page)


def test_every_form_has_a_label_and_can_be_reached_by_keyboard(visit: Visit, small: SmallArchive) -> None:
    for path in (f"/martyrs/{small.id(1)}/remembrance", f"/martyrs/{small.id(1)}/family", "/kin"):
        visit.page.goto(visit.site + path)
        assert not overflows(visit.page), path
        for control in visit.page.locator("main").locator("input:not([type=hidden]), textarea, select").all():
            name = control.get_attribute("id")
            assert visit.page.locator(f"label[for='{name}']").count() == 1, (path, name)
        for button in visit.page.locator("main button").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44, path
