"""Made-up people by the hundred thousand, as the archive would tell of them.

Names, homes and units are drawn from the same lists as the rendered pages, with the weights of real
names: a few surnames and given characters are borne by very many. The same seed gives the same people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from opencc import OpenCC

from archive.records import ArchivedEntry, Box, Entry, Reading, Roster, Status, entry_id
from tests.rendering.dice import Dice
from tests.rendering.words import places, service
from tests.rendering.words.lists import characters, words
from tests.rendering.words.names import standard_characters

ON_A_PAGE = 25
_BOX = Box(0, 0, 10, 10)
_HOMES, _UNITS = 20_000, 3_000
"""Different homes and units: of a village some, of a unit many have fallen."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """One made-up person in plain words."""

    number: int
    name: str
    county: str
    home: str
    unit: str
    year: int
    sex: str


class Roll:
    """`size` made-up people; a source from which an index is built."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self.size = size
        self._seed = seed

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number: int) -> Fallen:
        home = self._homes[self._home_of[number]]
        return Fallen(
            number=number,
            name=self._names[number],
            county=home.county,
            home=home.whole,
            unit=self._units[self._unit_of[number]],
            year=int(self._year_of[number]),
            sex="女" if self._woman[number] else "男",
        )

    def generation(self) -> int:
        """The roll never changes."""
        return 1

    def linked_persons(self) -> frozenset[str]:
        """Nobody is named twice."""
        return frozenset()

    def entries(self) -> Iterator[ArchivedEntry]:
        """Everybody, an entry each."""
        roster = Roster("roll", "渤海区革命烈士英名录")
        for number in range(self.size):
            page = number // ON_A_PAGE
            id = self.id_of(number)
            yield ArchivedEntry(id, id, f"{page:06}.png", _scan(page), 1, roster, self.entry(number))

    def id_of(self, number: int) -> str:
        """The id of a person."""
        page, row = divmod(number, ON_A_PAGE)
        return entry_id(_scan(page), 1, row + 1)

    def entry(self, number: int) -> Entry:
        """One person as a page of a roster has them; every ninth name is printed in traditional characters."""
        person = self[number]
        printed = _traditional(person.name) if number % 9 == 0 else person.name
        month = number % 12 + 1
        texts = [
            ("name", printed, person.name),
            ("sex", person.sex, person.sex),
            ("birth", f"{person.year - 24}", f"{person.year - 24}"),
            ("native_place", person.home, person.home),
            ("enlisted", f"{person.year - 3}", f"{person.year - 3}"),
            ("political_status", "党员" if number % 3 else "群众", "党员" if number % 3 else "群众"),
            ("unit", person.unit, person.unit),
            ("position", self._pick(number, service.ORDINARY_POSITIONS), None),
            ("death", f"{person.year}.{month}", f"{person.year}-{month:02}"),
            ("death_place", self._pick(number, self._scenes), None),
        ]
        status = Status.FLAGGED if number % 50 == 0 else Status.ACCEPTED
        readings = (
            Reading(field, "", text, value or text, 0.99, status if field == "name" else Status.ACCEPTED, _BOX)
            for field, text, value in texts
        )
        return Entry(number % ON_A_PAGE + 1, _BOX, tuple(readings))

    @staticmethod
    def _pick(number: int, choice: Sequence[str]) -> str:
        return choice[number * 2_654_435_761 % len(choice)]

    @cached_property
    def _chance(self) -> np.random.Generator:
        return np.random.default_rng(self._seed)

    @cached_property
    def _scenes(self) -> tuple[str, ...]:
        return words("scenes")

    @cached_property
    def _homes(self) -> list[places.Home]:
        dice = Dice.of(self._seed, "homes")
        return [places.home(dice, places.county(dice)) for _ in range(_HOMES)]

    @cached_property
    def _units(self) -> list[str]:
        dice = Dice.of(self._seed, "units")
        return [service.unit(dice) for _ in range(_UNITS)]

    @cached_property
    def _home_of(self) -> np.ndarray:
        return self._chance.integers(0, _HOMES, self.size)

    @cached_property
    def _unit_of(self) -> np.ndarray:
        return (self._chance.random(self.size) ** 3 * _UNITS).astype(int)

    @cached_property
    def _year_of(self) -> np.ndarray:
        return self._chance.integers(1938, 1954, self.size)

    @cached_property
    def _woman(self) -> np.ndarray:
        return self._chance.random(self.size) < 0.06

    @cached_property
    def _names(self) -> np.ndarray:
        surnames = [*characters("surnames_frequent"), *characters("surnames_regional"), *characters("surnames_rare")]
        surnames += words("surnames_double")
        given = [*characters("given_names"), *standard_characters(1)[:2000], *standard_characters(2)[:1000]]
        first, second = (self._weighed(given, self.size) for _ in range(2))
        second = np.where(self._chance.random(self.size) < 0.15, "", second)
        return np.char.add(np.char.add(self._weighed(surnames, self.size), first), second)

    def _weighed(self, things: Sequence[str], count: int) -> np.ndarray:
        """`count` of the things, by Zipf's law flattened at its head."""
        weights = 1 / (np.arange(len(things)) + 8.0)
        return self._chance.choice(np.array(things), count, p=weights / weights.sum())


@lru_cache(maxsize=64)
def _scan(page: int) -> str:
    return hashlib.sha256(str(page).encode()).hexdigest()


def _traditional(name: str, convert: OpenCC = OpenCC("s2t")) -> str:  # noqa: B008 - one for all
    return convert.convert(name)
