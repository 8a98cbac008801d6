"""Entries as they stand: what the machine read, settled by what people decided. For both doors of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from sqlite3 import Connection, Row
from typing import Final, Protocol

from archive.corrections import Correction, loose, settle
from archive.records import ArchivedEntry, Reading, Status, entry_place
from archive.store import rows
from archive.store.values import LooseDecision

CHUNK: Final = 200
"""Entries loaded at once: few enough for memory and for SQLite's limit on `?`, and no writer waits long."""


class Ask(Protocol):
    """Puts a question to the database; the functions here want one state of it through all their questions."""

    def __call__(self, sql: str, values: Sequence[rows.Value] = (), /) -> list[Row]:
        """The rows that answer it."""


def asking(connection: Connection) -> Ask:
    """Asks `connection`, whose rows are `Row`s."""

    def ask(sql: str, values: Sequence[rows.Value] = (), /) -> list[Row]:
        return connection.execute(sql, values).fetchall()

    return ask


def load(ask: Ask, ids: Sequence[str]) -> dict[str, ArchivedEntry]:
    """The entries of `ids`, at most CHUNK, as they stand, by id."""
    made = open_corrections(ask, ids)
    found = as_read(ask, ids)
    for id in made.keys() & found.keys():
        found[id] = replace(found[id], entry=settle(found[id].entry, made[id]))
    return found


def on_page(ask: Ask, scan: str, number: int) -> tuple[list[ArchivedEntry], dict[str, list[Correction]]]:
    """The entries of a page in order, as they stand, and what was decided there that is not in the
    readings already, also of entries that are gone.
    """
    ids = [
        row["id"]
        for row in ask(
            """SELECT entries.id FROM entries JOIN pages ON pages.id = entries.page
               WHERE pages.scan = ? AND pages.number = ? ORDER BY entries.row""",
            (scan, number),
        )
    ]
    start = f"{scan[:16]}-{number}-"
    decided = ask(
        "SELECT DISTINCT entry FROM corrections WHERE entry > ? AND entry < ? AND scan = ?",
        (start, f"{start}~", scan),  # "~" comes after the digits and letters
    )
    read: dict[str, ArchivedEntry] = {}
    made: dict[str, list[Correction]] = {}
    for part in _parts(ids):
        read |= as_read(ask, part)
    for part in _parts([row["entry"] for row in decided]):
        made |= open_corrections(ask, part)
    return [replace(read[id], entry=settle(read[id].entry, made.get(id, ()))) for id in ids], made


def corrections_of(ask: Ask, ids: Sequence[str]) -> dict[str, list[Correction]]:
    """The decisions on the entries of `ids`, at most CHUNK, in the order in which they were made."""
    found: dict[str, list[Correction]] = {}
    for row in ask(f"SELECT * FROM corrections WHERE entry IN ({_marks(ids)}) ORDER BY id", ids):  # noqa: S608 - only `?`
        found.setdefault(row["entry"], []).append(rows.to_correction(row))
    return found


def open_corrections(ask: Ask, ids: Sequence[str]) -> dict[str, list[Correction]]:
    """Those of them that are to be laid over the readings, in the order in which they were made.

    What was decided before a line was cut or joined is in its readings already; what was decided of a line that
    people took out is nobody's any more.
    """
    found: dict[str, list[Correction]] = {}
    for row in ask(
        f"""SELECT corrections.* FROM corrections LEFT JOIN entries ON entries.id = corrections.entry
            WHERE corrections.entry IN ({_marks(ids)}) AND corrections.entry NOT IN (SELECT id FROM former_entries)
              AND (corrections.id > coalesce(entries.settled, 0) OR corrections.act <> 'read')
            ORDER BY corrections.id""",  # noqa: S608 - only `?`
        ids,
    ):
        found.setdefault(row["entry"], []).append(rows.to_correction(row))
    return found


def decided_entries(ask: Ask) -> dict[str, ArchivedEntry]:
    """Every entry that somebody decided on, as it stands, by id."""
    return {id: each for ids in _decided(ask) for id, each in load(ask, ids).items()}


def moved_by_decisions(ask: Ask) -> Counter[Status]:
    """By how much decisions change the number of readings of each status."""
    moved: Counter[Status] = Counter()
    for ids in _decided(ask):
        read, made = as_read(ask, ids), open_corrections(ask, ids)
        for id, each in read.items():
            moved.update(reading.status for reading in settle(each.entry, made.get(id, ())).readings)
            moved.subtract(reading.status for reading in each.entry.readings)
    return moved


def loose_decisions(ask: Ask) -> Iterator[LooseDecision]:
    """The decisions that need a person again, in the order of scan hash, page and row."""
    names = {
        row["entry"]: row["name"]
        for row in ask("SELECT DISTINCT entry, name FROM corrections JOIN scans ON scans.sha256 = corrections.scan", ())
    }
    for ids in _decided(ask):
        standing, made = load(ask, ids), open_corrections(ask, ids)
        for id in ids:
            archived = standing.get(id)
            page, row = entry_place(id)
            for each in loose(archived.entry if archived else None, made.get(id, ())):
                yield LooseDecision(
                    names[id], page, archived.entry.row if archived else row, each.correction, each.reason
                )


def as_read(ask: Ask, ids: Sequence[str]) -> dict[str, ArchivedEntry]:
    """The entries of `ids`, at most CHUNK, without what is to be laid over their readings, by id."""
    readings: dict[str, list[Reading]] = {}
    for row in ask(f"SELECT * FROM readings WHERE entry IN ({_marks(ids)}) ORDER BY entry, position", ids):  # noqa: S608 - only `?`
        readings.setdefault(row["entry"], []).append(rows.to_reading(row))
    found = ask(f"SELECT {rows.ENTRY_COLUMNS} FROM {rows.ENTRY_TABLES} WHERE entries.id IN ({_marks(ids)})", ids)  # noqa: S608 - only `?`
    return {row["id"]: rows.to_entry(row, readings.get(row["id"], ())) for row in found}


def _decided(ask: Ask) -> Iterator[list[str]]:
    ids = sorted((row["entry"] for row in ask("SELECT DISTINCT entry FROM corrections", ())), key=_in_order)
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _in_order(id: str) -> tuple[str, tuple[int, int]]:
    return id.partition("-")[0], entry_place(id)


def _marks(ids: Iterable[str]) -> str:
    return ", ".join("?" for _ in ids)
