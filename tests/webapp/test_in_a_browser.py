"""The site as a visitor's browser shows it, with scripts and without, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from tests.patience import MILLISECONDS
from tests.webapp.looking import places
from tests.webapp.served import served
from tests.webapp.small_archive import SmallArchive
from webapp import create_app

WIDTHS = (360, 768, 1920)


@pytest.fixture(scope="module")
def site(indexed: DataFolder) -> Iterator[str]:
    """The address of the site, served as `bohai serve` does."""
    with served(create_app(indexed)) as address:
        yield address


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
    context.set_default_timeout(MILLISECONDS)
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
        "/search?unit=渤海&sex=男&from=1940&to=1950&surname=王",
        "/search?q=王德腾",
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
    page.locator("#q").fill("王德胜")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="王德胜").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王德胜")
    piece = page.locator(".facts img").first
    piece.scroll_into_view_if_needed()
    assert page.request.get(visit.site + (piece.get_attribute("src") or "")).ok
    piece.click()
    mark, leaf = places(page, "#mark", ".leaf")
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


def test_a_visitor_sets_a_filter_and_takes_it_away_again(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.site}/search?from=1940&to=1950", wait_until="networkidle")
    narrow = page.locator(".sift > summary")
    if narrow.is_visible():
        narrow.click()
    page.locator(".facets").get_by_role("link", name="渤海军区").click()
    expect(page.locator(".cards > li")).to_have_count(1)
    expect(page.locator(".cards .who")).to_have_text("王德胜")
    page.locator(".filters").get_by_role("link", name="渤海军区").click()
    expect(page.locator(".found")).to_contain_text("找到 24 人")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".cards > li")).to_have_count(4)
    page.get_by_role("link", name="牺牲年份").last.click()
    assert "sort=year" in page.url
    assert "page=" not in page.url


def test_a_visitor_limits_the_years(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.site}/search?unit=军", wait_until="networkidle")
    narrow = page.locator(".sift > summary")
    if narrow.is_visible():
        narrow.click()
    page.locator("input[name=from]").fill("1946")
    page.locator("input[name=to]").fill("1947")
    page.locator(".years button").click()
    expect(page.locator(".found")).to_contain_text("1946年至1947年：找到 1 人")
    assert "unit=" in page.url


def test_slips_of_the_ear_are_an_option(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.site}/search?q=wangdeseng", wait_until="networkidle")
    expect(page.locator("h2").first).to_contain_text("没有找到")
    page.locator("input[name=slips]").check()
    page.locator("#q").press("Enter")
    expect(page.locator(".cards .who")).to_have_text("王德胜")
    expect(page.locator("input[name=slips]")).to_be_checked()


def test_what_matched_is_marked(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.site}/search?q=德胜+小赵庄", wait_until="networkidle")
    assert page.locator(".cards mark").all_inner_texts() == ["德胜", "小赵庄"]
    drawn = page.locator(".cards mark").first.evaluate("one => getComputedStyle(one).backgroundImage")
    assert drawn.startswith("linear-gradient")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser: Browser, site: str, small: SmallArchive, scheme: str) -> None:
    """WCAG 2.2 AA asks for 4.5 : 1."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{site}/martyrs/{small.id(2)}")
    paper = _brightness(page, "body", "backgroundColor")
    for what in ("h1", ".life", "dt", ".words", ".printed", "a", ".aside", ".home .beside", ".switch"):
        assert _contrast(_brightness(page, what, "color"), paper) >= 4.5, what
    badge = _brightness(page, ".unchecked", "backgroundColor")
    assert _contrast(_brightness(page, ".unchecked", "color"), badge) >= 4.5
    button = _brightness(page, "button", "backgroundColor")
    assert _contrast(_brightness(page, "button", "color"), button) >= 4.5
    edge = _brightness(page, "input", "borderTopColor")
    assert _contrast(edge, paper) >= 3
    page.goto(f"{site}/search?unit=军")
    for what in (".count", ".facets li a", ".orders a", ".found", ".option", ".filters a", ".years button"):
        assert _contrast(_brightness(page, what, "color"), paper) >= 4.5, what
    page.goto(f"{site}/search?q=赵")
    mark = page.locator("html").evaluate("one => getComputedStyle(one).getPropertyValue('--mark')").strip()
    page.locator("body").evaluate("(one, colour) => one.style.backgroundColor = colour", mark)
    marked = _brightness(page, "body", "backgroundColor")
    for what in ("mark", "h1", ".who a"):
        assert _contrast(_brightness(page, what, "color"), marked) >= 4.5, what
    context.close()


