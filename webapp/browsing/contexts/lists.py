"""Lists of people, and labels with how many people bear them."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.contexts import Address, Card, Order, Pager
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class People:
    """A list of people, page by page; its addresses are those of `endpoint`. `first` counts cards from 1.

    `within` asks for the same people in the search. `stale`: the archive has grown since it was last indexed, so
    somebody may be missing.
    """

    endpoint: str
    total: int
    cards: tuple[Card, ...]
    first: int
    pager: Pager
    orders: tuple[Order, ...]
    within: Address
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
