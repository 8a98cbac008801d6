"""An archive of made-up people, of whose readings one in so many waits for a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading, Roster, Status, Vote
from archive.store import ArchiveWriter, KnownPage, StoredScan
from tests.benchmarks.fallen import ON_A_PAGE, Roll
from tests.rendering.dice import Dice

WAITING: Final = 0.06
"""Share of readings that wait; of the pages that tests/rendering prints, about one in twenty does."""
ROSTERS: Final = 12
WIDTH, HEIGHT = 2480, 3508
_COLUMN, _LINE = 220, 120
_DOUBTS: Final = ("readers differ", "faint", "often read for another", "not a date", "rare surname")


def lay_down(folder: DataFolder, people: int) -> None:
    """Make the archive of `folder`, as `bohai ingest` would leave it."""
    roll, dice = Roll(people), Dice.of("doubted")
    with ArchiveWriter.open(folder) as writer:
        for number in range(ROSTERS):
            writer.put_roster(Roster(f"r{number}", f"第{number}册英名录"), "", {})
        for at, page in enumerate(_pages(roll, dice)):
            sha256 = hashlib.sha256(f"scan {at}".encode()).hexdigest()
            scan = StoredScan(sha256, f"{at:06}.png", "made up", 1, "PNG", 1, f"r{at % ROSTERS}")
            writer.add_scan(scan, scan.name)
            known = KnownPage(
                at + 1, scan, 1, "pending", None, needs_context=False
            )  # ids count from 1 in a new archive
            writer.store(known, page, basis="b", needs_context=False, engine="e", transcript="[]")


def _pages(roll: Roll, dice: Dice) -> Iterator[PageRecord]:
    for start in range(0, len(roll), ON_A_PAGE):
        entries = tuple(_placed(roll.entry(number), dice) for number in range(start, min(start + ON_A_PAGE, len(roll))))
        lines = tuple(Line(LineKind.ENTRY, entry.readings[0].text, entry.box, entry.row) for entry in entries)
        yield PageRecord(1, WIDTH, HEIGHT, 0, "ruled", "英名录", entries, Ledger(lines))


def _placed(entry: Entry, dice: Dice) -> Entry:
    """The entry in its line of the page, some of its readings in doubt."""
    y = 100 + _LINE * entry.row
    readings = tuple(
        _doubted(replace(reading, box=Box(60 + _COLUMN * at, y, _COLUMN - 20, _LINE - 40)), dice)
        for at, reading in enumerate(entry.readings)
    )
    return Entry(entry.row, Box(60, y, _COLUMN * len(readings), _LINE - 20), readings)


def _doubted(reading: Reading, dice: Dice) -> Reading:
    votes = (Vote("one", reading.text, 0.9), Vote("two", reading.text, 0.8))
    if not dice.chance(WAITING):
        return replace(reading, votes=votes, status=Status.ACCEPTED)
    at = dice.randrange(len(reading.text))
    other = f"{reading.text[:at]}{dice.pick('商高服股胜德海涛')}{reading.text[at + 1 :]}"
    return replace(
        reading,
        status=Status.FLAGGED,
        confidence=round(dice.between((0.1, 0.96)), 4),
        votes=(votes[0], Vote("two", other, 0.4)),
        doubts=(dice.pick(_DOUBTS),),
    )
