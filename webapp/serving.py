"""Serving a site: where it listens, what it believes of those who come, and an index that keeps up."""

from __future__ import annotations

import errno
import gc
import logging
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Final, TypeVar

import click
from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]  # it carries no types

import search
from archive.errors import BohaiError
from archive.folder import DataFolder
from webapp.lanes import PAGES, Lanes
from webapp.shares import Share

F = TypeVar("F", bound=Callable[..., Any])

_WASTE: Final = (10_000, 10, 100)
"""When waste is looked for (`gc.set_threshold`): every hundred pages in what is new, now and then in all there is.

Python's own numbers have all that is kept gone through after every two hundred pages, and sixteen visitors wait.
"""

_ENTRANCE: Final = {
    # A web server on this machine says for whom it asks, and whether they came by https; nobody else is believed.
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_count": 1,
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    # More than the largest photograph, so that the site itself can say what is too large.
    "max_request_body_size": 64 << 20,
    # `select` knows no file beyond number 1,023; an index alone is some thirty, and every visitor is one.
    "asyncore_use_poll": True,
}


def place_options(port: int) -> Callable[[F], F]:
    """`--host` and `--port` of a command that serves; `port` is where it listens when nobody says anything."""
    host = click.option(
        "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is all of them."
    )
    numbered = click.option(
        "--port",
        default=port,
        show_default=True,
        type=click.IntRange(0, 65535),
        help="Port to listen on; 0 takes a free one.",
    )
    return lambda command: host(numbered(command))


def run(site: Flask, host: str, port: int, meanwhile: AbstractContextManager[None]) -> None:
    """Serve a site until somebody stops it; `meanwhile` lasts as long."""
    open_at(host, port, partial(answer, site), meanwhile)


def open_at(
    host: str, port: int, answering: Callable[[socket.socket], None], meanwhile: AbstractContextManager[None]
) -> None:
    """Listen there and say so, and have `answering` answer whoever comes."""
    with listen(host, port) as listener:
        click.echo(f"http://{_shown(host)}:{listener.getsockname()[1]}/")
        with meanwhile:
            answering(listener)


def answer(site: Flask, listener: socket.socket, share: Share | None = None) -> None:
    """Answer whoever comes to `listener` until this process is told to stop; its `share`, if others do beside it."""
    # Each visitor who waits a moment would be a line of warning.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # What a site is made of stays as long as this process: no visitor waits while it is gone through for waste again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_WASTE)
    server = create_server(site, sockets=[listener], threads=PAGES, ident=None, **_ENTRANCE)
    server.task_dispatcher = Lanes(server.task_dispatcher)
    if share is not None:
        share.keep_to_it(server)
    server.run()


def log_plainly() -> None:
    """Have the program's log say its level and its words, one line each."""
    logging.basicConfig(format="%(levelname)s %(message)s")


def bring_up_to_date(folder: DataFolder) -> None:
    """An outdated or broken index answers nobody: it is made again before the site opens, where that is possible."""
    try:
        if search.refresh(folder):
            click.echo("The search index was brought up to date.", err=True)
    except OSError as problem:
        click.echo(f"{folder.index}: the search index cannot be brought up to date ({problem.strerror})", err=True)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port` (0: a free one); raises BohaiError in one line."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        where = f"{host}:{port}"
        if problem.errno == errno.EADDRINUSE:
            raise BohaiError(
                "the port is taken", where=where, remedy="choose another with --port, or 0 for a free one"
            ) from problem
        if problem.errno == errno.EACCES:
            raise BohaiError(
                "this account may not listen on that port",
                where=where,
                remedy="choose one from 1024 with --port",
            ) from problem
        raise BohaiError(
            f"cannot listen there ({problem.strerror})",
            where=where,
            remedy="name an address of this machine with --host",
        ) from problem


def _shown(host: str) -> str:
    """The host as it stands in an address that works on this machine."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared with, not bound to
        return "localhost"
    return f"[{host}]" if ":" in host else host
