"""From the terms of a question to queries of the index; what was typed is never parsed by the engine.

Each lens looks for texts that may match in one way or several. Where the index alone cannot say for sure, the lens
tells what is still to be looked at in the texts it brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from archive.records import ILLEGIBLE
from search.characters.pinyin import beginning_with
from search.characters.spelling import (
    LONGEST_SOUNDS,
    SOUNDS,
    Manner,
    Spelling,
    Unit,
    initial_term,
    manners,
    run_of,
    sounding_runs,
)
from search.index.engine import Holds, Query, all_of, any_of
from search.index.schema import Kind, pairs, skips
from search.index.writing import DEATHS, YEARS
from search.questions.forms import married_names, other_places, other_units
from search.questions.question import Date, Term, Word
from search.questions.why import Match, faintly_alike, match_of, maybe_a_name

_LONGEST_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Needles:
    """A text counts if it holds one of these, folded."""

    needles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A text counts if it begins so, folded."""

    start: str

    def admits(self, kept: str) -> bool:
        """Whether a text in kept forms counts."""
        return kept.startswith(self.start)


@dataclass(frozen=True, slots=True)
class Written:
    """A text counts if it is written exactly so."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text counts if it is one of these, all of one length, in kept forms."""

    texts: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many characters they have."""
        return len(self.texts[0])

    def admits(self, kept: str) -> bool:
        """Whether a text in kept forms counts."""
        return kept in self.texts


@dataclass(frozen=True, slots=True)
class Length:
    """A text counts if it has so many characters."""

    characters: int


@dataclass(frozen=True, slots=True)
class Faint:
    """A text counts if it looks faintly like this."""

    asked: str

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.asked)

    def admits(self, kept: str) -> bool:
        """Whether a text in kept forms counts."""
        return faintly_alike(self.asked, kept)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text counts if the spelling spells it, for what that is worth."""

    spelling: Spelling


Check = Needles | Beginning | Written | OneOf | Length | Faint | Spelled
"""What is still to be looked at in a text that the engine brings."""


class Way(NamedTuple):
    """What it counts for that a text passes the check; where that is for a spelling, `match` is the best it can be."""

    match: Match
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class TextLens:
    """A query that brings texts, and the ways in which these may match: it is asked once for all of them."""

    query: Query
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class YearLens:
    """People with a year between `first` and `last`, both included, among their `years` or years of death."""

    match: Match
    years: str
    first: int
    last: int


Lens = TextLens | YearLens


def lenses(term: Term) -> Iterator[Lens]:
    """All lenses for one term of a question; together they bring whatever `questions.why` says matches."""
    if isinstance(term, Word):
        yield from _lenses_of_word(term)
    elif isinstance(term, Date):
        yield from _lenses_of_date(term)
    else:
        yield YearLens(Match.DEATH, DEATHS, term.first, term.last)
        yield from _elsewhere(term.folded)


def holding(match: Match, kind: Kind, needles: Iterable[str], *better: Way) -> TextLens:
    """The texts of a kind that hold one of the folded needles; `better` are ways in which some of them match, too."""
    asked = tuple(dict.fromkeys(needles))
    query = any_of(all_of(Holds(kind, pair) for pair in pairs(needle)) for needle in asked)
    exact = all(len(needle) <= _LONGEST_PAIR for needle in asked)
    return TextLens(query, (*better, Way(match, None if exact else Needles(asked))))


def _lenses_of_word(word: Word) -> Iterator[Lens]:
    asked = word.folded
    whole = (Way(Match.NAME, Written(word.tidy)), Way(Match.VARIANT, OneOf((asked,))))
    if len(asked) == 1:
        yield TextLens(Holds("first", asked), (Way(Match.NAME_START),))
        yield holding(Match.NAME_PART, Kind.NAMES, [asked], *whole)
    else:
        yield holding(Match.NAME_PART, Kind.NAMES, [asked], *whole, Way(Match.NAME_START, Beginning(asked)))
    yield holding(Match.ALIAS_PART, Kind.ALIASES, [asked], Way(Match.ALIAS, OneOf((asked,))))
    for form in married_names(asked):
        query = all_of(Holds(Kind.NAMES, term) for term in written_terms(form))
        yield TextLens(query, (Way(Match.MARRIED_NAME, Length(len(form))),))
    for spelling in word.spellings:
        yield from _sounding_first(spelling)
        yield lens_of_spelling(spelling)
    for slip in word.slips:
        lens = lens_of_spelling(slip)
        yield TextLens(lens.query, tuple(Way(Match.SLIP, way.check) for way in lens.ways))
    yield from _lookalikes(word)
    if word.heard:
        yield holding(Match.HEARD_HOME, Kind.HOMES, word.heard)
    yield from _elsewhere(asked)


def _lookalikes(word: Word) -> Iterator[Lens]:
    yield TextLens(Holds(Kind.SEEN, word.folded), (Way(Match.LOOKALIKE),))
    if misread := word.misread:
        yield holding(Match.LOOKALIKE_PART, Kind.NAMES, misread, Way(Match.LOOKALIKE, OneOf(misread)))
        yield holding(Match.PLACE_LOOKALIKE, Kind.HOMES, misread)


