"""A desk at an address of its own, and an archivist of flesh and blood who sits before a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from archive.staff.values import Role
from tests.webapp.desk.people import NAMES, PASSWORD


@contextmanager
def served(desk: Flask) -> Iterator[str]:
    """The address of the desk while it is served."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = create_server(desk, sockets=[listener], threads=4, asyncore_use_poll=True)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.close()


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
