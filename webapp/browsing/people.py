"""Lists of people: a question without words, and its answers page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import abort

from search import SORTS, Filters, Search
from webapp.asking import ON_A_PAGE, one_of, page_of, parameters
from webapp.browsing.contexts import People
from webapp.cards import cards_of
from webapp.contexts import Address, Order
from webapp.results import ORDERS, pages_of
from webapp.shelf import shelf
from webapp.turning import page_asked, pager_of, turned

SORTED: Final = SORTS[1:]
"""Nobody answers better than another where no words were asked for."""


def people_of(filters: Filters, endpoint: str, address: Address, given: Mapping[str, str], usual: str) -> People:
    """The page of people that the filters leave, as the parameters `given` ask for it; 404 beyond the last page.

    `endpoint` and `address` are those of the page that lists them, `usual` is the order without a wish.
    """
    sort = one_of("sort", given.get("sort", "").strip(), SORTED) or usual
    number = page_asked(given)
    search = Search("", filters, sort, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    found = shelf().find(shelf().folder, search)
    page, pages = page_of(search), pages_of(found, search)
    if page > pages:
        abort(404)
    own = {**address, **({"sort": sort} if sort != usual else {})}
    return People(
        endpoint=endpoint,
        total=found.total,
        cards=cards_of(found),
        first=search.offset + 1,
        pager=pager_of(page, pages, lambda other: turned(own, other)),
        orders=tuple(
            Order(ORDERS[other], other == sort, {**address, **({"sort": other} if other != usual else {})})
            for other in SORTED
        ),
        within=parameters(Search("", filters)),
        stale=found.stale,
    )
