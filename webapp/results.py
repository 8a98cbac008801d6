"""The list of people that a search found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from archive.bilingual import field_label
from archive.records import FIELDS, Person
from search import SORTS, Filters, Hit, Marks, Piece, Results, Search
from webapp.asking import asks, page_of, parameters, turned_to
from webapp.contexts import Address, Card, Leaf, Line, Order, ResultsPage, SearchForm, YearsForm
from webapp.elsewhere import elsewhere
from webapp.facets import chosen_of, facets_of
from webapp.facts import Read, Turns, readings_of, shown_by, spokesman, words_of
from webapp.labels import reason
from webapp.languages import Words, phrase, told

_TOLD: Final[Mapping[str, Words]] = {
    "name": phrase("姓名"),
    "native_place": phrase("籍贯"),
    "unit": phrase("单位"),
    "death": phrase("牺牲"),
}
"""What is told of everybody who is found; other fields only where they hold what was asked for."""
_OTHERS: Final = {field: told(field_label(field)) for field in FIELDS if field not in _TOLD}
ORDERS: Final = {
    "relevance": phrase("相符程度"),
    "name": phrase("音序"),
    "strokes": phrase("笔画"),
    "year": phrase("牺牲年份"),
    "place": phrase("籍贯"),
}
_AS_ENTERED: Final = phrase("录入次序")
"""The order of best match where no words were asked for, which everybody matches alike."""
_NEIGHBOURS: Final = 2
"""Pages before and after this one that the pager names."""


def pages_of(found: Results, search: Search) -> int:
    """How many pages of results there are; nothing found is told on a page, too."""
    return max(1, -(-found.total // search.limit))


def results_page(search: Search, found: Results, people: Mapping[str, Person], turns: Turns) -> ResultsPage:
    """The context of one page of results; `people` by the id of the hit that found them.

    A hit whose person has left the archive since the index was made has no card.
    """
    page, pages = page_of(search), pages_of(found, search)
    kept = parameters(turned_to(search, 1))
    filters, marks = search.filters, Marks(search.words, slips=search.slips)
    return ResultsPage(
        asks=asks(search),
        form=SearchForm(search.words, search.slips, _without(kept, "q", "slips")),
        total=found.total,
        cards=tuple(card_of(hit, people[hit.id], turns, marks) for hit in found.hits if hit.id in people),
        first=search.offset + 1,
        page=page,
        pages=pages,
        leaves=tuple(leaves_of(page, pages, lambda number: parameters(turned_to(search, number)))),
        previous=parameters(turned_to(search, page - 1)) if page > 1 else None,
        next=parameters(turned_to(search, page + 1)) if page < pages else None,
        chosen=chosen_of(search),
        unsifted=parameters(replace(search, filters=Filters(), offset=0)),
        facets=facets_of(search, found),
        orders=tuple(_orders(search)),
        years=YearsForm(_year(filters.since), _year(filters.until), _without(kept, "from", "to")),
        elsewhere=None if found.total else elsewhere(search, found.nearest),
        stale=found.stale,
    )


def card_of(hit: Hit, person: Person, turns: Turns, marks: Marks | None = None) -> Card:
    """What a list tells of one person; `marks` are those of the words by which they were found."""
    name, *lines = _lines(readings_of(person), turns, marks)
    return Card(id=person.id, name=name.shown, lines=tuple(lines), why=tuple(reason(why) for why in hit.why))


def _lines(readings: Mapping[str, Sequence[Read]], turns: Turns, marks: Marks | None) -> Iterator[Line]:
    """The name, what is told of everybody, and where else a person holds what was asked for."""

    def pieces(field: str, read: Read | None) -> tuple[Piece, ...]:
        return marks.of(str(words_of(read[1])), field) if read and marks else ()

    for field, label in _TOLD.items():
        read = spokesman(readings.get(field, ()))
        yield Line(field, label, shown_by(read, turns, pieces(field, read)))
    for field, label in _OTHERS.items() if marks else ():
        read = spokesman(readings.get(field, ()))
        if marked := pieces(field, read):
            yield Line(field, label, shown_by(read, turns, marked))


def _orders(search: Search) -> Iterator[Order]:
    for sort in SORTS:
        words = ORDERS[sort] if search.words or sort != SORTS[0] else _AS_ENTERED
        yield Order(words, sort == search.sort, parameters(replace(search, sort=sort, offset=0)))


def leaves_of(page: int, pages: int, address: Callable[[int], Address]) -> Iterator[Leaf | None]:
    """The first page, the last, and those about this one; None for those between them."""
    last = 0
    for number in sorted({1, pages, *range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1)}):
        if 1 <= number <= pages:
            if number > last + 1:
                yield None
            yield Leaf(number, address(number))
            last = number


def _without(address: Address, *names: str) -> Address:
    return {name: words for name, words in address.items() if name not in names}


def _year(year: int | None) -> str:
    return "" if year is None else str(year)
