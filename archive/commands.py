"""`bohai status`, `export`, `check`, `backup` and `restore`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import click

from archive.backup import back_up
from archive.beside import ALSO_CHECKED, MADE_AGAIN, handed_down
from archive.errors import IntegrityFailure
from archive.exports import FORMATS
from archive.folder import DataFolder
from archive.gaps import gaps
from archive.integrity import faults
from archive.progress import Progress
from archive.records import Counts
from archive.restoring import restore as restore_from
from archive.restoring import scans_in
from archive.store import ArchiveReader
from archive.store.links import loose_links
from archive.store.pages import files
from archive.store.structure import loose_structure
from archive.totals import disagreements
from archive.words import empty_line, failure_line, gap_line, loose_line, loose_link_line, loose_structure_line, some
from archive.writing import utf8, write_whole

MOST_OPEN: Final = 40
"""Open points that `bohai status` tells unless it is asked for all."""


@click.command(epilog="Example: bohai status --json", short_help="Tell what the archive holds.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--all", "whole", is_flag=True, help=f"Tell all that is open, not only the first {MOST_OPEN}.")
@click.pass_obj
def status(folder: DataFolder, as_json: bool, whole: bool) -> None:
    """Tell what the archive holds, which pages failed and why, which hold nobody, and what waits for a person.

    Open is what does not add up on a page, and a printed total of a roster (roster.toml) that the
    people found in it do not give. A number left out among the files of a folder is a hint, no more.
    """
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
        if as_json:
            click.echo(json.dumps(_figures(counts)))
            return
        _tell(counts, archive.pending())
        for failed in archive.failures():
            click.echo(f"failed  {failure_line(failed)}")
        for empty in archive.empty_pages():
            click.echo(f"empty   {empty_line(empty)}")
        points = [f"{title}: {words}" for title, words in disagreements(archive)]
        for ledger in archive.open_ledgers():
            points += [f"{ledger.scan} page {ledger.page}: {point}" for point in ledger.points]
        for point in points if whole else points[:MOST_OPEN]:
            click.echo(f"open    {point}")
        if len(points) > MOST_OPEN and not whole:
            click.echo(f"open    and {len(points) - MOST_OPEN} more; `bohai status --all` tells them")
        for decision in archive.loose_decisions():
            click.echo(f"decided {loose_line(decision)}")
        with archive.asking() as ask:
            unfit, parted = loose_structure(ask), loose_links(ask)
            left_out = list(gaps(files(ask)))
        for scan, loose in unfit:
            click.echo(f"decided {loose_structure_line(scan, loose)}")
        for scan, link in parted:
            click.echo(f"decided {loose_link_line(scan, link)}")
        for gap in left_out:
            click.echo(f"hint    {gap_line(gap)}")


@click.command(epilog="Example: bohai export jsonl entries.jsonl", short_help="Write all entries to a file.")
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(FORMATS)))
@click.argument("dest", metavar="DEST", type=click.Path(dir_okay=False, allow_dash=True))
@click.pass_obj
def export(folder: DataFolder, form: str, dest: str) -> None:
    """Write all entries to the file DEST, or to standard output if DEST is "-".

    FORMAT is csv (one entry a row, for spreadsheet programs) or jsonl (one entry a line, for
    programs). DEST is replaced when the export is whole, and not before.
    """
    write = FORMATS[form]
    if dest != "-":
        folder.refuse_within(Path(dest))
    with ArchiveReader.open(folder) as archive:
        if dest == "-":
            stream = utf8(sys.stdout.buffer)
            write(archive.entries(), stream)
            stream.detach()
        else:
            write_whole(Path(dest), "export", lambda stream: write(archive.entries(), stream))


@click.command(epilog="Example: bohai check", short_help="See that everything is as it was stored.")
@click.pass_obj
@click.pass_context
def check(ctx: click.Context, folder: DataFolder) -> None:
    """See that everything is as it was stored.

    Looks at the database, at every original against its hash, at the ledgers, at what visitors left, at the accounts
    of the desk and at the search index. Faults are told one a line; the exit code is then 5. Decisions that a person
    must look at again are told too, and are no faults.
    """
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
        loose = [loose_line(decision) for decision in archive.loose_decisions()]
        with archive.asking() as ask:
            loose += [loose_structure_line(scan, each) for scan, each in loose_structure(ask)]
            loose += [loose_link_line(scan, each) for scan, each in loose_links(ask)]
    with Progress("checking originals", counts.scans) as progress:
        found = faults(folder, progress.step)
    for other in handed_down(ctx, ALSO_CHECKED):
        found += other(folder)
    for line in loose:
        click.echo(line)
    for fault in found:
        click.echo(fault, err=True)
    if found:
        raise IntegrityFailure(
            f"{some(len(found), 'fault')} found", where=str(folder.root), remedy="see the lines above"
        )
    click.echo(f"{some(counts.scans, 'scan')} and {some(counts.entries, 'entry', 'entries')} are in order")
    if counts.ledgers_open:
        click.echo(f"{some(counts.ledgers_open, 'ledger')} open; see `bohai status`")


@click.command(epilog="Example: bohai backup archive-2026-11-23.tar", short_help="Copy the archive into one file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(folder: DataFolder, file: Path) -> None:
    """Copy the archive into FILE, a plain tar, while it may be in use.

    FILE holds the database, every original, what visitors left, and the accounts of the desk: all that cannot be made
    again. The pictures of pages and the search index are made again from these.
    """
    folder.refuse_within(file)
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
    with Progress("copying originals", counts.scans) as progress:
        scans = back_up(folder, file, progress.step)
    click.echo(f"{file}: {some(scans, 'scan')} and the database")


@click.command(
    epilog="Example: bohai restore archive-2026-11-23.tar --data restored",
    short_help="Make an archive from a backup.",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
@click.pass_context
def restore(ctx: click.Context, folder: DataFolder, file: Path) -> None:
    """Make an archive from the backup FILE, in a data folder that is new or empty.

    Everything is compared with its hash before it is put in place; then the pictures of pages and
    the search index are made again.
    """
    with Progress("restoring originals", scans_in(file)) as progress:
        scans = restore_from(folder, file, progress.step)
    # Said before anything is made again: should that fail, nobody need restore once more.
    click.echo(f"{folder.root}: {some(scans, 'scan')} restored")
    for make in handed_down(ctx, MADE_AGAIN):
        make(folder)


def _figures(counts: Counts) -> dict[str, Any]:
    return {
        "scans": counts.scans,
        "pages": {"read": counts.pages_read, "failed": counts.pages_failed},
        "entries": counts.entries,
        "readings": {
            "accepted": counts.accepted,
            "flagged": counts.flagged,
            "verified": counts.verified,
        },
        "ledgers": {"balanced": counts.ledgers_balanced, "open": counts.ledgers_open},
    }


def _tell(counts: Counts, pending: int) -> None:
    waiting = f", {pending} waiting (run `bohai ingest` again)" if pending else ""
    click.echo(f"scans    {counts.scans}")
    click.echo(f"pages    {counts.pages_read} read, {counts.pages_failed} failed{waiting}")
    click.echo(f"entries  {counts.entries}")
    click.echo(f"readings {counts.accepted} accepted, {counts.flagged} flagged, {counts.verified} verified")
    click.echo(f"ledgers  {counts.ledgers_balanced} balanced, {counts.ledgers_open} open")
