"""How much a character's ink is like the print of which characters, learnt from typefaces and their damage.

The table is derived by `python -m tests.benchmarks.prints`, whose docstring tells how. It knows nothing of words
and names, and of rare characters as much as of common ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.readers.cutting import Floats, slopes

DATA: Final = "prints.npz"
_BATCH: Final = 512
"""Characters compared at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Prints:
    """What each character looks like: rows (characters, dimensions), and how what is told of ink becomes such a row."""

    characters: str
    middle: Floats
    projection: Floats
    rows: Floats
    lengths: Floats

    def distances(self, told: Floats) -> Floats:
        """How far ink, told in rows of `cutting.slopes` (n, FEATURES), is from each character: (n, characters).

        Of characters printed and damaged as in the table's making, the mean square is the number of dimensions.
        """
        own = (told - self.middle) @ self.projection
        return np.asarray((own * own).sum(axis=1)[:, None] + self.lengths - 2 * (own @ self.rows.T), np.float32)


@cache
def prints() -> Prints:
    """The table, once a process."""
    with as_file(files("ingest.readers").joinpath(DATA)) as path, np.load(path) as kept:
        rows = kept["rows"].astype(np.float32) * kept["step"]
        return Prints(
            characters=str(kept["characters"]),
            middle=kept["middle"].astype(np.float32),
            projection=kept["projection"],
            rows=rows,
            lengths=(rows * rows).sum(axis=1),
        )


def is_known(char: str) -> bool:
    """Whether the table knows the character."""
    return char in _places()


def likest(
    pictures: Sequence[Floats], offered: Sequence[Sequence[str]], most: int, *, simplified: bool
) -> list[dict[str, float]]:
    """For each square of ink, the distances of the characters `offered` for it and of the `most` nearest others.

    With `simplified`, characters outside GB 2312 are named only where they are offered.
    """
    table, places = prints(), _places()
    found: list[dict[str, float]] = []
    for start in range(0, len(pictures), _BATCH):
        far = table.distances(slopes(np.stack(pictures[start : start + _BATCH])))
        reachable = np.where(_simple(), far, np.inf) if simplified else far
        nearest = np.argpartition(reachable, most, axis=1)[:, :most]
        for row, near, chars in zip(far, nearest, offered[start : start + _BATCH], strict=True):
            named = {table.characters[place]: float(row[place]) for place in near.tolist()}
            found.append(named | {char: float(row[places[char]]) for char in chars if char in places})
    return found


@cache
def _places() -> dict[str, int]:
    return {char: place for place, char in enumerate(prints().characters)}


@cache
def _simple() -> NDArray[np.bool_]:
    return np.array([is_simple(char) for char in prints().characters])


def is_simple(char: str) -> bool:
    """Whether GB 2312, the characters of simplified print, has the character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
