"""Which people bear a text, and which years are told of whom: pairs of numbers, grouped and on disk.

`<name>.ends.npy` holds where the group of each text ends (64 bits), `<name>.people.npy` the people of
all groups one after another (32 bits). Both are mapped, not read.
"""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.engine import NOBODY, Numbers, mapped_array


class Pairs:
    """Pairs of a key (a text, a year) and a person, gathered while an index is built."""

    def __init__(self) -> None:
        self._keys = array("i")
        self._people = array("i")

    def add(self, key: int, person: int) -> None:
        """Notes that `person` bears `key`; a pair given twice is kept twice."""
        self._keys.append(key)
        self._people.append(person)

    def write(self, folder: Path, name: str, keys: int) -> None:
        """Writes the people of the keys 0 to `keys` - 1, those of one key in the order in which they came."""
        by_key = np.frombuffer(self._keys, np.int32) if self._keys else NOBODY
        people = np.frombuffer(self._people, np.int32) if self._people else NOBODY
        np.save(folder / f"{name}.people.npy", people[np.argsort(by_key, kind="stable")])
        np.save(folder / f"{name}.ends.npy", np.cumsum(np.bincount(by_key, minlength=keys), dtype=np.int64))


class Bearers:
    """Groups of people by key, open for reading; raises OSError or ValueError if its files are not whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends: NDArray[np.int64] = mapped_array(folder / f"{name}.ends.npy")
        self._people: Numbers = mapped_array(folder / f"{name}.people.npy")
        if len(self._people) != (self._ends[-1] if len(self._ends) else 0):
            raise ValueError(f"{name} has {len(self._people)} pairs instead of {self._ends[-1:]}")

    def __len__(self) -> int:
        return len(self._ends)

    def of(self, keys: Numbers) -> Numbers:
        """The people of all `keys`, group after group; one person may come several times."""
        if not len(keys):
            return NOBODY
        if len(keys) == 1:
            return self.between(int(keys[0]), int(keys[0]))
        counts = self.counts(keys)
        starts = self._ends[keys] - counts
        before = np.concatenate(([0], np.cumsum(counts)[:-1]))
        people: Numbers = self._people[np.repeat(starts - before, counts) + np.arange(counts.sum())]
        return people

    def counts(self, keys: Numbers) -> NDArray[np.int64]:
        """How many people each of `keys` has."""
        counts: NDArray[np.int64] = self._ends[keys] - np.where(keys > 0, self._ends[keys - 1], 0)
        return counts

    def between(self, first: int, last: int) -> Numbers:
        """The people of the keys from `first` to `last`, both included."""
        return self._people[self._ends[first - 1] if first > 0 else 0 : self._ends[last]]
