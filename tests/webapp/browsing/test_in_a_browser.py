"""Every way in as a browser shows it, without scripts, on three screens, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser

from archive.folder import DataFolder
from tests.webapp.browsing.conftest import TODAY
from tests.webapp.served import served
from tests.webapp.test_in_a_browser import WIDTHS, Visit, overflows
from webapp import create_app

PAGES = (
    *("/", "/places/", "/places/惠民县", "/places/惠民县/沙窝乡", "/places/渤海行政区", "/places/无此县"),
    *("/units/", "/units/渤海纵队第七师", "/years/", "/years/1947", "/years/1947?month=3", "/days/03-12"),
    *("/surnames/", "/surnames/?by=strokes", "/surnames/欧阳", "/statistics", "/map", "/rosters/"),
    *("/rosters/huimin", "/rosters/huimin/1", "/loose-pages", "/loose-pages/1"),
)


@pytest.fixture(scope="module")
def site(folder: DataFolder) -> Iterator[str]:
    """The address of the site, served as `bohai serve` does."""
    with served(create_app(folder, today=lambda: TODAY)) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_way_in_fits_its_screen_keeps_to_itself_and_complains_of_nothing(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 780}, color_scheme=scheme, java_script_enabled=False
    )
    visit = Visit(context.new_page(), site)
    for address in PAGES:
        answer = visit.page.goto(site + address, wait_until="load")
        assert answer
        assert answer.status == 200, address
        assert not overflows(visit.page), address
    assert visit.complaints == []
    assert visit.outside == []
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [680, 768, 820, 900, 1024])
def test_the_head_of_a_page_is_one_row(browser: Browser, site: str, width: int, prefix: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(f"{site}{prefix}/units/")
    home, switch = page.locator(".home").bounding_box(), page.locator(".switch").bounding_box()
    assert home
    assert switch
    assert home["y"] < switch["y"] + switch["height"] / 2 < home["y"] + home["height"]
    assert switch["x"] + switch["width"] > width - 100
    page.close()


@pytest.mark.parametrize(("width", "said"), [(360, True), (1024, False)])
def test_where_the_map_goes_on_beyond_the_screen_it_says_so(
    browser: Browser, site: str, width: int, said: bool
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(f"{site}/map")
    assert page.locator(".frame").evaluate("one => one.scrollWidth > one.clientWidth") is said
    assert page.get_by_text("左右移动，可看全图").is_visible() is said
    page.close()


def test_what_is_folded_lies_open_on_paper_and_the_foot_takes_no_sheet_of_its_own(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/statistics")
    page.emulate_media(media="print")
    assert page.locator("main summary:visible").count() == 0
    assert page.locator("main details table").count() > 0
    assert all(one.is_visible() for one in page.locator("main details table").all())
    page.goto(f"{site}/units/")
    last = "每一条都出自纸本名册"
    for lines in range(20, 32):  # until the list fills a sheet
        page.locator(".entries").last.evaluate(
            "(one, lines) => one.replaceChildren(...Array(lines).fill(one.children[0]).map(li => li.cloneNode(true)))",
            lines,
        )
        sheets = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
        words = sheets[len(sheets) - 1].get_textpage().get_text_bounded()
        assert last in words
        assert "人" in words.replace(last, ""), "the foot has something of the list above it"
    assert len(sheets) > 1
    page.close()
