"""Finding: a question in, people out, best first, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from archive.authority.local import using
from archive.errors import UsageError
from archive.folder import DataFolder
from archive.records import Person
from archive.store import ArchiveReader, kept_reader
from archive.store.authority import local_lines
from search.index import builds
from search.index.builds import IndexUnavailable
from search.index.cards import Card, Source, make_card, people
from search.index.opened import Index, open_current
from search.index.orders import ORDERS, listed
from search.questions.companions import Companions, companions, ties_of
from search.questions.question import LAST_YEAR, LONGEST_QUESTION, Filters, Question, understand
from search.questions.ranking import Answers, answers
from search.questions.sifting import sifts
from search.questions.suggest import Completion, completions, nearest
from search.questions.why import reasons
from search.rolls import Roll, Shared, Tally, YearTally, roll_of, tally_of, tally_of_year

PAGE: Final = 20
LARGEST_PAGE: Final = 1000
BY_RELEVANCE: Final = "relevance"
SORTS: Final = (BY_RELEVANCE, *ORDERS)
"""In what order answers may be asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found; `name`, `native_place`, `death` as the archive understands them, "" if unknown.

    `flagged` names those of the three that a person must look at: never tell them as facts. `told` is what a list
    tells of each field, in its value where it is understood; empty where the archive must be asked, as it must in any
    case where the results are stale.
    """

    id: str
    name: str
    native_place: str
    death: str
    why: tuple[str, ...]
    flagged: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The form that the command line and the API give."""
        return {
            "id": self.id,
            "name": self.name,
            "native_place": self.native_place,
            "death": self.death,
            "why": list(self.why),
            "flagged": list(self.flagged),
        }


@dataclass(frozen=True, slots=True)
class Results:
    """`total` people found, and those of the page asked for, best first.

    `facets` counts, by kind of label, whom the question finds; the filter on that kind itself is left out.
    `nearest`: where nobody was found, names that are borne and come near. `stale`: the archive has
    changed since the index was built, so somebody may be missing.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    stale: bool = False

    def as_json(self) -> dict[str, object]:
        """The form that the command line and the API give."""
        return {
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": self.facets,
            "nearest": list(self.nearest),
        }


@dataclass(frozen=True, slots=True)
class Search:
    """All that is asked: words, filters, order, and which of the answers are to be shown."""

    words: str
    filters: Filters = Filters()  # noqa: RUF009 - frozen
    sort: str = BY_RELEVANCE
    slips: bool = False
    limit: int = PAGE
    offset: int = 0


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


def refresh(folder: DataFolder, rebuild: bool = False) -> bool:
    """Brings the index up to date with the archive; says whether it had to be built.

    An index of the archive's generation, whole and of this version, is left alone unless `rebuild`.
    """
    with ArchiveReader.open_for_the_public(folder) as reader:
        with reader.asking() as ask:
            authority = local_lines(ask)
        with using(authority):
            return refresh_from(reader, folder.index, rebuild=rebuild)


def refresh_from(source: Source, folder: Path, *, rebuild: bool = False) -> bool:
    """`refresh` for any source of entries, into the index folder `folder`."""
    with builds.building_alone(folder):
        # Asked before the entries: what changes meanwhile makes the new index stale, never wrong.
        generation = source.generation()
        if not rebuild and _is_current(folder, generation):
            return False
        builds.build(folder, map(make_card, people(source)), generation)
        return True


def faults(folder: DataFolder) -> list[str]:
    """What is wrong with the index, in sentences; empty if it is whole and of the archive's generation."""
    try:
        opened = open_current(folder.index)
    except IndexUnavailable as unavailable:
        return [str(unavailable)]
    with closing(opened), ArchiveReader.open(folder) as reader:
        if opened.stamp.generation == reader.generation():
            return []
    return ["the search index is older than the archive; run `bohai index`"]


def answer(opened: Index, search: Search, *, stale: bool = False) -> Results:
    """What an open index answers; raises UsageError if there is nothing to look for."""
    question = ask(opened, search)
    found = answers(opened, question, search.filters, counted=True)
    ranks = found.ranks if search.sort == BY_RELEVANCE else opened.ranks[search.sort][found.people]
    shown = map(opened.card, listed(found.people, ranks, search.offset, search.limit).tolist())
    return Results(
        total=len(found.people),
        hits=tuple(hit_of(card, question) for card in shown),
        facets=_facets(found),
        nearest=() if len(found.people) else nearest(opened, question),
        stale=stale,
    )


def ask(opened: Index, search: Search) -> Question:
    """Understands the words; none at all are a question too if the filters ask for something."""
    if not 0 < search.limit <= LARGEST_PAGE or search.offset < 0:
        raise UsageError(
            f"{search.limit} answers from number {search.offset} on", remedy=f"ask for 1 to {LARGEST_PAGE}, from 0 on"
        )
    if search.sort not in SORTS:
        raise UsageError(f"answers cannot be sorted by {search.sort!r}", remedy=f"sort by {', '.join(SORTS)}")
    filters = search.filters
    labels = (filters.county, filters.unit, filters.sex, filters.roster, filters.state, filters.surname)
    for part in (*labels, filters.township):
        if len(part) > LONGEST_QUESTION:
            raise UsageError(f"a filter has {len(part)} characters", remedy=f"use at most {LONGEST_QUESTION}")
    for year in (filters.since, filters.until):
        if year is not None and not 0 <= year <= LAST_YEAR:
            raise UsageError(f"the year {year} cannot be looked for", remedy=f"ask for one up to {LAST_YEAR}")
    if filters.day and not filters.month:
        raise UsageError("a day is asked for without its month", remedy="ask for the month, too")
    if not search.words.strip() and sifts(opened, filters):
        return Question(())
    return understand(search.words, slips=search.slips, lore=opened.lore)


def hit_of(card: Card, question: Question) -> Hit:
    """What is told of a person whom the question finds."""
    return Hit(
        card.id, card.name, card.native_place, card.death, reasons(question.terms, card), card.flagged, card.told
    )


_MOST_LABELS: Final = 30
"""Labels of a kind that are told, those of most people first."""
_IN_ORDER: Final = ("year", "month")
"""Kinds of label of which all are told, in their order."""


def _facets(found: Answers) -> dict[str, dict[str, int]]:
    return {
        name: dict(sorted(counted.items(), key=lambda each: int(each[0]))) if name in _IN_ORDER else _commonest(counted)
        for name, counted in found.counts.items()
    }


def _commonest(counted: Mapping[str, int]) -> dict[str, int]:
    """The labels of most people, in that order, and no more of them than are told."""
    least = sorted(counted.values())[-_MOST_LABELS] if len(counted) > _MOST_LABELS else 0
    told = [each for each in counted.items() if each[1] >= least]
    told.sort(key=lambda each: (-each[1], each[0]))
    return dict(told[:_MOST_LABELS])


def _is_current(folder: Path, generation: int) -> bool:
    try:
        opened = open_current(folder)
    except IndexUnavailable:
        return False
    opened.close()
    return opened.stamp.generation == generation


@lru_cache(maxsize=4)
def _finder(folder: Path) -> Finder:
    return Finder(folder)
