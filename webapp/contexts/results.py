"""The page of what a question finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.contexts.pages import Shown
from webapp.languages import Words

Address = Mapping[str, str]
"""A question as the parameters that an address carries, by their names."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a person among the results."""

    field: str
    label: Words
    shown: Shown


@dataclass(frozen=True, slots=True)
class Card:
    """One person among the results, and in words why each matched."""

    id: str
    name: Shown
    lines: tuple[Line, ...]
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One label by which people can be sifted; `address` sets it, or takes it away where it is `chosen`."""

    words: Words
    count: int
    chosen: bool
    address: Address


@dataclass(frozen=True, slots=True)
class Facet:
    """The labels of one kind; `more` are folded away."""

    kind: str
    label: Words
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter of the question; `address` is the same question without it."""

    label: Words
    words: Words
    address: Address


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort the people found."""

    words: Words
    chosen: bool
    address: Address


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the results, to be turned to."""

    number: int
    address: Address


@dataclass(frozen=True, slots=True)
class Pager:
    """One of `pages` pages, and the ways to the others; of `leaves` None stands for pages left out."""

    page: int
    pages: int
    leaves: tuple[Leaf | None, ...]
    previous: Address | None
    next: Address | None


@dataclass(frozen=True, slots=True)
class Another:
    """Another question that may be meant."""

    words: str
    address: Address


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What the search form shows; `kept` is the rest of the question, which goes along unseen."""

    words: str
    slips: bool
    kept: Address


@dataclass(frozen=True, slots=True)
class YearsForm:
    """The form that asks for years of death; `kept` as in `SearchForm`."""

    since: str
    until: str
    kept: Address


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What else to ask where nobody was found: names that come near, and the question less strictly."""

    nearest: tuple[Another, ...]
    slips: Address | None
    unsifted: Address | None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """One page of results; `first` is the number of the first card among `total`, from 1.

    `asks` is False where nothing was asked; `unsifted` is the question without its filters. `stale`: the archive
    has grown since it was last indexed, so somebody may be missing.
    """

    asks: bool
    form: SearchForm
    total: int
    cards: tuple[Card, ...]
    first: int
    pager: Pager
    chosen: tuple[Chosen, ...]
    unsifted: Address
    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    years: YearsForm
    elsewhere: Elsewhere | None
    stale: bool
