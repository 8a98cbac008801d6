"""Why a card answers a question, and how well.

This is what a match means, said card by card. `search.query` says the same to the index, for all
cards at once; the tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final

from search.cards import Card
from search.lookalikes import misreadings
from search.question import Date, Term, Word, Years
from search.schema import LONGEST_START, folded
from search.spelling import SOUNDS, Manner, Spelling, find_spelled, manners


class Match(IntEnum):
    """How a word matches a card, best first."""

    NAME = 0
    VARIANT = 1
    ALIAS = 2
    NAME_START = 3
    NAME_PART = 4
    ALIAS_PART = 5
    MISSING = 6
    MISSING_PART = 7
    PINYIN = 8
    PINYIN_PART = 9
    INITIALS = 10
    INITIALS_PART = 11
    LOOKALIKE = 12
    LOOKALIKE_PART = 13
    PLACE = 14
    UNIT = 15
    DEATH = 16
    DATE = 17
    TEXT = 18
    PLACE_LOOKALIKE = 19


REASONS: Final = (
    "name", "variant", "pinyin", "initials", "lookalike", "missing", "place", "unit", "alias", "text",
)  # fmt: skip
"""The words of the contract, in the order in which they are given."""

_REASON: Final = {
    Match.NAME: "name",
    Match.VARIANT: "variant",
    Match.ALIAS: "alias",
    Match.ALIAS_PART: "alias",
    Match.MISSING: "missing",
    Match.MISSING_PART: "missing",
    Match.PINYIN: "pinyin",
    Match.PINYIN_PART: "pinyin",
    Match.INITIALS: "initials",
    Match.INITIALS_PART: "initials",
    Match.LOOKALIKE: "lookalike",
    Match.LOOKALIKE_PART: "lookalike",
    Match.PLACE: "place",
    Match.UNIT: "unit",
    Match.DEATH: "text",
    Match.DATE: "text",
    Match.TEXT: "text",
    Match.PLACE_LOOKALIKE: "lookalike",
}
_OF_NAME: Final = frozenset(match for match in Match if match < Match.PLACE) - {Match.ALIAS, Match.ALIAS_PART}


def reasons(terms: Iterable[Term], card: Card) -> tuple[str, ...]:
    """What matched, in the order of REASONS; of the ways in which a name matched only the best."""
    found: set[str] = set()
    for term in terms:
        matched = set(matches(term, card))
        best_of_name = min(matched & _OF_NAME, default=None)
        found.update(_reason(match, term, card) for match in matched if match not in _OF_NAME or match is best_of_name)
    return tuple(reason for reason in REASONS if reason in found)


def matches(term: Term, card: Card) -> Iterator[Match]:
    """All the ways in which one term of a question matches a card; none if it does not."""
    if isinstance(term, Word):
        yield from _matches_of_word(term, card)
    elif isinstance(term, Date):
        yield from _matches_of_date(term, card)
    else:
        yield from _matches_of_years(term, card)


def _matches_of_word(word: Word, card: Card) -> Iterator[Match]:
    names, asked = folded(card.names), word.folded
    if word.tidy in card.names:
        yield Match.NAME
    if asked in names:
        yield Match.VARIANT
    if len(asked) <= LONGEST_START and any(name.startswith(asked) for name in names):
        yield Match.NAME_START
    if holds(names, asked):
        yield Match.NAME_PART
    aliases = folded(card.aliases)
    if asked in aliases:
        yield Match.ALIAS
    if holds(aliases, asked):
        yield Match.ALIAS_PART
    for spelling in word.spellings:
        yield from spelled(spelling, card)
    yield from _lookalikes(asked, names, card)
    yield from _elsewhere(asked, card)


def _lookalikes(asked: str, names: tuple[str, ...], card: Card) -> Iterator[Match]:
    if asked in folded(card.seen):
        yield Match.LOOKALIKE
    places = folded(card.places)
    for misread in misreadings(asked):
        if misread in names:
            yield Match.LOOKALIKE
        if holds(names, misread):
            yield Match.LOOKALIKE_PART
        if holds(places, misread):
            yield Match.PLACE_LOOKALIKE


def _elsewhere(asked: str, card: Card) -> Iterator[Match]:
    for match, texts in ((Match.PLACE, card.places), (Match.UNIT, card.units), (Match.TEXT, card.texts)):
        if (holds if len(asked) > 1 else says)(folded(texts), asked):
            yield match


def _matches_of_date(date: Date, card: Card) -> Iterator[Match]:
    if date.edtf == str(date.year):
        if date.year in card.deaths:
            yield Match.DEATH
        if date.year in card.years:
            yield Match.DATE
        return
    if date.edtf in card.dates:
        yield Match.DATE
    yield from _elsewhere(date.folded, card)


def _matches_of_years(years: Years, card: Card) -> Iterator[Match]:
    if any(years.first <= year <= years.last for year in card.deaths):
        yield Match.DEATH
    yield from _elsewhere(years.folded, card)


def spelled(spelling: Spelling, card: Card) -> Iterator[Match]:
    """How one spelling of a word matches the names of a card."""
    for name in card.names:
        whole = find_spelled(spelling, name)
        if whole is not None:
            yield match_of(spelling, whole=whole)


def match_of(spelling: Spelling, *, whole: bool) -> Match:
    """What it counts for that a spelling spells the whole of a name, or a part."""
    used = manners(spelling)
    if Manner.MISSING in used:
        return Match.MISSING if whole else Match.MISSING_PART
    if used & SOUNDS == {Manner.INITIAL}:
        return Match.INITIALS if whole else Match.INITIALS_PART
    finished = used <= {Manner.CHARACTER, Manner.SYLLABLE}
    return Match.PINYIN if whole and finished else Match.PINYIN_PART


def holds(texts: Iterable[str], asked: str) -> bool:
    """Whether one of the texts contains what is asked."""
    return any(asked in text for text in texts)


def says(texts: Iterable[str], asked: str) -> bool:
    """Whether one of the texts is what is asked, and nothing else."""
    return any(asked == text for text in texts)


def _reason(match: Match, term: Term, card: Card) -> str:
    if match in (Match.NAME_START, Match.NAME_PART):
        as_written = isinstance(term, Word) and holds(card.names, term.tidy)
        return "name" if as_written else "variant"
    return _REASON[match]
