"""How a view reaches the archive and its index: read-only, one connection a thread, which stays open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final, Generic, TypeVar, cast

from flask import current_app, g, request

from archive.authority.local import LocalAuthority, using
from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.kept import Identity
from archive.records import ArchivedEntry, Counts, Person
from archive.store import ArchiveReader, Sheet, SheetKey
from archive.store.authority import local_lines
from archive.store.structure import former
from search import Companions, Completion, Results, Search, Tally, YearTally

OpenArchive = Callable[[DataFolder], ArchiveReader]
FindWords = Callable[[DataFolder, Search], Results]
FindCompanions = Callable[[DataFolder, Person, int], Companions]
CompleteWords = Callable[[DataFolder, str], tuple[Completion, ...]]
TellPeople = Callable[[DataFolder], Tally]
TellYear = Callable[[DataFolder, int], YearTally]
Told = TypeVar("Told")
_WITHOUT_AUTHORITY: Final = ("static", "pieces.line", "pieces.field", "pieces.page")
"""What is asked for most, and tells nothing of places and units."""


class Once(Generic[Told]):
    """Something that the archive tells, worked out once for each of its generations."""

    def __init__(self, work_out: Callable[[ArchiveReader], Told]) -> None:
        self._work_out = work_out
        self._turn = Lock()
        self._known: tuple[tuple[Identity, int], Told] | None = None

    def of(self, archive: ArchiveReader) -> Told:
        """What `archive` tells; one visitor works it out while the others wait for what comes of it."""
        with self._turn:
            # Asked before the rest: what changes meanwhile is told to the next visitor.
            state = archive.file, archive.generation()
            if self._known is None or self._known[0] != state:
                self._known = state, self._work_out(archive)
            return self._known[1]


def _figures() -> Once[Counts]:
    """How much there is: counting goes through every reading, which on a large archive takes longer than a page may."""
    return Once(lambda archive: archive.counts())


def _authority() -> Once[LocalAuthority]:
    """What the archive knows of places and units."""

    def lines(archive: ArchiveReader) -> LocalAuthority:
        with archive.asking() as ask:
            return local_lines(ask)

    return Once(lines)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the site's knowledge stands, and how it is taken down."""

    folder: DataFolder
    open_archive: OpenArchive
    find: FindWords
    complete: CompleteWords
    companions: FindCompanions
    tally: TellPeople
    tally_year: TellYear
    today: Callable[[], date]
    figures: Once[Counts] = field(default_factory=_figures)
    authority: Once[LocalAuthority] = field(default_factory=_authority)


def shelf() -> Shelf:
    """The shelf of the running site."""
    return cast(Shelf, current_app.extensions["shelf"])


def archive() -> ArchiveReader:
    """The archive, the same for all of this request; raises BohaiError if it cannot be read."""
    if "archive" not in g:
        g.archive = shelf().open_archive(shelf().folder)
    return cast(ArchiveReader, g.archive)


def counts() -> Counts:
    """The figures of the archive, as of its present generation."""
    return shelf().figures.of(archive())


def take_up_authority() -> None:
    """For this request, lay what the archive knows of places and units over the shipped tables."""
    if request.endpoint in _WITHOUT_AUTHORITY:
        return
    with suppress(BohaiError):  # whoever needs the archive will say why it cannot be read
        laid = using(shelf().authority.of(archive()))
        laid.__enter__()
        g.authority = laid


def tally_or_none() -> Tally | None:
    """How many people share what; None where no index may answer, which tells of itself where somebody searches."""
    try:
        return shelf().tally(shelf().folder)
    except BohaiError:
        return None


def put_down_authority(_error: BaseException | None = None) -> None:
    """At the end of a request, go by the shipped tables again."""
    laid = g.pop("authority", None)
    if laid is not None:
        laid.__exit__(None, None, None)


def person_known_as(id: str) -> Person | None:
    """The person with this id, or whom the entry with this id speaks of, or spoke of until it was joined to another."""
    person = archive().person(id)
    if person is None and (entry := archive().entry(_heir(id))) is not None:
        person = archive().person(entry.person)
    return person


def _heir(id: str) -> str:
    """The entry that holds now what an entry held that people joined to it; the same id for any other."""
    with archive().asking() as ask:
        return former(ask, [id]).get(id) or id


def persons(ids: Iterable[str]) -> dict[str, Person]:
    """The persons with these ids; without those who have left the archive."""
    return archive().persons(ids)


def sheets_in_doubt(people: Iterable[Person]) -> dict[SheetKey, Sheet]:
    """The pages of which a list of people shows pieces: those of entries with a reading that is in doubt."""
    entries = [entry for person in people for entry in person.entries]
    doubtful = [entry for entry in entries if not all(reading.trusted for reading in entry.entry.readings)]
    return sheets_of(doubtful) if doubtful else {}


def sheets_of(entries: Iterable[ArchivedEntry]) -> dict[SheetKey, Sheet]:
    """The pages that `entries` stand on, by scan hash and page number."""
    return archive().sheets({(entry.sha256, entry.page) for entry in entries})
