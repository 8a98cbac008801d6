"""Years and days."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.browsing.contexts.figures import Chart
from webapp.browsing.contexts.lists import People
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years in which people fell."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year; `month` is the one asked for, each of `months` has its number, its words and how many people.

    `unsettled` counts those who have no settled month.

    `before` and `after` are the nearest years of which there are people.
    """

    year: int
    month: int | None
    words: Words
    months: tuple[tuple[int, Words, int], ...]
    unsettled: int
    campaigns: tuple[str, ...]
    before: int | None
    after: int | None
    people: People


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the year; `remembered` says which day of remembrance it is, on the calendar of this year."""

    day: str
    words: Words
    remembered: Words | None
    before: str
    after: str
    people: People


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """One square of the calendar: `day` is 03-12, `words` say it in full; `known`: somebody fell on it."""

    day: str
    number: int
    words: Words
    known: bool
    today: bool


@dataclass(frozen=True, slots=True)
class DaysPage:
    """The days of the year, month by month; `today` in words."""

    today: DayOfYear
    months: tuple[tuple[Words, tuple[DayOfYear, ...]], ...]
