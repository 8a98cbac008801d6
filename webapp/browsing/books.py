"""Rosters as books to leaf through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import abort

from archive.records import Person, Roster
from archive.store import Leaf
from search import Hit
from webapp.browsing.contexts import BookPage, LeafPage, RostersPage
from webapp.cards import card_of
from webapp.contexts import Address, Card
from webapp.languages import Words, phrase
from webapp.persons import roster_details
from webapp.pieces import size_in_the_middle, size_shown
from webapp.shelf import archive
from webapp.turning import page_asked, pager_of, turned

LOOSE: Final = "未归入名册的散页"
_ON_A_PAGE: Final = 60
"""Leaves whose pictures are shown at once."""


def rosters_page() -> RostersPage:
    """All rosters with how much was read of them."""
    shelved = tuple((one.roster, one.leaves, one.entries) for one in archive().rosters())
    return RostersPage(shelved, archive().extent(None)[0])


def roster_known_as(id: str | None) -> Roster:
    """The roster with this id, or for None what stands for all pages that belong to none; 404 where there is none."""
    if id is None:
        return Roster("", LOOSE)
    found: Roster | None = archive().roster(id)
    if found is None:
        abort(404)
    return found


def leaves_in(id: str | None) -> list[Leaf]:
    """The pages of a book in order; 404 where there are none."""
    leaves = archive().leaves(id)
    if not leaves:
        abort(404)
    return leaves


def book_page(id: str | None, given: Mapping[str, str]) -> BookPage:
    """A book, sixty of its pages at a time."""
    roster = roster_known_as(id)
    total, entries = archive().extent(id)
    page, pages = page_asked(given), -(-total // _ON_A_PAGE)
    if page > pages:
        abort(404)
    address: Address = {} if id is None else {"id": id}
    first = (page - 1) * _ON_A_PAGE
    return BookPage(
        id=id,
        title=_title(roster, id),
        details=roster_details(roster),
        sheets=tuple(archive().leaves(id, first, _ON_A_PAGE)),
        first=first + 1,
        total=total,
        entries=entries,
        pager=pager_of(page, pages, lambda other: turned(address, other)),
    )


def leaf_page(id: str | None, place: int) -> LeafPage:
    """One page of a book with the people on it; 404 beyond the last."""
    roster = roster_known_as(id)
    total, _ = archive().extent(id)
    if not 1 <= place <= total:
        abort(404)
    (sheet,) = archive().leaves(id, place - 1, 1)
    sideways = sheet.quarter_turns % 2 == 1
    width, height = (sheet.height, sheet.width) if sideways else (sheet.width, sheet.height)
    return LeafPage(
        id=id,
        title=_title(roster, id),
        place=place,
        total=total,
        sheet=sheet,
        width=width,
        height=height,
        middle_width=size_in_the_middle(width, height)[0],
        whole_width=size_shown(width, height)[0],
        people=_people_on(sheet),
    )


def _title(roster: Roster, id: str | None) -> Words:
    return phrase("未归入名册的散页") if id is None else roster.title


def _people_on(sheet: Leaf) -> tuple[Card, ...]:
    turns = {(sheet.sha256, sheet.number): sheet.quarter_turns}
    return tuple(
        card_of(Hit(entry.person, "", "", "", ()), Person(entry.person, (entry,)), turns)
        for entry in archive().entries_on(sheet.sha256, sheet.number)
    )
