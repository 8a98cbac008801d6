"""Dates of the lunisolar calendar (农历) → EDTF.

A day is converted exactly. A month alone covers parts of two Gregorian months, so only what holds
for all its days is said: their year, or the two years where the month runs over New Year. 腊月 of
1947, for one, lies wholly in 1948.
"""

from __future__ import annotations

from lunar_python import LunarMonth, Solar


def gregorian(year: int, month: int, day: int | None, *, leap: bool = False) -> str | None:
    """The Gregorian EDTF of a lunar date, None where the calendar has no such day.

    `year` is the Gregorian year in which the lunar year begins; `leap` asks for the leap month (闰).
    """
    if not 1 <= month <= 12:
        return None
    found = LunarMonth.fromYm(year, -month if leap else month)
    if found is None:
        return None
    length = int(found.getDayCount())
    if day is not None and not 1 <= day <= length:
        return None
    first = Solar.fromJulianDay(found.getFirstJulianDay())
    if day is not None:
        return str(first.next(day - 1).toYmd())
    first_year, last_year = int(first.getYear()), int(first.next(length - 1).getYear())
    return f"{first_year:04}" if first_year == last_year else f"{first_year:04}/{last_year:04}"
