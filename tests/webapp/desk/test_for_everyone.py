"""The desk is for everyone who works at it: axe finds nothing serious in any room, and nothing runs off the side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from archive.staff.values import Role
from ingest.machine import machine
from tests.webapp.desk.help.pictures import prepare
from tests.webapp.desk.people import NAMES
from tests.webapp.desk.rooms import pages
from tests.webapp.desk.sitting import seated, served
from tests.webapp.desk.specimen import Specimen
from tests.webapp.test_for_everyone import found
from webapp.desk import create_desk

WIDTHS = (390, 768, 1366)
SCHEMES = ("light", "dark")
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
        goes(page, f"{address}{place}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its own words
            wrong += [f"{place}, {scheme}: {one}" for one in found(page)]
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


def goes(page: Page, address: str) -> None:
    """Open a room, and wait until its scripts have filled it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
