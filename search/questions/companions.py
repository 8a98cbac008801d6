"""Who came from the same village, served in the same unit, or fell in the same place in the same year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.characters.fold import fold
from search.index.cards import Card
from search.index.engine import NOBODY, Holds, Numbers
from search.index.opened import Index
from search.index.schema import Kind, folded, whole
from search.index.writing import DEATHS

SHARED: Final = ("native_place", "unit", "death", "death_place", "burial_place")
"""The fields that say who were companions."""
_SHORTEST_VILLAGE: Final = 2
"""Characters of a village behind its county."""


@dataclass(frozen=True, slots=True)
class Company:
    """`people` who share with somebody what `words` say, in the order of the archive, and how many there are in all.

    `people` are at most as many as were asked for; none is the person they share it with.
    """

    words: str
    people: tuple[Card, ...]
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


def companions(opened: Index, card: Card, most: int, *, stale: bool = False) -> Companions:
    """The companions of a person, at most so many of each kind; flagged readings count, since they may be right."""
    villages = [home for home in folded(card.homes) if _tells_village(home, card.counties)]
    fell = _marked(opened, (opened.dated(DEATHS, year, year) for year in card.deaths))
    places = _bearers(opened, Kind.PLACES, folded(card.places))
    return Companions(
        village=_company(opened, card, card.native_place, _bearers(opened, Kind.HOMES, villages), most),
        unit=_company(opened, card, "、".join(card.forces), opened.labels["unit"].bearing(card.forces), most),
        place=_company(opened, card, "、".join(card.places), places[fell[places]], most),
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


def _company(opened: Index, card: Card, words: str, people: Numbers, most: int) -> Company:
    """Without the person; looks at no more cards than are shown, and the person's own."""
    shown = [opened.card(number) for number in people[: most + 1].tolist()]
    others = [other for other in shown if other.id != card.id]
    return Company(words, tuple(others[:most]), max(len(people) - 1, len(others)))
