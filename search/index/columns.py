"""One text for each number, in one file that is looked into without being read whole.

`<name>.text` holds the texts one after another as UTF-8, `<name>.ends` where each ends (64 bits, in
the machine's own order). UTF-8 never finds a character astride two others, so bytes are compared,
not characters.
"""

from __future__ import annotations

import mmap
import re
from array import array
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from search.index.engine import Numbers

_SOON_LOOKED_FOR: Final = 3_000
"""Looks for a needle in a text that take less time than to compile a pattern of needles."""


class ColumnWriter:
    """Writes one column, a text at a time, in the order of the numbers."""

    def __init__(self, folder: Path, name: str) -> None:
        self._texts = (folder / f"{name}.text").open("wb")
        self._ends_path = folder / f"{name}.ends"
        self._ends = array("Q")
        self._written = 0

    def add(self, text: bytes) -> None:
        """Appends the next text."""
        self._written += self._texts.write(text)
        self._ends.append(self._written)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._texts.close()
        if kind is None:
            with self._ends_path.open("wb") as ends:
                self._ends.tofile(ends)


class Column:
    """One column, open for reading; raises OSError or ValueError if its files are not whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends = memoryview(_mapped(folder / f"{name}.ends")).cast("Q")
        self._texts = _mapped(folder / f"{name}.text")
        size = self._ends[-1] if self._ends else 0
        if size != len(self._texts):
            raise ValueError(f"column {name} has {len(self._texts)} bytes instead of {size}")

    def __len__(self) -> int:
        return len(self._ends)

    def text(self, number: int) -> bytes:
        """The text of one number."""
        return self._texts[slice(*self._bounds(number))]

    def holding(self, needles: Iterable[str], numbers: Numbers) -> Numbers:
        """Those of `numbers` whose text holds one of the needles."""
        sought, find = [needle.encode() for needle in needles], self._texts.find
        if len(sought) == 1:
            needle = sought[0]
            held = [number for number in numbers.tolist() if find(needle, *self._bounds(number)) >= 0]
        elif len(sought) * len(numbers) < _SOON_LOOKED_FOR:
            held = [
                number
                for number in numbers.tolist()
                if any(find(needle, *self._bounds(number)) >= 0 for needle in sought)
            ]
        else:
            search = re.compile(b"|".join(map(re.escape, sought))).search
            held = [number for number in numbers.tolist() if search(self._texts, *self._bounds(number))]
        return np.array(held, np.int32)

    def _bounds(self, number: int) -> tuple[int, int]:
        return (self._ends[number - 1] if number else 0), self._ends[number]


def _mapped(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        # An empty file cannot be mapped.
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
