"""A person of a roster printed from top to bottom: the column can be read, and fills neither screen nor sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

import search
from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, PageRecord, entry_id
from archive.store import ArchiveWriter, StoredScan
from tests.patience import MILLISECONDS
from tests.webapp.looking import opens, places
from tests.webapp.served import served
from tests.webapp.small_archive import HEIGHT, LI, WANG, WIDTH, Cell, Sheet, add_sheet, make_entry, paint
from webapp import create_public_site

SHA256 = hashlib.sha256("竖排.jpg".encode()).hexdigest()
LONG = "沾化县永安镇下杜家桥村"
COLUMN = 60
GAP = 10


def column(row: int, *cells: Cell) -> Entry:
    """An entry whose cells stand one below the other, each as high as it has characters."""
    entry, top, readings = make_entry(row, cells), 40, []
    for reading in entry.readings:
        height = COLUMN * max(2, len(reading.text))
        readings.append(replace(reading, box=Box(WIDTH - 100 * row, top, COLUMN, height)))
        top += height + GAP
    return replace(entry, box=Box(WIDTH - 100 * row, 40, COLUMN, top - 40 - GAP), readings=tuple(readings))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one vertical roster and one of lines."""
    made = DataFolder(tmp_path_factory.mktemp("upright"))
    told = (Cell("birth", "一九二三年", "1923"), Cell("native_place", LONG), Cell("unit", "華東野戰軍渤海縱隊"))
    entries = (
        column(1, Cell("name", "劉清成", "刘清成"), *told, Cell("death", "民國三十年", "1941")),
        column(2, Cell("name", "马一"), Cell("native_place", LONG, status=LI[0].status), Cell("death", "1941")),
    )
    with ArchiveWriter.open(made) as writer:
        paint(made.tiles(SHA256, 1), entries)
        writer.add_scan(StoredScan(SHA256, "竖排.jpg", "scans", 1, "JPEG", 1, None), "竖排.jpg")
        (page,) = writer.pages()
        record = PageRecord(1, WIDTH, HEIGHT, 0, "vertical", "英名录", entries, Ledger(()))
        writer.store(page, record, basis="test", needs_context=False, engine="test", transcript="{}")
        add_sheet(writer, Sheet("横排.jpg", (WANG, LI)), made)
    search.refresh(made)
    with served(create_public_site(made)) as address:
        yield address


UPRIGHT = f"/martyrs/{entry_id(SHA256, 1, 1)}"
LEVEL = f"/martyrs/{entry_id(hashlib.sha256('横排.jpg'.encode()).hexdigest(), 1, 1)}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(MILLISECONDS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [360, 1366])
def test_a_column_moves_within_less_than_a_screen_and_is_not_made_smaller(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    opens(page, site + UPRIGHT)
    strip = page.get_by_role("region", name="原件整行，可上下移动")
    shown = strip.evaluate("one => [one.clientHeight, one.scrollHeight, one.clientWidth, one.scrollWidth]")
    assert shown[0] < 500 < shown[1]
    assert shown[2] == shown[3], "it moves up and down only"
    opens(page, site + LEVEL)
    assert page.get_by_role("region", name="原件整行，可左右移动").count() == 1


def test_a_piece_of_a_column_is_neither_a_sliver_nor_a_tower(page: Page, site: str) -> None:
    opens(page, site + UPRIGHT)
    pieces = page.locator(".scrap img").evaluate_all("all => all.map(one => [one.clientWidth, one.clientHeight])")
    assert len(pieces) == 5
    assert all(width >= 15 and height <= 200 for width, height in pieces), pieces
    opens(page, f"{site}/search?q=马一")
    width, height = page.locator(".cards img").evaluate("one => [one.clientWidth, one.clientHeight]")
    assert width >= 15
    assert 100 < height <= 200


@pytest.mark.parametrize("who", [UPRIGHT, LEVEL], ids=["upright", "level"])
def test_the_ways_on_from_a_fact_stand_under_its_words_beside_the_paper(page: Page, site: str, who: str) -> None:
    opens(page, site + who)
    fact = page.locator(".fact").filter(has=page.locator(".onward")).last
    words, onward, scrap = (fact.locator(one).bounding_box() for one in (".words", ".onward", ".scrap"))
    assert words
    assert onward
    assert scrap
    assert onward["x"] + onward["width"] <= scrap["x"]
    assert words["y"] + words["height"] <= onward["y"] < words["y"] + words["height"] + 60


@pytest.mark.parametrize("who", [UPRIGHT, LEVEL], ids=["upright", "level"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_person_is_printed_on_one_sheet(page: Page, site: str, who: str, prefix: str) -> None:
    opens(page, site + prefix + who)
    sheets = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(sheets) == 1


def test_on_paper_the_column_stands_at_the_edge_and_the_code_beside_the_sources(page: Page, site: str) -> None:
    opens(page, site + UPRIGHT)
    page.set_viewport_size({"width": 658, "height": 1000})
    page.emulate_media(media="print")
    strip, facts, code, sources = places(page, ".strip img", ".facts", ".qr", "section:has(> .source)")
    assert facts["x"] + facts["width"] < strip["x"]
    assert strip["height"] > 500
    assert sources["x"] + sources["width"] <= code["x"]
    assert code["y"] < sources["y"] + sources["height"]
    assert page.locator(".onward:visible").count() == 0
