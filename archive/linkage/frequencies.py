"""How common names and villages are among the entries: agreement on what is rare says more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from archive.linkage.claims import Claims
from archive.records import ILLEGIBLE

_AS_IF: Final = 10_000
"""People that the shares of a name's characters count as much as: in a small archive a name that stands there
twice is not therefore common, and in a large one what was counted decides."""
_UNSEEN: Final = 0.5
"""Times that a character nobody bears yet counts as borne, so that nothing is impossible."""
_SURNAMES: Final = 500
_CHARACTERS: Final = 2_000
"""Surnames, and characters that given names are made of, about."""


class Frequencies:
    """Counted once over all entries."""

    def __init__(self, claims: Iterable[Claims]) -> None:
        self._names: Counter[str] = Counter()
        self._surnames: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        self._villages: Counter[str] = Counter()
        self._counties: Counter[str] = Counter()
        self.people = 0
        for one in claims:
            self.people += 1
            self._villages[one.within] += 1
            self._counties[one.county] += 1
            if one.name:
                self._names[one.name] += 1
                self._surnames[one.name[0]] += 1
                self._given.update(one.name[1:])
        self._bearers, self._characters = self._surnames.total(), self._given.total()

    @property
    def crowd(self) -> int:
        """Among how many people two entries meet."""
        return self.people + _AS_IF

    def of_name(self, name: str) -> float:
        """The share of people who bear a name, itself left out: by counting it, and by its characters."""
        return (max(0, self._names[name] - 1) + _AS_IF * self._by_characters(name)) / self.crowd

    def of_county(self, county: str) -> float:
        """The share of people who come from a county."""
        return (self._counties[county] + 1) / (self.people + 20)

    def of_village(self, within: str) -> float:
        """The share of people whose place has these words within its county."""
        return (self._villages[within] + 1) / (self.people + 2_000)

    def _by_characters(self, name: str) -> float:
        share = _share(self._surnames[name[0]], self._bearers, _SURNAMES) if name[0] != ILLEGIBLE else 1.0
        for char in name[1:]:
            share *= _share(self._given[char], self._characters, _CHARACTERS) if char != ILLEGIBLE else 1.0
        return share


def _share(counted: int, of: int, kinds: int) -> float:
    return (counted + _UNSEEN) / (of + _UNSEEN * kinds)
