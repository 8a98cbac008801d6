"""What the parts of a person's page are given that tell of years, places and ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Around:
    """What happened in the district in those years: `campaigns` in the order of time, and what tells of them."""

    years: Words
    campaigns: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Battle:
    """A campaign that the roster itself names, and how to ask for all whom the rosters name with it."""

    name: str
    address: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of a life.

    `iso` is the date where machines write it alike, else ""; `vague`: it is no plain year, month or day.
    `certain` is False for what a person must still look at. `sources` number those that say so where others say
    otherwise, else there are none.
    """

    label: Words
    when: Words
    iso: str
    vague: bool
    certain: bool
    place: str = ""
    sources: tuple[int, ...] = ()
    battles: tuple[Battle, ...] = ()
    around: Around | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A county's seat on the sketch, of the native place, of the place of death, or both; its name begins (`end`: ends)
    at the label's place.
    """

    name: str
    born: bool
    fell: bool
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlacesOfLife:
    """A sketch with the places of a life that are known; `words` say the same, and what could not be drawn."""

    width: int
    height: int
    coast: str
    river: str
    spots: tuple[Spot, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A page that lists all who share a fact, by its endpoint and address."""

    words: Words
    endpoint: str
    address: Mapping[str, str]
