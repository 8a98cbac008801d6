"""How likely two entries speak of one person, field by field.

The weights are those of Fellegi and Sunter ("A Theory for Record Linkage", JASA 64, 1969): for how a field agrees, the
binary logarithm of m/u, where m is how often entries of one person agree so, and u how often entries of two
people do. That agreement on a rare name or village says more than on a common one is Newcombe's ("Automatic
Linkage of Vital Records", Science 130, 1959): u is there the share of people who bear it. The weights add up;
with the chance that any two entries speak of one person before anything is compared, they give the probability.

No linked rosters of the time are at hand from which m and u could be counted. They are set by judgement in the
modules beside this one, each with what it rests on, and `tests/benchmarks/linkage.py` shows what they find.
No library fits: splink (with DuckDB and pyarrow) compares in SQL, which knows nothing of characters, places and
units through time; recordlinkage (with pandas, scikit-learn, scipy) has no comparisons for them either; dedupe
learns from labelled pairs that nobody has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.linkage.claims import Claims, Lore
from archive.linkage.findings import Agreement, Finding, untold, weight
from archive.linkage.frequencies import Frequencies
from archive.linkage.names import name_finding
from archive.linkage.places import Kin, place_finding
from archive.linkage.service import unit_finding
from archive.linkage.times import birth_finding, death_finding, enlisted_finding

_PAIRED: Final = 0.3
"""Of how many other entries an entry's person is expected to be, before anything is known."""
_LESS_IN_DOUBT: Final = 0.5
"""What disagreement counts where either reading waits for a person: it may be a misreading."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two entries agree; `probability` that they speak of one person, as far as what is known goes."""

    findings: tuple[Finding, ...]
    probability: float


class Comparing:
    """Holds entries of one archive against each other."""

    def __init__(self, frequencies: Frequencies, lore: Lore, kin: Kin) -> None:
        self._frequencies = frequencies
        self._lore = lore
        self._kin = kin
        self._before = math.log2(_PAIRED / frequencies.crowd)

    def likeness(self, one: Claims, other: Claims) -> Likeness | None:
        """How alike two entries are; None where the names cannot be one name."""
        name = name_finding(one, other, self._frequencies, self._lore)
        if name is None:
            return None
        findings = (name, *self._beside_the_name(one, other))
        bits = self._before + sum(finding.weight for finding in findings)
        return Likeness(findings, 1 / (1 + 2.0**-bits))

    def agreements(self, one: Claims, other: Claims) -> dict[str, Agreement]:
        """How two entries agree on each field that is compared; names that cannot be one name are apart."""
        name = name_finding(one, other, self._frequencies, self._lore)
        found = {finding.field: finding.agreement for finding in self._beside_the_name(one, other)}
        untold = not one.name or not other.name
        apart = Agreement.UNTOLD if untold else Agreement.APART
        return {"name": name.agreement if name else apart} | found

    def _beside_the_name(self, one: Claims, other: Claims) -> Iterator[Finding]:
        for finding in (
            _sex(one, other),
            birth_finding(one, other),
            place_finding(one, other, self._frequencies, self._kin),
            enlisted_finding(one, other),
            unit_finding(one, other, self._kin),
            _position(one, other),
            death_finding(one, other),
            _death_place(one, other),
            _roster(one, other),
        ):
            yield _less_in_doubt(finding, one, other)


def _less_in_doubt(finding: Finding, one: Claims, other: Claims) -> Finding:
    if finding.weight < 0 and finding.field in one.doubtful | other.doubtful:
        return Finding(finding.field, finding.agreement, finding.weight * _LESS_IN_DOUBT)
    return finding


def _compared(field: str, one: str, other: str, same: bool, weights: tuple[float, float]) -> Finding:
    if not one or not other:
        return untold(field)
    return Finding(field, Agreement.SAME, weights[0]) if same else Finding(field, Agreement.APART, weights[1])


def _sex(one: Claims, other: Claims) -> Finding:
    return _compared("sex", one.sex, other.sex, one.sex == other.sex, (weight(0.99, 0.9), weight(0.01, 0.1)))


def _position(one: Claims, other: Claims) -> Finding:
    """Half of the fallen were 战士; and people rose between two rosters."""
    same = one.position == other.position
    return _compared("position", one.position, other.position, same, (weight(0.5, 0.3), weight(0.5, 0.7)))


def _death_place(one: Claims, other: Claims) -> Finding:
    """One roster names the village, the other the county or the battle."""
    same = _share_words(one.death_place, other.death_place)
    return _compared("death_place", one.death_place, other.death_place, same, (weight(0.5, 0.05), weight(0.5, 0.95)))


def _roster(one: Claims, other: Claims) -> Finding:
    """A roster seldom lists a person twice, on one page hardly ever."""
    if one.page == other.page:
        return Finding("roster", Agreement.SAME, weight(0.01, 0.3))
    if not one.roster or not other.roster:
        return Finding("roster", Agreement.UNTOLD, 0.0)
    if one.roster == other.roster:
        return Finding("roster", Agreement.SAME, weight(0.1, 0.4))
    return Finding("roster", Agreement.NEAR, weight(0.9, 0.6))


def _share_words(one: str, other: str) -> bool:
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return one == other or any(other[at : at + 2] in pairs for at in range(len(other) - 1))
