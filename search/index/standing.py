"""How people stand among others: the labels by which they are counted and sifted, and what was misread of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from archive.authority.places import counties_at
from archive.authority.units import full_name
from archive.records import ILLEGIBLE, Reading, Status
from search.characters.fold import fold

SEXES: Final = ("男", "女")
_ABOVE_COUNTIES: Final = re.compile(r"^(?:\w{1,6}?省|山东)?(?:\w{1,4}?(?:专区|地区))?")
_COUNTY: Final = re.compile(r"\w{1,4}?[县市区]")
_IN_A_CITY: Final = re.compile(r"[^\W\d_]{1,3}?[县区]")
"""滨州市惠民县, 滨州市滨城区: the city holds the county, or is a prefecture and holds the district."""
_LONGEST_COUNTY: Final = 5
"""Characters of a county's name that is looked for among the known ones."""


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(filter(None, texts)))


def county_of(place: str) -> str:
    """The county, city or district that a place begins with, its province left out; "" if it names none."""
    words = _ABOVE_COUNTIES.sub("", fold(place))
    found = _known_at_start(words)
    if found.endswith("市") and (within := _IN_A_CITY.match(words, len(found))):
        return within.group()
    if found:
        return found
    other = _COUNTY.match(words)
    return other.group() if other else ""


def _known_at_start(words: str) -> str:
    known = _known_counties()
    return next((known[words[:length]] for length in range(_LONGEST_COUNTY, 1, -1) if words[:length] in known), "")


@lru_cache(maxsize=1)
def _known_counties() -> dict[str, str]:
    """The counties of the authority by their names, and by these without 县 or 市 where that is no other county."""
    names = counties_at(None)
    # 县 comes last and stands: 惠民 is 惠民县, which outlived the town 惠民市.
    short = {name[:-1]: name for name in sorted(names, reverse=True) if len(name) > 2}
    return short | {name: name for name in names}


@lru_cache(maxsize=1 << 12)
def force_of(unit: str) -> str:
    """A unit under its full name, if it is known: 渤纵七师 is counted with 渤海纵队第七师."""
    return full_name(fold(unit))


def meant(readings: Iterable[Reading], field_name: str) -> tuple[str, ...]:
    """What the readings of a field say, in values where these are understood."""
    return distinct(reading.value or reading.text for reading in readings if reading.field == field_name)


def confused(reading: Reading) -> Iterator[str]:
    """The characters, folded, that were put right; where more than half were, another line was read, not misread."""
    if reading.machine is None:
        return
    read, decided = fold(reading.machine.text), fold(reading.text)
    if len(read) == len(decided):
        differing = [one + other for one, other in zip(read, decided, strict=True) if one != other]
        if 0 < len(differing) <= max(1, len(read) // 2):
            yield from (pair for pair in differing if ILLEGIBLE not in pair and not pair.isascii())


def state_of(readings: Iterable[Reading]) -> str:
    """Of a person as a whole: flagged if anything is, verified if a person looked at all of it."""
    states = {reading.status for reading in readings}
    if Status.FLAGGED in states:
        return Status.FLAGGED
    return Status.VERIFIED if states == {Status.VERIFIED} else Status.ACCEPTED
