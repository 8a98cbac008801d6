"""`bohai serve`."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

import search
from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import ArchiveReader
from search.keeping import kept_up
from webapp import create_public_site
from webapp.kiosk.app import IDLE, open_kiosk
from webapp.outside import checked_address
from webapp.serving import MOST_PROCESSES, answer, answer_together, processes_here


@click.command(
    epilog="Example: bohai serve --host 0.0.0.0 --port 80",
    short_help="Serve the public site.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is all of them.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(1, 64),
    help=f"Processes that answer visitors.  [default: one a core, at most {MOST_PROCESSES}; a kiosk has one]",
)
@click.option(
    "--kiosk",
    metavar="SNAPSHOT",
    type=click.Path(path_type=Path, file_okay=False),
    help="Serve a folder that `bohai publish` wrote, for people who only touch the screen.",
)
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Kiosk: the public key the snapshot must be signed with.",
)
@click.option(
    "--idle",
    metavar="SECONDS",
    type=click.IntRange(1),
    help=f"Kiosk: without a touch, back to the start after so long.  [default: {IDLE}]",
)
@click.option(
    "--public-address",
    metavar="URL",
    default="",
    help="Where the public reaches the site: codes, cards and search engines lead there, those of a kiosk too.",
)
@click.pass_obj
def serve(folder: DataFolder, /, host: str, port: int, kiosk: Path | None, public_address: str, **others: Any) -> None:
    """Serve the public site of the archive, which is opened read-only; or, with --kiosk, that of a snapshot."""
    logging.basicConfig(format="%(levelname)s %(message)s")
    processes: int | None = others.pop("processes")
    given = {name: value for name, value in others.items() if value is not None}
    if kiosk:
        if processes is not None:
            raise click.UsageError("--processes does not go with --kiosk, which serves one screen")
        site = open_kiosk(kiosk, public_address=public_address, **given)
        _serve(host, port, partial(answer, site), nullcontext())
        return
    if given:
        raise click.UsageError(f"--{min(given).replace('_', '-')} goes with --kiosk")
    if public_address:
        checked_address(public_address)  # said at once, and not after an index was made
    with ArchiveReader.open(folder) as archive:
        if not archive.counts().entries:
            click.echo(f"{folder.root}: the archive is empty; run `bohai ingest scans/`", err=True)
    _bring_up_to_date(folder)
    count = processes or processes_here()
    if count == 1:
        run = partial(answer, create_public_site(folder, public_address))
    else:
        run = partial(answer_together, partial(create_public_site, folder, public_address), processes=count)
    _serve(host, port, run, kept_up(folder))


def _serve(host: str, port: int, run: Callable[[socket.socket], None], meanwhile: AbstractContextManager[None]) -> None:
    """Have `run` answer visitors until somebody stops it."""
    with listen(host, port) as listener:
        click.echo(f"http://{_shown(host)}:{listener.getsockname()[1]}/")
        with meanwhile:
            run(listener)


def _bring_up_to_date(folder: DataFolder) -> None:
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
