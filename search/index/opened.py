"""An index open for reading: documents that answer, the people who bear them, and their cards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sized
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from archive.authority.local import LocalAuthority
from search.characters.pinyin import plain_reading
from search.index import writing
from search.index.bearers import Bearers
from search.index.builds import IndexUnavailable, current_build, read_stamp
from search.index.cards import Card, Named
from search.index.columns import Column
from search.index.engine import Engine, Numbers, Query, mapped_array
from search.index.labels import Labels
from search.index.orders import ORDERS, open_ranks
from search.questions.question import Lore

_ATTEMPTS: Final = 3
_CARDS: Final = 2_000
"""Cards that are kept once they were looked at, of 1 to 2 kB each."""


class Index:
    """One build, open for reading by one thread at a time."""

    def __init__(self, build: Path) -> None:
        """Opens a build; raises IndexUnavailable if it is of another version or not whole."""
        self.build = build
        self.stamp = read_stamp(build)
        try:
            self._engine = Engine(build)
            self._cards, self._named, self._written, self._kept = (
                Column(build, name) for name in (writing.CARDS, writing.NAMED, writing.WRITTEN, writing.KEPT)
            )
            self._lengths: NDArray[np.uint8] = mapped_array(build / writing.LENGTHS)
            self._bearers = Bearers(build, writing.BEARERS)
            self._years = {name: Bearers(build, name) for name in (writing.DEATHS, writing.YEARS)}
            self.labels = {name: Labels(build, name) for name in writing.LABELS}
            self.finer_labels = {name: Labels(build, name) for name in writing.FINER_LABELS}
            self.dates: dict[str, Numbers] = {name: mapped_array(build / f"{name}.dates.npy") for name in writing.DATES}
            self.letters: dict[str, NDArray[np.uint8]] = {
                name: mapped_array(build / f"{name}.letters.npy") for name in writing.LETTERS
            }
            self.ranks = {order: open_ranks(build, order) for order in ORDERS}
            confused = json.loads((build / writing.CONFUSED).read_text(encoding="utf-8"))
            self.authority = LocalAuthority.from_json((build / writing.AUTHORITY).read_text(encoding="utf-8"))
            self.lore = Lore(confused, _by_sound(self.labels["county"].known()))
        except FileNotFoundError:
            raise
        except Exception as problem:  # the engine and pickle raise whatever the damage makes them
            raise IndexUnavailable(f"the search index is damaged ({problem})", where=str(build)) from problem
        # The same people come first again and again.
        self._card = lru_cache(maxsize=_CARDS)(self._card_of)
        of_texts = {len(self._engine), len(self._written), len(self._kept), len(self._bearers), len(self._lengths)}
        along_people: tuple[Sized, ...] = (
            self._named,
            *self.labels.values(),
            *self.finer_labels.values(),
            *self.ranks.values(),
            *self.dates.values(),
            *self.letters.values(),
        )
        of_people = {len(self._cards), *map(len, along_people)}
        if len(of_texts) > 1 or of_people != {self.stamp.people}:
            raise IndexUnavailable("the parts of the search index disagree", where=str(build))

    def __len__(self) -> int:
        return self.stamp.people

    def texts(self, query: Query) -> Numbers:
        """The numbers of the texts that a query brings."""
        try:
            return self._engine.numbers(query)
        except Exception as problem:  # as above; damage may lie where opening does not look
            raise IndexUnavailable(
                f"the search index is damaged ({problem})",
                where=str(self.build),
                remedy="run `bohai index --rebuild`",
            ) from problem

    def holding(self, needles: Iterable[str], texts: Numbers) -> Numbers:
        """Those of `texts` that hold one of the folded needles."""
        return self._kept.holding(needles, texts)

    def as_long(self, characters: int, texts: Numbers) -> Numbers:
        """Those of `texts` that have so many characters."""
        as_long: Numbers = texts[self._lengths[texts] == characters]
        return as_long

    def kept(self, text: int) -> str:
        """A text in kept forms."""
        return self._kept.text(text).decode()

    def written(self, text: int) -> str:
        """A text, as it is written."""
        return self._written.text(text).decode()

    def bearers(self, texts: Numbers) -> Numbers:
        """The people who bear one of `texts`; one person may come several times."""
        return self._bearers.of(texts)

    def borne(self, texts: Numbers) -> NDArray[np.int64]:
        """How many people bear each of `texts`."""
        return self._bearers.counts(texts)

    def dated(self, years: str, first: int, last: int) -> Numbers:
        """The people with a year from `first` to `last` among their `years` (`deaths` or `years`); as `bearers`."""
        return self._years[years].between(first, last)

    def everybody(self) -> Numbers:
        """All people."""
        return np.arange(len(self), dtype=np.int32)

    def card(self, person: int) -> Card:
        """The card of a person."""
        return self._card(person)

    def named(self, person: int) -> Named:
        """The name of a person."""
        return Named.from_line(self._named.text(person))

    def _card_of(self, person: int) -> Card:
        return Card.from_json(self._cards.text(person))

    def close(self) -> None:
        """Lets go of the files."""
        self._engine.close()


def _by_sound(counties: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Counties without 县, 市 or 区, by how they are typed in pinyin with these and without."""
    heard: dict[str, tuple[str, ...]] = {}
    for county in sorted(counties):
        stem = county[:-1] if len(county) > 2 else county
        for name in dict.fromkeys((stem, county)):
            sound = "".join(plain_reading(char) for char in name)
            heard[sound] = (*heard.get(sound, ()), stem)
    return heard


def open_current(folder: Path) -> Index:
    """Opens the build that serves; raises IndexUnavailable if none may."""
    for _ in range(_ATTEMPTS):
        build = current_build(folder)
        try:
            return Index(build)
        except FileNotFoundError:
            # Swapped and swept away between reading the pointer and opening: look again.
            continue
    raise IndexUnavailable("the search index is not whole", where=str(folder))