@pytest.fixture
def typing(browser: Browser, site: str) -> Iterator[Visit]:
    """A visit on a phone, at the start, about to type."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True)
    context.set_default_timeout(MILLISECONDS)
    visit = Visit(context.new_page(), site)
    visit.page.goto(site, wait_until="networkidle")
    yield visit
    assert visit.complaints == []
    assert visit.outside == []
    context.close()


@pytest.fixture
def timed(typing: Visit) -> Visit:
    """The same where time goes on as the test says (`page.clock.run_for`), so that a pause is none of the machine's."""
    typing.page.clock.install(time=0)
    typing.page.clock.pause_at(1)
    typing.page.reload(wait_until="networkidle")
    return typing


def test_a_suggestion_is_taken_with_the_keyboard(typing: Visit) -> None:
    page = typing.page
    box = page.get_by_role("combobox")
    box.press_sequentially("1947 王")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("王德")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = options.first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".cards .who")).to_have_text("王德胜")
    assert page.locator("#q").input_value().startswith("1947 王德")


def test_escape_closes_the_suggestions_and_leaves_the_words(typing: Visit) -> None:
    page = typing.page
    box = page.get_by_role("combobox")
    box.press_sequentially("赵")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("赵")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.locator(".found")).to_contain_text("找到 22 人")


def test_a_suggestion_is_large_enough_for_a_finger(typing: Visit) -> None:
    page = typing.page
    page.locator("#q").tap()
    page.locator("#q").press_sequentially("赵0")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    for option in options.all():
        size = option.bounding_box()
        assert size
        assert size["height"] >= 44
    assert not overflows(page)
    name = options.nth(1).locator("span").first.inner_text()
    options.nth(1).tap()
    expect(page.locator("#q")).to_have_value(name)
    expect(page.locator(".cards .who").first).to_have_text(name)


def test_nothing_is_suggested_while_characters_are_composed(timed: Visit) -> None:
    page = timed.page
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "suggest?" in sent.url else None)
    page.locator("#q").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "wang", "selectionStart": 4, "selectionEnd": 4})
    page.clock.run_for(500)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "王"})
    page.clock.run_for(500)
    expect(page.get_by_role("option").first).to_contain_text("王德")
    assert len(asked) == 1


def test_the_site_is_asked_once_the_typing_pauses(timed: Visit) -> None:
    page = timed.page
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "suggest?" in sent.url else None)
    for key in "赵0":
        page.locator("#q").press_sequentially(key)
        page.clock.run_for(100)
    assert asked == []
    page.clock.run_for(100)
    expect(page.get_by_role("option").first).to_be_visible()
    assert len(asked) == 1


def test_a_site_that_suggests_nothing_is_used_all_the_same(typing: Visit) -> None:
    page = typing.page
    page.route("**/suggest?*", lambda route: route.fulfill(status=503, json={"error": "x"}))
    with page.expect_response("**/suggest?*"):
        page.locator("#q").press_sequentially("王德胜")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".cards .who")).to_have_text("王德胜")
    typing.complaints.clear()  # the browser itself notes a 503


def _brightness(page: Page, what: str, style: str) -> float:
    """The relative luminance of a colour as WCAG defines it."""
    colour: str = page.locator(what).first.evaluate("(one, style) => getComputedStyle(one)[style]", style)
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
