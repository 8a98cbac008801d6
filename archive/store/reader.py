"""Everything the project asks of the archive, read-only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, Row, connect
from typing import Self

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.kept import Identity, identity
from archive.records import ArchivedEntry, Box, Counts, Person, Roster
from archive.redaction import Redaction
from archive.store import books, figures, ledgers, pages, people, redactions, rows, soundness, standing
from archive.store.connection import damage_told, open_to_read
from archive.store.door import Door
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


class ArchiveReader(Door):
    """A read-only view of one archive, for one thread; open another for another thread.

    Entries come as they stand: where a person decided, with what was decided. Opened `for_the_public` they come
    without what is kept from it (`archive.redaction`).

    Each method is consistent in itself. `entries` alone may see changes that a writer makes while
    it is being consumed, because it holds no lock between one chunk and the next.
    """

    def __init__(self, folder: DataFolder, connection: Connection, file: Identity) -> None:
        self.file = file
        self._folder = folder
        self._connection = connection
        self._for_the_public = False

    @classmethod
    def open(cls, folder: DataFolder, immutable: bool = False) -> Self:
        """Open the archive of `folder`; `immutable` promises that nobody writes it meanwhile.

        Raises InputError if there is none, BohaiError if it belongs to another version of the
        program, IntegrityFailure if it is damaged.
        """
        file = identity(folder.database)
        connection = open_to_read(folder, immutable=immutable)
        connection.row_factory = Row
        return cls(folder, connection, file)

    @classmethod
    def open_for_the_public(cls, folder: DataFolder, immutable: bool = False) -> Self:
        """Open it as `open` does, for whoever shows what it says to visitors."""
        opened = cls.open(folder, immutable)
        opened._for_the_public = True
        return opened

    def shape(self) -> int:
        """A number that is another once the tables themselves are."""
        return int(self._all("PRAGMA schema_version")[0][0])

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
        ids = pages.entry_ids(self._all)
        for start in range(0, len(ids), CHUNK):
            yield from self.entries_of(ids[start : start + CHUNK])

    def entries_of(self, ids: Iterable[str]) -> list[ArchivedEntry]:
        """The entries of `ids` in that order; ids that the archive does not hold are left out."""
        asked = list(ids)
        found: dict[str, ArchivedEntry] = {}
        for start in range(0, len(asked), CHUNK):
            with self._consistent():
                found |= self._load(self._all, asked[start : start + CHUNK])
        return [found[id] for id in asked if id in found]

    def corrections(self, ids: Iterable[str]) -> dict[str, list[Correction]]:
        """All that was ever decided on each of the entries `ids`, first to last; without those never decided on."""
        asked = sorted(set(ids))
        found: dict[str, list[Correction]] = {}
        for start in range(0, len(asked), CHUNK):
            found |= standing.corrections_of(self._all, asked[start : start + CHUNK])
        return found

    def loose_decisions(self) -> list[LooseDecision]:
        """The decisions that a person must look at again: rows have shifted, or the machine reads otherwise since."""
        with self._consistent():
            return list(standing.loose_decisions(self._all))

    def person(self, id: str) -> Person | None:
        """Whom the entries linked to `id` speak of, or None if nobody has that id."""
        return self.persons([id]).get(id)

    def persons(self, ids: Iterable[str]) -> dict[str, Person]:
        """The persons of `ids`, by id, without those of whom no entry speaks."""
        with self._consistent():
            return people.persons(self._all, ids, self._load)

    def sheets(self, keys: Collection[SheetKey]) -> dict[SheetKey, Sheet]:
        """The pages with these scan hashes and numbers that were read, by both."""
        with self._consistent():
            return people.sheets(self._all, keys)

    def page(self, sha256: str, number: int) -> StoredPage | None:
        """A page that was read, with its ledger, or None."""
        with self._consistent():
            return pages.page(self._all, sha256, number)

    def page_states(self, sha256: str) -> list[PageState]:
        """Every page of a scan in order, whether it was read or not."""
        return pages.page_states(self._all, sha256)

    def rosters(self) -> list[ShelvedRoster]:
        """All rosters of which a page was read, ordered by title."""
        return books.rosters(self._all)

    def roster(self, id: str) -> Roster | None:
        """The roster with this id, whether a page of it was read or not."""
        return books.roster(self._all, id)

    def extent(self, roster: str | None) -> tuple[int, int]:
        """How many pages of a roster were read, and how many entries stand on them; None as for `leaves`."""
        return books.extent(self._all, roster)

    def leaves(self, roster: str | None, first: int = 0, most: int | None = None) -> list[Leaf]:
        """The pages of a roster in order, from number `first` (from 0) on, `most` of them if it is given.

        None: of scans that belong to no roster.
        """
        return books.leaves(self._all, roster, first, most)

    def person_ids(self, first: int, count: int) -> list[str]:
        """`count` ids of persons from number `first` (0 is the first) on, in the order of the ids."""
        return books.person_ids(self._all, first, count)

    def transcript(self, sha256: str, number: int) -> str | None:
        """The JSON of all that the machine saw on a page, None if it was never read."""
        return pages.transcript(self._all, sha256, number)

    def entries_on(self, sha256: str, number: int) -> list[ArchivedEntry]:
        """The entries of one page in order."""
        return self.entries_of(pages.entry_ids_on(self._all, sha256, number))

    def counts(self) -> Counts:
        """How much there is; a file that could not be opened counts as one failed page."""
        with self._consistent():
            return figures.counts(self._all)

    def pending(self) -> int:
        """How many pages wait to be read."""
        return pages.pending(self._all)

    def linked_persons(self) -> frozenset[str]:
        """The ids of all persons of whom a linked entry speaks."""
        return people.linked_persons(self._all)

    def generation(self) -> int:
        """A number that grows whenever entries change."""
        return figures.generation(self._all)

    def scans(self) -> list[StoredScan]:
        """All scans, ordered by name."""
        return pages.scans(self._all)

    def pages_read(self) -> list[tuple[str, int]]:
        """Scan hash and number of every page that was read."""
        return pages.pages_read(self._all)

    def failures(self) -> list[FailedPage]:
        """Pages and files that could not be read, ordered by name and page."""
        return pages.failures(self._all)

    def empty_pages(self) -> list[EmptyPage]:
        """Pages that were read and hold no entry, ordered by scan name and page."""
        return pages.empty_pages(self._all)

    def open_ledgers(self) -> list[OpenLedger]:
        """Pages whose ledger does not balance, ordered by scan name and page."""
        return ledgers.open_ledgers(self._all)

    def rosters_with_totals(self) -> list[tuple[str, dict[str, int], list[ListedLine]]]:
        """Each roster that tells how many people it lists: its title, these totals, and the lines found in it."""
        with self._consistent():
            return ledgers.rosters_with_totals(self._all)

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the database, in words; empty if it is sound."""
        return soundness.faults(self._all)

    def pages_off_ledger(self) -> list[tuple[str, int]]:
        """Scan name and number of each page whose ledger tells of other entries than the page has."""
        return soundness.pages_off_ledger(self._all)

    def hidden(self, sha256: str, number: int) -> tuple[Box, ...]:
        """The regions of a page that this reader's visitors do not see: none, but for the public."""
        return tuple(each.box for each in self.redactions(sha256, number)) if self._for_the_public else ()

    def redactions(self, sha256: str, number: int) -> list[Redaction]:
        """What of a page is kept from the public, first to last."""
        return redactions.on_page(self._all, sha256, number)

    def all_redactions(self) -> list[Redaction]:
        """All that is kept from the public, first to last."""
        return redactions.every(self._all)

    def copy_to(self, file: Path) -> None:
        """Copy the whole database into the new `file`, in one consistent state.

        A writer at work waits until the copy is done.
        """
        with damage_told(self._folder), closing(connect(file)) as copy:
            self._connection.backup(copy)

    def _load(self, ask: Ask, ids: Sequence[str]) -> dict[str, ArchivedEntry]:
        found = standing.load(ask, ids)
        return redactions.for_the_public(ask, found) if self._for_the_public else found

    def _all(self, sql: str, values: Sequence[rows.Value] = ()) -> list[Row]:
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
