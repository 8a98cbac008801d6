"""Which entries are held against each other at all: those with one name, or nearly one.

Entries are gathered by name, by what else they are called or were read as, and by their name with one character out
of sight. Where many bear a name, only those are compared who also share a county, through its changes of name, or
died within a year of each other: in a crowd of one name, nothing else could tell two of them for one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from archive.linkage.claims import Claims
from archive.linkage.names import as_wife, masked
from archive.linkage.places import Kin
from archive.linkage.spans import years_of
from archive.records import ILLEGIBLE

_CROWD: Final = 40
"""Bearers of a name of whom each is compared with each."""
_VAGUE: Final = 5
"""Years beyond which a date of death says too little to gather by it."""

Pair = tuple[int, int]


def pairs(claims: Sequence[Claims], kin: Kin) -> Iterator[Pair]:
    """Each two entries worth comparing, as their places in `claims`, the lesser first; a few come more than once."""
    for key, bearers in _by_name(claims).items():
        found = _within(bearers, claims, kin)
        if ILLEGIBLE in key:
            # Those of one name were gathered under the name itself.
            found = ((one, other) for one, other in found if claims[one].name != claims[other].name)
        yield from found


def _by_name(claims: Sequence[Claims]) -> dict[str, list[int]]:
    gathered: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(claims):
        for key in dict.fromkeys(_keys(one)):
            gathered[key].append(place)
    return gathered


def _keys(one: Claims) -> Iterable[str]:
    for name in (one.name, *one.aliases, *one.otherwise):
        if len(name) > 1 and ILLEGIBLE not in name:
            yield name
    if len(one.name) > 1 and one.name.count(ILLEGIBLE) < 2:
        if ILLEGIBLE in one.name:
            yield one.name
        else:
            yield from masked(one.name)
        if wife := as_wife(one.name):
            yield wife


def _within(bearers: Sequence[int], claims: Sequence[Claims], kin: Kin) -> Iterator[Pair]:
    if len(bearers) <= _CROWD:
        return combinations(bearers, 2)
    shared: defaultdict[tuple[str, int | str], list[int]] = defaultdict(list)
    for place in bearers:
        for key in _shared(claims[place], kin):
            shared[key].append(place)
    return iter({pair for group in shared.values() for pair in combinations(group, 2)})


def _shared(one: Claims, kin: Kin) -> Iterator[tuple[str, int | str]]:
    if one.county:
        for county in kin.of_county(one.county):
            yield "county", county
    if one.death is not None and len(years_of(one.death)) <= _VAGUE:
        for year in years_of(one.death):
            yield "year", year
            yield "year", year + 1
