"""Everybody, told by what they share: how many are of each county, unit, year, and so on.

Nothing here goes through people one by one: all of it is counted from the columns of the index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.index import writing
from search.index.opened import Index

_YEAR: Final = 10_000
"""Dates are numbers: 19470312."""
_OLDEST: Final = 120
"""Years; whoever is told to have lived longer was misread."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How many `people` there are, and how many of them bear each label, by kind of label.

    `townships` counts, by the way down to a county or township, what lies directly within; `ages` by the years
    between the settled dates of birth and death. A tally is the same object as long as the index is.
    """

    people: int
    labels: Mapping[str, Mapping[str, int]]
    townships: Mapping[str, Mapping[str, int]]
    ages: Mapping[int, int]

    def of(self, kind: str, label: str) -> int:
        """How many people bear a label."""
        return self.labels[kind].get(label, 0)


@dataclass(frozen=True, slots=True)
class YearTally:
    """How many of those who fell in a year did so in each month, by number, and in which campaigns the paper names."""

    months: Mapping[int, int]
    campaigns: Mapping[str, int]


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


def _ages(opened: Index) -> Mapping[int, int]:
    born, fell = (np.asarray(opened.dates[name]) for name in ("born", "fell"))
    known = (born > 0) & (fell > 0)
    ages = fell[known] // _YEAR - born[known] // _YEAR
    return dict(sorted(Counter(ages[(ages >= 0) & (ages <= _OLDEST)].tolist()).items()))
