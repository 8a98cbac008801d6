"""Native places: the county through its changes of name, and what lies in it."""

from __future__ import annotations

from typing import Final

from archive.authority import places, units
from archive.linkage.claims import Claims
from archive.linkage.findings import Agreement, Finding, untold, weight
from archive.linkage.frequencies import Frequencies

_FIELD: Final = "native_place"


class Kin:
    """What places and units came from and became, looked up once each."""

    def __init__(self) -> None:
        self._counties: dict[str, frozenset[str]] = {}
        self._units: dict[str, frozenset[str]] = {}

    def of_county(self, county: str) -> frozenset[str]:
        """A county and all names of what it came from and became."""
        if (known := self._counties.get(county)) is None:
            known = self._counties[county] = frozenset((county, *places.names_through_time(county)))
        return known

    def of_unit(self, unit: str) -> frozenset[str]:
        """A unit and the names of what it came from and became."""
        if (known := self._units.get(unit)) is None:
            known = self._units[unit] = frozenset((unit, *units.through_time(unit)))
        return known


def place_finding(one: Claims, other: Claims, frequencies: Frequencies, kin: Kin) -> Finding:
    """How two native places agree; two rosters often go down to another depth."""
    if not one.county or not other.county:
        return _without_county(one, other, frequencies)
    if not (one.county in kin.of_county(other.county) or other.county in kin.of_county(one.county)):
        return Finding(_FIELD, Agreement.APART, weight(0.04, 0.9))
    in_county = max(frequencies.of_county(one.county), frequencies.of_county(other.county))
    whole = Agreement.SAME if one.county == other.county else Agreement.NEAR
    return _within_county(one.within, other.within, whole, frequencies, in_county)


def _without_county(one: Claims, other: Claims, frequencies: Frequencies) -> Finding:
    """Where one of both names no county, what both name within theirs tells something."""
    if not one.within or not other.within:
        return untold(_FIELD)
    if one.within == other.within:
        whole = Agreement.SAME if one.county == other.county else Agreement.NEAR
        return Finding(_FIELD, whole, weight(0.3, frequencies.of_village(one.within)))
    if _one_within_the_other(one.within, other.within):
        return Finding(_FIELD, Agreement.NEAR, weight(0.2, 0.01))
    return Finding(_FIELD, Agreement.APART, weight(0.1, 0.95))


def _within_county(one: str, other: str, whole: Agreement, frequencies: Frequencies, in_county: float) -> Finding:
    if not one or not other:
        return Finding(_FIELD, whole, weight(0.3, in_county))
    if one == other:
        return Finding(_FIELD, whole, weight(0.45, frequencies.of_village(one)))
    if _one_within_the_other(one, other):
        rarer = min(frequencies.of_village(one), frequencies.of_village(other))
        return Finding(_FIELD, Agreement.NEAR, weight(0.2, max(rarer, in_county / 10)))
    return Finding(_FIELD, Agreement.APART, weight(0.08, in_county))


def _one_within_the_other(one: str, other: str) -> bool:
    """沙窝乡小赵庄 and 小赵庄; 沙窝乡小赵庄 and 沙窝乡."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and (long.startswith(short) or long.endswith(short))
