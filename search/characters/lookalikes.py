"""Characters that a reader, human or machine, easily takes for one another."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from archive.records import ILLEGIBLE
from search.characters import tables

LONGEST_MISREAD: Final = 6
"""Characters of a word that is looked for misread; names and the names of counties are no longer."""


Confusions = Mapping[str, str]
"""A folded character → those that an archive has seen it misread for, or that were misread for it."""


def misreadings(word: str, confused: Confusions = MappingProxyType({})) -> Iterator[str]:
    """`word` (folded) with one character read as another that looks like it, or not read at all (`□`).

    `confused` are likenesses beside those that are known in general. A single character gives none: with
    it misread, nothing of what was asked would be left.
    """
    if not 1 < len(word) <= LONGEST_MISREAD or word.isascii() or ILLEGIBLE in word:
        return
    for place, char in enumerate(word):
        for other in dict.fromkeys(lookalikes(char) + confused.get(char, "") + ILLEGIBLE):
            yield f"{word[:place]}{other}{word[place + 1 :]}"


FAINTLY: Final = 0.22
"""How alike two characters are that might be misread for one another; one in twenty of any two are."""


def likeness(one: str, other: str) -> float:
    """How alike two folded characters look in print, from -1 to 1; 0 where that is not known."""
    row, column = _rows().get(one), _rows().get(other)
    return 0.0 if row is None or column is None else float(row @ column)


@lru_cache(maxsize=1)
def _rows() -> dict[str, NDArray[np.float32]]:
    table = list(tables.rows("glyphs.csv"))
    numbers = np.frombuffer(b"".join(base64.b64decode(row) for _, row in table), np.int8).reshape(len(table), -1)
    rows = numbers / np.linalg.norm(numbers, axis=1, keepdims=True).astype(np.float32)
    return dict(zip((char for char, _ in table), rows, strict=True))


def lookalikes(char: str) -> str:
    """The folded characters that look like `char`, in code order; may be empty."""
    return _table().get(char, "")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return dict(tables.rows("lookalikes.csv"))
