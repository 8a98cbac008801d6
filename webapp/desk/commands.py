"""`bohai desk`."""

from __future__ import annotations

import click

from archive.beside import MACHINE, handed_down
from archive.folder import DataFolder
from archive.review.keeping import queue_kept_up
from archive.staff import accounts
from archive.store import DecisionWriter
from search.keeping import kept_up
from search.linkage import follow_beside
from webapp.desk.app import create_desk
from webapp.desk.settling import settled_beside
from webapp.serving import bring_up_to_date, log_plainly, place_options, run


@click.command(
    epilog="Example: bohai desk --port 8001",
    short_help="Serve the archivists' workbench.",
)
@place_options(8001)
@click.pass_obj
@click.pass_context
def desk(ctx: click.Context, folder: DataFolder, /, host: str, port: int) -> None:
    """Serve the workbench where archivists settle what the machine doubts, behind accounts (`bohai users`).

    A process and an address of its own, beside `bohai serve`. What is decided is found by the search a little later.
    Whoever reaches it over a network should do so by https: put a web server before it, on this machine.
    """
    log_plainly()
    DecisionWriter.open(folder).close()  # brings an older archive up to date
    machine = next(handed(folder) for handed in handed_down(ctx, MACHINE))
    site = create_desk(folder, machine=machine)
    if not any(account.enabled for account in accounts.accounts(folder)):
        click.echo(
            f"{folder.root}: nobody can log in yet; run `bohai users add NAME --role administrator`",
            err=True,
        )
    bring_up_to_date(folder)
    with queue_kept_up(folder), settled_beside(folder, machine):
        run(site, host, port, kept_up(folder, build=follow_beside))
