"""The desk is for everyone who works at it: axe finds nothing serious in any room, and nothing runs off the side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import NotFound

from archive.staff.values import Role
from ingest.machine import machine
from tests.webapp.desk.help.pictures import prepare
from tests.webapp.desk.people import NAMES
from tests.webapp.desk.rooms import pages
from tests.webapp.desk.sitting import seated
from tests.webapp.desk.specimen import Specimen
from tests.webapp.served import served
from tests.webapp.test_for_everyone import COLOURS, found
from webapp.desk import create_desk

WIDTHS = (390, 768, 1366)
NO_PAGES = {
    *("static", "entrance.healthz", "entrance.token", "entrance.log_in"),
    *("pieces.line", "pieces.field", "pieces.page", "pieces.middle_page", "pieces.small_page", "incoming.photograph"),
    *("review.pictures.sheet", "review.pictures.cell", "authorities.own_lines"),
    *("review.start.following", "review.page.table", "review.strip.tiles", "review.wall.tiles", "review.cell.detail"),
    *("review.cell.meaning", "structure.data", "keying.following", "linking.following"),
    *("review.page.go", "review.page.of_entry", "review.strip.begin", "linking.of_entry", "linking.choose"),
    "authorities.start",
}
"""What gives a picture, a table, JSON or the way to a page, and the entrance, which an administrator does not see."""
END = " · 渤海英名录工作台"


@pytest.fixture(scope="module")
def specimen(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Specimen:
    return prepare(tmp_path_factory.mktemp("rooms") / "data")


@pytest.fixture(scope="module")
def address(specimen: Specimen) -> Iterator[str]:
    with served(create_desk(specimen.folder, machine=machine(specimen.folder))) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An administrator's screen."""
    with seated(browser, address, NAMES[Role.ADMINISTRATOR]) as sitting:
        yield sitting.page


def test_axe_finds_nothing_serious_in_any_room(page: Page, address: str, specimen: Specimen) -> None:
    wrong: list[str] = []
    for place in pages(specimen):
        page.emulate_media(color_scheme="light")
        goes(page, f"{address}{place}")
        wrong += [f"{place}: {one}" for one in found(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{place}, dark: {one}" for one in found(page, COLOURS)]
    assert wrong == [], "\n".join(wrong)


def test_every_room_has_its_own_heading_and_fits_its_window(page: Page, address: str, specimen: Specimen) -> None:
    wrong: list[str] = []
    for place in pages(specimen):
        goes(page, f"{address}{place}")
        if page.locator("main h1").count() != 1 or page.title() in ("", f"工作台{END}") or END not in page.title():
            wrong.append(f"{place}: {page.title()}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 850})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{place} at {width}")
    assert wrong == []


def test_no_room_is_forgotten(specimen: Specimen) -> None:
    desk = create_desk(specimen.folder)
    seen = {match(desk, place) for place in pages(specimen)}
    asked = {rule.endpoint for rule in desk.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert asked - seen == NO_PAGES


def match(desk: Flask, place: str) -> str:
    """The endpoint at which a place of the desk is; "" for none."""
    try:
        endpoint, _ = desk.url_map.bind("desk").match(place.partition("?")[0])
    except NotFound:
        return ""
    return str(endpoint)


def goes(page: Page, address: str) -> None:
    """Open a room, and wait until its scripts have filled it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
