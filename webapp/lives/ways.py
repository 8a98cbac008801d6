"""From the facts of a person to the pages that list all who share them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from archive.bilingual import Both
from archive.records import Person, Reading
from search import Tally
from search.characters.fold import fold
from search.index.schema import surname_of
from search.index.standing import county_of, force_of, homes_of
from search.index.years import years_covered
from webapp.dates import MONTHS, iso_date
from webapp.facts import agreed
from webapp.languages import phrase, told
from webapp.lives.contexts import Way

_MOST_YEARS: Final = 2


def ways_of(person: Person, tally: Tally) -> Mapping[str, tuple[Way, ...]]:
    """By field, the pages of those who share a trusted fact; none that would lead to nobody."""
    facts = agreed(person)
    leading = {"name": _surname, "native_place": _home, "unit": _unit, "death": _death}
    return {
        field: ways for field, lead in leading.items() if field in facts and (ways := tuple(lead(facts[field], tally)))
    }


def _surname(reading: Reading, tally: Tally) -> Iterator[Way]:
    surname = surname_of(fold(reading.value or ""))
    if tally.of("surname", surname):
        yield Way(phrase("姓%(surname)s的人", surname=surname), "browsing.surname", {"name": surname})


def _home(reading: Reading, tally: Tally) -> Iterator[Way]:
    """Down from the county, as far as there are pages."""
    ways = [way.split("/") for way in homes_of(reading.value or "")]
    county = ways[0][0] if ways else county_of(reading.value or "")
    if not tally.of("county", county):
        return
    yield Way(phrase("%(place)s的人", place=county), "browsing.place", {"name": county})
    for steps in ways:
        if steps[-1] in tally.townships.get("/".join(steps[:-1]), {}):
            address = {"name": county, "way": "/".join(steps[1:])}
            yield Way(phrase("%(place)s的人", place=steps[-1]), "browsing.township", address)


def _unit(reading: Reading, tally: Tally) -> Iterator[Way]:
    name = force_of(reading.value or "")
    if tally.of("unit", name):
        yield Way(phrase("%(unit)s的人", unit=name), "browsing.unit", {"name": name})


def _death(reading: Reading, tally: Tally) -> Iterator[Way]:
    """The years that a date lies in, its month, and its day in every year."""
    edtf = reading.value or ""
    covered = years_covered(edtf)
    if len(covered) > _MOST_YEARS:
        return
    years = [str(year) for year in covered if tally.of("year", str(year))]
    for year in years:
        yield Way(phrase("%(year)s年牺牲的人", year=year), "browsing.year", {"year": year})
    if not years or iso_date(edtf) is None or not (month := edtf[5:7]):
        return
    of_year = Both(f"{years[0]}年{int(month)}月", f"{MONTHS[int(month) - 1]} {years[0]}")
    address = {"year": years[0], "month": str(int(month))}
    yield Way(phrase("%(month)s牺牲的人", month=told(of_year)), "browsing.year", address)
    if day := edtf[8:]:
        on = told(Both(f"{int(month)}月{int(day)}日", f"{int(day)} {MONTHS[int(month) - 1]}"))
        yield Way(phrase("%(day)s牺牲的人", day=on), "browsing.day", {"day": f"{month}-{day}"})
