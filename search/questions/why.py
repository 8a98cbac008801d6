"""Why a card answers a question, and how well.

This is what a match means, said card by card. `search.questions.lenses` says the same to the index, for all
cards at once; the tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final

from archive.records import ILLEGIBLE
from search.characters.lookalikes import FAINTLY, likeness
from search.characters.spelling import SOUNDS, Manner, Spelling, find_spelled, hear, manners
from search.index.cards import Card
from search.index.schema import folded
from search.questions.forms import married_names, other_places, other_units
from search.questions.question import Date, Term, Word, Years


class Match(IntEnum):
    """How a word matches a card, best first."""

    NAME = 0
    VARIANT = 1
    ALIAS = 2
    NAME_START = 3
    NAME_PART = 4
    ALIAS_PART = 5
    MARRIED_NAME = 6
    HOME = 7
    PLACE = 8
    OTHER_HOME = 9
    """The same home under another name: today's, or that of another year."""
    OTHER_PLACE = 10
    UNIT = 11
    OTHER_UNIT = 12
    DEATH = 13
    DATE = 14
    MISSING = 15
    MISSING_PART = 16
    PINYIN = 17
    PINYIN_START = 18
    """One syllable, as the name begins: whoever types it alone means a surname."""
    PINYIN_PART = 19
    INITIALS = 20
    INITIALS_PART = 21
    SLIP = 22
    LOOKALIKE = 23
    LOOKALIKE_PART = 24
    HEARD_HOME = 25
    TEXT = 26
    PLACE_LOOKALIKE = 27
    FAINT_LOOKALIKE = 28


REASONS: Final = (
    "name", "variant", "pinyin", "initials", "lookalike", "missing", "place", "unit", "alias", "text",
)  # fmt: skip
"""The words of the contract, in the order in which they are given."""

_REASON: Final = {
    Match.NAME: "name",
    Match.VARIANT: "variant",
    Match.ALIAS: "alias",
    Match.ALIAS_PART: "alias",
    Match.MARRIED_NAME: "name",
    Match.HOME: "place",
    Match.PLACE: "place",
    Match.OTHER_HOME: "place",
    Match.OTHER_PLACE: "place",
    Match.UNIT: "unit",
    Match.OTHER_UNIT: "unit",
    Match.DEATH: "text",
    Match.DATE: "text",
    Match.MISSING: "missing",
    Match.MISSING_PART: "missing",
    Match.PINYIN: "pinyin",
    Match.PINYIN_START: "pinyin",
    Match.PINYIN_PART: "pinyin",
    Match.INITIALS: "initials",
    Match.INITIALS_PART: "initials",
    Match.SLIP: "pinyin",
    Match.LOOKALIKE: "lookalike",
    Match.LOOKALIKE_PART: "lookalike",
    Match.HEARD_HOME: "place",
    Match.TEXT: "text",
    Match.PLACE_LOOKALIKE: "lookalike",
    Match.FAINT_LOOKALIKE: "lookalike",
}
_OF_NAME: Final = frozenset(
    {
        Match.NAME, Match.VARIANT, Match.NAME_START, Match.NAME_PART, Match.MARRIED_NAME, Match.MISSING,
        Match.MISSING_PART, Match.PINYIN, Match.PINYIN_START, Match.PINYIN_PART, Match.INITIALS, Match.INITIALS_PART,
        Match.SLIP, Match.LOOKALIKE, Match.LOOKALIKE_PART, Match.FAINT_LOOKALIKE,
    }
)  # fmt: skip
_FAR_FETCHED: Final = frozenset(match for match in _OF_NAME if match >= Match.MISSING)
"""Ways that are no reason where the word is found as it was asked, in an alias or elsewhere."""


LONGEST_NAME: Final = 4
"""Characters of a word that may be a whole name."""


def reasons(terms: Iterable[Term], card: Card) -> tuple[str, ...]:
    """What matched, in the order of REASONS; of the ways in which a name matched only the best."""
    found: set[str] = set()
    for term in terms:
        # Nobody is shown whom no term matches, so what matches in no other way does faintly.
        matched = set(matches(term, card)) or {Match.FAINT_LOOKALIKE}
        best = min(matched, default=None)
        best_of_name = min(matched & _OF_NAME, default=None)
        if best_of_name in _FAR_FETCHED and best is not best_of_name:
            best_of_name = None
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
    if any(name.startswith(asked) for name in names if name != asked):
        yield Match.NAME_START
    if holds(names, asked):
        yield Match.NAME_PART
    aliases = folded(card.aliases)
    if asked in aliases:
        yield Match.ALIAS
    if holds(aliases, asked):
        yield Match.ALIAS_PART
    if any(fits(form, name) for form in married_names(asked) for name in names):
        yield Match.MARRIED_NAME
    yield from _as_it_sounds(word, card)
    yield from _lookalikes(word, names, card)
    if any(holds(folded(card.homes), county) for county in word.heard):
        yield Match.HEARD_HOME
    yield from _elsewhere(asked, card)


