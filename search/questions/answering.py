"""What an open index answers: a question in, people out, best first, each with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archive.errors import UsageError
from search.index.cards import Card
from search.index.opened import Index
from search.index.orders import ORDERS, listed
from search.questions.question import LAST_YEAR, LONGEST_QUESTION, Filters, Question, understand
from search.questions.ranking import Answers, answers
from search.questions.sifting import sifts
from search.questions.suggest import nearest
from search.questions.why import reasons

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
