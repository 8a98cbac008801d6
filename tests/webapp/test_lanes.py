"""Pages, and what takes long, side by side."""

from __future__ import annotations

from threading import Event
from types import SimpleNamespace

import pytest
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]  # it carries no types

from webapp.lanes import PAGES, Lanes, takes_long


@pytest.mark.parametrize(
    ("command", "path", "long"),
    [
        ("GET", "/martyrs/abc", False),
        ("GET", "/places/惠民县/沙窝乡", False),
        ("HEAD", "/", False),
        ("GET", "/pieces/abc/name.jpg", True),
        ("GET", "/martyrs/abc/certificate.pdf", True),
        ("POST", "/martyrs/abc/photograph", True),
    ],
)
def test_pictures_files_and_gifts_take_long_and_pages_do_not(command: str, path: str, long: bool) -> None:
    request = SimpleNamespace(error=None, command=command, path=path)
    assert takes_long(SimpleNamespace(requests=[request])) is long


def test_what_cannot_be_understood_is_soon_answered() -> None:
    assert not takes_long(SimpleNamespace(requests=[SimpleNamespace(error="400")]))


class Channel:
    """A connection with one request, which is answered once it may be."""

    def __init__(self, path: str, may: Event) -> None:
        self.requests = [SimpleNamespace(error=None, command="GET", path=path)]
        self.answered = Event()
        self._may = may

    def service(self) -> None:
        self._may.wait(60)
        self.answered.set()

    def cancel(self) -> None:
        pass


def test_no_page_waits_for_pictures() -> None:
    pages = ThreadedTaskDispatcher()
    pages.set_thread_count(PAGES)
    lanes = Lanes(pages)
    at_once, later = Event(), Event()
    at_once.set()
    pictures = [Channel(f"/pieces/{number}/line.jpg", later) for number in range(9)]
    page = Channel("/martyrs/abc", at_once)
    try:
        for channel in (*pictures, page):
            lanes.add_task(channel)
        assert page.answered.wait(60)
        assert not any(picture.answered.is_set() for picture in pictures)
        later.set()
        assert all(picture.answered.wait(60) for picture in pictures)
    finally:
        later.set()
        lanes.shutdown()
    assert not pages.threads
