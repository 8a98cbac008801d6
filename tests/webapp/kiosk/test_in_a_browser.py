"""A visitor who only touches: large targets, no keyboard, and the next one finds the start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from tests.patience import MILLISECONDS
from tests.webapp.kiosk.conftest import PUBLIC
from tests.webapp.served import served
from tests.webapp.small_archive import SmallArchive
from webapp.kiosk.app import create_kiosk

SCREENS = ((1920, 1080), (1080, 1920))
TELEPHONE = (360, 640)
"""No kiosk; but who opens one there finds every key, if a small one."""
USUAL = (*SCREENS, (1024, 768), (1280, 720), (1280, 800), (1366, 768), (768, 1024), (800, 1280), TELEPHONE)
LEAST = 60
"""CSS pixels of a target, either way."""


@pytest.fixture(scope="module")
def site(snapshot: DataFolder) -> Iterator[str]:
    """The address of the kiosk, which nobody leaves for long enough."""
    with served(create_kiosk(snapshot, idle=600, public_address=PUBLIC)) as address:
        yield address


@pytest.fixture(scope="module")
def impatient(snapshot: DataFolder) -> Iterator[str]:
    """The address of a kiosk that returns to the start after two seconds."""
    with served(create_kiosk(snapshot, idle=2, public_address=PUBLIC)) as address:
        yield address


@contextmanager
def touching(browser: Browser, screen: tuple[int, int], *, scripts: bool = True) -> Iterator[Page]:
    """A screen that is only touched; all that it complains of, and all it asks for elsewhere, fails the test."""
    context = browser.new_context(
        viewport={"width": screen[0], "height": screen[1]}, has_touch=True, java_script_enabled=scripts
    )
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith("http://127.0.0.1:") else wrong.append(sent.url))
    yield page
    context.close()
    assert wrong == []


def spell(page: Page, letters: str) -> None:
    """Touch one key after another, as fast as a hand can."""
    for letter in letters:
        page.locator(f".keys [data-key={letter}]").tap()


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_visitor_comes_from_letters_to_a_person_to_the_paper_and_lays_a_flower(
    browser: Browser, site: str, screen: tuple[int, int], scripts: bool
) -> None:
    with touching(browser, screen, scripts=scripts) as page:
        page.goto(site)
        page.locator(".doors a").first.tap()
        spell(page, "wds")
        expect(page.locator("output")).to_have_text("wds")
        page.locator(".names").get_by_text("王德胜").first.tap()
        page.locator(".people a").first.tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("王德胜")
        flower = page.locator(".chrysanthemum")
        expect(flower).to_be_hidden()
        page.locator("label[for=flower]").tap()
        expect(flower).to_be_visible()
        page.locator(".scrap").first.tap()
        expect(page.locator("#mark")).to_be_visible()
        page.get_by_role("link", name="王德胜").tap()
        expect(page.locator(".chrysanthemum")).to_be_hidden()


def test_a_flower_is_gone_when_the_visitor_comes_back(browser: Browser, site: str, decided: SmallArchive) -> None:
    with touching(browser, SCREENS[0]) as page:
        page.goto(f"{site}/martyrs/{decided.id(1)}")
        page.locator("label[for=flower]").tap()
        page.locator(".scrap").first.tap()
        page.locator("[data-back]").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("王德胜")
        expect(page.locator(".chrysanthemum")).to_be_hidden()
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_a_touch_it_returns_to_the_start_and_with_touches_it_stays(browser: Browser, impatient: str) -> None:
    with touching(browser, SCREENS[0]) as page:
        page.clock.install(time=0)
        page.clock.pause_at(1)
        page.goto(f"{impatient}/kiosk/keys")
        for letter in "wdswdswds":  # three seconds of touches, more than the idle time
            page.locator(f".keys [data-key={letter}]").tap()
            page.clock.run_for(350)
        expect(page.locator("output")).to_have_text("wdswdswds")
        page.clock.run_for(2000)
        expect(page).to_have_url(f"{impatient}/")


def test_without_scripts_it_returns_to_the_start_too(browser: Browser, impatient: str, decided: SmallArchive) -> None:
    with touching(browser, SCREENS[0], scripts=False) as page:
        page.goto(f"{impatient}/martyrs/{decided.id(1)}")
        expect(page).to_have_url(f"{impatient}/")


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_target_is_large_and_every_page_fits(
    browser: Browser, site: str, decided: SmallArchive, screen: tuple[int, int]
) -> None:
    with touching(browser, screen) as page:
        for address in (
            *("/", "/about", "/kiosk/keys?typed=wd", "/kiosk/surnames", "/kiosk/surnames?order=strokes"),
            *(
                "/kiosk/surnames/赵",
                "/kiosk/places",
                "/kiosk/named?name=赵",
                "/search?q=赵",
                "/kiosk/named?name=欧阳修远",
            ),
            *(f"/martyrs/{decided.id(row)}" for row in (1, 2, 3, 5)),
            f"/pages/{decided.turned}/1?row=1",
        ):
            page.goto(site + address)
            small = page.locator("a:visible, label:visible, button:visible").evaluate_all(
                "(all, least) => all.map(one => [one.outerHTML.slice(0, 99), one.getBoundingClientRect()])"
                ".filter(([_, box]) => box.width < least || box.height < least).map(([words]) => words)",
                LEAST,
            )
            assert small == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= screen[0], address


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("screen", USUAL, ids=str)
def test_all_keys_and_the_bar_are_in_view_and_the_names_move(
    browser: Browser, site: str, screen: tuple[int, int], prefix: str
) -> None:
    with touching(browser, screen) as page:
        page.goto(f"{site}{prefix}/kiosk/keys?typed=zhao")
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            *screen
        ], "nothing of the page lies beyond the screen"
        bar = page.locator(".ways").bounding_box()
        assert bar
        assert bar["y"] + bar["height"] <= screen[1]
        for key in page.locator(".keys a").all():
            box = key.bounding_box()
            assert box
            assert box["x"] >= 0, key.inner_text()
            assert box["x"] + box["width"] <= screen[0], key.inner_text()
            assert box["y"] + box["height"] <= bar["y"], key.inner_text()
            assert min(box["width"], box["height"]) >= (24 if screen == TELEPHONE else LEAST), key.inner_text()
        page.locator(".names .more").tap()
        expect(page.locator(".people")).to_be_visible()
