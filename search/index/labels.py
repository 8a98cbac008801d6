"""By what people are counted and sifted: their county, unit, year of death and so on, as columns of codes.

One person may bear several labels of one kind (two rosters that differ, 1940/1942), so a code stands
for a set of labels. `<name>.codes.npy` holds a code for each person, `<name>.labels.json` the sets.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.index.engine import NOBODY, Numbers, mapped_array

_REMEMBERED: Final = 64
"""Labels whose bearers are remembered: few units have most of the people."""


class LabelWriter:
    """Writes the labels of one kind, a person at a time, in the order of their numbers."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._codes = array("i")
        self._known: dict[tuple[str, ...], int] = {}

    def add(self, labels: Iterable[str]) -> None:
        """Appends the labels of the next person; there may be none."""
        self._codes.append(self._known.setdefault(tuple(sorted(labels)), len(self._known)))

    def close(self) -> None:
        """Writes both files."""
        np.save(self._folder / f"{self._name}.codes.npy", np.array(self._codes, np.int32))
        sets = json.dumps([list(labels) for labels in self._known], ensure_ascii=False)
        (self._folder / f"{self._name}.labels.json").write_text(sets, encoding="utf-8")


class Labels:
    """The labels of one kind, open for reading; raises OSError or ValueError if the files are not whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self._codes: Numbers = mapped_array(folder / f"{name}.codes.npy")
        self._sets = [tuple(each) for each in json.loads((folder / f"{name}.labels.json").read_text("utf-8"))]
        self._bearing = lru_cache(maxsize=_REMEMBERED)(self._everybody_bearing)
        self._codes_of: dict[str, list[int]] = {}
        for code, labels in enumerate(self._sets):
            for label in labels:
                self._codes_of.setdefault(label, []).append(code)
        self._names = list(self._codes_of)
        named = {label: number for number, label in enumerate(self._names)}
        borne = [(code, named[label]) for code, labels in enumerate(self._sets) for label in labels]
        self._borne: NDArray[np.intp] = np.array(borne, np.intp).reshape(-1, 2).T
        self._within: dict[str, list[str]] = {}
        for label in self._codes_of:
            self._within.setdefault(label.rpartition("/")[0], []).append(label)

    def __len__(self) -> int:
        return len(self._codes)

    def borne_by(self, people: Numbers, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """For each of `people`, whether they bear one of the labels."""
        return self._sets_with(wanted)[self._codes[people]]

    def bearing(self, wanted: Collection[str]) -> Numbers:
        """Everybody who bears one of the labels."""
        return self._bearing(tuple(wanted))

    def _everybody_bearing(self, wanted: tuple[str, ...]) -> Numbers:
        by_code = self._sets_with(wanted)
        return np.flatnonzero(by_code[self._codes]).astype(np.int32) if by_code.any() else NOBODY

    def _sets_with(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        by_code = np.zeros(len(self._sets), bool)
        by_code[[code for label in wanted for code in self._codes_of.get(label, ())]] = True
        return by_code

    def counts_among(self, people: Numbers, wanted: Iterable[str]) -> Counter[str]:
        """How many of `people` bear each of the labels, those left out that none of them bears."""
        by_code = self._counted(people)
        counted = {label: int(by_code[self._codes_of.get(label, [])].sum()) for label in wanted}
        return Counter({label: count for label, count in counted.items() if count})

    def _counted(self, people: Numbers) -> NDArray[np.intp]:
        return np.bincount(self._codes[people], minlength=len(self._sets))

    def counts(self, people: Numbers) -> Counter[str]:
        """How many of `people` bear each label that any of them bears."""
        codes, labels = self._borne
        counted = np.zeros(len(self._names), np.intp)
        np.add.at(counted, labels, self._counted(people)[codes])
        borne = np.flatnonzero(counted)
        return Counter(
            {self._names[label]: count for label, count in zip(borne.tolist(), counted[borne].tolist(), strict=True)}
        )

    def known(self) -> Set[str]:
        """All labels that somebody bears."""
        return self._codes_of.keys()

    def within(self, above: str) -> Sequence[str]:
        """The labels directly within another, of such as are ways down: county/township/village."""
        return self._within.get(above, ())
