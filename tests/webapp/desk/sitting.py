"""A desk that is served, and archivists at its browsers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from tests.webapp.desk.people import PASSWORD
from webapp.serving import listen

_REFUSED = "status of 4"
"""What a browser's log says of a decision that was refused, which is no fault of the page."""


@contextmanager
def served(desk: Flask) -> Iterator[str]:
    """The address of a desk, served as `bohai desk` does."""
    with listen("127.0.0.1", 0) as listener:
        server = create_server(desk, sockets=[listener], threads=4, asyncore_use_poll=True)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.close()


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
    context.set_default_timeout(20_000)
    sitting = Sitting(context.new_page())
    sitting.page.goto(f"{address}/login")
    sitting.page.fill("[name=name]", name)
    sitting.page.fill("[name=password]", PASSWORD)
    sitting.page.keyboard.press("Enter")
    sitting.page.wait_for_selector(".who")
    yield sitting
    assert sitting.complaints == []
    context.close()
