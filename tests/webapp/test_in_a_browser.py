"""The site as a visitor's browser shows it, with scripts and without, on a phone and on a desk."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from waitress.server import create_server

from tests.webapp.conftest import FakeSearch
from tests.webapp.small_archive import SmallArchive
from webapp import create_app
from webapp.commands import listen

WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def site(small: SmallArchive) -> Iterator[str]:
    """The address of the site, served as `bohai serve` does."""
    app: Flask = create_app(small.folder, find=FakeSearch([small.id(row) for row in range(1, 26)]))
    with listen("127.0.0.1", 0) as listener:
        server = create_server(app, sockets=[listener], threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing; apt-get install chromium, as `make test` does")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield started
        started.close()


@dataclass
class Visit:
    """A page of the browser, and all that went wrong or outside while it was used."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        own = urlsplit(self.site).netloc
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request",
            lambda sent: None if urlsplit(sent.url).netloc == own else self.outside.append(sent.url),
        )


@pytest.fixture(params=[(width, scripts) for width in WIDTHS for scripts in (True, False)], ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """A visit on a screen of that width, with scripts allowed or not."""
    width, scripts = request.param
    context = browser.new_context(viewport={"width": width, "height": 780}, java_script_enabled=scripts)
    context.set_default_timeout(20_000)
    yield Visit(context.new_page(), site)
    context.close()


def overflows(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    document = page.locator("html").bounding_box()
    screen = page.viewport_size
    assert document
    assert screen
    wide = page.locator("body *:not(.strip *):not(.frame *)").evaluate_all(
        "(all, edge) => all.filter(one => one.getBoundingClientRect().right > edge + 1).length",
        screen["width"],
    )
    return document["width"] > screen["width"] or wide > 0


def test_every_page_fits_its_screen_keeps_to_itself_and_complains_of_nothing(visit: Visit, small: SmallArchive) -> None:
    page = visit.page
    for address in (
        "/",
        "/about",
        "/search?q=赵",
        f"/martyrs/{small.id(1)}",
        f"/martyrs/{small.id(2)}",
        f"/martyrs/{small.id(3)}",
        f"/martyrs/{small.id(4)}",
        f"/pages/{small.turned}/1?row=1",
    ):
        page.goto(visit.site + address, wait_until="networkidle")
        assert not overflows(page), address
    assert visit.complaints == []
    assert visit.outside == []


def test_a_visitor_goes_from_a_name_to_its_place_on_the_page(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site)
    page.get_by_role("searchbox").fill("王德胜")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="王德胜").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王德胜")
    piece = page.locator(".facts img").first
    piece.scroll_into_view_if_needed()
    assert page.request.get(visit.site + (piece.get_attribute("src") or "")).ok
    piece.click()
    mark, leaf = page.locator("#mark").bounding_box(), page.locator(".leaf").bounding_box()
    assert mark
    assert leaf
    assert leaf["x"] < mark["x"] < leaf["x"] + leaf["width"]
    assert leaf["y"] < mark["y"] < leaf["y"] + leaf["height"]


def test_the_marked_piece_is_in_view_on_a_page_that_is_wider_than_the_screen(visit: Visit, small: SmallArchive) -> None:
    page = visit.page
    page.goto(f"{visit.site}/pages/{small.upright}/1?row=1&field=death#mark", wait_until="networkidle")
    mark, screen = page.locator("#mark").bounding_box(), page.viewport_size
    assert mark
    assert screen
    assert 20 < mark["x"] < mark["x"] + mark["width"] <= screen["width"]
    assert 20 < mark["y"] < mark["y"] + mark["height"] <= screen["height"]


def test_the_first_stop_of_the_keyboard_leads_past_the_masthead(visit: Visit, small: SmallArchive) -> None:
    page = visit.page
    page.goto(f"{visit.site}/martyrs/{small.id(1)}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.site}/martyrs/{small.id(1)}#content")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser: Browser, site: str, small: SmallArchive, scheme: str) -> None:
    """WCAG 2.2 AA asks for 4.5 : 1."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{site}/martyrs/{small.id(2)}")
    paper = _brightness(page, "body", "backgroundColor")
    for what in ("h1", ".life", ".life [lang=en]", "dt", ".words", ".printed", "a", ".aside", ".home [lang=en]"):
        assert _contrast(_brightness(page, what, "color"), paper) >= 4.5, what
    badge = _brightness(page, ".unchecked", "backgroundColor")
    assert _contrast(_brightness(page, ".unchecked", "color"), badge) >= 4.5
    button = _brightness(page, "button", "backgroundColor")
    assert _contrast(_brightness(page, "button", "color"), button) >= 4.5
    edge = _brightness(page, "input", "borderTopColor")
    assert _contrast(edge, paper) >= 3
    context.close()


def _brightness(page: Page, what: str, style: str) -> float:
    """The relative luminance of a colour as WCAG defines it."""
    colour: str = page.locator(what).first.evaluate("(one, style) => getComputedStyle(one)[style]", style)
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
