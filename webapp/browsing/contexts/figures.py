"""Charts, and the map."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.browsing.contexts.lists import Counted
from webapp.contexts import Address
from webapp.languages import Words


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
