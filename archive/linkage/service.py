"""Units, through their changes of name; two rosters often name another level of one force."""

from __future__ import annotations

from typing import Final

from archive.linkage.claims import Claims
from archive.linkage.findings import Agreement, Finding, untold, weight
from archive.linkage.places import Kin

_FIELD: Final = "unit"


def unit_finding(one: Claims, other: Claims, kin: Kin) -> Finding:
    """How two units agree."""
    if not one.unit or not other.unit:
        return untold(_FIELD)
    if one.unit == other.unit:
        return Finding(_FIELD, Agreement.SAME, weight(0.4, 0.03))
    if one.unit.startswith(other.unit) or other.unit.startswith(one.unit):
        return Finding(_FIELD, Agreement.NEAR, weight(0.2, 0.04))
    if one.unit in kin.of_unit(other.unit) or other.unit in kin.of_unit(one.unit):
        return Finding(_FIELD, Agreement.NEAR, weight(0.15, 0.03))
    return Finding(_FIELD, Agreement.APART, weight(0.25, 0.9))
