"""Who answers a question, and how well: every term's best match with every person, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.characters.fold import fold
from search.characters.spelling import Spelling, find_spelled
from search.index.engine import Numbers
from search.index.labels import Labels
from search.index.opened import Index
from search.questions.lenses import (
    Beginning,
    Check,
    Faint,
    Length,
    Lens,
    Needles,
    OneOf,
    Spelled,
    TextLens,
    Written,
    YearLens,
    faint_lenses,
    lenses,
)
from search.questions.question import Filters, Question, Term
from search.questions.why import Match, match_of

Best = NDArray[np.uint8]
"""Of each person, by number, the best match with a term."""
NO_MATCH: Final = 255
FEW: Final = 10
"""Where fewer answer, names that look but faintly like what was asked for are sought, too; they come last."""
_TERMS_WEIGH: Final = 1 << 10
"""More than the matches of all terms can come to."""
_LAST_YEAR: Final = 9999


@dataclass(frozen=True, slots=True)
class Answers:
    """`people` who answer, ascending, and along them `ranks`: the less, the better they answer."""

    people: Numbers
    ranks: NDArray[np.int32]
    counts: dict[str, Counter[str]]
    """By kind of label, how many answers each leads to, with all other filters kept."""


def answers(opened: Index, question: Question, filters: Filters, *, counted: bool = False) -> Answers:
    """Who answers; best is whose best word matches best, then whose words together do.

    Where fewer than FEW do, names that look but faintly like what was asked for are sought, too. `counted`:
    with the counts of labels.
    """
    best = [best_matches(term, opened) for term in question.terms]
    found = _sifted(opened, best, filters, counted=counted)
    if len(found.people) < FEW:
        faint = [best_faintly(term, opened, matched) for term, matched in zip(question.terms, best, strict=True)]
        found = _sifted(opened, faint, filters, counted=counted)
    return found


def _sifted(opened: Index, best: Sequence[Best], filters: Filters, *, counted: bool) -> Answers:
    """Who matches every term and passes every filter."""
    if best:
        known = np.logical_and.reduce([one != NO_MATCH for one in best])
        people = np.flatnonzero(known).astype(np.int32)
        along = [one[people].astype(np.int32) for one in best]
        ranks = np.minimum.reduce(along) * _TERMS_WEIGH + np.add.reduce(along)
    else:
        people = opened.everybody()
        ranks = np.zeros(len(people), np.int32)
    kept = {name: opened.labels[name].admitted(people, admits) for name, admits in sifters(opened, filters).items()}
    kept |= _finely(opened, people, filters)
    admitted = np.logical_and.reduce([np.ones(len(people), bool), *kept.values()])
    counts = {}
    for name, labels in opened.labels.items() if counted else ():
        others = [each for other, each in kept.items() if other != name]
        counts[name] = labels.counts(people[np.logical_and.reduce(others)] if others else people)
    return Answers(people[admitted], ranks[admitted], counts)


def sifters(opened: Index, filters: Filters) -> dict[str, Callable[[str], bool]]:
    """Of each kind of label that the filters ask for, which labels they admit."""
    wanted: dict[str, Callable[[str], bool]] = {}
    for name in ("county", "unit", "roster"):
        if asked := fold(getattr(filters, name)):
            wanted[name] = _named(opened.labels[name], getattr(filters, name), asked)
    for name in ("sex", "state"):
        if asked := getattr(filters, name):
            wanted[name] = asked.__eq__
    if asked := fold(filters.surname):
        wanted["surname"] = asked.__eq__
    if filters.since is not None or filters.until is not None:
        first, last = filters.since or 0, _LAST_YEAR if filters.until is None else filters.until
        wanted["year"] = lambda year: first <= int(year) <= last
    return wanted


def sifts(opened: Index, filters: Filters) -> bool:
    """Whether the filters ask for anything."""
    return bool(sifters(opened, filters) or filters.township or filters.month)


def _finely(opened: Index, people: Numbers, filters: Filters) -> dict[str, NDArray[np.bool_]]:
    """For each of `people`, whether they pass the filters on what is not counted with every answer."""
    kept: dict[str, NDArray[np.bool_]] = {}
    if filters.township:
        kept["township"] = opened.finer_labels["township"].admitted(people, filters.township.__eq__)
    if filters.month:
        fell = opened.dates["fell"][people]
        kept["month"] = (
            (fell % 10_000 == filters.month * 100 + filters.day)
            if filters.day
            else (fell // 100 % 100 == filters.month)
        )
    return kept


def _named(labels: Labels, label: str, asked: str) -> Callable[[str], bool]:
    """The label itself if there is one, else those of which what is asked is a part."""
    if label in labels.known():
        return label.__eq__
    return lambda known: asked in fold(known)


def best_matches(term: Term, opened: Index) -> Best:
    """The best match of one term with every person, by number; NO_MATCH where it does not match."""
    best = np.full(len(opened), NO_MATCH, np.uint8)
    for lens in lenses(term):
        for people, match in _seen_through(lens, opened):
            best[people] = np.minimum(best[people], match)
    return best


def best_faintly(term: Term, opened: Index, best: Best) -> Best:
    """The best matches of a term, those with names that look but faintly like it among them."""
    best = best.copy()
    for lens in faint_lenses(term):
        for people, match in _seen_through(lens, opened):
            best[people] = np.minimum(best[people], match)
    return best


def _seen_through(lens: Lens, opened: Index) -> list[tuple[Numbers, Match]]:
    if isinstance(lens, YearLens):
        return [(opened.dated(lens.years, lens.first, lens.last), lens.match)]
    return [(opened.bearers(texts), match) for texts, match in texts_seen(lens, opened)]


def texts_seen(lens: TextLens, opened: Index) -> list[tuple[Numbers, Match]]:
    """The texts that count, by how well they match."""
    texts = opened.texts(lens.query)
    check = lens.check
    if isinstance(check, Spelled):
        # A slip of the ear counts for less than the spelling itself, however well it fits.
        return [(group, max(match, lens.match)) for match, group in _spelled(check.spelling, texts, opened)]
    return [(_checked(check, texts, opened), lens.match)]


def _checked(check: Check | None, texts: Numbers, opened: Index) -> Numbers:
    if isinstance(check, Needles):
        return opened.holding(check.needles, texts)
    if isinstance(check, Length):
        return opened.as_long(check.characters, texts)
    if isinstance(check, Written):
        texts = opened.as_long(len(check.text), texts)
        return texts[[opened.written(text) == check.text for text in texts.tolist()]]
    if isinstance(check, OneOf | Faint):
        texts = opened.as_long(check.length, texts)
    if isinstance(check, Beginning | OneOf | Faint):
        return texts[[check.admits(opened.kept(text)) for text in texts.tolist()]]
    return texts


def _spelled(spelling: Spelling, texts: Numbers, opened: Index) -> Iterator[tuple[Match, Numbers]]:
    """The texts that a spelling spells, the whole of them and then a part, and for what that counts."""
    spelled = [(text, find_spelled(spelling, opened.written(text))) for text in texts.tolist()]
    for whole in (True, False):
        yield match_of(spelling, whole=whole), np.array([text for text, found in spelled if found is whole], np.int32)
