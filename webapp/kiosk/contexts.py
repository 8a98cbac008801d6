"""What the templates of a kiosk are given, beside those of the public site."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.contexts import ResultsPage
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Kiosk:
    """What every page knows: after how many seconds without touch it goes back, and where the public site is, or ""."""

    idle: int
    public_address: str


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys: letters `typed` so far, the rows of keys, and surnames and names of the archive that may be meant."""

    typed: str
    rows: tuple[str, ...]
    surnames: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together on a wall under one heading."""

    heading: Words
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurnamesPage:
    """All surnames in groups, by their sound or by `strokes`."""

    groups: tuple[Group, ...]
    strokes: bool


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """All counties or, where `county` is not "", its townships; "" among them where none is told."""

    county: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People under a `title`; `letters` are those by which a long list is gone into, `letter` the chosen one, or ""."""

    title: Words
    results: ResultsPage
    letters: tuple[str, ...]
    letter: str
