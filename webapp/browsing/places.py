"""Counties as they were then and are now, and the townships and villages that the rosters print within them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from archive.authority import places as authority
from archive.authority.lineage import lineage
from archive.authority.places import Place, places, places_called
from archive.authority.spells import LATER
from archive.bilingual import Both
from search import Filters, Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Counted, Group, PlacePage, PlacesPage
from webapp.browsing.people import people_of
from webapp.browsing.through_time import known_of, years_of
from webapp.contexts import Address
from webapp.languages import Words, phrase, told

_PREFECTURES: Final = tuple(f"渤海行政区第{number}专区" for number in "一二三四五六")
_DISTRICT: Final = "渤海行政区"
_ELSEWHERE: Final = phrase("渤海区之外")
_UNKNOWN: Final = phrase("名册所印、尚未考定的地名")
_ENGLISH: Final = {
    name: f"Prefecture {number} of the Bohai district" for number, name in enumerate(_PREFECTURES, 1)
} | {_DISTRICT: "Elsewhere in the Bohai district"}


@lru_cache(maxsize=2)
def places_page(tally: Tally) -> PlacesPage:
    """All counties that somebody came from, each under the prefecture that it lay in; in the order of sounds."""
    groups: dict[Words, list[Counted]] = {}
    order = [*map(_title, (*_PREFECTURES, _DISTRICT)), _ELSEWHERE, _UNKNOWN]
    for name in sorted(tally.labels["county"], key=by_sound):
        found = places_called(name)
        groups.setdefault(_title(_lay_in(found)) if found else _UNKNOWN, []).append(
            Counted(name, tally.of("county", name), years_of(found), _note(name, found))
        )
    return PlacesPage(tuple(Group(title, tuple(groups[title])) for title in order if title in groups))


def place_page(name: str, tally: Tally, given: Mapping[str, str]) -> PlacePage | None:
    """The page of a county, or of a wider place; None where neither a roster nor the authority knows it."""
    found = places_called(name)
    counted = tally.of("county", name)
    if not found and not counted:
        return None
    address = {"name": name}
    people = people_of(Filters(county=name), "browsing.place", address, given, "name") if counted else None
    known = tuple(known_of(place, places(), authority.TABLE, lambda place: place.forms) for place in found)
    return PlacePage(
        name=name,
        known=known,
        now=now_of(found) if counted or any(place.level not in authority.WIDE for place in found) else (),
        way=(),
        townships=_inside(name, (), tally),
        counties=_counties(name, tally),
        people=people,
    )


def township_page(name: str, way: str, tally: Tally, given: Mapping[str, str]) -> PlacePage | None:
    """The page of a township or village, `way` leading to it from the county; None where nobody came from there."""
    steps = tuple(way.split("/"))
    above = "/".join((name, *steps[:-1]))
    if steps[-1] not in tally.townships.get(above, {}):
        return None
    filters = Filters(township=f"{name}/{way}")
    people = people_of(filters, "browsing.township", {"name": name, "way": way}, given, "name")
    upper = tuple((step, {"name": name, "way": "/".join(steps[: at + 1])}) for at, step in enumerate(steps[:-1]))
    return PlacePage(steps[-1], (), (), ((name, {"name": name}), *upper), _inside(name, steps, tally), (), people)


def now_of(found: Iterable[Place]) -> tuple[str, ...]:
    """Under which names places exist today, themselves or what became of the whole of them."""
    chain = [*found, *lineage(places(), [place.id for place in found], parts=False)]
    lasting = [place for place in chain if any(spell.last == LATER for spell in place.spells)]
    return tuple(dict.fromkeys(_in_full(place) for place in lasting if place.level not in ("省", "行政区")))


def _in_full(place: Place) -> str:
    """A place of today behind what it lies in: 滨州市惠民县."""
    above = [places()[link.of].name for link in place.within if link.during.last == LATER]
    return "".join((*above[-1:], place.name)) if above[-1:] != ["山东省"] else place.name


def _inside(name: str, steps: tuple[str, ...], tally: Tally) -> tuple[tuple[Counted, Address], ...]:
    inside = tally.townships.get("/".join((name, *steps)), {})
    return tuple(
        (Counted(one, inside[one]), {"name": name, "way": "/".join((*steps, one))})
        for one in sorted(inside, key=by_sound)
    )


def _counties(name: str, tally: Tally) -> tuple[Counted, ...]:
    """The counties with people that ever lay in a wider place."""
    inside = [county for county in authority.within(name) if tally.of("county", county)]
    return tuple(Counted(county, tally.of("county", county)) for county in sorted(inside, key=by_sound))


def _lay_in(found: Iterable[Place]) -> str:
    """The prefecture of the district that a county or its kin lay in; the district; "" if it lay in neither."""
    kin = [*found, *lineage(places(), [place.id for place in found], parts=False)]
    above = [places()[link.of].name for place in kin for link in place.within]
    return next((name for name in (*_PREFECTURES, _DISTRICT) if name in above), "")


def _title(prefecture: str) -> Words:
    return told(Both(prefecture, f"{_ENGLISH[prefecture]} {prefecture}")) if prefecture else _ELSEWHERE


def _note(name: str, found: tuple[Place, ...]) -> Words:
    now = now_of(found)
    if not now:
        return ""
    if all(one.endswith(name) for one in now):
        return phrase("今属%(places)s", places="、".join(one.removesuffix(name) for one in now))
    return phrase("今为%(places)s", places="、".join(now))
