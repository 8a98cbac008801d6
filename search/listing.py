"""Everybody in the index, for ways in that are no questions: walls of surnames, lists of places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from archive.authority.local import using
from archive.folder import DataFolder
from search.characters.fold import fold
from search.index.cards import Card
from search.index.opened import open_current
from search.index.schema import surname_of
from search.index.standing import TOWNSHIP, at_county


@dataclass(frozen=True, slots=True)
class Listed:
    """One person: `name` as people read it, `surname`, and of the native place its `county` and `township`.

    All but the id may be "", where the paper does not tell or nobody understood it.
    """

    id: str
    name: str
    surname: str
    county: str
    township: str


def listing(folder: DataFolder) -> Iterator[Listed]:
    """Everybody, in the order of the archive; raises IndexUnavailable if no index may answer."""
    with closing(open_current(folder.index)) as opened:
        for person in opened.everybody().tolist():
            # For each by itself: between two of them, whoever asks does something else.
            with using(opened.authority):
                listed = _listed(opened.card(person))
            yield listed


def _listed(card: Card) -> Listed:
    county, rest = at_county(card.native_place)
    township = TOWNSHIP.match(rest)
    return Listed(
        id=card.id,
        name=card.name,
        surname=surname_of(fold(card.name)),
        # A place that begins with its township lies in the county that the roster lists.
        county=county or next(iter(card.counties), ""),
        township=township.group() if township else "",
    )
