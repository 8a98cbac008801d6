"""Places of the Bohai district: counties and what they lay in, then and now.

Names are asked and given in simplified characters, without blanks or punctuation between them. Nothing here
goes below the county: a village or township at the end of a name is for the caller to take off.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.authority.lineage import lineage
from archive.authority.lines import Record
from archive.authority.local import in_force, kept_for_each
from archive.authority.spells import EARLIER, LATER, Spell
from archive.authority.table import load

TABLE: Final = Path(__file__).with_name("places.csv")

WIDE: Final = ("省", "行政区", "专区", "地区", "特区", "地级市")
COUNTIES: Final = ("县", "市")
LEVELS: Final = (*WIDE, *COUNTIES, "区", "镇")

_LONGEST_PATH: Final = 40
"""Characters of 山东省渤海行政区第四专区利津县 and its like; nothing longer is the name of one place."""

_SHORTENED: Final = ("省", "地级市", "县", "市", "区")
"""Levels whose last word is left out in speech: 惠民 for 惠民县. 惠民 for 惠民专区 would mislead."""

_LAST_WORD: Final = re.compile(r"(?<=..)(?:回族自治县|特区|[省市县区])$")


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A place under one name; under another name, or at another level, it is another place."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name it is printed under: in full, without 县, 市, 区, and its other names."""
        short = _LAST_WORD.sub("", self.name) if self.level in _SHORTENED else self.name
        return tuple(dict.fromkeys((self.name, short, *self.also)))

    def known_at(self, year: int) -> bool:
        """Whether it is known to have existed in `year`, by its own years or by those in which it lay in something."""
        spells = (*self.spells, *(link.during for link in self.within))
        return any(spell.known_at(year) for spell in spells) or self._reaches(year)

    def _reaches(self, year: int) -> bool:
        """Whether it was there from the beginning, until nobody knows when, and is still named later than `year`."""
        named = [bound for link in self.within for bound in (link.during.first, link.during.last) if bound is not None]
        return self.spells == (Spell(EARLIER, None),) and bool(named) and year <= max(named)


@kept_for_each(maxsize=4)
def places() -> dict[str, Place]:
    """All places by id, in the order of the table; raises InputError for a table that breaks its rules."""
    return load(TABLE, Place, LEVELS, in_force().of("places"))


def names_through_time(words: str) -> tuple[str, ...]:
    """All other names of a place and of what it came from or became, nearest first; empty when it is unknown.

    `words` is a name in full or short, old or new, alone or behind the places it lies in (滨州市滨城区). A place that
    was divided leads to its parts, one that was joined from others to all of these; those that only a part went to or
    came from are last. Each place gives its full name, then the name without 县, 市 or 区, then its other names.
    """
    found = places_called(words)
    kept = dict.fromkeys(form for place in (*found, *lineage(places(), [p.id for p in found])) for form in place.forms)
    return tuple(form for form in kept if form != words)


def within(words: str) -> tuple[str, ...]:
    """The names of the counties, and districts of cities, that lay in a place wider than a county, then and now.

    First those that lay in it, in the order of the table, then what they came from and became; each in full and
    without 县, 市 or 区. Empty when `words` is not known, or no wider place.
    """
    wide = [place for place in places_called(words) if place.level in WIDE]
    members = list(dict.fromkeys(_members([(place.id, Spell(EARLIER, LATER)) for place in wide])))
    inside = [places()[identity] for identity in members]
    kin = (place for place in (*inside, *lineage(places(), members, parts=False)) if place.level not in WIDE)
    return tuple(dict.fromkeys(form for place in kin for form in place.forms))


@kept_for_each(maxsize=256)
def counties_at(year: int | None) -> frozenset[str]:
    """The full names, with 县 or 市, of the counties known to have existed in `year`; of all when it is None."""
    counties = (place for place in places().values() if place.level in COUNTIES and place.name.endswith(COUNTIES))
    return frozenset(place.name for place in counties if year is None or place.known_at(year))


def places_called(words: str) -> tuple[Place, ...]:
    """The places that `words` names, in full or short.

    Of namesakes behind wider places, those that lay in these where some did.
    """
    named = _named().get(words, ())
    if named or len(words) > _LONGEST_PATH:
        return named
    for cut in range(1, len(words) - 1):
        tail = _named().get(words[cut:], ())
        if tail and (above := places_called(words[:cut])):
            upper = {place.id for place in above}
            return tuple(place for place in tail if upper & _above(place.id)) or tail
    return ()


@kept_for_each(maxsize=4)
def _named() -> dict[str, tuple[Place, ...]]:
    table: dict[str, list[Place]] = defaultdict(list)
    for place in places().values():
        for form in dict.fromkeys(place.forms):
            table[form].append(place)
    return {form: tuple(found) for form, found in table.items()}


@kept_for_each(maxsize=4)
def _below() -> dict[str, list[tuple[str, Spell]]]:
    """What lay directly in each place, and when."""
    table: dict[str, list[tuple[str, Spell]]] = defaultdict(list)
    for place in places().values():
        for link in place.within:
            table[link.of].append((place.id, link.during))
    return table


def _members(wider: Iterable[tuple[str, Spell]]) -> Iterator[str]:
    """The ids of all below these places in the years given, level by level, in the order of the table."""
    order = {identity: number for number, identity in enumerate(places())}
    edge = list(wider)
    inside: set[str] = set()
    while edge:
        edge = [
            (identity, during.meeting(spell))
            for wide, spell in edge
            for identity, during in _below().get(wide, ())
            if during.meets(spell)
        ]
        inside |= {identity for identity, _ in edge}
    return iter(sorted(inside, key=order.__getitem__))


def _above(identity: str) -> set[str]:
    """The ids of all that a place ever lay in."""
    found: set[str] = set()
    edge = {identity}
    while edge:
        edge = {link.of for lower in edge for link in places()[lower].within} - found
        found |= edge
    return found
