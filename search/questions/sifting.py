"""What the filters of a question leave, and how many people each label leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.characters.fold import fold
from search.index.engine import Numbers
from search.index.labels import Labels
from search.index.opened import Index
from search.questions.question import Filters

Kept = Mapping[str, NDArray[np.bool_]]
"""By kind of filter, for each of some people, whether they pass it."""

_LAST_YEAR: Final = 9999
_MONTH_AND_DAY: Final = 10_000
"""Dates are numbers: 19470312."""


def kept_by(opened: Index, people: Numbers, filters: Filters) -> Kept:
    """For each of `people`, by kind of filter, whether they pass."""
    labels = admitted_by(opened, filters)
    kept = {name: opened.labels[name].borne_by(people, admitted) for name, admitted in labels.items()}
    if filters.township:
        kept["township"] = opened.finer_labels["township"].borne_by(people, [filters.township])
    if filters.month:
        fell = opened.dates["fell"][people]
        kept["month"] = fell // 100 % 100 == filters.month
        if filters.day:
            kept["day"] = fell % 100 == filters.day
    return kept


def passing(people: Numbers, kept: Kept, without: str = "") -> NDArray[np.bool_]:
    """For each of `people`, whether they pass all filters, but for the one on `without`."""
    passed = np.ones(len(people), bool)
    for name, each in kept.items():
        if name != without:
            passed &= each
    return passed


def counts_of(opened: Index, people: Numbers, filters: Filters, kept: Kept) -> dict[str, Counter[str]]:
    """By kind of label, how many of `people` each label leads to, all filters kept but the one on that kind.

    Townships are counted within a county or township that is asked for, months within a year or beside a month.
    """
    counted = {
        name: labels.counts(people[passing(people, kept, without=name)]) for name, labels in opened.labels.items()
    }
    if filters.township or filters.county:
        counted["township"] = _townships(opened, people[passing(people, kept, without="township")], filters)
    if filters.month or (filters.since is not None and filters.since == filters.until):
        counted["month"] = _months(opened, people[passing(people, kept, without="month")])
    return counted


def admitted_by(opened: Index, filters: Filters) -> dict[str, Collection[str]]:
    """Of each kind of label that the filters ask for, which labels they admit."""
    wanted: dict[str, Collection[str]] = {}
    for name in ("county", "unit", "roster"):
        if asked := fold(getattr(filters, name)):
            wanted[name] = _named(opened.labels[name], getattr(filters, name), asked)
    for name in ("sex", "state"):
        if asked := getattr(filters, name):
            wanted[name] = (asked,)
    if asked := fold(filters.surname):
        wanted["surname"] = (asked,)
    if filters.since is not None or filters.until is not None:
        first, last = filters.since or 0, _LAST_YEAR if filters.until is None else filters.until
        wanted["year"] = [year for year in opened.labels["year"].known() if first <= int(year) <= last]
    return wanted


def sifts(opened: Index, filters: Filters) -> bool:
    """Whether the filters ask for anything."""
    return bool(admitted_by(opened, filters) or filters.township or filters.month)


def _named(labels: Labels, label: str, asked: str) -> Collection[str]:
    """The label itself if there is one, else those of which what is asked is a part."""
    return (label,) if label in labels.known() else [known for known in labels.known() if asked in fold(known)]


def _townships(opened: Index, people: Numbers, filters: Filters) -> Counter[str]:
    """What lies directly within the township asked for, and that itself; or within the counties asked for."""
    townships = opened.finer_labels["township"]
    if filters.township:
        return townships.counts_among(people, (filters.township, *townships.within(filters.township)))
    counties = admitted_by(opened, Filters(county=filters.county)).get("county", ())
    return townships.counts_among(people, [way for county in counties for way in townships.within(county)])


def _months(opened: Index, people: Numbers) -> Counter[str]:
    """Of the settled dates of death; whose month is not settled are in none of the months."""
    counted = np.bincount(opened.dates["fell"][people] % _MONTH_AND_DAY // 100, minlength=13)
    return Counter({str(month): int(counted[month]) for month in range(1, 13) if counted[month]})
