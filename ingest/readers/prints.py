"""How much a character's ink is like the print of which characters, learnt from typefaces and their damage.

The table is derived by `python -m tests.benchmarks.prints`, whose docstring tells how. It knows nothing of words
and names, and of rare characters as much as of common ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.readers.cutting import Floats

DATA: Final = "prints.npz"
_BATCH: Final = 512
"""Characters compared at once: bounds the memory."""


SIMPLIFIED: Final = "simplified"
TRADITIONAL: Final = "traditional"


@dataclass(frozen=True, slots=True)
class Prints:
    """What each character looks like in one style of type of one script: rows (characters, dimensions) of a space.

    `middle` and `projection` tell how what is told of ink becomes a row of that space, which a script's styles share.
    """

    characters: str
    middle: Floats
    projection: Floats
    rows: Floats
    lengths: Floats

    def placed(self, told: Floats) -> Floats:
        """Ink, told in rows of `cutting.slopes` (n, FEATURES), as rows of the table's space (n, dimensions)."""
        return np.asarray((told - self.middle) @ self.projection, np.float32)

    def distances(self, own: Floats) -> Floats:
        """How far rows of the table's space (n, dimensions) are from each character: (n, characters).

        Of characters printed and damaged as in the table's making, the mean square is the number of dimensions.
        """
        return np.asarray((own * own).sum(axis=1)[:, None] + self.lengths - 2 * (own @ self.rows.T), np.float32)


@cache
def styles(script: str) -> tuple[Prints, ...]:
    """The tables of the styles of type of a script, the commonest first; once a process."""
    with as_file(files("ingest.readers").joinpath(DATA)) as path, np.load(path) as kept:
        middle, projection = kept[f"{script} middle"].astype(np.float32), kept[f"{script} projection"]
        tables = [rows.astype(np.float32) * kept[f"{script} step"] for rows in kept[f"{script} rows"]]
    return tuple(Prints(_characters(), middle, projection, rows, (rows * rows).sum(axis=1)) for rows in tables)


@cache
def _characters() -> str:
    return _kept("characters")


def _kept(name: str) -> str:
    with as_file(files("ingest.readers").joinpath(DATA)) as path, np.load(path) as kept:
        return str(kept[name])


def is_known(char: str) -> bool:
    """Whether the tables know the character."""
    return char in _places()


def meant(table: Prints, chars: Sequence[str]) -> Floats:
    """The rows of characters that the table knows."""
    return table.rows[[_places()[char] for char in chars]]


def nearest(table: Prints, own: Floats, *, simplified: bool) -> list[str]:
    """For each row of the table's space, the character that is nearest; with `simplified`, of simplified print."""
    return [table.characters[place] for far in _reachable(table, own, simplified) for place in far.argmin(axis=1)]


def likest(
    table: Prints, own: Floats, offered: Sequence[Sequence[str]], most: int, *, simplified: bool
) -> list[dict[str, float]]:
    """For each row of the table's space, the distances of the characters `offered` for it and of the `most` nearest.

    With `simplified`, characters beyond simplified print are named only where they are offered.
    """
    near = [
        [table.characters[place] for place in places]
        for far in _reachable(table, own, simplified)
        for places in np.argpartition(far, most, axis=1)[:, :most].tolist()
    ]
    named = [[*places, *filter(is_known, chars)] for places, chars in zip(near, offered, strict=True)]
    return distances(table, own, named)


def distances(table: Prints, own: Floats, chars: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """For each row of the table's space, the distances of its `chars`, which the table knows."""
    return [
        dict(zip(some, ((meant(table, some) - row) ** 2).sum(axis=1).tolist(), strict=True))
        for row, some in zip(own, chars, strict=True)
    ]


def _reachable(table: Prints, own: Floats, simplified: bool) -> Iterator[Floats]:
    """How far rows are from each character, some rows at a time; endlessly from those that `simplified` print lacks."""
    for start in range(0, len(own), _BATCH):
        far = table.distances(own[start : start + _BATCH])
        yield np.where(_simple(), far, np.float32(np.inf)) if simplified else far


@cache
def _places() -> dict[str, int]:
    return {char: place for place, char in enumerate(_characters())}


@cache
def _simple() -> NDArray[np.bool_]:
    return np.array([is_simple(char) for char in _characters()])


def is_simple(char: str) -> bool:
    """Whether simplified print has the character: GB 2312, or the general standard, which has those of names."""
    return char in _simplified()


@cache
def simplified_characters() -> str:
    """The characters of simplified print that the tables know: those of GB 2312 first, and then those of names."""
    return _kept("simplified")


@cache
def _simplified() -> frozenset[str]:
    return frozenset(simplified_characters())
