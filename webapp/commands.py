"""`bohai serve`."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive.folder import DataFolder
from archive.store import ArchiveReader, refuse_snapshot
from search.keeping import kept_up
from webapp.kiosk.app import IDLE, open_kiosk
from webapp.outside import checked_address
from webapp.serving import bring_up_to_date, log_plainly, open_at, place_options, run
from webapp.together import MOST_PROCESSES, answer_together, processes_here
from webapp.warming import warmed_site


@click.command(
    epilog="Example: bohai serve --host 0.0.0.0 --port 80",
    short_help="Serve the public site.",
)
@place_options(8000)
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
    log_plainly()
    processes: int | None = others.pop("processes")
    given = {name: value for name, value in others.items() if value is not None}
    if kiosk:
        if processes is not None:
            raise click.UsageError("--processes does not go with --kiosk, which serves one screen")
        run(open_kiosk(kiosk, public_address=public_address, **given), host, port, nullcontext())
        return
    if given:
        raise click.UsageError(f"--{min(given).replace('_', '-')} goes with --kiosk")
    if public_address:
        checked_address(public_address)  # said at once, and not after an index was made
    refuse_snapshot(folder)
    with ArchiveReader.open(folder) as archive:
        if not archive.counts().entries:
            click.echo(f"{folder.root}: the archive is empty; run `bohai ingest scans/`", err=True)
    bring_up_to_date(folder)
    count = processes or processes_here()
    if count == 1:
        run(warmed_site(folder, public_address), host, port, kept_up(folder))
        return
    site = partial(warmed_site, folder, public_address)
    open_at(host, port, partial(answer_together, site, processes=count), kept_up(folder))
