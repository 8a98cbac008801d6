"""Places and units, and what the authority knows of them."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.browsing.contexts.lists import Counted, Group, People
from webapp.contexts import Address, Pager
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Kin:
    """Another place or unit, when it was so, whether only a part went there, and whether no text was at hand."""

    name: str
    years: Words
    part: bool
    unproven: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the authority knows of one place or unit; `sources` in full."""

    name: str
    level: Words
    years: Words
    forms: tuple[str, ...]
    within: tuple[Kin, ...]
    came_from: tuple[Kin, ...]
    became: tuple[Kin, ...]
    holds: tuple[Kin, ...]
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The counties of which there are people, by what they lay in then."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One county, or a township or village within it (`way` leads down to it, each step with its address).

    A place wider than a county has `counties` instead of townships.
    """

    name: str
    known: tuple[Known, ...]
    now: tuple[str, ...]
    way: tuple[tuple[str, Address], ...]
    townships: tuple[tuple[Counted, Address], ...]
    counties: tuple[Counted, ...]
    people: People | None


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The units of which there are people: those of the authority in its order, then the others page by page."""

    known: tuple[Counted, ...]
    others: tuple[Counted, ...]
    total: int
    pager: Pager
    endpoint: str = "browsing.units"


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit."""

    name: str
    known: tuple[Known, ...]
    people: People | None
