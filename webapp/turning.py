"""Long lists page by page: which of the pages is asked for, and the ways to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from webapp.asking import LAST_PAGE, whole_number
from webapp.contexts import Address, Leaf, Pager

_NEIGHBOURS: Final = 2
"""Pages before and after this one that the pager names."""


def page_asked(given: Mapping[str, str]) -> int:
    """The page that an address asks for, from 1; raises Refused."""
    return whole_number("page", given.get("page", "").strip() or "1", 1, LAST_PAGE)


def turned(address: Address, page: int) -> Address:
    """The same address, on another page."""
    return {**address, **({"page": str(page)} if page > 1 else {})}


def pager_of(page: int, pages: int, address: Callable[[int], Address]) -> Pager:
    """The ways from a page to the others, each of which has an `address`."""
    return Pager(
        page=page,
        pages=pages,
        leaves=tuple(_leaves(page, pages, address)),
        previous=address(page - 1) if page > 1 else None,
        next=address(page + 1) if page < pages else None,
    )


def _leaves(page: int, pages: int, address: Callable[[int], Address]) -> Iterator[Leaf | None]:
    """The first page, the last, and those about this one; None for those between them."""
    last = 0
    for number in sorted({1, pages, *range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1)}):
        if 1 <= number <= pages:
            if number > last + 1:
                yield None
            yield Leaf(number, address(number))
            last = number
