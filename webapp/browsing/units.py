"""Units, through all the names they had."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from flask import abort

from archive.authority import units as authority
from archive.authority.units import units, units_called
from search import Filters, Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Counted, UnitPage, UnitsPage
from webapp.browsing.people import people_of
from webapp.browsing.through_time import known_of, years_of
from webapp.turning import page_asked, pager_of, turned

_ON_A_PAGE: Final = 200
"""Units of which the authority knows nothing, on a page."""


@lru_cache(maxsize=2)
def known_units(tally: Tally) -> tuple[Counted, ...]:
    """The units of the authority, in its order, of which there are people."""
    names = dict.fromkeys(unit.name for unit in units().values())
    return tuple(
        Counted(name, tally.of("unit", name), years_of(units_called(name)), "、".join(_short(name)))
        for name in names
        if tally.of("unit", name)
    )


def units_page(tally: Tally, given: Mapping[str, str]) -> UnitsPage:
    """All units of which there are people; 404 beyond the last page."""
    others = _others(tally)
    page, pages = page_asked(given), max(1, -(-len(others) // _ON_A_PAGE))
    if page > pages:
        abort(404)
    return UnitsPage(
        known=known_units(tally) if page == 1 else (),
        others=others[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE],
        total=len(others),
        pager=pager_of(page, pages, lambda other: turned({}, other)),
    )


def unit_page(name: str, tally: Tally, given: Mapping[str, str]) -> UnitPage | None:
    """The page of a unit under its full name; None where neither a roster nor the authority knows it."""
    found = units_called(name)
    counted = tally.of("unit", name)
    if not found and not counted:
        return None
    people = people_of(Filters(unit=name), "browsing.unit", {"name": name}, given, "name") if counted else None
    known = tuple(known_of(unit, units(), authority.TABLE, lambda unit: unit.forms) for unit in found)
    return UnitPage(name, known, people)


@lru_cache(maxsize=2)
def _others(tally: Tally) -> tuple[Counted, ...]:
    known = {unit.name for unit in units().values()}
    others = sorted((name for name in tally.labels["unit"] if name not in known), key=by_sound)
    return tuple(Counted(name, tally.of("unit", name)) for name in others)


def _short(name: str) -> tuple[str, ...]:
    """A name or two under which people know it better."""
    return tuple(form for unit in units_called(name) for form in unit.also)[:2]
