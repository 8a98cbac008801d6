"""Finding: a question in, people out, best first, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.store import ArchiveReader
from search import index
from search.cards import Card, Source, make_card, people
from search.index import Index, IndexUnavailable
from search.query import Lens, filtering, lenses
from search.question import LAST_YEAR, LONGEST_QUESTION, Filters, Question, Term, understand
from search.why import Match, reasons, spelled

PAGE: Final = 20
LARGEST_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found; `name`, `native_place`, `death` as the archive understands them, "" if unknown.

    `flagged` names those of the three that a person must look at: never tell them as facts.
    """

    id: str
    name: str
    native_place: str
    death: str
    why: tuple[str, ...]
    flagged: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The form that the command line and the API give."""
        return {**asdict(self), "why": list(self.why), "flagged": list(self.flagged)}


@dataclass(frozen=True, slots=True)
class Results:
    """`total` people found, and those of the page asked for, best first.

    `stale`: the archive has changed since the index was built, so somebody may be missing.
    """

    total: int
    hits: tuple[Hit, ...]
    stale: bool = False

    def as_json(self) -> dict[str, object]:
        """The form that the command line and the API give."""
        return {"total": self.total, "hits": [hit.as_json() for hit in self.hits]}


class Finder:
    """Answers questions about one archive; keeps its index open and changes over when a new one serves.

    May be shared by threads: they take turns, because a searcher serves one at a time.
    """

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._turn = Lock()
        self._index: Index | None = None

    def find(self, words: str, filters: Filters, *, limit: int, offset: int, generation: int) -> Results:
        """See `find`; `generation` is the archive's own."""
        question = ask(words, filters)
        with self._turn:
            opened = self._opened()
            ranked = rank(opened, question, filters)
            shown = (opened.card(number) for number in ranked[offset : offset + limit])
            hits = tuple(hit_of(card, question) for card in shown)
        return Results(len(ranked), hits, stale=opened.stamp.generation != generation)

    def _opened(self) -> Index:
        serving = index.current_build(self._folder.index)
        if self._index is None or self._index.build != serving:
            if self._index is not None:
                self._index.close()
                self._index = None
            self._index = index.open_current(self._folder.index)
        return self._index


def find(  # noqa: PLR0913 - a question and how to page through its answers
    folder: DataFolder,
    words: str,
    *,
    limit: int = PAGE,
    offset: int = 0,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    immutable: bool = False,
) -> Results:
    """People who match every word, best first; without words, everybody the filters leave.

    `immutable` as for `ArchiveReader.open`. Raises UsageError if there is nothing to look for,
    IndexUnavailable if no index may answer.
    """
    if not 0 < limit <= LARGEST_PAGE or offset < 0:
        raise UsageError(f"{limit} answers from number {offset} on", remedy=f"ask for 1 to {LARGEST_PAGE}, from 0 on")
    with ArchiveReader.open(folder, immutable=immutable) as reader:
        generation = reader.generation()
    return _finder(folder.root.absolute()).find(words, filters, limit=limit, offset=offset, generation=generation)


def refresh(folder: DataFolder, rebuild: bool = False) -> bool:
    """Brings the index up to date with the archive; says whether it had to be built.

    An index of the archive's generation, whole and of this version, is left alone unless `rebuild`.
    """
    with ArchiveReader.open(folder) as reader:
        return refresh_from(reader, folder.index, rebuild=rebuild)


def refresh_from(source: Source, folder: Path, *, rebuild: bool = False) -> bool:
    """`refresh` for any source of entries, into the index folder `folder`."""
    with index.building_alone(folder):
        # Asked before the entries: what changes meanwhile makes the new index stale, never wrong.
        generation = source.generation()
        if not rebuild and _is_current(folder, generation):
            return False
        index.build(folder, map(make_card, people(source)), generation)
        return True


def faults(folder: DataFolder) -> list[str]:
    """What is wrong with the index, in sentences; empty if it is whole and of the archive's generation."""
    try:
        opened = index.open_current(folder.index)
    except IndexUnavailable as unavailable:
        return [str(unavailable)]
    with closing(opened), ArchiveReader.open(folder) as reader:
        if opened.stamp.generation == reader.generation():
            return []
    return ["the search index is older than the archive; run `bohai index`"]


def ask(words: str, filters: Filters) -> Question:
    """Understands the words; none at all are a question too if the filters ask for something."""
    for part in (filters.place, filters.unit, filters.surname):
        if len(part) > LONGEST_QUESTION:
            raise UsageError(f"a filter has {len(part)} characters", remedy=f"use at most {LONGEST_QUESTION}")
    for year in (filters.since, filters.until):
        if year is not None and not 0 <= year <= LAST_YEAR:
            raise UsageError(f"the year {year} cannot be looked for", remedy=f"ask for one up to {LAST_YEAR}")
    if not words.strip() and any(True for _ in filtering(filters)):
        return Question(())
    return understand(words)


def hit_of(card: Card, question: Question) -> Hit:
    """What is told of a person whom the question finds."""
    return Hit(card.id, card.name, card.native_place, card.death, reasons(question.terms, card), card.flagged)


def rank(opened: Index, question: Question, filters: Filters) -> list[int]:
    """The numbers of the cards that answer, best first: by the best word, then by all words together."""
    terms = [matched_by(term, opened) for term in question.terms]
    admitted = [_seen_through([lens], opened) for lens in filtering(filters)]
    fewest, *others = sorted([*terms, *admitted], key=len)
    answers = [number for number in fewest if all(number in matched for matched in others)]

    def how_well(number: int) -> tuple[int, int, int]:
        matches = [matched[number] for matched in terms]
        return min(matches, default=0), sum(matches), number

    return sorted(answers, key=how_well)


def matched_by(term: Term, opened: Index) -> dict[int, Match]:
    """The best match of one term, for every card that it matches."""
    return _seen_through(lenses(term), opened)


def _seen_through(through: Iterable[Lens], opened: Index) -> dict[int, Match]:
    matched: dict[int, Match] = {}
    for lens in sorted(through, key=lambda lens: lens.match):
        brought = opened.numbers(lens.query)
        numbers = [number for number in brought if number not in matched or matched[number] > lens.match]
        if lens.needles:
            numbers = opened.holding(lens.column, lens.needles, numbers)
        if lens.spelling is None:
            matched.update(dict.fromkeys(numbers, lens.match))
            continue
        for number in numbers:
            for match in spelled(lens.spelling, opened.card(number)):
                matched[number] = min(match, matched.get(number, match))
    return matched


def _is_current(folder: Path, generation: int) -> bool:
    try:
        opened = index.open_current(folder)
    except IndexUnavailable:
        return False
    opened.close()
    return opened.stamp.generation == generation


@lru_cache(maxsize=4)
def _finder(root: Path) -> Finder:
    return Finder(DataFolder(root))
