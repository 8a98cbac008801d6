"""Years and days."""

from __future__ import annotations

from dataclasses import dataclass

from archive.bilingual import Both
from webapp.browsing.contexts.figures import Chart
from webapp.browsing.contexts.lists import People


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years in which people fell."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year; `month` is the one asked for, `unsettled` how many have no settled month.

    `before` and `after` are the nearest years of which there are people.
    """

    year: int
    month: int | None
    months: tuple[tuple[int, int], ...]
    unsettled: int
    campaigns: tuple[str, ...]
    before: int | None
    after: int | None
    people: People


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the year; `remembered` says which day of remembrance it is, on the calendar of this year."""

    day: str
    words: Both
    remembered: Both | None
    before: str
    after: str
    people: People
