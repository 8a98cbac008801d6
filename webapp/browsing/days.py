"""Days of the year: anniversaries of death (忌日), and the days on which all are remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from archive.bilingual import Both
from search import Filters, IndexUnavailable, Search, Tally
from webapp.browsing.contexts import DayOfYear, DayPage, DaysPage
from webapp.browsing.people import people_of
from webapp.cards import cards_of
from webapp.contexts import Anniversaries
from webapp.dates import MONTHS
from webapp.languages import Words, phrase, told
from webapp.shelf import shelf

_LEAP: Final = 2000
"""A year that has every day."""
_SHOWN: Final = 12
"""People of today on the first page."""
_QINGMING: Final = phrase("今天是清明，慎终追远，缅怀先烈。")
_MARTYRS: Final = phrase("今天是烈士纪念日。")


def qingming(year: int) -> date:
    """The day of 清明 in a year from 1901 to 2099, in China; 4, 5 or 6 April.

    The formula of the 寿星万年历 for solar terms: the day is ⌊Y·D + C⌋ − ⌊Y/4⌋, where Y are the last two digits of
    the year, D = 0.2422, and C = 5.59 in the 20th and 4.81 in the 21st century.
    """
    if not 1901 <= year <= 2099:
        raise ValueError(f"the day of 清明 in {year} is not known to this formula")
    constant = 5.59 if year < 2000 else 4.81
    # 2000 counts as the hundredth year of its century.
    within = year % 100 if year != 2000 else 0
    return date(year, 4, int(within * 0.2422 + constant) - within // 4)


def remembered(day: date) -> Words | None:
    """Which day of remembrance a day is, in a sentence; None for others.

    30 September: resolution of the Standing Committee of the National People's Congress of 31 August 2014.
    """
    if (day.month, day.day) == (9, 30):
        return _MARTYRS
    if 1901 <= day.year <= 2099 and day == qingming(day.year):
        return _QINGMING
    return None


def parsed(day: str) -> date | None:
    """The day that 03-12 names, in a year that has every day; None for what names none."""
    try:
        found = date.fromisoformat(f"{_LEAP}-{day}")
    except ValueError:
        return None
    return found if key_of(found) == day else None


def key_of(day: date) -> str:
    """03-12."""
    return f"{day.month:02}-{day.day:02}"


def days_page(tally: Tally) -> DaysPage:
    """A calendar of one year in which the days are marked on which somebody fell, in whatever year."""
    first, today = date(_LEAP, 1, 1), key_of(shelf().today())
    days = [_of_year(first + timedelta(days=passed), tally, today) for passed in range(366)]
    months = [tuple(day for day in days if day.day.startswith(f"{month:02}-")) for month in range(1, 13)]
    return DaysPage(
        today=next(day for day in days if day.today),
        months=tuple(
            (told(Both(f"{number}月", MONTHS[number - 1])), month) for number, month in enumerate(months, start=1)
        ),
    )


def _of_year(day: date, tally: Tally, today: str) -> DayOfYear:
    key = key_of(day)
    return DayOfYear(key, day.day, _words(day), known=key in tally.days, today=key == today)


def day_page(day: date, given: Mapping[str, str]) -> DayPage:
    """The people who fell on a day of the year, `day` being that in a year that has every day."""
    today = shelf().today()
    key = key_of(day)
    return DayPage(
        day=key,
        words=_words(day),
        remembered=remembered(today) if key_of(today) == key else None,
        before=key_of(day - timedelta(days=1)),
        after=key_of(day + timedelta(days=1)),
        people=people_of(_on(day), "browsing.day", {"day": key}, given, "year"),
    )


def anniversaries() -> Anniversaries | None:
    """The people whose day of death is today, those who fell first first; None where the index cannot tell."""
    today = shelf().today()
    search = Search("", _on(today), "year", limit=_SHOWN)
    try:
        found = shelf().find(shelf().folder, search)
    except IndexUnavailable:
        return None  # the first page greets visitors even so; a search tells them why it cannot answer
    return Anniversaries(key_of(today), _words(today), remembered(today), cards_of(found), found.total)


def _on(day: date) -> Filters:
    return Filters(month=day.month, day=day.day)


def _words(day: date) -> Words:
    return told(Both(f"{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]}"))
