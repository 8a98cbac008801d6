"""From the terms of a question to queries of the index; what was typed is never parsed by Whoosh.

Each `Lens` looks for one way of matching. Where the index alone cannot say for sure, the lens tells
what is still to be looked at in the cards it brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Term as Holds

from search.fold import fold
from search.lookalikes import misreadings
from search.pinyin import beginning_with
from search.question import Date, Filters, Term, Word
from search.schema import LONGEST_START, pairs
from search.spelling import SOUNDS, Manner, Spelling, manners, sounding_runs
from search.why import Match, match_of

_LONGEST_PAIR = 2


@dataclass(frozen=True, slots=True)
class Lens:
    """One way of matching, and the query that brings the cards.

    With `needles`, a card counts only if its texts of `column` hold one of them. With `spelling`,
    only if that spells one of its names; `match` is then the best it can be.
    """

    match: Match
    query: Query
    column: str = ""
    needles: tuple[str, ...] = ()
    spelling: Spelling | None = None


def lenses(term: Term) -> Iterator[Lens]:
    """All lenses for one term of a question; together they bring whatever `search.why` says matches."""
    if isinstance(term, Word):
        yield from _lenses_of_word(term)
    elif isinstance(term, Date):
        yield from _lenses_of_date(term)
    else:
        yield Lens(Match.DEATH, NumericRange("death", term.first, term.last))
        yield from _elsewhere(term.folded)


def filtering(filters: Filters) -> Iterator[Lens]:
    """Lenses that every answer must be in; how well they match does not count."""
    if place := fold(filters.place):
        yield holding(Match.PLACE, "places", [place])
    if unit := fold(filters.unit):
        yield holding(Match.UNIT, "units", [unit])
    if surname := fold(filters.surname):
        yield Lens(Match.NAME_START, Holds("surname", surname))
    if filters.since is not None or filters.until is not None:
        yield Lens(Match.DEATH, NumericRange("death", filters.since, filters.until))


def holding(match: Match, column: str, needles: Iterable[str]) -> Lens:
    """The cards with one of the needles in a text of `column` (names, aliases, places, units, texts)."""
    asked = tuple(dict.fromkeys(needles))
    query = _any(_all(Holds(column, pair) for pair in pairs(needle)) for needle in asked)
    exact = all(len(needle) <= _LONGEST_PAIR for needle in asked)
    return Lens(match, query, column, () if exact else asked)


def _lenses_of_word(word: Word) -> Iterator[Lens]:
    asked = word.folded
    yield Lens(Match.NAME, Holds("written_name", word.tidy))
    yield Lens(Match.VARIANT, Holds("name", asked))
    yield Lens(Match.ALIAS, Holds("alias", asked))
    if len(asked) <= LONGEST_START:
        yield Lens(Match.NAME_START, Holds("start", asked))
    yield holding(Match.NAME_PART, "names", [asked])
    yield holding(Match.ALIAS_PART, "aliases", [asked])
    for spelling in word.spellings:
        yield from _spelled(spelling)
    misread = list(misreadings(asked))
    yield Lens(
        Match.LOOKALIKE,
        _any([Holds("seen", asked), *(Holds("name", other) for other in misread)]),
    )
    if misread:
        yield holding(Match.LOOKALIKE_PART, "names", misread)
        yield holding(Match.PLACE_LOOKALIKE, "places", misread)
    yield from _elsewhere(asked)


def _lenses_of_date(date: Date) -> Iterator[Lens]:
    if date.edtf == str(date.year):
        yield Lens(Match.DEATH, NumericRange("death", date.year, date.year))
        yield Lens(Match.DATE, NumericRange("year", date.year, date.year))
        return
    yield Lens(Match.DATE, Holds("date", date.edtf))
    yield from _elsewhere(date.folded)


def _elsewhere(asked: str) -> Iterator[Lens]:
    yield holding(Match.PLACE, "places", [asked])
    yield holding(Match.UNIT, "units", [asked])
    yield holding(Match.TEXT, "texts", [asked])


def _spelled(spelling: Spelling) -> Iterator[Lens]:
    used = manners(spelling)
    typed = "".join(unit.typed for unit in spelling)
    if used == {Manner.SYLLABLE}:
        yield Lens(Match.PINYIN, Holds("sound", typed))
        yield Lens(Match.PINYIN_PART, Holds("sounds", typed))
    elif used == {Manner.INITIAL} and len(typed) == len(spelling):
        yield Lens(Match.INITIALS, Holds("initial", typed))
        yield Lens(Match.INITIALS_PART, Holds("initials", typed))
    elif used <= SOUNDS and _only_last_unfinished(spelling):
        yield Lens(match_of(spelling, whole=False), _sounding(spelling))
    else:
        yield Lens(match_of(spelling, whole=True), _candidates(spelling), spelling=spelling)


def _candidates(spelling: Spelling) -> Query:
    """Brings every card that the spelling may spell a name of, and some more."""
    written = "".join(unit.typed if unit.manner is Manner.CHARACTER else " " for unit in spelling).split()
    queries: list[Query] = [Holds("names", pair) for run in written for pair in pairs(run)]
    queries += [_sounding(run) for run in sounding_runs(spelling) if len(run) > 1 or _only_last_unfinished(run)]
    return _all(queries)


def _sounding(run: Spelling) -> Query:
    """Exact where only the last unit is unfinished; otherwise the initials, which are sure to agree."""
    if _only_last_unfinished(run):
        head = "".join(unit.typed for unit in run[:-1])
        if run[-1].manner is Manner.SYLLABLE:
            return Holds("sounds", head + run[-1].typed)
        return _any(Holds("sounds", head + ending) for ending in beginning_with(run[-1].typed))
    queries: list[Query] = [Holds("initials", "".join(unit.typed[0] for unit in run))]
    queries += [Holds("sounds", unit.typed) for unit in run if unit.manner is Manner.SYLLABLE]
    return _all(queries)


def _only_last_unfinished(run: Spelling) -> bool:
    """Whether syllables come first; a lone initial is none, because half the people begin with it."""
    finished = all(unit.manner is Manner.SYLLABLE for unit in run[:-1])
    return finished and (len(run) > 1 or run[-1].manner is not Manner.INITIAL)


def _all(queries: Iterable[Query]) -> Query:
    return _joined(And, list(dict.fromkeys(queries)))


def _any(queries: Iterable[Query]) -> Query:
    return _joined(Or, list(dict.fromkeys(queries)))


def _joined(kind: type[And] | type[Or], queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else kind(queries)
