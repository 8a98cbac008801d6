"""What the templates of these pages are given."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Roster
from archive.store import Leaf as Sheet
from webapp.contexts import Address, Card, Leaf, Order
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class People:
    """A list of people, page by page; its addresses are those of `endpoint`. `first` counts cards from 1.

    `stale`: the archive has grown since it was last indexed, so somebody may be missing.
    """

    endpoint: str
    total: int
    cards: tuple[Card, ...]
    first: int
    page: int
    pages: int
    leaves: tuple[Leaf | None, ...]
    previous: Address | None
    next: Address | None
    orders: tuple[Order, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A label, how many people bear it, and what else is told of it in a few words."""

    name: str
    count: int
    years: Words = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Labels that belong together."""

    title: Words
    members: tuple[Counted, ...]


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
    page: int
    pages: int
    leaves: tuple[Leaf | None, ...]
    previous: Address | None
    next: Address | None
    endpoint: str = "browsing.units"


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit."""

    name: str
    known: tuple[Known, ...]
    people: People | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: `share` is its length in hundredths of the longest, `address` where it leads, if anywhere."""

    label: Words
    count: int
    share: float
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and its table in one; `summary` says it in words, and `endpoint` is where its rows lead."""

    id: str
    title: Words
    summary: Words
    head: Words
    bars: tuple[Bar, ...]
    upright: bool = False
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years in which people fell."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year; `month` is the one asked for, each of `months` has its number, its words and how many people.

    `unsettled` counts those who have no settled month.

    `before` and `after` are the nearest years of which there are people.
    """

    year: int
    month: int | None
    words: Words
    months: tuple[tuple[int, Words, int], ...]
    unsettled: int
    campaigns: tuple[str, ...]
    before: int | None
    after: int | None
    people: People


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname and how it is read."""

    name: str
    sound: str


@dataclass(frozen=True, slots=True)
class SurnamesPage:
    """The wall of surnames, all in one size; `order` is sound or strokes. `others` are no characters of names."""

    order: str
    groups: tuple[tuple[Words, tuple[Surname, ...]], ...]
    others: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SurnamePage:
    """The people of one surname."""

    surname: Surname
    people: People


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the year; `remembered` says which day of remembrance it is, on the calendar of this year."""

    day: str
    words: Words
    remembered: Words | None
    before: str
    after: str
    people: People


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """How many people there are, of when and where."""

    people: int
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A county on the map: `x` and `y` of its seat, where its name begins (`end`: ends), and how many people."""

    name: str
    count: int
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """The district, sketched from `left` and 0 on, with the corners of `coast` and `river`.

    `absent` are counties whose place is not known, or lies beyond the sketch.
    """

    left: int
    width: int
    height: int
    coast: str
    river: str
    dots: tuple[Dot, ...]
    absent: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class RostersPage:
    """All rosters, and how many pages belong to none."""

    rosters: tuple[tuple[Roster, int, int], ...]
    loose: int


@dataclass(frozen=True, slots=True)
class BookPage:
    """One roster, or the pages that belong to none (`id` None), as a book; `sheets` are numbered from `first`."""

    id: str | None
    title: Words
    details: tuple[Words, ...]
    sheets: tuple[Sheet, ...]
    first: int
    total: int
    entries: int
    page: int
    pages: int
    leaves: tuple[Leaf | None, ...]
    previous: Address | None
    next: Address | None


@dataclass(frozen=True, slots=True)
class LeafPage:
    """One page of a book, opened; `place` counts from 1 of `total`."""

    id: str | None
    title: Words
    place: int
    total: int
    sheet: Sheet
    width: int
    height: int
    people: tuple[Card, ...]
