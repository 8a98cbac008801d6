"""How people stand among others: the labels by which they are counted and sifted, and what was misread of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from archive.authority.campaigns import campaigns_in
from archive.authority.local import kept_for_each
from archive.authority.places import counties_at
from archive.authority.units import full_name
from archive.records import ILLEGIBLE, ArchivedEntry, Reading, Status
from search.characters.fold import fold, tidy
from search.index.years import years_covered, years_written

SEXES: Final = ("男", "女")
_ABOVE_COUNTIES: Final = re.compile(r"^(?:\w{1,6}?省|山东)?(?:\w{1,4}?(?:专区|地区))?")
_COUNTY: Final = re.compile(r"(?!第)\w{1,4}?[县市区]")
"""What reads like a county; 第三区 lies in one."""
_IN_A_CITY: Final = re.compile(r"[^\W\d_]{1,3}?[县区]")
"""滨州市惠民县, 滨州市滨城区: the city holds the county, or is a prefecture and holds the district."""
TOWNSHIP: Final = re.compile(r"\w{1,5}?(?:人民公社|公社|街道办事处|街道|办事处|[乡镇区])(?=\w)|\w{1,5}[乡镇]$")
"""沙窝乡 of 沙窝乡小赵庄. What ends in 区 and has nothing behind it may be a village as well."""
_PLAIN_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LONGEST_COUNTY: Final = 5
"""Characters of a county's name that is looked for among the known ones."""


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(filter(None, texts)))


def tidied(texts: Iterable[str]) -> tuple[str, ...]:
    """The same as they are looked for."""
    return distinct(map(tidy, texts))


def county_of(place: str) -> str:
    """The county, city or district that a place begins with, its province left out; "" if it names none."""
    return at_county(place)[0]


def homes_of(place: str) -> tuple[str, ...]:
    """The townships and villages within its county that a place names, widest first, each as the way down to it.

    惠民县沙窝乡小赵庄 → 惠民县/沙窝乡, 惠民县/沙窝乡/小赵庄. Empty where no county is named, or nothing within it.
    """
    way, rest = at_county(place)
    found = []
    while way and rest:
        township = TOWNSHIP.match(rest)
        step = township.group() if township else rest
        way, rest = f"{way}/{step}", rest[len(step) :]
        found.append(way)
    return tuple(found)


@kept_for_each(maxsize=1 << 14)
def at_county(place: str) -> tuple[str, str]:
    """A place come apart behind its county: `county_of` it, and, folded, the rest; all of it if it names none."""
    words = _ABOVE_COUNTIES.sub("", fold(place))
    found, length = _known_at_start(words)
    if found.endswith("市") and (within := _IN_A_CITY.match(words, length)):
        return within.group(), words[within.end() :]
    if found:
        return found, words[length:]
    other = _COUNTY.match(words)
    return (other.group(), words[other.end() :]) if other else ("", words)


def _known_at_start(words: str) -> tuple[str, int]:
    """A county of the authority by its full name, and how many characters of `words` name it."""
    known = _known_counties()
    lengths = range(_LONGEST_COUNTY, 1, -1)
    return next(((known[words[:length]], length) for length in lengths if words[:length] in known), ("", 0))


@kept_for_each(maxsize=4)
def _known_counties() -> dict[str, str]:
    """The counties of the authority by their names, and by these without 县 or 市 where that is no other county."""
    names = counties_at(None)
    # 县 comes last and stands: 惠民 is 惠民县, which outlived the town 惠民市.
    short = {name[:-1]: name for name in sorted(names, reverse=True) if len(name) > 2}
    return short | {name: name for name in names}


def county_of_roster(entry: ArchivedEntry) -> str:
    """The county that the whole roster is of; "" where what is printed of this person's home names one itself."""
    homes = [reading for reading in entry.entry.readings if reading.field == "native_place"]
    printed = any(county_of(words) for home in homes for words in (home.text, home.value or ""))
    return entry.roster.county if entry.roster and not printed else ""


@kept_for_each(maxsize=1 << 12)
def force_of(unit: str) -> str:
    """A unit under its full name, if it is known: 渤纵七师 is counted with 渤海纵队第七师."""
    return full_name(fold(unit))


def meant(readings: Iterable[Reading], field_name: str) -> tuple[str, ...]:
    """What the readings of a field say, in values where these are understood."""
    return distinct(reading.value or reading.text for reading in readings if reading.field == field_name)


def facts(readings: Iterable[Reading], field_name: str) -> tuple[str, ...]:
    """What the trusted readings of a field mean, where that is understood."""
    return distinct(reading.value or "" for reading in readings if reading.field == field_name and reading.trusted)


def years_of_death(readings: Iterable[Reading]) -> tuple[int, ...]:
    """The years that the dates of death cover or, where one was not understood, name; the earliest first."""
    deaths = [reading for reading in readings if reading.field == "death"]
    spoken = (years_covered(each.value) if each.value else years_written(each.text) for each in deaths)
    return tuple(sorted({year for years in spoken for year in years}))


def settled_date(readings: Iterable[Reading], field_name: str) -> str:
    """The year, month or day on which all trusted readings agree, as far as they go; "" if they differ or are vague."""
    told = facts(readings, field_name)
    finest = max(told, key=len, default="")
    settled = _PLAIN_DATE.fullmatch(finest) and all(map(finest.startswith, told))
    return finest if settled else ""


def campaigns_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The known campaigns that trusted words name where they tell how and where somebody fell."""
    told = [r.value or r.text for r in readings if r.field in ("death_place", "death_cause") and r.trusted]
    return distinct(name for words in told for name in campaigns_in(fold(words)))


def confused(reading: Reading) -> Iterator[str]:
    """The characters, folded, that were put right; where more than half were, another line was read, not misread."""
    formerly = _formerly(reading)
    if formerly is None:
        return
    read, decided = fold(formerly), fold(reading.text)
    if len(read) == len(decided):
        differing = [one + other for one, other in zip(read, decided, strict=True) if one != other]
        if 0 < len(differing) <= max(1, len(read) // 2):
            yield from (pair for pair in differing if ILLEGIBLE not in pair and not pair.isascii())


def _formerly(reading: Reading) -> str | None:
    """What a machine read where a person has decided; a snapshot keeps it, of names, as the first vote."""
    if reading.machine:
        return reading.machine.text
    return reading.votes[0].text if reading.status is Status.VERIFIED and reading.votes else None


def state_of(readings: Iterable[Reading]) -> str:
    """Of a person as a whole: flagged if anything is, verified if a person looked at all of it."""
    states = {reading.status for reading in readings}
    if Status.FLAGGED in states:
        return Status.FLAGGED
    return Status.VERIFIED if states == {Status.VERIFIED} else Status.ACCEPTED
