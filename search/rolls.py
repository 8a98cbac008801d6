"""Everybody, told by what they share: how many are of each county, unit, year, and so on, and who they are.

Nothing here goes through people one by one: all of it is counted from the columns of the index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from search.characters.dictionary import first_letter
from search.index import writing
from search.index.engine import Numbers
from search.index.opened import Index
from search.index.orders import listed

_YEAR: Final = 10_000
"""Dates are numbers: 19470312."""
_OLDEST: Final = 120
"""Years; whoever is told to have lived longer was misread."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How many `people` there are, and how many of them bear each label, by kind of label.

    `townships` counts, by the way down to a county or township, what lies directly within; `ages` by the years
    between the settled dates of birth and death; `days` by the day of the year of settled deaths, as 03-12. A tally
    is the same object as long as the index is.
    """

    people: int
    labels: Mapping[str, Mapping[str, int]]
    townships: Mapping[str, Mapping[str, int]]
    ages: Mapping[int, int]
    days: Mapping[str, int] = field(default_factory=dict)

    def of(self, kind: str, label: str) -> int:
        """How many people bear a label."""
        return self.labels[kind].get(label, 0)


@dataclass(frozen=True, slots=True)
class YearTally:
    """How many of those who fell in a year did so in each month, by number, and in which campaigns the paper names."""

    months: Mapping[int, int]
    campaigns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OfSurname:
    """All people of a surname; "" for those whose surname is not known, or is no character that has a sound."""

    surname: str


@dataclass(frozen=True, slots=True)
class FromPlace:
    """All people from a township of a county; "" for those of whom the one or the other is not told."""

    county: str
    township: str


Shared = OfSurname | FromPlace
"""What people have in common who are listed together."""


@dataclass(frozen=True, slots=True)
class Roll:
    """People in the order of the sounds of their names: `total` of them, and the `ids` of those asked for.

    `letters` are those that the names of all begin with, behind a surname that all share.
    """

    total: int
    letters: tuple[str, ...]
    ids: tuple[str, ...]


def roll_of(opened: Index, shared: Shared, letter: str, first: int, count: int) -> Roll:
    """Lists people, only those under `letter` where it is not ""; `count` of them, from number `first` (0) on."""
    people = _sharing(opened, shared)
    begun = opened.letters["given" if isinstance(shared, OfSurname) and shared.surname else "whole"][people]
    letters = tuple(chr(code) for code in np.unique(begun).tolist() if code)
    if letter:
        people = people[begun == ord(letter)]
    shown = listed(people, opened.ranks["name"][people], first, count).tolist()
    return Roll(len(people), letters, tuple(opened.card(person).id for person in shown))


def _sharing(opened: Index, shared: Shared) -> Numbers:
    everybody = opened.everybody()
    if isinstance(shared, OfSurname):
        labels = opened.labels["surname"]
        known = {shared.surname} if shared.surname else set(filter(first_letter, labels.known()))
        people = labels.bearing(known)
        return people if shared.surname else np.setdiff1d(everybody, people, assume_unique=True)
    counties, townships = opened.labels["county"], opened.finer_labels["township"]
    if not shared.county:
        return np.setdiff1d(everybody, counties.bearing(counties.known()), assume_unique=True)
    if shared.township:
        return townships.bearing([f"{shared.county}/{shared.township}"])
    within = {way for way in townships.known() if way.startswith(f"{shared.county}/")}
    return np.setdiff1d(counties.bearing([shared.county]), townships.bearing(within), assume_unique=True)


def tally_of(opened: Index) -> Tally:
    """Counts everybody."""
    everybody = opened.everybody()
    townships: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for way, count in sorted(opened.finer_labels["township"].counts(everybody).items()):
        above, _, name = way.rpartition("/")
        townships[above][name] = count
    return Tally(
        people=len(opened),
        labels={kind: opened.labels[kind].counts(everybody) for kind in writing.LABELS},
        townships=dict(townships),
        ages=_ages(opened),
        days=_days(opened),
    )


def tally_of_year(opened: Index, year: int) -> YearTally:
    """Counts those who fell in `year`; whose month is not settled are in none of the months."""
    people = np.unique(opened.dated(writing.DEATHS, year, year))
    fell = opened.dates["fell"][people]
    months = np.bincount((fell[fell // _YEAR == year] // 100) % 100, minlength=13)
    return YearTally(
        months={month: int(months[month]) for month in range(1, 13) if months[month]},
        campaigns=opened.finer_labels["campaign"].counts(people),
    )


def _days(opened: Index) -> Mapping[str, int]:
    fell = np.asarray(opened.dates["fell"])
    days, people = np.unique(fell[fell % 100 > 0] % _YEAR, return_counts=True)
    return {f"{day // 100:02}-{day % 100:02}": count for day, count in zip(days.tolist(), people.tolist(), strict=True)}


def _ages(opened: Index) -> Mapping[int, int]:
    born, fell = (np.asarray(opened.dates[name]) for name in ("born", "fell"))
    known = (born > 0) & (fell > 0)
    ages = fell[known] // _YEAR - born[known] // _YEAR
    return dict(sorted(Counter(ages[(ages >= 0) & (ages <= _OLDEST)].tolist()).items()))
