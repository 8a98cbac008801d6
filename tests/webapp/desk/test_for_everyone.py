"""The desk is for everyone who works at it: axe finds nothing serious in any room, and nothing runs off the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_room(page: Page, address: str, specimen: Specimen, scheme: str) -> None:
    wrong: list[str] = []
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its own words
    for place in pages(specimen):
        page.goto(f"{address}{place}")
        page.wait_for_load_state("networkidle")
        wrong += [f"{place}, {scheme}: {one}" for one in found(page)]
    assert wrong == [], "\n".join(wrong)


def test_no_room_is_wider_than_its_window(page: Page, address: str, specimen: Specimen) -> None:
    wide: list[str] = []
    for place in pages(specimen):
        page.goto(f"{address}{place}")
        page.wait_for_load_state("networkidle")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 850})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{place} at {width}")
    assert wide == []


def test_every_room_has_a_heading_of_its_own_and_words_for_the_window(
    page: Page, address: str, specimen: Specimen
) -> None:
    for place in pages(specimen):
        page.goto(f"{address}{place}")
        page.wait_for_load_state("networkidle")
        assert page.locator("main h1").count() == 1, place
        assert page.title().endswith(" · 渤海英名录工作台"), place
        assert page.title() != "工作台 · 渤海英名录工作台", place
