"""The list of people that a search found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from search import SORTS, Filters, Results, Search
from webapp.asking import asks, page_of, parameters, turned_to
from webapp.contexts import Address, Card, Order, ResultsPage, SearchForm, YearsForm
from webapp.elsewhere import elsewhere
from webapp.facets import chosen_of, facets_of
from webapp.languages import phrase
from webapp.turning import pager_of

ORDERS: Final = {
    "relevance": phrase("相符程度"),
    "name": phrase("音序"),
    "strokes": phrase("笔画"),
    "year": phrase("牺牲年份"),
    "place": phrase("籍贯"),
}
_AS_ENTERED: Final = phrase("录入次序")
"""The order of best match where no words were asked for, which everybody matches alike."""


def pages_of(found: Results, search: Search) -> int:
    """How many pages of results there are; nothing found is told on a page, too."""
    return max(1, -(-found.total // search.limit))


def results_page(search: Search, found: Results, cards: tuple[Card, ...]) -> ResultsPage:
    """The context of one page of results, on which stand the `cards` of those that were found."""
    kept = parameters(turned_to(search, 1))
    filters = search.filters
    return ResultsPage(
        asks=asks(search),
        form=SearchForm(search.words, search.slips, _without(kept, "q", "slips")),
        total=found.total,
        cards=cards,
        first=search.offset + 1,
        pager=pager_of(page_of(search), pages_of(found, search), lambda page: parameters(turned_to(search, page))),
        chosen=chosen_of(search),
        unsifted=parameters(replace(search, filters=Filters(), offset=0)),
        facets=facets_of(search, found),
        orders=tuple(_orders(search)),
        years=YearsForm(_year(filters.since), _year(filters.until), _without(kept, "from", "to")),
        elsewhere=None if found.total else elsewhere(search, found.nearest),
        stale=found.stale,
    )


def _orders(search: Search) -> Iterator[Order]:
    for sort in SORTS:
        words = ORDERS[sort] if search.words or sort != SORTS[0] else _AS_ENTERED
        yield Order(words, sort == search.sort, parameters(replace(search, sort=sort, offset=0)))


def _without(address: Address, *names: str) -> Address:
    return {name: words for name, words in address.items() if name not in names}


def _year(year: int | None) -> str:
    return "" if year is None else str(year)
