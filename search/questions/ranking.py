"""Who answers a question, and how well: every term's best match with every person, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.characters.spelling import Spelling, find_spelled
from search.index.engine import Numbers
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
    Way,
    Written,
    YearLens,
    faint_lenses,
    lenses,
)
from search.questions.question import Filters, Question, Term
from search.questions.sifting import counts_of, kept_by, passing
from search.questions.why import Match, match_of

Best = NDArray[np.uint8]
"""Of each person, by number, the best match with a term."""
NO_MATCH: Final = 255
FEW: Final = 10
"""Where fewer answer, names that look but faintly like what was asked for are sought, too; they come last."""
_TERMS_WEIGH: Final = 1 << 10
"""More than the matches of all terms can come to."""


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
    people, ranks = _matched(opened, best)
    kept = kept_by(opened, people, filters)
    admitted = passing(people, kept)
    if best and np.count_nonzero(admitted) < FEW:
        faint = [best_faintly(term, opened, matched) for term, matched in zip(question.terms, best, strict=True)]
        people, ranks = _matched(opened, faint)
        kept = kept_by(opened, people, filters)
        admitted = passing(people, kept)
    counts = counts_of(opened, people, filters, kept) if counted else {}
    return Answers(people[admitted], ranks[admitted], counts)


def _matched(opened: Index, best: Sequence[Best]) -> tuple[Numbers, NDArray[np.int32]]:
    """Who matches every term, and how well; everybody alike, if there is none."""
    if not best:
        people = opened.everybody()
        return people, np.zeros(len(people), np.int32)
    known = np.logical_and.reduce([one != NO_MATCH for one in best])
    people = np.flatnonzero(known).astype(np.int32)
    along = [one[people].astype(np.int32) for one in best]
    return people, np.minimum.reduce(along) * _TERMS_WEIGH + np.add.reduce(along)


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
    """The texts that count, by how well they match; without ways in which none does."""
    texts = opened.texts(lens.query)
    if not len(texts):
        return []
    seen = (group for way in lens.ways for group in _counting(way, texts, opened))
    return [(found, match) for found, match in seen if len(found)]


def _counting(way: Way, texts: Numbers, opened: Index) -> Iterator[tuple[Numbers, Match]]:
    if isinstance(way.check, Spelled):
        # A slip of the ear counts for less than the spelling itself, however well it fits.
        for match, group in _spelled(way.check.spelling, texts, opened):
            yield group, max(match, way.match)
    else:
        yield _checked(way.check, texts, opened), way.match


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
