"""The years in which people fell, and each of them month by month."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from search import Filters, Tally, YearTally
from webapp.asking import whole_number
from webapp.browsing.charts import years_chart
from webapp.browsing.contexts import YearPage, YearsPage
from webapp.browsing.people import people_of
from webapp.contexts import Address


@lru_cache(maxsize=2)
def years_page(tally: Tally) -> YearsPage:
    """All years of which there are people."""
    return YearsPage(years_chart(tally))


def year_page(year: int, tally: Tally, told: YearTally, given: Mapping[str, str]) -> YearPage | None:
    """The page of one year, `told` being its tally; None where nobody fell in it."""
    years = sorted(map(int, tally.labels["year"]))
    if year not in years:
        return None
    month = whole_number("month", given["month"], 1, 12) if given.get("month", "").strip() else None
    at = years.index(year)
    address: Address = {"year": str(year), **({"month": str(month)} if month else {})}
    return YearPage(
        year=year,
        month=month,
        months=tuple(told.months.items()),
        unsettled=tally.of("year", str(year)) - sum(told.months.values()),
        campaigns=tuple(sorted(told.campaigns)),
        before=years[at - 1] if at else None,
        after=years[at + 1] if at + 1 < len(years) else None,
        people=people_of(Filters(since=year, until=year, month=month), "browsing.year", address, given, "year"),
    )
