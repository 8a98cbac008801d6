"""A desk that is served, and archivists at its browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from playwright.sync_api import Browser, Page

from archive.staff.values import Role
from tests.patience import MILLISECONDS
from tests.webapp.desk.people import NAMES, PASSWORD
from tests.webapp.served import served

_REFUSED = "status of 4"
"""What a browser's log says of a decision that was refused, which is no fault of the page."""


@dataclass
class Sitting:
    """One archivist at a browser of their own, and all that went wrong in its pages."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: (
                self.complaints.append(said.text) if said.type == "error" and _REFUSED not in said.text else None
            ),
        )


@contextmanager
def seated(browser: Browser, address: str, name: str) -> Iterator[Sitting]:
    """The archivist of that name, logged in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(MILLISECONDS)
    sitting = Sitting(context.new_page())
    sitting.page.goto(f"{address}/login")
    sitting.page.fill("[name=name]", name)
    sitting.page.fill("[name=password]", PASSWORD)
    sitting.page.keyboard.press("Enter")
    sitting.page.wait_for_selector(".who")
    yield sitting
    assert sitting.complaints == []
    context.close()


@contextmanager
def at_the_desk(desk: Flask, browser: Browser, role: Role = Role.EDITOR) -> Iterator[Page]:
    """A page of the desk at which somebody of that role has logged in; no script may fail on it."""
    failed: list[str] = []
    with served(desk) as address:
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto("/login")
        page.fill('[name="name"]', NAMES[role])
        page.fill('[name="password"]', PASSWORD)
        page.press('[name="password"]', "Enter")
        page.wait_for_selector("nav")
        page.wait_for_load_state()  # keys count once the scripts are there
        yield page
        context.close()
    assert not failed, failed
