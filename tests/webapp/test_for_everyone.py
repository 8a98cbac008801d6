"""The site is for everyone: axe finds nothing serious, and hands, eyes and old machines find their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from archive.folder import DataFolder
from tests.patience import MILLISECONDS
from tests.webapp.browsing.conftest import folder
from tests.webapp.languages.pages import of_kiosk, of_site
from tests.webapp.served import served
from webapp import create_public_site
from webapp.kiosk.app import create_kiosk

__all__ = ["folder"]
LANGUAGES = ("", "/en")
WIDTHS = (360, 1280)
ZOOMED = 640
"""CSS pixels that are left of a screen of 1280 at 200 %."""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # new in WCAG 2.2, and not yet asked for by itself
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
"""All that the dark scheme can change: it has other colours and nothing else."""


@pytest.fixture(scope="module")
def site(folder: DataFolder) -> Iterator[str]:
    """The public site as it is served."""
    with served(create_public_site(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def kiosk(folder: DataFolder) -> Iterator[str]:
    """A kiosk."""
    with served(create_kiosk(folder, public_address="https://roll.example.org")) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(MILLISECONDS)
    yield context.new_page()
    context.close()


def found(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds that is serious, or worse, with the piece of the page where it is."""
    told: dict[str, Any] = Axe().run(page, options=rules).response
    return [
        f"{one['id']}: {node['html'][:150]}"
        for one in told["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_axe_finds_nothing_serious_on_any_kind_of_page(page: Page, site: str, folder: DataFolder, prefix: str) -> None:
    wrong: list[str] = []
    for address in of_site(folder):
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}{prefix}{address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{address} at {width}: {one}" for one in found(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{address}, dark: {one}" for one in found(page, COLOURS)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_axe_finds_nothing_serious_in_a_kiosk(page: Page, kiosk: str, folder: DataFolder, prefix: str) -> None:
    wrong: list[str] = []
    page.set_viewport_size({"width": 1080, "height": 1920})
    for address in of_kiosk(folder):
        page.goto(f"{kiosk}{prefix}{address}")
        wrong += [f"{address}: {one}" for one in found(page)]
    assert wrong == [], "\n".join(wrong)


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.set_content('<html><body><img src="x"><p style="color: #eee; background: #fff">pale</p></body></html>')
    assert {one.partition(":")[0] for one in found(page)} >= {"image-alt", "html-has-lang", "color-contrast"}
    assert {one.partition(":")[0] for one in found(page, COLOURS)} == {"color-contrast"}


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_at_double_size_nothing_is_lost_and_nothing_runs_off_the_side(
    page: Page, site: str, folder: DataFolder, prefix: str
) -> None:
    page.set_viewport_size({"width": ZOOMED, "height": 400})
    for address in of_site(folder):
        page.goto(f"{site}{prefix}{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        lost = page.locator("main :is(h1, h2, h3, p, a, button, dd):visible").evaluate_all(
            "all => all.filter(one => !one.closest('.strip, .frame, .unseen') && one.getBoundingClientRect().right"
            " > innerWidth + 1).map(one => one.outerHTML.slice(0, 100))"
        )
        assert lost == [], address


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(
    page: Page, site: str, folder: DataFolder, prefix: str
) -> None:
    for address in (of_site(folder)[0], next(one for one in of_site(folder) if "/martyrs/" in one), "/search?q=王"):
        page.goto(f"{site}{prefix}{address}")
        wanted = page.locator(":is(a[href], button, input:not([type=hidden]), summary, [tabindex='0']):visible").count()
        stops: list[float] = []
        for _ in range(wanted):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                """() => {
                  const one = document.activeElement, style = getComputedStyle(one);
                  return [
                    [...document.querySelectorAll('*')].indexOf(one), style.outlineStyle, parseFloat(style.outlineWidth)
                  ];
                }"""
            )
            assert stop[1] != "none", (address, stop)
            assert stop[2] >= 2, (address, stop)
            stops.append(stop[0])
        assert stops == sorted(set(stops)), address


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_nothing_moves_for_who_wants_no_motion(page: Page, kiosk: str, folder: DataFolder, prefix: str) -> None:
    address = next(one for one in of_kiosk(folder) if "/martyrs/" in one)
    page.goto(f"{kiosk}{prefix}{address}")
    page.locator("#flower").check(force=True)
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_page_is_whole_and_its_switch_works_without_scripts(browser: Browser, site: str, folder: DataFolder) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search?q=王")
    page.get_by_role("link", name="English").click()
    assert page.url == f"{site}/en/search?q=%E7%8E%8B"
    assert "Wáng Déshèng" in page.inner_text("main")
    page.get_by_role("link", name="中文").click()
    assert page.url == f"{site}/search?q=%E7%8E%8B"
    context.close()