def _as_it_sounds(word: Word, card: Card) -> Iterator[Match]:
    for name in (*card.names, *card.aliases):
        for spelling in word.spellings:
            if (match := spelled(spelling, name)) is not None:
                yield match
        if any(find_spelled(slip, name) is not None for slip in word.slips):
            yield Match.SLIP
    if any(sounds_first(spelling, name) for spelling in word.spellings for name in card.names):
        yield Match.PINYIN_START


def _lookalikes(word: Word, names: tuple[str, ...], card: Card) -> Iterator[Match]:
    if word.folded in folded(card.seen):
        yield Match.LOOKALIKE
    in_names, in_homes = _any_in(names), _any_in(folded(card.homes))
    for misread in word.misread:
        if misread in in_names:
            yield Match.LOOKALIKE_PART
            if misread in names:
                yield Match.LOOKALIKE
        if misread in in_homes:
            yield Match.PLACE_LOOKALIKE


def _elsewhere(asked: str, card: Card) -> Iterator[Match]:
    homes, places, units = folded(card.homes), folded(card.places), folded(card.units)
    told = holds if len(asked) > 1 else says
    for match, texts in ((Match.HOME, homes), (Match.PLACE, places), (Match.UNIT, units)):
        if told(texts, asked):
            yield match
    if told(folded(card.texts), asked):
        yield Match.TEXT
    for match, texts, others in (
        (Match.OTHER_HOME, homes, other_places(asked)),
        (Match.OTHER_PLACE, places, other_places(asked)),
        (Match.OTHER_UNIT, units, other_units(asked)),
    ):
        together = _any_in(texts)
        if any(other in together for other in others):
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


def spelled(spelling: Spelling, name: str) -> Match | None:
    """How one spelling of a word matches a name; None if it does not."""
    whole = find_spelled(spelling, name)
    return None if whole is None else match_of(spelling, whole=whole)


def sounds_first(spelling: Spelling, name: str) -> bool:
    """Whether a spelling is one sound, finished or not, and the name begins with it."""
    heard = hear(name)
    return len(spelling) == 1 < len(heard) and spelling[0].manner in SOUNDS and spelling[0].fits(heard[0])


def match_of(spelling: Spelling, *, whole: bool) -> Match:
    """What it counts for that a spelling spells the whole of a name, or a part."""
    used = manners(spelling)
    if Manner.MISSING in used:
        return Match.MISSING if whole else Match.MISSING_PART
    if used & SOUNDS == {Manner.INITIAL}:
        return Match.INITIALS if whole else Match.INITIALS_PART
    finished = used <= {Manner.CHARACTER, Manner.SYLLABLE}
    return Match.PINYIN if whole and finished else Match.PINYIN_PART


def maybe_a_name(asked: str) -> bool:
    """Whether a folded word may be a whole name, written out, of which one character was misread."""
    return 2 <= len(asked) <= LONGEST_NAME and not asked.isascii() and ILLEGIBLE not in asked


def faintly_alike(asked: str, name: str) -> bool:
    """Whether a folded name is the one asked for but for one character that looks even faintly like it."""
    if len(asked) != len(name):
        return False
    differing = [(one, other) for one, other in zip(asked, name, strict=True) if one != other]
    return len(differing) == 1 and (ILLEGIBLE in differing[0] or likeness(*differing[0]) >= FAINTLY)


def holds(texts: Iterable[str], asked: str) -> bool:
    """Whether one of the texts contains what is asked."""
    return any(asked in text for text in texts)


def _any_in(texts: Iterable[str]) -> str:
    """The texts as one, in which whatever one of them contains is found at once; no word has a line break in it."""
    return "\n".join(texts)


def says(texts: Iterable[str], asked: str) -> bool:
    """Whether one of the texts is what is asked, and nothing else."""
    return any(asked == text for text in texts)


def fits(form: str, name: str) -> bool:
    """Whether a name is of the form, in which □ is any one character."""
    return len(form) == len(name) and all(one in (ILLEGIBLE, other) for one, other in zip(form, name, strict=True))


def _reason(match: Match, term: Term, card: Card) -> str:
    if match in (Match.NAME_START, Match.NAME_PART):
        as_written = isinstance(term, Word) and holds(card.names, term.tidy)
        return "name" if as_written else "variant"
    return _REASON[match]
