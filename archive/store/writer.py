"""Everything that reading writes into the archive, by one process at a time.

What people decide meanwhile comes in by another door (`archive.store.decisions`) between one page and the next.
Nothing here touches it: decisions on readings are laid over them when they are read from the archive, those on the
lines of a page when the page is stored (`archive.store.laying`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from sqlite3 import Connection, Row
from typing import Self

from archive.authority.local import LocalAuthority
from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Box, PageRecord, Roster
from archive.store import rows
from archive.store.authority import local_lines
from archive.store.connection import WriterLock, damage_told, open_to_write, writing
from archive.store.door import Door
from archive.store.laying import put_page
from archive.store.values import KnownPage, StoredScan
from archive.structure import AS_PRINTED, Knowledge


class ArchiveWriter(Door):
    """The one connection that writes; every method is a transaction of its own, whole or not at all."""

    def __init__(self, folder: DataFolder, connection: Connection, lock: WriterLock, knowledge: Knowledge) -> None:
        self._folder = folder
        self._connection = connection
        self._lock = lock
        self._knowledge = knowledge

    @classmethod
    def open(cls, folder: DataFolder, knowledge: Knowledge = AS_PRINTED) -> Self:
        """Open the archive of `folder` to write, made if there is none, brought up to date if old.

        `knowledge` tells what a reading means in a column, or under headings, that people settled otherwise.
        Raises ArchiveTaken if another process is writing it, BohaiError if it belongs to a newer program or if
        the folder cannot be written.
        """
        lock = WriterLock(folder)
        try:
            connection = open_to_write(folder)
        except BaseException:
            lock.release()
            raise
        return cls(folder, connection, lock, knowledge)

    def close(self) -> None:
        """Let go of the database, and let the next writer in."""
        super().close()
        self._lock.release()

    def put_roster(self, roster: Roster, default_place: str, totals: Mapping[str, int]) -> None:
        """Add a roster, or bring what is known of it up to date.

        `default_place` is where a place begins when the page does not say; `totals` are the numbers
        of people that the roster itself gives, by group heading.
        """
        told = (
            roster.id,
            roster.title,
            roster.publisher,
            roster.year,
            roster.county,
            roster.held_by,
            roster.rights,
            default_place,
            json.dumps(totals, ensure_ascii=False),
        )
        known = self._all("SELECT * FROM rosters WHERE id = ?", (roster.id,))
        if known and tuple(known[0]) == told:
            return
        with self._transaction():
            self._do(
                """INSERT INTO rosters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET title = excluded.title, publisher = excluded.publisher,
                   year = excluded.year, county = excluded.county, held_by = excluded.held_by,
                   rights = excluded.rights, default_place = excluded.default_place,
                   totals = excluded.totals""",
                told,
            )
            self._grow()

    def rosters(self) -> dict[str, tuple[Roster, str]]:
        """Each roster by its id, with its default place."""
        found = self._all("SELECT id, title, publisher, year, county, held_by, rights, default_place FROM rosters")
        return {row["id"]: (Roster(*tuple(row)[:7]), row["default_place"]) for row in found}

    def authority(self) -> LocalAuthority:
        """What the archive knows of places, units and positions beside the shipped tables."""
        return local_lines(self._all)

    def scan(self, sha256: str) -> StoredScan | None:
        """The scan of that content, if the archive holds it."""
        found = self._all(
            "SELECT sha256, name, source, size, format, pages, roster FROM scans WHERE sha256 = ?", (sha256,)
        )
        return StoredScan(*found[0]) if found else None

    def add_scan(self, scan: StoredScan, file: str) -> None:
        """Add a scan whose original lies in its place, its pages waiting to be read.

        `file` is the file's name in its folder. An earlier file of that very place that never gave
        a single page (a copy cut short, say) gives way to it.
        """
        with self._transaction():
            self._do(
                """DELETE FROM scans WHERE source = ? AND name = ?
                   AND NOT EXISTS (SELECT 1 FROM pages WHERE scan = scans.sha256 AND state <> 'failed')""",
                (scan.source, scan.name),
            )
            self._do(
                "INSERT INTO scans VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    scan.sha256,
                    scan.name,
                    scan.source,
                    scan.size,
                    scan.format,
                    scan.pages,
                    scan.roster,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )
            self._many(
                "INSERT INTO pages (scan, number) VALUES (?, ?)",
                [(scan.sha256, number) for number in range(1, scan.pages + 1)],
            )
            self._forget_refused(scan.source, file)

    def set_roster(self, sha256: str, roster: str) -> None:
        """Say of which roster a scan is a part."""
        with self._transaction():
            self._do("UPDATE scans SET roster = ? WHERE sha256 = ? ", (roster, sha256))
            self._grow()

    def refuse(self, source: str, file: str, name: str, reason: str) -> None:
        """Record a file that cannot be opened as a scan, and why."""
        with self._transaction():
            self._do("INSERT OR REPLACE INTO refused_files VALUES (?, ?, ?, ?)", (source, file, name, reason))

    def refused(self) -> list[tuple[str, str]]:
        """Folder and file name of every file that was refused."""
        return [(row["source"], row["file"]) for row in self._all("SELECT source, file FROM refused_files")]

    def forget_refused(self, source: str, file: str) -> None:
        """Strike a file off the refused ones: it is gone, or what it holds is in the archive."""
        with self._transaction():
            self._forget_refused(source, file)

    def pages(self) -> list[KnownPage]:
        """All pages, ordered by scan name and number."""
        found = self._all(
            """SELECT scans.sha256, name, source, size, format, scans.pages, roster,
                 pages.id, number, state, basis, needs_context
               FROM pages JOIN scans ON scans.sha256 = pages.scan ORDER BY name, sha256, number"""
        )
        return [
            KnownPage(
                id=row["id"],
                scan=StoredScan(*tuple(row)[:7]),
                number=row["number"],
                state=row["state"],
                basis=row["basis"],
                needs_context=bool(row["needs_context"]),
            )
            for row in found
        ]

    def transcript(self, page: int) -> str:
        """The JSON of what the machine saw on a page that was read."""
        return str(self._all("SELECT json FROM transcripts WHERE page = ?", (page,))[0]["json"])

    def decided_lines(self, page: KnownPage) -> dict[int, Box]:
        """Where on a page the entries stand on which somebody decided, by their rows."""
        found = self._all(
            """SELECT row, x, y, width, height FROM entries
               WHERE page = ? AND id IN (SELECT entry FROM corrections WHERE scan = ?) ORDER BY row""",
            (page.id, page.scan.sha256),
        )
        return {row["row"]: Box(row["x"], row["y"], row["width"], row["height"]) for row in found}

    def store(  # noqa: PLR0913 - one page, one transaction, and all that belongs to it
        self,
        page: KnownPage,
        record: PageRecord,
        *,
        basis: str,
        needs_context: bool,
        engine: str | None = None,
        transcript: str | None = None,
    ) -> None:
        """Store what was understood of a page in place of what was understood before.

        `transcript` (JSON) and `engine` come with a new reading; None keeps those that are stored.
        """
        with self._transaction():
            if transcript is not None:
                self._do("INSERT OR REPLACE INTO transcripts VALUES (?, ?)", (page.id, transcript))
            self._do(
                """UPDATE pages SET state = 'read', reason = NULL, engine = coalesce(?, engine), basis = ?,
                   needs_context = ?, width = ?, height = ?, quarter_turns = ?, kind = ?, title = ?
                   WHERE id = ?""",
                (
                    engine,
                    basis,
                    int(needs_context),
                    record.width,
                    record.height,
                    record.quarter_turns,
                    record.kind,
                    record.title,
                    page.id,
                ),
            )
            put_page(self._connection, page.id, page.scan.sha256, record, self._knowledge)
            self._grow()

    def fail(self, page: KnownPage, reason: str) -> None:
        """Record that a page could not be read, and why; an earlier reading of it stands."""
        with self._transaction():
            self._do(
                """UPDATE pages SET reason = ?,
                   state = CASE state WHEN 'read' THEN 'read' ELSE 'failed' END WHERE id = ?""",
                (reason, page.id),
            )

    def corrections(self) -> list[tuple[str, Correction]]:
        """All that was ever decided, first to last, each with the hash of its scan; also what came in since the last
        time one asked.
        """
        found = self._all("SELECT * FROM corrections ORDER BY id")
        return [(row["scan"], rows.to_correction(row)) for row in found]

    def _forget_refused(self, source: str, file: str) -> None:
        self._do("DELETE FROM refused_files WHERE source = ? AND file = ?", (source, file))

    def _grow(self) -> None:
        self._do("UPDATE generation SET number = number + 1")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with writing(self._folder, self._connection):
            yield

    def _do(self, sql: str, values: Sequence[rows.Value] = ()) -> None:
        self._connection.execute(sql, values)

    def _many(self, sql: str, values: Sequence[Sequence[rows.Value]]) -> None:
        self._connection.executemany(sql, values)

    def _all(self, sql: str, values: Sequence[rows.Value] = ()) -> list[Row]:
        with damage_told(self._folder):
            found: list[Row] = self._connection.execute(sql, values).fetchall()
        return found
