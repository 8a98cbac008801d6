"""An archive of made-up people on disk, as ingest would have left it, with its search index.

The people are those of `fallen.py`. Their pages are described and not painted: every reading has its box, but
there are no pictures to cut pieces from.
"""

from __future__ import annotations

from dataclasses import replace

import search
from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord
from archive.store import ArchiveWriter, StoredScan
from tests.benchmarks.fallen import ON_A_PAGE, Roll

WIDTH, HEIGHT = 2600, 2100
_COLUMN, _LINE = 240, 60


def make(folder: DataFolder, roll: Roll) -> None:
    """Write everybody of `roll` into a new archive, and build its index."""
    entries = list(roll.entries())
    leaves = [entries[first : first + ON_A_PAGE] for first in range(0, len(entries), ON_A_PAGE)]
    with ArchiveWriter.open(folder) as writer:
        roster = entries[0].roster
        assert roster
        writer.put_roster(roster, default_place="", totals={})
        for leaf in leaves:
            scan = StoredScan(leaf[0].sha256, leaf[0].scan, "scans", 1, "PNG", 1, roster.id)
            writer.add_scan(scan, scan.name)
        for page, leaf in zip(writer.pages(), leaves, strict=True):
            writer.store(
                page,
                _record([_spread(one.entry) for one in leaf]),
                basis="made up",
                needs_context=False,
                engine="made up",
                transcript="{}",
            )
    search.refresh(folder)


def _record(entries: list[Entry]) -> PageRecord:
    lines = tuple(Line(LineKind.ENTRY, "", entry.box, entry.row) for entry in entries)
    return PageRecord(1, WIDTH, HEIGHT, 0, "ruled", "", tuple(entries), Ledger(lines))


def _spread(entry: Entry) -> Entry:
    """The entry with its cells side by side in its line of the page."""
    top = 80 * entry.row
    readings = tuple(
        replace(reading, box=Box(40 + _COLUMN * at, top, _COLUMN - 20, _LINE))
        for at, reading in enumerate(entry.readings)
    )
    return replace(entry, box=Box(40, top, _COLUMN * len(readings) - 20, _LINE), readings=readings)
