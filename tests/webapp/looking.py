"""Where things stand on a page in a browser, once all of it is there."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def opens(page: Page, address: str) -> None:
    """Go to a page and wait for all its pictures, also those that are loaded when one comes to them."""
    page.goto(address)
    page.locator("img").evaluate_all("all => Promise.all(all.map(one => (one.loading = 'eager', one.decode())))")


def places(page: Page, *selectors: str) -> list[dict[str, float]]:
    """Where the first of each stands on the screen, measured in one moment: a page may be on its way to its anchor."""
    for selector in selectors:
        expect(page.locator(selector).first).to_be_visible()
    found: list[dict[str, float]] = page.evaluate(
        "all => all.map(one => document.querySelector(one).getBoundingClientRect().toJSON())", list(selectors)
    )
    return found
