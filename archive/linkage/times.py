"""Dates: a day, a month or a year, told by the farmer's calendar or the other, by counting years or from memory."""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.linkage.claims import Claims
from archive.linkage.findings import Agreement, Finding, untold, weight
from archive.linkage.spans import Span

_DAY, _MONTH, _YEAR = 1, 31, 366
_LUNAR: Final = 62
"""Days by which a date of the farmer's calendar may be off where it was taken for one of the other."""


class _Odds(NamedTuple):
    """How often entries of one person, and of two, agree so on a date."""

    day: tuple[float, float]
    month: tuple[float, float]
    year: tuple[float, float]
    lunar: tuple[float, float]
    next_year: tuple[float, float]
    few_years: tuple[float, float]
    further: tuple[float, float]


_DEATH: Final = _Odds((0.7, 0.0006), (0.7, 0.012), (0.75, 0.13), (0.1, 0.03), (0.1, 0.2), (0.05, 0.3), (0.03, 0.5))
"""The fallen of some fifteen years, most of them of five."""
_BIRTH: Final = _Odds((0.5, 0.0002), (0.5, 0.004), (0.5, 0.06), (0.15, 0.02), (0.3, 0.11), (0.12, 0.2), (0.03, 0.6))
"""Ages are counted in 虚岁 and by the family's memory, so a year or two off is no surprise."""
_ENLISTED: Final = _Odds((0.5, 0.0006), (0.5, 0.012), (0.55, 0.13), (0.1, 0.03), (0.2, 0.2), (0.12, 0.3), (0.08, 0.5))


def birth_finding(one: Claims, other: Claims) -> Finding:
    """How two dates of birth agree."""
    return _finding("birth", one.birth, other.birth, _BIRTH)


def enlisted_finding(one: Claims, other: Claims) -> Finding:
    """How two dates of joining agree."""
    return _finding("enlisted", one.enlisted, other.enlisted, _ENLISTED)


def death_finding(one: Claims, other: Claims) -> Finding:
    """How two dates of death agree."""
    return _finding("death", one.death, other.death, _DEATH)


def _finding(field: str, one: Span | None, other: Span | None, odds: _Odds) -> Finding:
    if one is None or other is None:
        return untold(field)
    apart = one.apart(other)
    if apart == 0:
        agreement = Agreement.SAME if one == other else Agreement.NEAR
        return Finding(field, agreement, weight(*_as_exact_as(max(one.days, other.days), odds)))
    if apart <= _LUNAR and max(one.days, other.days) <= _MONTH:
        return Finding(field, Agreement.NEAR, weight(*odds.lunar))
    if apart <= _YEAR:
        near = Agreement.NEAR if field == "birth" else Agreement.APART
        return Finding(field, near, weight(*odds.next_year))
    return Finding(field, Agreement.APART, weight(*(odds.few_years if apart <= 3 * _YEAR else odds.further)))


def _as_exact_as(days: int, odds: _Odds) -> tuple[float, float]:
    """The odds of agreeing where the vaguer of both dates covers so many days."""
    if days <= _DAY:
        return odds.day
    if days <= _MONTH:
        return odds.month
    m, u = odds.year
    return m, min(0.9, u * max(1.0, days / _YEAR))
