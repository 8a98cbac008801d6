"""The dates of a life in their order, and what happened in the district around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from archive.authority import campaigns as authority
from archive.authority.campaigns import Campaign, campaigns, campaigns_in
from archive.authority.table import cited
from archive.records import Person, Reading
from search import Filters, Search
from search.characters.fold import fold
from search.index.years import years_covered
from webapp.asking import parameters
from webapp.dates import date_words, iso_date
from webapp.facts import agreed, coherent
from webapp.languages import Words, phrase, told
from webapp.life import in_the_army, of_illness
from webapp.lives.contexts import Around, Battle, Moment

_BORN, _JOINED, _PARTY, _FELL = "birth", "enlisted", "political_status", "death"
_DATED: Final = (_BORN, _JOINED, _PARTY, _FELL)
"""The fields that date a life, in the order in which they follow one another where their dates leave it open."""
_EARLY: Final = (_BORN, _JOINED)
"""What may be as early in a vague date as it can; the others as late."""
_IN_THE_WAR: Final = (_JOINED, _FELL)
_MOST_YEARS: Final = 2
"""A date that may lie in more years than these tells nothing of what happened around it."""
_PARTY_DATE: Final = re.compile(
    r"([一二三四五六七八九〇零\d]{4})[年.](?:(十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])[月.]?)?\d{0,2}日?"
    r"(?:光荣)?(?:加入|参加|入)(?:中国共产|中共)?(党|团)"
)
_DIGITS: Final = str.maketrans("一二三四五六七八九〇零", "12345678900")


class _Dated(NamedTuple):
    """What a reading dates: an EDTF date, and what was joined, where that is a party."""

    edtf: str
    joined: str = ""


def timeline_of(person: Person) -> tuple[Moment, ...]:
    """The moments of a life whose dates are understood, first to last; nothing in doubt stands beside what is sure.

    Dates that contradict one another tell no moments.
    """
    facts = coherent(person)
    odd = agreed(person).keys() - facts.keys()
    found = [
        (_place_in_time(field, dated.edtf), field, dated.edtf, _moment(field, dated, facts, certain=certain, of=of))
        for field in _DATED
        if field not in odd
        for dated, certain, of in _dated(person, field)
    ]
    found.sort(key=lambda one: one[0])
    return tuple(_set_in_their_time([(field, edtf, moment) for _, field, edtf, moment in found], facts))


def _dated(person: Person, field: str) -> Iterator[tuple[_Dated, bool, tuple[int, ...]]]:
    """The dates of a field, whether they are trusted, and by which sources where trusted ones differ."""
    sure: dict[_Dated, list[int]] = {}
    doubtful: dict[_Dated, list[int]] = {}
    for number, archived in enumerate(person.entries, start=1):
        reading = archived.entry.reading(field)
        if reading is not None and (dated := _date_in(reading)) is not None:
            (sure if reading.trusted else doubtful).setdefault(dated, []).append(number)
    finest = max(sure, key=lambda one: len(one.edtf), default=None)
    if finest and all(finest.edtf.startswith(one.edtf) and one.joined == finest.joined for one in sure):
        sure = {finest: []}
    for dated, sources in sure.items():
        yield dated, True, tuple(sources) if len(sure) > 1 else ()
    if not sure:
        for dated, sources in doubtful.items():
            yield dated, False, tuple(sources) if len(doubtful) > 1 else ()


def _date_in(reading: Reading) -> _Dated | None:
    words = reading.value or ""
    if reading.field != _PARTY:
        return _Dated(words) if date_words(words) else None
    if (found := _PARTY_DATE.search(words)) is None:
        return None
    year, month, joined = found.groups()
    return _Dated(year.translate(_DIGITS) + (f"-{_month(month):02}" if month else ""), joined)


def _month(words: str) -> int:
    """A month from 1 to 12 as it is printed: 十二, 12, 十."""
    if words.startswith("十"):
        return 10 + int(words[1:].translate(_DIGITS) or 0)
    return int(words.translate(_DIGITS))


def _place_in_time(field: str, edtf: str) -> tuple[str, int]:
    """Who joined in May 1947 and fell in 1947 joined first, as far as anybody knows."""
    early, order = field in _EARLY, _DATED.index(field)
    blank = "-00-00" if early else "-99-99"
    if iso_date(edtf):
        return edtf + blank[len(edtf) - len("1947") :], order
    years = years_covered(edtf)
    return f"{(min if early else max)(years, default=9999):04}{blank}", order


def _moment(field: str, dated: _Dated, facts: Mapping[str, Reading], *, certain: bool, of: tuple[int, ...]) -> Moment:
    words = date_words(dated.edtf)
    place = facts["death_place"].value if field == _FELL and "death_place" in facts else None
    return Moment(
        label=_label(field, dated.joined, facts),
        when=told(words.both()) if words else dated.edtf,
        iso=iso_date(dated.edtf) or "",
        vague=iso_date(dated.edtf) is None,
        certain=certain,
        place=place or "",
        sources=of,
    )


def _label(field: str, joined: str, facts: Mapping[str, Reading]) -> Words:
    if field == _BORN:
        return phrase("出生")
    if field == _JOINED:
        return phrase("入伍") if _JOINED in facts and in_the_army(dict(facts)) else phrase("参加革命")
    if field == _PARTY:
        return phrase("入党") if joined == "党" else phrase("入团")
    return phrase("病故") if of_illness(dict(facts)) else phrase("牺牲")


def _set_in_their_time(found: Sequence[tuple[str, str, Moment]], facts: Mapping[str, Reading]) -> Iterator[Moment]:
    """The moments, each with the campaigns of its years; of two in the same years only the last is told them."""
    for at, (field, edtf, moment) in enumerate(found):
        years = tuple(years_covered(edtf))
        later = {
            tuple(years_covered(other)) for kind, other, one in found[at + 1 :] if kind in _IN_THE_WAR and one.certain
        }
        battles = tuple(_battles(facts, years)) if field == _FELL and moment.certain else ()
        silent = field not in _IN_THE_WAR or not moment.certain or years in later
        around = None if silent else _around(years, moment.when, {battle.name for battle in battles})
        yield replace(moment, battles=battles, around=around)


def _battles(facts: Mapping[str, Reading], years: Sequence[int]) -> Iterator[Battle]:
    """The campaigns that the roster names where it tells how and where somebody fell."""
    words = "\n".join(facts[field].value or "" for field in ("death_place", "death_cause") if field in facts)
    for name in campaigns_in(fold(words)):
        span = Filters(since=min(years), until=max(years)) if 0 < len(years) <= _MOST_YEARS else Filters()
        yield Battle(name, parameters(Search(name, span)))


def _around(years: Sequence[int], when: Words, told_already: set[str]) -> Around | None:
    if not 0 < len(years) <= _MOST_YEARS:
        return None
    fought = [one for one in _fought_in(tuple(years)) if one.name not in told_already]
    if not fought:
        return None
    texts = cited(authority.TABLE)
    span = date_words(f"{min(years)}" if len(set(years)) == 1 else f"{min(years)}/{max(years)}")
    return Around(
        years=told(span.both()) if span else when,
        campaigns=tuple(one.name for one in fought),
        sources=tuple(dict.fromkeys(texts[key] for one in fought for key in one.sources)),
    )


@lru_cache(maxsize=1 << 8)
def _fought_in(years: tuple[int, ...]) -> tuple[Campaign, ...]:
    """The campaigns that were fought in one of these years, in the order of time."""
    return tuple(
        one for one in campaigns().values() if any(spell.known_at(year) for spell in one.spells for year in years)
    )
