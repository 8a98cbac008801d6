"""The two lanes in which one process answers: pages one after another, and beside them whatever takes long.

Python runs one thread of a process at a time. Threads that make pages side by side only take the turn from each
other, again and again: with four of them a page took a quarter more of a core than with one. A picture that is cut
from a scan, a PDF, a photograph that is taken in take as long as many pages, and mostly outside of Python, so no page
waits for them.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # it carries no types
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

PAGES: Final = 1
"""Threads that make pages."""
_LONG: Final = 2
"""Threads for what takes long; what comes while they work waits in line."""


class Lanes:
    """Hands requests to threads, as waitress asks for it: to its own `pages`, and to others what takes long."""

    def __init__(self, pages: ThreadedTaskDispatcher) -> None:
        self._pages, self._long = pages, ThreadedTaskDispatcher()
        self._long.set_thread_count(_LONG)

    def add_task(self, channel: HTTPChannel) -> None:
        """Have the first request of a channel answered in its lane."""
        (self._long if takes_long(channel) else self._pages).add_task(channel)

    def shutdown(self) -> None:
        """Let nobody in any more, and wait a few seconds for those who are being answered."""
        for lane in (self._pages, self._long):
            lane.shutdown()


def takes_long(channel: HTTPChannel) -> bool:
    """Whether a request is for a file or picture, by its name, or brings something."""
    request = channel.requests[0]
    if request.error:  # nothing is known of it but that
        return False
    return request.command not in ("GET", "HEAD") or bool(PurePosixPath(request.path).suffix)