def faint_lenses(term: Term) -> Iterator[Lens]:
    """The lens for names that look but faintly like a term; none for one that is no name."""
    if isinstance(term, Word) and maybe_a_name(term.folded):
        yield TextLens(one_other(term.folded), (Way(Match.FAINT_LOOKALIKE, Faint(term.folded)),))


def _lenses_of_date(date: Date) -> Iterator[Lens]:
    if date.edtf == str(date.year):
        yield YearLens(Match.DEATH, DEATHS, date.year, date.year)
        yield YearLens(Match.DATE, YEARS, date.year, date.year)
        return
    yield TextLens(Holds(Kind.DATES, date.edtf.replace("-", "")), (Way(Match.DATE),))
    yield from _elsewhere(date.folded)


def _elsewhere(asked: str) -> Iterator[Lens]:
    yield holding(Match.HOME, Kind.HOMES, [asked])
    yield holding(Match.PLACE, Kind.PLACES, [asked])
    yield holding(Match.UNIT, Kind.UNITS, [asked])
    yield holding(Match.TEXT, Kind.TEXTS, [asked])
    if others := other_places(asked):
        yield holding(Match.OTHER_HOME, Kind.HOMES, others)
        yield holding(Match.OTHER_PLACE, Kind.PLACES, others)
    if forms := other_units(asked):
        yield holding(Match.OTHER_UNIT, Kind.UNITS, forms)


def _sounding_first(spelling: Spelling) -> Iterator[TextLens]:
    """The lens for the names that begin with the one sound of a spelling."""
    if len(spelling) == 1 and spelling[0].manner in SOUNDS:
        sounds = _finished(spelling[0])
        yield TextLens(any_of(Holds("first_sounds", sound) for sound in sounds), (Way(Match.PINYIN_START),))


def lens_of_spelling(spelling: Spelling) -> TextLens:
    """The lens for the names that a spelling spells, the whole or a part of them."""
    used = manners(spelling)
    if used == {Manner.SYLLABLE} and len(spelling) <= LONGEST_SOUNDS:
        whole = Way(Match.PINYIN, Length(len(spelling)))
        return TextLens(_sounding(spelling), (whole, Way(Match.PINYIN_PART)))
    if used == {Manner.INITIAL}:
        query = Holds("initials", "".join(initial_term(unit.typed) for unit in spelling))
        return TextLens(query, (Way(Match.INITIALS, Length(len(spelling))), Way(Match.INITIALS_PART)))
    if used <= SOUNDS and _only_last_unfinished(spelling) and len(spelling) <= LONGEST_SOUNDS:
        return TextLens(_sounding(spelling), (Way(match_of(spelling, whole=False)),))
    return TextLens(_candidates(spelling), (Way(match_of(spelling, whole=True), Spelled(spelling)),))


def _candidates(spelling: Spelling) -> Query:
    """Brings every name that the spelling may spell, and some more."""
    written = "".join(unit.typed if unit.manner in _WRITTEN else " " for unit in spelling)
    terms = [term for run in written.split() for term in written_terms(run)]
    queries: list[Query] = [any_of(Holds(kind, term) for kind in _SPELLED) for term in terms]
    queries += [_sounding(run) for run in sounding_runs(spelling) if len(run) > 1 or _only_last_unfinished(run)]
    return all_of(queries)


def written_terms(run: str) -> Iterator[str]:
    """The terms of every name that has a run of folded characters in it, each □ any one character."""
    known = [term for term in (*pairs(run), *skips(run)) if term[0] != ILLEGIBLE != term[-1]]
    yield from known
    covered = "".join(known)
    yield from (char for char in run if char not in covered and char != ILLEGIBLE)


def one_other(asked: str) -> Query:
    """Brings every name that has what is asked for with one other character, and some more."""
    forms = (asked[:at] + ILLEGIBLE + asked[at + 1 :] for at in range(len(asked)))
    return any_of(
        all_of(Holds(Kind.NAMES, term) for term in written_terms(form)) for form in forms if form.strip(ILLEGIBLE)
    )


_SPELLED: Final = (Kind.NAMES, Kind.ALIASES)
"""Kinds of texts that have a sound."""
_WRITTEN: Final = (Manner.CHARACTER, Manner.MISSING)


def _sounding(run: Spelling) -> Query:
    """Exact for at most two units of which only the last is unfinished; otherwise it brings some more."""
    if _only_last_unfinished(run):
        sounds = [_finished(unit) for unit in run]
        if len(run) == 1:
            return any_of(Holds("sounds", sound) for sound in sounds[0])
        return all_of(
            any_of(Holds("sounds", run_of(head, sound)) for head in heads for sound in tails)
            for heads, tails in pairwise(sounds)
        )
    queries: list[Query] = [Holds("initials", "".join(unit.typed[0] for unit in run))]
    queries += [Holds("sounds", unit.typed) for unit in run if unit.manner is Manner.SYLLABLE]
    return all_of(queries)


def _finished(unit: Unit) -> tuple[str, ...]:
    """The syllables that a unit may stand for."""
    return (unit.typed,) if unit.manner is Manner.SYLLABLE else beginning_with(unit.typed)


def _only_last_unfinished(run: Spelling) -> bool:
    """Whether syllables come first; a lone initial is none, because half the people begin with it."""
    finished = all(unit.manner is Manner.SYLLABLE for unit in run[:-1])
    return finished and (len(run) > 1 or run[-1].manner is not Manner.INITIAL)
