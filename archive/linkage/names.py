"""Names: the same, under another name, or one character off in a way that printers, readers and ears go wrong.

That nine in ten entries of one person bear the same name, once variant forms are folded, is an estimate; what is left
is shared out among the ways in which names differ, as `tests/rendering` and the rosters at hand show them.
"""

from __future__ import annotations

from typing import Final

from archive.linkage.claims import Claims, Lore
from archive.linkage.findings import Agreement, Finding, weight
from archive.linkage.frequencies import Frequencies
from archive.records import ILLEGIBLE

_SAME: Final = 0.86
_UNDER_ANOTHER: Final = 0.05
_READ_OTHERWISE: Final = 0.04
_LOOKALIKE: Final = 0.03
_MISSING: Final = 0.02
_BY_EAR: Final = 0.015
_FAINTLY: Final = 0.02
_NEAR_IN_PRINT: Final = 0.05
"""Of any two characters, those that come near each other in print (`Lore.faintly`)."""
_MARRIED: Final = 0.01
_VARIANTS: Final = 5.0
"""Names that are as near to a name as another that was found near it."""
_LEAST: Final = 1e-7
"""No name is rarer than this, as far as anybody can tell."""
_WIFE: Final = "氏"


def name_finding(one: Claims, other: Claims, frequencies: Frequencies, lore: Lore) -> Finding | None:
    """How two names agree, in the way that says most; None where they cannot be one name."""
    found = [
        *_whole(one, other, frequencies),
        *_nearly(one.name, other.name, frequencies, lore),
    ]
    return max(found, key=lambda finding: finding.weight, default=None)


def masked(name: str) -> tuple[str, ...]:
    """The name with each of its characters in turn out of sight: two names one character apart share one of these."""
    return tuple(f"{name[:at]}{ILLEGIBLE}{name[at + 1 :]}" for at in range(len(name)))


def as_wife(name: str) -> str:
    """What of a woman's name a roster may leave out: 王刘氏 and 王氏 are both 王□氏; "" for other names."""
    return f"{name[0]}{ILLEGIBLE}{_WIFE}" if len(name) in (2, 3) and name[-1] == _WIFE else ""


def _whole(one: Claims, other: Claims, frequencies: Frequencies) -> list[Finding]:
    def found(agreement: Agreement, m: float, name: str) -> Finding:
        return Finding("name", agreement, weight(m, max(_LEAST, frequencies.of_name(name))))

    findings = []
    if one.name and one.name == other.name and ILLEGIBLE not in one.name:
        findings.append(found(Agreement.SAME, _SAME, one.name))
    if shared := _meet(one.name, one.aliases, other.name, other.aliases):
        findings.append(found(Agreement.NEAR, _UNDER_ANOTHER, shared))
    if shared := _meet(one.name, one.otherwise, other.name, other.otherwise):
        findings.append(found(Agreement.NEAR, _READ_OTHERWISE, shared))
    return findings


def _meet(name: str, more: tuple[str, ...], other_name: str, other_more: tuple[str, ...]) -> str:
    """A name that is borne on both sides, on one of them at least among `more`."""
    if not more and not other_more:
        return ""
    shared = [each for each in more if each == other_name or each in other_more]
    shared += [name] if name in other_more else []
    return next((each for each in shared if ILLEGIBLE not in each), "")


def _nearly(one: str, other: str, frequencies: Frequencies, lore: Lore) -> list[Finding]:
    if len(one) < 2 or len(other) < 2 or one == other:
        return []
    # The commoner of both, for either may be the slip.
    chance = _VARIANTS * max(frequencies.of_name(one), frequencies.of_name(other))
    m = _MARRIED if as_wife(one) and as_wife(one) == as_wife(other) else 0.0
    if not m and (at := _one_place_apart(one, other)) is not None:
        m = _one_character_off(one[at], other[at], lore)
        if not m and lore.faintly(one[at], other[at]):
            m, chance = _FAINTLY, _NEAR_IN_PRINT * frequencies.of_name(masked(one)[at])
    return [Finding("name", Agreement.NEAR, weight(m, max(_LEAST, chance)))] if m else []


def _one_place_apart(one: str, other: str) -> int | None:
    """The one place at which two names differ; None where it is not one."""
    if len(one) != len(other):
        return None
    differing = [at for at, (mine, yours) in enumerate(zip(one, other, strict=True)) if mine != yours]
    return differing[0] if len(differing) == 1 else None


def _one_character_off(mine: str, yours: str, lore: Lore) -> float:
    """How often entries of one person differ by these characters; 0 where no reason is known."""
    if ILLEGIBLE in (mine, yours):
        return _MISSING
    if yours in lore.lookalikes(mine) or mine in lore.lookalikes(yours):
        return _LOOKALIKE
    return _BY_EAR if set(lore.sounds(mine)) & set(lore.sounds(yours)) else 0.0
