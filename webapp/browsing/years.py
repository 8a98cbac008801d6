"""The years in which people fell, and each of them month by month."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from archive.bilingual import Both
from search import Filters, Tally, YearTally
from webapp.asking import whole_number
from webapp.browsing.charts import years_chart
from webapp.browsing.contexts import YearPage, YearsPage
from webapp.browsing.people import people_of
from webapp.contexts import Address
from webapp.dates import MONTHS, date_words
from webapp.languages import Words, told


@lru_cache(maxsize=2)
def years_page(tally: Tally) -> YearsPage:
    """All years of which there are people."""
    return YearsPage(years_chart(tally))


def year_page(year: int, tally: Tally, tally_of: YearTally, given: Mapping[str, str]) -> YearPage | None:
    """The page of one year, `tally_of` being its own tally; None where nobody fell in it."""
    years = sorted(map(int, tally.labels["year"]))
    if year not in years:
        return None
    month = whole_number("month", given["month"], 1, 12) if given.get("month", "").strip() else None
    at = years.index(year)
    address: Address = {"year": str(year), **({"month": str(month)} if month else {})}
    return YearPage(
        year=year,
        month=month,
        words=_words(year, month),
        months=tuple((number, _month(number), count) for number, count in tally_of.months.items()),
        unsettled=tally.of("year", str(year)) - sum(tally_of.months.values()),
        campaigns=tuple(sorted(tally_of.campaigns)),
        before=years[at - 1] if at else None,
        after=years[at + 1] if at + 1 < len(years) else None,
        people=people_of(Filters(since=year, until=year, month=month), "browsing.year", address, given, "year"),
    )


def _words(year: int, month: int | None) -> Words:
    date = date_words(f"{year:04}-{month:02}" if month else f"{year:04}")
    return told(date.both()) if date else str(year)


def _month(number: int) -> Words:
    return told(Both(f"{number}月", MONTHS[number - 1]))
