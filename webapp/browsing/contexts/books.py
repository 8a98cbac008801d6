"""Rosters as books."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Roster
from archive.store import Leaf as Sheet
from webapp.contexts import Card, Pager
from webapp.languages import Words


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
    pager: Pager


@dataclass(frozen=True, slots=True)
class LeafPage:
    """One page of a book, opened; `place` counts from 1 of `total`.

    Its picture is `whole_width` pixels wide, and `middle_width` where that is enough.
    """

    id: str | None
    title: Words
    place: int
    total: int
    sheet: Sheet
    width: int
    height: int
    middle_width: int
    whole_width: int
    people: tuple[Card, ...]
