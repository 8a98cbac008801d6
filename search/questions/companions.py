"""Who came from the same village, served in the same unit, or fell in the same place in the same year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from archive.records import Person, Reading
from search.characters.fold import fold
from search.index.cards import Named
from search.index.engine import NOBODY, Holds, Numbers
from search.index.opened import Index
from search.index.schema import Kind, folded, whole
from search.index.standing import county_of, county_of_roster, distinct, force_of, meant, tidied, years_of_death
from search.index.writing import DEATHS

_SHORTEST_VILLAGE: Final = 2
"""Characters of a village behind its county."""


@dataclass(frozen=True, slots=True)
class Company:
    """`people` who share with somebody what `words` say, in the order of the archive, and how many there are in all.

    `people` are at most as many as were asked for; none is the person they share it with.
    """

    words: str
    people: tuple[Named, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Companions:
    """Those of the same village, of the same unit and of the same place and year of death.

    `stale`: the archive has changed since the index was built, so a card may say what is no more so.
    """

    village: Company
    unit: Company
    place: Company
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """What binds somebody to others: facts alone, as the cards of the others hold them.

    `village` is where they came from as people read it, `homes` that in all forms, `places` where they fell and lie.
    """

    id: str
    village: str
    homes: tuple[str, ...]
    counties: tuple[str, ...]
    forces: tuple[str, ...]
    places: tuple[str, ...]
    deaths: tuple[int, ...]


def ties_of(person: Person) -> Ties:
    """What the trusted readings of a person say of it."""
    trusted = [reading for entry in person.entries for reading in entry.entry.readings if reading.trusted]
    homes = [reading for reading in trusted if reading.field == "native_place"]
    written = [*_written(homes), *map(county_of_roster, person.entries)]
    return Ties(
        id=person.id,
        village=next((words for each in homes if (words := each.value or each.text)), ""),
        homes=tidied(written),
        counties=distinct(map(county_of, written)),
        forces=distinct(map(force_of, meant(trusted, "unit"))),
        places=tidied(_written(reading for reading in trusted if reading.field in ("death_place", "burial_place"))),
        deaths=years_of_death(trusted),
    )


def _written(readings: Iterable[Reading]) -> list[str]:
    """What stands there, and what it means."""
    return [words for each in readings for words in (each.text, each.value or "")]


def companions(opened: Index, ties: Ties, most: int, *, stale: bool = False) -> Companions:
    """The companions of a person, at most so many of each kind; flagged readings count, since they may be right."""
    villages = [home for home in folded(ties.homes) if _tells_village(home, ties.counties)]
    fell = _marked(opened, (opened.dated(DEATHS, year, year) for year in ties.deaths))
    places = _bearers(opened, Kind.PLACES, folded(ties.places))
    return Companions(
        village=_company(opened, ties, ties.village, _bearers(opened, Kind.HOMES, villages), most),
        unit=_company(opened, ties, "、".join(ties.forces), opened.labels["unit"].bearing(ties.forces), most),
        place=_company(opened, ties, "、".join(ties.places), places[fell[places]], most),
        stale=stale,
    )


def _tells_village(home: str, counties: Iterable[str]) -> bool:
    """Whether a folded home says more than the county."""
    for county in map(fold, counties):
        if county.startswith(home) or (county in home and len(home.partition(county)[2]) < _SHORTEST_VILLAGE):
            return False
    return True


def _bearers(opened: Index, kind: Kind, texts: Iterable[str]) -> Numbers:
    """Everybody who bears just one of the folded texts, each once."""
    found = [opened.bearers(opened.texts(Holds(kind, whole(text)))) for text in texts]
    return np.flatnonzero(_marked(opened, found)).astype(np.int32) if found else NOBODY


def _marked(opened: Index, groups: Iterable[Numbers]) -> NDArray[np.bool_]:
    """For each person, by number, whether they are in one of the groups; sooner done than sorting these."""
    marks = np.zeros(len(opened), bool)
    for people in groups:
        marks[people] = True
    return marks


def _company(opened: Index, ties: Ties, words: str, people: Numbers, most: int) -> Company:
    """Without the person; looks at no more names than are shown, and the person's own."""
    shown = [opened.named(number) for number in people[: most + 1].tolist()]
    others = [other for other in shown if other.id != ties.id]
    return Company(words, tuple(others[:most]), max(len(people) - 1, len(others)))
