"""Dates in EDTF as spans of days, so that 1947 and 1947-03-12 can be held against each other."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

_DATE: Final = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (11, 12)}
"""First and last month; of a winter, the months that are surely in its year."""
_OPEN_YEARS: Final = 10
"""How far an open end of an interval is taken to reach."""
_YEAR: Final = 365
_WHOLE_DECADE: Final = 10 * _YEAR


class Span(NamedTuple):
    """From one day to another, both included, as ordinals (`datetime.date.toordinal`)."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it covers; 1 for a date that is known to the day."""
        return self.last - self.first + 1

    def apart(self, other: Span) -> int:
        """Days between both, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


def span_of(edtf: str | None) -> Span | None:
    """The days that an EDTF date may mean; None where nothing is understood, or hardly anything told (19XX)."""
    if not edtf:
        return None
    first, divided, last = edtf.partition("/")
    begins, ends = _dated(first), _dated(last if divided else first)
    if begins is None and ends is None:
        return None
    if begins is None:
        assert ends is not None  # noqa: S101 - for the type; one of both is told
        begins = Span(ends.first - _OPEN_YEARS * _YEAR, ends.last)
    if ends is None:
        ends = Span(begins.first, begins.last + _OPEN_YEARS * _YEAR)
    span = Span(begins.first, ends.last)
    return span if 0 < span.days <= 2 * _WHOLE_DECADE else None


def years_of(span: Span) -> range:
    """The years in which its days lie."""
    return range(date.fromordinal(span.first).year, date.fromordinal(span.last).year + 1)


def _dated(text: str) -> Span | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    first_year, last_year = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    first_month, last_month = _months(match[2])
    if not (first_year >= 1 and 1 <= first_month <= last_month <= 12):
        return None
    begin = date(first_year, first_month, 1)
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    if match[3]:
        day = int(match[3])
        if not 1 <= day <= end.day:
            return None
        begin = end = date(first_year, first_month, day)
    span = Span(begin.toordinal(), end.toordinal())
    return Span(span.first - span.days, span.last + span.days) if match[4] else span


def _months(text: str | None) -> tuple[int, int]:
    if text is None:
        return 1, 12
    return _SEASONS.get(int(text), (int(text), int(text)))
