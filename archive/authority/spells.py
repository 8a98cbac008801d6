"""Spells of years, as the authority's tables write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

EARLIER: Final = 0
"""What `..` before the stroke stands for: already so when the district was founded."""

LATER: Final = 9999
"""What `..` behind the stroke stands for: still so."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
"""Years outside these are slips of the pen in tables that tell of the district and its successors."""

_SPELL: Final = re.compile(r"(\d{4}|\.\.|)/(\d{4}|\.\.|)")
_BOUND: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Spell:
    """From one year to another, both included; None where the year is not known."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        """As tables write it."""
        first = {EARLIER: "..", None: ""}.get(self.first, str(self.first))
        last = {LATER: "..", None: ""}.get(self.last, str(self.last))
        return f"{first}/{last}"

    def known_at(self, year: int) -> bool:
        """Whether it is known to have lasted in `year`; what nobody knows is no."""
        if self.first is None or self.last is None:
            return year in (self.first, self.last)
        return self.first <= year <= self.last

    def meets(self, other: Spell) -> bool:
        """Whether both may have lasted in one year; what nobody knows is yes."""
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def meeting(self, other: Spell) -> Spell:
        """The years of both, for two that meet."""
        return Spell(_known(self.first, other.first, max), _known(self.last, other.last, min))


def parse_spell(text: str) -> Spell:
    """`1943/1956`, `../1987`, `2016/..`, `/1945`; raises ValueError, whose text says what is wrong."""
    match = _SPELL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no spell of years like 1943/1956, ../1987 or /1945")
    first = EARLIER if match[1] == ".." else _year(match[1])
    last = LATER if match[2] == ".." else _year(match[2])
    if not _not_after(first, last):
        raise ValueError(f"{text!r} ends before it begins")
    return Spell(first, last)


def parse_year(text: str) -> int:
    """A year of four digits; raises ValueError, whose text says what is wrong."""
    year = _year(text) if _BOUND.fullmatch(text) else None
    if year is None:
        raise ValueError(f"{text!r} is no year of four digits")
    return year


def _year(digits: str) -> int | None:
    if not digits:
        return None
    year = int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is no year between {FIRST_YEAR} and {LAST_YEAR}")
    return year


def _not_after(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


def _known(one: int | None, other: int | None, choose: Callable[[int, int], int]) -> int | None:
    return choose(one, other) if one is not None and other is not None else one if other is None else other
