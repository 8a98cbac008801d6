"""The one door by which people's decisions come into the archive, also while scans are being read.

An ingest may run for hours; people decide meanwhile. A decision therefore does not wait for the WriterLock but only
for its turn, a page's transaction at most, and asks in that same turn whether what the person saw still stands.
Decisions of other kinds are written in `DecisionWriter.turn` by the modules that know their tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from sqlite3 import Connection, Row
from types import TracebackType
from typing import Self

from archive.corrections import Correction, may_have_seen
from archive.errors import RecordRefused
from archive.folder import DataFolder
from archive.records import ArchivedEntry, Reading
from archive.store import rows, standing
from archive.store.connection import PATIENCE, open_to_decide, writing


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


class DecisionWriter:
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

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """One decision, whole or not at all: nobody else writes between what is asked in it and what is written.

        What is derived from the archive is told that it changed. Raises ArchiveBusy if its turn did not come.
        """
        with writing(self._folder, self._connection):
            yield self._connection
            self._connection.execute("UPDATE generation SET number = number + 1")

    def decide(self, corrections: Iterable[Correction]) -> None:
        """Add what people decided, all or none, each on top of those before it.

        Raises Overtaken where something else stands by now than the person saw, RecordRefused where there is no
        such entry, ArchiveBusy: nothing is ever decided of a line that nobody looked at.
        """
        with self.turn():
            for correction in corrections:
                self._decide(correction)

    def _decide(self, correction: Correction) -> None:
        archived = standing.load(self._all, [correction.entry]).get(correction.entry)
        if archived is None:
            raise RecordRefused(f"there is no entry {correction.entry!r}", remedy="take the id from `bohai export csv`")
        reading = archived.entry.keyed().get(correction.field)
        if (correction.saw_text, correction.saw_value) not in may_have_seen(reading):
            raise Overtaken(correction, archived, self._last(correction))
        self._connection.execute(
            """INSERT INTO corrections (scan, entry, field, at, who, why, saw_text, saw_value, text, value,
                 x, y, width, height, stroke) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            rows.from_correction(archived.sha256, replace(correction, line=archived.entry.box)),
        )

    def _last(self, correction: Correction) -> Correction | None:
        made = standing.corrections_of(self._all, [correction.entry]).get(correction.entry, ())
        return next((each for each in reversed(made) if each.field == correction.field), None)

    def _all(self, sql: str, values: Sequence[rows.Value] = ()) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()
