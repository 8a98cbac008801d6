"""Sites at addresses of their own, for browsers that sit before them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import Any

from flask import Flask
from waitress import wasyncore  # type: ignore[import-untyped]  # it carries no types
from waitress.server import create_server  # type: ignore[import-untyped]

from tests.patience import SECONDS
from webapp.serving import listen


@contextmanager
def served(site: Flask, threads: int = 4) -> Iterator[str]:
    """The address of a site, served as `bohai serve` and `bohai desk` do.

    Whoever leaves here leaves nobody behind: the last requests are answered, and no thread is at work any more when
    the next test begins.
    """
    channels: dict[int, Any] = {}
    with listen("127.0.0.1", 0) as listener:
        server = create_server(site, map=channels, sockets=[listener], threads=threads, asyncore_use_poll=True)
        running = Thread(target=server.run, daemon=True)
        running.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.task_dispatcher.shutdown(timeout=SECONDS)
            # Both at once: the server may be awake already, and closes what would wake it with the rest.
            with server.trigger.lock:
                server.trigger.thunks.append(partial(wasyncore.close_all, channels))
                server.trigger.pull_trigger()
            running.join(SECONDS)
    assert not running.is_alive()
    assert not server.task_dispatcher.threads
