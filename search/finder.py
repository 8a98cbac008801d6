"""Finding in the archive of a folder: its index stays open for the next question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock

from archive.authority.local import using
from archive.folder import DataFolder
from archive.records import Person
from archive.store import kept_reader
from search.index import builds
from search.index.opened import Index, open_current
from search.questions.answering import PAGE, Results, Search, answer
from search.questions.companions import Companions, companions, ties_of
from search.questions.question import LONGEST_QUESTION
from search.questions.suggest import Completion, completions
from search.rolls import Roll, Shared, Tally, YearTally, roll_of, tally_of, tally_of_year


class Finder:
    """Answers questions about one archive; keeps its index open and changes over when a new one serves.

    May be shared by threads: they take turns, because an index serves one at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = Lock()
        self._index: Index | None = None
        self._tally: Tally | None = None

    def find(self, search: Search, *, generation: int) -> Results:
        """See `find`; `generation` is the archive's own."""
        with self._answering() as opened:
            return answer(opened, search, stale=opened.stamp.generation != generation)

    def companions(self, person: Person, most: int, *, generation: int) -> Companions:
        """See `companions_of`; `generation` as for `find`."""
        with self._answering() as opened:
            return companions(opened, ties_of(person), most, stale=opened.stamp.generation != generation)

    def complete(self, words: str) -> tuple[Completion, ...]:
        """See `complete`."""
        with self._answering() as opened:
            return completions(opened, words)

    def tally(self) -> Tally:
        """See `tally`; counted once for each build."""
        with self._answering() as opened:
            if self._tally is None:
                self._tally = tally_of(opened)
            return self._tally

    def tally_of_year(self, year: int) -> YearTally:
        """See `tally_of_year` of `search.rolls`."""
        with self._answering() as opened:
            return tally_of_year(opened, year)

    @contextmanager
    def _answering(self) -> Iterator[Index]:
        """The index, for one thread at a time, and with it the authority that it was built by."""
        with self._turn:
            opened = self._opened()
            with using(opened.authority):
                yield opened

    def roll(self, shared: Shared, letter: str, first: int, count: int) -> Roll:
        """See `roll_of` of `search.rolls`."""
        with self._answering() as opened:
            return roll_of(opened, shared, letter, first, count)

    def _opened(self) -> Index:
        serving = builds.current_build(self._folder)
        if self._index is None or self._index.build != serving:
            if self._index is not None:
                self._index.close()
                self._index = self._tally = None
            self._index = open_current(self._folder)
        return self._index


def find(folder: DataFolder, search: Search, *, immutable: bool = False) -> Results:
    """People who match every word, best first; without words, everybody the filters leave.

    `immutable` as for `ArchiveReader.open`. Raises UsageError if there is nothing to look for,
    IndexUnavailable if no index may answer.
    """
    generation = kept_reader(folder, immutable=immutable).generation()
    return _finder(folder.index.absolute()).find(search, generation=generation)


def companions_of(folder: DataFolder, person: Person, most: int, *, immutable: bool = False) -> Companions:
    """Those who shared a village, a unit, or place and year of death with a person; raises as `find` does.

    Only what is trusted of the person says what was shared.
    """
    generation = kept_reader(folder, immutable=immutable).generation()
    return _finder(folder.index.absolute()).companions(person, most, generation=generation)


def complete(folder: DataFolder, words: str) -> tuple[Completion, ...]:
    """What the last word of a question may be going to be; raises IndexUnavailable if no index may answer."""
    return _finder(folder.index.absolute()).complete(words[-LONGEST_QUESTION:])


def tally(folder: DataFolder) -> Tally:
    """How many people there are of each county, unit, year and so on; raises IndexUnavailable as `find` does."""
    return _finder(folder.index.absolute()).tally()


def tally_year(folder: DataFolder, year: int) -> YearTally:
    """Those who fell in a year, by month and campaign; raises IndexUnavailable as `find` does."""
    return _finder(folder.index.absolute()).tally_of_year(year)


def edition(folder: DataFolder) -> str:
    """By what the index that serves is told from those before it; raises IndexUnavailable if there is none."""
    return builds.current_build(folder.index).name


def roll(folder: DataFolder, shared: Shared, *, letter: str = "", first: int = 0, count: int = PAGE) -> Roll:
    """People who share a surname or a place, by the sounds of their names; raises IndexUnavailable as `find` does."""
    return _finder(folder.index.absolute()).roll(shared, letter, first, count)


@lru_cache(maxsize=4)
def _finder(folder: Path) -> Finder:
    return Finder(folder)
