"""In what order people may be listed: by sound or strokes of the name, by year of death, by home.

Each order is a column of ranks, `<order>.rank.npy`; people of one rank come in the order of the
archive. Whoever has nothing to be ordered by comes last.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.characters.dictionary import by_sound, by_strokes
from search.index.cards import Card
from search.index.engine import Numbers, mapped_array

Ranks = NDArray[np.int32]

_ORDERED_BY: Final[dict[str, tuple[Callable[[Card], Any], Callable[[Any], Any]]]] = {
    "name": (lambda card: card.name, by_sound),
    "strokes": (lambda card: card.name, by_strokes),
    "year": (lambda card: (card.deaths[0], card.fell.ljust(10, "~")) if card.deaths else (), lambda fell: fell),
    "place": (lambda card: card.native_place, by_sound),
}
"""Of each order: what of a card it goes by, and the key by which that is sorted."""
ORDERS: Final = tuple(_ORDERED_BY)


class OrderWriter:
    """Writes the ranks of all people in every order, once all are known."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, dict[Any, int]] = {order: {} for order in ORDERS}
        self._codes = {order: array("i") for order in ORDERS}

    def add(self, card: Card) -> None:
        """Appends the next person."""
        for order, (part, _) in _ORDERED_BY.items():
            known, words = self._known[order], part(card)
            self._codes[order].append(known.setdefault(words, len(known)))

    def close(self) -> None:
        """Sorts what people are ordered by, and writes the ranks."""
        for order, (_, key) in _ORDERED_BY.items():
            parts = list(self._known[order])
            in_order = sorted(range(len(parts)), key=lambda code: (not parts[code], key(parts[code])))
            ranks = np.empty(len(parts), np.int32)
            ranks[in_order] = np.arange(len(parts), dtype=np.int32)
            np.save(self._folder / f"{order}.rank.npy", ranks[np.array(self._codes[order], np.int32)])


def open_ranks(folder: Path, order: str) -> Ranks:
    """The rank of each person in one of ORDERS; raises OSError or ValueError if the file is not whole."""
    ranks: Ranks = mapped_array(folder / f"{order}.rank.npy")
    return ranks


def listed(people: Numbers, ranks: NDArray[np.integer[Any]], first: int, count: int) -> Numbers:
    """`count` of `people` from place `first` (0 is the best) on, by their `ranks` and then their numbers.

    `ranks` goes along `people`. Sorts no more than is asked for: of 160,000 people only a page is shown.
    """
    together = (ranks.astype(np.int64) << 32) | people
    until = first + count
    if until < len(together):
        together = np.partition(together, until)[:until]
    together.sort()
    return (together[first:until] & 0xFFFFFFFF).astype(np.int32)
