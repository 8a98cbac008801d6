"""A round of keying with three accounts, and what the public site then tells of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from archive.records import Status
from archive.staff.values import Role
from archive.store import ArchiveReader
from tests.webapp.desk.people import NAMES
from tests.webapp.desk.sitting import seated
from tests.webapp.served import served
from webapp import create_app


@pytest.fixture
def address(desk: Flask) -> Iterator[str]:
    with served(desk) as address:
        yield address


def readings(folder: DataFolder) -> dict[str, str]:
    """What stands, by the end of the picture's address under which it is shown."""
    with ArchiveReader.open(folder) as archive:
        return {f"{one.id}/name.jpg": one.entry.keyed()["name"].text for one in archive.entries()}


NOBODY = "!document.querySelector('.none').hidden"
THERE = f"document.querySelector('.keying form:not([hidden]) img[src]') || {NOBODY}"
NEXT = f"source => document.querySelector('.scrap img').getAttribute('src') !== source || {NOBODY}"


def keyed(page: Page, folder: DataFolder, otherwise: str) -> int:
    """Key all cells as they stand, but the one that stands as `otherwise`, where a character is typed wrong."""
    there, many = readings(folder), 0
    while True:
        page.wait_for_function(THERE)
        if page.locator(".none").is_visible():
            return many
        source = page.locator(".scrap img").first.get_attribute("src") or ""
        text = next(text for end, text in there.items() if source.endswith(end))
        page.keyboard.type("某人" if text == otherwise else text)
        page.keyboard.press("Enter")
        page.wait_for_function(NEXT, arg=source)
        many += 1


def test_three_people_key_a_round_and_the_site_tells_how_much_was_right(
    browser: Browser, address: str, folder: DataFolder
) -> None:
    with seated(browser, address, NAMES[Role.ADMINISTRATOR]) as administrator:
        administrator.page.goto(f"{address}/keying/")
        administrator.page.fill("[name=size]", "6")
        administrator.page.fill("[name=why]", "抽查姓名")
        administrator.page.get_by_role("button", name="开始").click()
        expect(administrator.page.locator("tbody")).to_contain_text("抽查姓名")
    with seated(browser, address, NAMES[Role.REVIEWER]) as second:
        second.page.goto(f"{address}/keying/1")
        second.page.wait_for_selector(".keying form:not([hidden])")
        first = second.page.locator(".scrap img").first.get_attribute("src") or ""
        wrong = next(text for end, text in readings(folder).items() if first.endswith(end))
        assert keyed(second.page, folder, wrong) == 6
    with seated(browser, address, NAMES[Role.EDITOR]) as third:
        third.page.goto(f"{address}/keying/1")
        expect(third.page.locator(".part")).to_contain_text("请对照原件定下")
        third.page.locator(".others button", has_text=wrong).click()
        expect(third.page.locator(".none")).to_be_visible()
        third.page.goto(f"{address}/keying/")
        expect(third.page.locator("tbody").last).to_contain_text("100.0%")
    with ArchiveReader.open(folder) as archive:
        names = [one.entry.keyed()["name"] for one in archive.entries()]
    assert wrong in [name.text for name in names if name.status is Status.VERIFIED]
    told = " ".join(create_app(folder).test_client().get("/about").text.split())
    assert "抽查" in told
    assert "100.0%" in told
