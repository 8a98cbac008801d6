"""The one door by which people's decisions come into the archive, also while scans are being read.

An ingest may run for hours; people decide meanwhile. A decision therefore does not wait for the WriterLock but only
for its turn, a page's transaction at most, and asks in that same turn whether what the person saw still stands.
Decisions of other kinds are written in `DecisionWriter.turn` by the modules that know their tables.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from sqlite3 import Connection, Row
from typing import Self

from archive.corrections import Act, Correction, in_force, may_have_seen, settle
from archive.errors import RecordRefused
from archive.folder import DataFolder
from archive.records import ArchivedEntry, Reading, Status
from archive.store import queue, rows, standing
from archive.store.connection import PATIENCE, open_to_decide, writing
from archive.store.door import Door

Cell = tuple[str, str]
"""An entry and one of its fields."""


class Overtaken(RecordRefused):
    """Something else stands by now than the person saw who wants to decide; nothing was written.

    `refused` is the decision, `stands` the reading there is by now (None: none), and `last` the last decision on it
    with who made it, None where it was the machine that read anew.
    """

    def __init__(self, refused: Correction, archived: ArchivedEntry, last: Correction | None) -> None:
        self.refused = refused
        self.stands: Reading | None = archived.entry.keyed().get(refused.field)
        self.last = last
        self._archived = archived
        super().__init__(
            f"{refused.field!r} is by now {self.stands.text if self.stands else None!r}, not {refused.saw_text!r}",
            where=f"{archived.scan} page {archived.page} row {archived.entry.row}",
            remedy="look at it again",
        )

    def __reduce__(self) -> tuple[object, ...]:
        return Overtaken, (self.refused, self._archived, self.last)


class DecisionWriter(Door):
    """A connection for decisions, for one thread; several may be open, beside the one ArchiveWriter."""

    def __init__(self, folder: DataFolder, connection: Connection) -> None:
        self._folder = folder
        self._connection = connection

    @classmethod
    def open(cls, folder: DataFolder, patience: float = PATIENCE) -> Self:
        """Open the archive of `folder`; every decision waits at most `patience` seconds for its turn.

        Raises InputError if there is no archive, ArchiveTaken if an old one is to be brought up to date while
        another process writes it, BohaiError if it belongs to a newer program or may not be written.
        """
        return cls(folder, open_to_decide(folder, patience))

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """One decision, whole or not at all: nobody else writes between what is asked in it and what is written.

        What is derived from the archive is told that it changed. Raises ArchiveBusy if its turn did not come.
        """
        with writing(self._folder, self._connection):
            yield self._connection
            self._connection.execute("UPDATE generation SET number = number + 1")

    def decide(self, corrections: Iterable[Correction], unsettled: Container[Cell] = ()) -> list[int]:
        """Add what people decided, all or none, each on top of those before it; their ids.

        `unsettled` are the cells, by entry and field, that nobody had looked at when the person saw them. Raises
        Overtaken where something else stands by now than the person saw, or where somebody confirmed meanwhile what
        the person would change, RecordRefused where there is no such entry, ArchiveBusy: nothing is ever decided of
        a line that nobody looked at.
        """
        with self.turn():
            return self.take_down(corrections, unsettled)

    def take_down(self, corrections: Iterable[Correction], unsettled: Container[Cell] = ()) -> list[int]:
        """The same within a `turn` that has begun, for those who decide of readings and of something else at once."""
        return [self._decide(correction, unsettled) for correction in corrections]

    def undo(self, ids: Iterable[int], *, at: str, who: str, why: str = "") -> list[Correction]:
        """Take back decisions, all or none, each by a decision of its own, so that what stood before stands again.

        Gives those that were taken back. Raises Overtaken where somebody decided on top of one, RecordRefused where
        there is no such decision or it was taken back before, ArchiveBusy.
        """
        with self.turn():
            return [self._undo(id, at, who, why) for id in ids]

    def bring_queue_up_to_date(self, most: int) -> int:
        """Take down what waits for a person on at most `most` pages that have changed; how many that were.

        Nothing is decided by this. Raises ArchiveBusy.
        """
        with writing(self._folder, self._connection):
            return queue.bring_up_to_date(self._connection, most)

    def _decide(self, correction: Correction, unsettled: Container[Cell]) -> int:
        archived = self._entry(correction.entry)
        if archived is None:
            raise RecordRefused(f"there is no entry {correction.entry!r}", remedy="take the id from `bohai export csv`")
        reading = archived.entry.keyed().get(correction.field)
        if (correction.saw_text, correction.saw_value) not in may_have_seen(reading):
            raise Overtaken(correction, archived, self._last(correction))
        if (correction.entry, correction.field) in unsettled and _changes_what_was_confirmed(correction, reading):
            raise Overtaken(correction, archived, self._last(correction))
        return self._add(archived.sha256, replace(correction, line=archived.entry.box))

    def _undo(self, id: int, at: str, who: str, why: str) -> Correction:
        found = self._all("SELECT * FROM corrections WHERE id = ?", (id,))
        made = standing.corrections_of(self._all, [found[0]["entry"]])[found[0]["entry"]] if found else []
        decision = next((each for each in in_force(made) if each.id == id), None)
        if decision is None:
            raise RecordRefused(f"decision {id} cannot be taken back: it was before, or is none", remedy="look again")
        archived = self._entry(decision.entry)
        if decision not in standing.open_corrections(self._all, [decision.entry]).get(decision.entry, []):
            raise RecordRefused(f"decision {id} stands in a line cut or joined since", remedy="take that back first")
        if archived and self._last(decision) != decision:
            raise Overtaken(decision, archived, self._last(decision))
        before, after = (_said(archived, decision.field) for archived in (archived, self._without(archived, made, id)))
        self._add(
            found[0]["scan"],
            replace(
                decision,
                at=at,
                who=who,
                why=why,
                saw_text=before[0],
                saw_value=before[1],
                text=after[0] or "",
                value=after[1],
                act=Act.UNDO,
                undoes=id,
            ),
        )
        return decision

    def _add(self, scan: str, correction: Correction) -> int:
        row = rows.from_correction(scan, correction)
        added = self._connection.execute(
            f"INSERT INTO corrections ({rows.CORRECTION_COLUMNS}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 - our names
            row,
        ).lastrowid
        assert added is not None  # noqa: S101 - for the type; an INSERT has a row
        return added

    def _entry(self, id: str) -> ArchivedEntry | None:
        return standing.load(self._all, [id]).get(id)

    def _without(self, archived: ArchivedEntry | None, made: Sequence[Correction], id: int) -> ArchivedEntry | None:
        """The entry as it stood without the decision `id`, all others `made`."""
        if archived is None:
            return None
        read = standing.as_read(self._all, [archived.id])[archived.id]
        return replace(archived, entry=settle(read.entry, [each for each in made if each.id != id]))

    def _last(self, correction: Correction) -> Correction | None:
        """The last decision on the same cell that stands."""
        made = standing.corrections_of(self._all, [correction.entry]).get(correction.entry, ())
        return next((each for each in reversed(in_force(made)) if each.field == correction.field), None)

    def _all(self, sql: str, values: Sequence[rows.Value] = ()) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()


def _changes_what_was_confirmed(correction: Correction, reading: Reading | None) -> bool:
    """Whether a decision on what a cell says differs from what somebody settled there."""
    if reading is None or reading.status is not Status.VERIFIED or correction.act is not Act.READ:
        return False
    return (correction.text, correction.value) != (reading.text, reading.value)


def _said(archived: ArchivedEntry | None, field: str) -> tuple[str | None, str | None]:
    reading = archived.entry.keyed().get(field) if archived else None
    return (reading.text, reading.value) if reading else (None, None)
