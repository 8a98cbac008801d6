"""`bohai ingest`, `bohai import` and `bohai report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.beside import FOLLOWING, handed_down
from archive.errors import InputError, Stopped
from archive.folder import DataFolder
from archive.store import ArchiveReader
from archive.words import empty_line, failure_line, some
from archive.writing import write_whole
from ingest.crew import usable_cpus

if TYPE_CHECKING:
    from ingest.batch import Outcome


@click.command(epilog="Example: bohai ingest scans/ --jobs 4", short_help="Read scans into the archive.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Pages read at once; without it, as many as there are CPUs to use.",
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Send pages to this Dask cluster.")
@click.option("--reread", is_flag=True, help="Read again what was read before.")
@click.option("--watch", is_flag=True, help="Go on, and take files as they arrive, until Ctrl-C.")
@click.option(
    "--overlay",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write pictures there of what the machine saw on each page.",
)
@click.pass_obj
@click.pass_context
def ingest(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: click.Context,
    folder: DataFolder,
    paths: tuple[Path, ...],
    jobs: int | None,
    scheduler: str,
    reread: bool,
    watch: bool,
    overlay: Path | None,
) -> None:
    """Read files and folders into the archive.

    Folders are searched for scans at any depth. What the archive already holds is reported and
    changes nothing; pages that failed before are tried again. A run that is stopped goes on where it
    was when the same command is given again. The search index follows by itself.
    """
    from ingest import batch  # noqa: PLC0415 - `--help` needs no readers
    from ingest.watch import arrivals  # noqa: PLC0415

    wishes = batch.Wishes(jobs or usable_cpus(), scheduler, reread, overlay)
    try:
        if not watch:
            code = _tell(batch.ingest(folder, paths, wishes))
            _follow(ctx, folder)
            ctx.exit(code)
        click.echo(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it", err=True)
        for files in arrivals(folder, paths):
            if files:
                _tell(batch.ingest_files(folder, files, wishes))
                _follow(ctx, folder)
    except KeyboardInterrupt:
        raise Stopped(
            "stopped; every page stored so far is safe", remedy="run the same command again to go on"
        ) from None


@click.group("import", epilog="Example: bohai import corrections decided.csv", short_help="Take in people's work.")
def take_in() -> None:
    """Take in what people worked out elsewhere."""


@take_in.command(
    epilog="Example: bohai import corrections decided.csv --who 李梅 --dry-run", short_help="Corrections from a CSV."
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--who", metavar="NAME", default="", help="Who decided, where a line names nobody.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.pass_obj
@click.pass_context
def corrections(ctx: click.Context, folder: DataFolder, file: Path, who: str, dry_run: bool) -> None:
    """Take in corrections and confirmations of readings from FILE, a CSV in UTF-8.

    Its columns are id, field, saw (the text that stands there), text (what the paper says) and why, and
    if you like value (what it means) and who. A line whose text is what was seen confirms the reading.
    A line that cannot be applied is told with its number, and the rest is done; the exit code is then 3.
    """
    from ingest.corrections import take_in_table  # noqa: PLC0415 - `--help` needs no readers

    outcome = take_in_table(folder, file, who, dry_run=dry_run)
    for planned in outcome.plan.planned if dry_run else ():
        made = planned.decision
        what = f"{made.text!r} confirmed" if made.confirms else f"{made.saw_text!r} → {made.text!r}"
        click.echo(f"line {planned.number}: {planned.place}: {what}, meaning {made.value!r}")
    confirmed = sum(planned.decision.confirms for planned in outcome.plan.planned)
    click.echo(
        f"{'would be ' if dry_run else ''}{len(outcome.plan.planned) - confirmed} corrected, {confirmed} confirmed, "
        f"{outcome.plan.already} already so, {len(outcome.plan.refused)} not applied"
    )
    for refused in outcome.plan.refused:
        click.echo(f"{file} line {refused.number}: {refused.reason}", err=True)
    for failure in outcome.failed:
        click.echo(failure_line(failure), err=True)
    if not outcome.settled:
        click.echo("another bohai is writing to this archive; it applies what these decisions teach when it is done")
    if not dry_run:
        _follow(ctx, folder)
    ctx.exit(InputError.exit_code if outcome.plan.refused or outcome.failed else 0)


@click.command(epilog="Example: bohai report 0012.jpg", short_help="Show what was seen on a scan.")
@click.argument("scan", metavar="SCAN")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; without it, beside you under the scan's name with .report.html.",
)
@click.pass_obj
def report(folder: DataFolder, scan: str, output: Path | None) -> None:
    """Show, in one file for the browser, what the machine saw on the pages of a scan.

    SCAN is the scan's name as `bohai status` and `bohai export` tell it, a part of it that no other scan has,
    or the beginning of its SHA-256. The file shows each page with its cells, the reading order, every reading
    with its doubts and every line of the ledger; it needs no network, and nothing is read anew.
    """
    from ingest.report import choose, gather, render  # noqa: PLC0415 - `--help` needs no pictures

    with ArchiveReader.open(folder) as archive:
        chosen = choose.choose(archive.scans(), scan)
        dest = output or Path(f"{Path(chosen.name).stem}.report.html")
        folder.refuse_within(dest)
        told = gather.report_of(archive, folder, chosen)
        write_whole(dest, "report", lambda stream: render.write(told, stream))
    click.echo(f"{dest}: {some(chosen.pages, 'page')} of {chosen.name}")


def _follow(ctx: click.Context, folder: DataFolder) -> None:
    """Bring what is derived from the archive after it, so that whoever was read can be found."""
    for bring in handed_down(ctx, FOLLOWING):
        bring(folder)


def _tell(outcome: Outcome) -> int:
    """Say what a run did; its exit code."""
    book, counts = outcome.book, outcome.counts
    for name, known in book.copies:
        click.echo(f"{name}: already in the archive as {known}")
    if book.again:
        click.echo(f"{some(book.again, 'scan')} already in the archive")
    click.echo(f"{some(book.new, 'new scan')}, {some(outcome.read, 'page')} read")
    click.echo(
        f"the archive holds {some(counts.entries, 'entry', 'entries')}, "
        f"{some(counts.flagged, 'flagged reading')}, {some(counts.ledgers_open, 'open ledger')}"
    )
    for empty in outcome.empty:
        click.echo(empty_line(empty))
    for failure in outcome.failed:
        click.echo(failure_line(failure), err=True)
    return InputError.exit_code if outcome.failed else 0
