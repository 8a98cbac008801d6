"""Everything the project asks of the archive, read-only."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, Row, connect
from types import TracebackType
from typing import Self, TypeVar

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import ArchivedEntry, Counts, Person, Status
from archive.store import books, people, rows, standing
from archive.store.connection import damage_told, open_to_read
from archive.store.standing import CHUNK, Ask
from archive.store.values import (
    EmptyPage,
    FailedPage,
    Leaf,
    ListedLine,
    LooseDecision,
    OpenLedger,
    PageState,
    Sheet,
    SheetKey,
    ShelvedRoster,
    StoredPage,
    StoredScan,
)

Told = TypeVar("Told")


class ArchiveReader:
    """A read-only view of one archive, for one thread; open another for another thread.

    Entries come as they stand: where a person decided, with what was decided.

    Each method is consistent in itself. `entries` alone may see changes that a writer makes while
    it is being consumed, because it holds no lock between one chunk and the next.
    """

    def __init__(self, folder: DataFolder, connection: Connection) -> None:
        self._folder = folder
        self._connection = connection

    @classmethod
    def open(cls, folder: DataFolder, immutable: bool = False) -> Self:
        """Open the archive of `folder`; `immutable` promises that nobody writes it meanwhile.

        Raises InputError if there is none, BohaiError if it belongs to another version of the
        program, IntegrityFailure if it is damaged.
        """
        connection = open_to_read(folder, immutable=immutable)
        connection.row_factory = Row
        return cls(folder, connection)

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
    def asking(self) -> Iterator[Ask]:
        """One state of the archive, for those modules of the store that ask it about one subject."""
        with self._consistent():
            yield self._all

    def entry(self, id: str) -> ArchivedEntry | None:
        """The entry of that id, or None."""
        return next(iter(self.entries_of([id])), None)

    def entries(self) -> Iterator[ArchivedEntry]:
        """All entries, ordered by scan name, page and row."""
        ids = [
            row["id"]
            for row in self._all(
                """SELECT entries.id FROM entries
                   JOIN pages ON pages.id = entries.page JOIN scans ON scans.sha256 = pages.scan
                   ORDER BY scans.name, scans.sha256, pages.number, entries.row"""
            )
        ]
        for start in range(0, len(ids), CHUNK):
            yield from self.entries_of(ids[start : start + CHUNK])

    def entries_of(self, ids: Iterable[str]) -> list[ArchivedEntry]:
        """The entries of `ids` in that order; ids that the archive does not hold are left out."""
        asked = list(ids)
        found: dict[str, ArchivedEntry] = {}
        for start in range(0, len(asked), CHUNK):
            with self._consistent():
                found |= standing.load(self._all, asked[start : start + CHUNK])
        return [found[id] for id in asked if id in found]

    def corrections(self, ids: Iterable[str]) -> dict[str, list[Correction]]:
        """All that was ever decided on each of the entries `ids`, first to last; without those never decided on."""
        asked = sorted(set(ids))
        found: dict[str, list[Correction]] = {}
        for start in range(0, len(asked), CHUNK):
            found |= standing.corrections_of(self._all, asked[start : start + CHUNK])
        return found

    def consult(self, question: Callable[[Ask], Told]) -> Told:
        """What a room of the store tells of one state of the archive."""
        with self._consistent():
            return question(self._all)

    def loose_decisions(self) -> list[LooseDecision]:
        """The decisions that a person must look at again: rows have shifted, or the machine reads otherwise since."""
        with self._consistent():
            return list(standing.loose_decisions(self._all))

    def person(self, id: str) -> Person | None:
        """Whom the entries linked to `id` speak of, or None if nobody has that id."""
        return self.persons([id]).get(id)

    def persons(self, ids: Iterable[str]) -> dict[str, Person]:
        """The persons of `ids`, by id; without those of whom no entry speaks."""
        with self._consistent():
            return people.persons(self._all, ids)

    def sheets(self, keys: Collection[SheetKey]) -> dict[SheetKey, Sheet]:
        """The pages with these scan hashes and numbers that were read, by both."""
        with self._consistent():
            return people.sheets(self._all, keys)

    def page(self, sha256: str, number: int) -> StoredPage | None:
        """A page that was read, with its ledger, or None."""
        with self._consistent():
            found = self._all(
                """SELECT pages.*, scans.name FROM pages JOIN scans ON scans.sha256 = pages.scan
                   WHERE pages.scan = ? AND pages.number = ? AND pages.state = 'read'""",
                (sha256, number),
            )
            if not found:
                return None
            key = (found[0]["id"],)
            lines = self._all("SELECT * FROM ledger_lines WHERE page = ? ORDER BY position", key)
            points = self._all("SELECT point FROM open_points WHERE page = ? ORDER BY position", key)
        return rows.to_page(found[0], lines, points)

    def page_states(self, sha256: str) -> list[PageState]:
        """Every page of a scan in order, whether it was read or not."""
        found = self._all("SELECT number, state, reason FROM pages WHERE scan = ? ORDER BY number", (sha256,))
        return [PageState(*row) for row in found]

    def rosters(self) -> list[ShelvedRoster]:
        """All rosters of which a page was read, ordered by title."""
        return books.rosters(self._all)

    def leaves(self, roster: str | None) -> list[Leaf]:
        """The pages of a roster in order; None: of scans that belong to no roster."""
        return books.leaves(self._all, roster)

    def person_ids(self, first: int, count: int) -> list[str]:
        """`count` ids of persons from number `first` (0 is the first) on, in the order of the ids."""
        return books.person_ids(self._all, first, count)

    def transcript(self, sha256: str, number: int) -> str | None:
        """The JSON of all that the machine saw on a page, None if it was never read."""
        found = self._all(
            """SELECT json FROM transcripts JOIN pages ON pages.id = transcripts.page
               WHERE pages.scan = ? AND pages.number = ?""",
            (sha256, number),
        )
        return str(found[0]["json"]) if found else None

    def entries_on(self, sha256: str, number: int) -> list[ArchivedEntry]:
        """The entries of one page in order."""
        found = self._all(
            """SELECT entries.id FROM entries JOIN pages ON pages.id = entries.page
               WHERE pages.scan = ? AND pages.number = ? ORDER BY entries.row""",
            (sha256, number),
        )
        return self.entries_of(row["id"] for row in found)

    def counts(self) -> Counts:
        """How much there is; a file that could not be opened counts as one failed page."""
        with self._consistent():
            row = self._counted()
            moved = standing.moved_by_decisions(self._all)
        counted = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a Row iterates over its values
        counted |= {status.value: row[status.value] + moved[status] for status in Status}
        return Counts(**counted, ledgers_balanced=row["pages_read"] - row["ledgers_open"])

    def _counted(self) -> Row:
        (row,) = self._all(
            """SELECT
                 (SELECT count(*) FROM rosters WHERE id IN (SELECT roster FROM scans)) AS rosters,
                 (SELECT count(*) FROM scans) AS scans,
                 (SELECT count(*) FROM pages WHERE state = 'read') AS pages_read,
                 (SELECT count(*) FROM pages WHERE state = 'failed')
                   + (SELECT count(*) FROM refused_files) AS pages_failed,
                 (SELECT count(*) FROM entries) AS entries,
                 (SELECT count(DISTINCT coalesce(person, id)) FROM entries
                   LEFT JOIN current_links ON current_links.entry = entries.id) AS persons,
                 (SELECT count(*) FROM readings WHERE status = 'accepted') AS accepted,
                 (SELECT count(*) FROM readings WHERE status = 'flagged') AS flagged,
                 (SELECT count(*) FROM readings WHERE status = 'verified') AS verified,
                 (SELECT count(DISTINCT page) FROM open_points) AS ledgers_open"""
        )
        return row

    def pending(self) -> int:
        """How many pages wait to be read."""
        (row,) = self._all("SELECT count(*) AS waiting FROM pages WHERE state = 'pending'")
        return int(row["waiting"])

    def linked_persons(self) -> frozenset[str]:
        """The ids of all persons of whom a linked entry speaks."""
        return frozenset(row["person"] for row in self._all("SELECT DISTINCT person FROM current_links"))

    def generation(self) -> int:
        """A number that grows whenever entries change."""
        (row,) = self._all("SELECT number FROM generation")
        return int(row["number"])

    def scans(self) -> list[StoredScan]:
        """All scans, ordered by name."""
        found = self._all("SELECT sha256, name, source, size, format, pages, roster FROM scans ORDER BY name, sha256")
        return [StoredScan(*row) for row in found]

    def pages_read(self) -> list[tuple[str, int]]:
        """Scan hash and number of every page that was read."""
        found = self._all("SELECT scan, number FROM pages WHERE state = 'read' ORDER BY scan, number")
        return [(row["scan"], row["number"]) for row in found]

    def failures(self) -> list[FailedPage]:
        """Pages and files that could not be read, ordered by name and page."""
        found = self._all(
            """SELECT name, NULL AS number, reason, 0 AS kept FROM refused_files
               UNION ALL
               SELECT scans.name, pages.number, pages.reason, pages.state = 'read'
               FROM pages JOIN scans ON scans.sha256 = pages.scan WHERE pages.reason IS NOT NULL
               ORDER BY 1, 2"""
        )
        return [FailedPage(row["name"], row["number"], row["reason"], bool(row["kept"])) for row in found]

    def empty_pages(self) -> list[EmptyPage]:
        """Pages that were read and hold no entry, ordered by scan name and page."""
        found = self._all(
            """SELECT scans.name, scans.sha256, pages.number,
                 (SELECT count(*) FROM ledger_lines WHERE page = pages.id AND text <> '') AS lines
               FROM pages JOIN scans ON scans.sha256 = pages.scan
               WHERE pages.state = 'read' AND NOT EXISTS (SELECT 1 FROM entries WHERE page = pages.id)
               ORDER BY scans.name, scans.sha256, pages.number"""
        )
        return [EmptyPage(*row) for row in found]

    def open_ledgers(self) -> list[OpenLedger]:
        """Pages whose ledger does not balance, ordered by scan name and page."""
        pages: dict[tuple[str, str, int], list[str]] = {}
        for row in self._all(
            """SELECT scans.name, scans.sha256, pages.number, open_points.point FROM open_points
               JOIN pages ON pages.id = open_points.page JOIN scans ON scans.sha256 = pages.scan
               ORDER BY scans.name, scans.sha256, pages.number, open_points.position"""
        ):
            pages.setdefault((row["name"], row["sha256"], row["number"]), []).append(row["point"])
        return [OpenLedger(name, number, tuple(points)) for (name, _, number), points in pages.items()]

    def rosters_with_totals(self) -> list[tuple[str, dict[str, int], list[ListedLine]]]:
        """Each roster that tells how many people it lists: its title, these totals, and the lines found in it."""
        with self._consistent():
            rosters = self._all(
                """SELECT id, title, totals FROM rosters
                   WHERE totals <> '{}' AND id IN (SELECT roster FROM scans) ORDER BY title, id"""
            )
            decided = standing.decided_entries(self._all) if rosters else {}
            return [(row["title"], json.loads(row["totals"]), self._listed(row["id"], decided)) for row in rosters]

    def _listed(self, roster: str, decided: Mapping[str, ArchivedEntry]) -> list[ListedLine]:
        """The lines of a roster; of entries that somebody `decided` on, with what was decided."""
        found = self._all(
            """SELECT pages.id, lines.kind, lines.text, entries.id AS entry,
                 (SELECT value FROM readings WHERE entry = entries.id AND field = 'native_place') AS place,
                 (SELECT text FROM readings WHERE entry = entries.id AND field = '组别') AS under
               FROM ledger_lines AS lines
               JOIN pages ON pages.id = lines.page JOIN scans ON scans.sha256 = pages.scan
               LEFT JOIN entries ON entries.page = pages.id AND entries.row = lines.row
               WHERE scans.roster = ? AND lines.kind IN ('entry', 'group_heading')
               ORDER BY scans.name, scans.sha256, pages.number, lines.position""",
            (roster,),
        )
        lines = []
        for row in found:
            heading = row["text"] if row["kind"] == "group_heading" else None
            place, under = row["place"], row["under"]
            if archived := decided.get(row["entry"]):
                told, group = archived.entry.reading("native_place"), archived.entry.reading("组别")
                place, under = told and told.value, group and group.text
            lines.append(ListedLine(row["id"], heading, place or "", under or ""))
        return lines

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the database, in words; empty if it is sound."""
        words = [row[0] for row in self._all("PRAGMA integrity_check")]
        broken = [] if words == ["ok"] else words
        for row in self._all("PRAGMA foreign_key_check"):
            broken.append(f"a row of {row['table']} points at nothing in {row['parent']}")
        return broken

    def pages_off_ledger(self) -> list[tuple[str, int]]:
        """Scan name and number of each page whose ledger tells of other entries than the page has."""
        found = self._all(
            """SELECT scans.name, pages.number FROM pages JOIN scans ON scans.sha256 = pages.scan
               WHERE EXISTS (
                 SELECT row FROM ledger_lines WHERE page = pages.id AND kind = 'entry'
                 EXCEPT SELECT row FROM entries WHERE page = pages.id
               ) OR EXISTS (
                 SELECT row FROM entries WHERE page = pages.id
                 EXCEPT SELECT row FROM ledger_lines WHERE page = pages.id AND kind = 'entry'
               ) ORDER BY 1, 2"""
        )
        return [(row["name"], row["number"]) for row in found]

    def copy_to(self, file: Path) -> None:
        """Copy the whole database into the new `file`, in one consistent state.

        A writer at work waits until the copy is done.
        """
        with damage_told(self._folder), closing(connect(file)) as copy:
            self._connection.backup(copy)

    def _all(self, sql: str, values: Sequence[rows.Value] | dict[str, rows.Value] = ()) -> list[Row]:
        with damage_told(self._folder):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _consistent(self) -> Iterator[None]:
        """Hold one state of the database through several questions."""
        with damage_told(self._folder):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")
