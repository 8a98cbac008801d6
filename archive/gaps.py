"""Numbers left out between the files of a folder: perhaps a page that nobody scanned. A hint, never more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_NUMBERED: Final = re.compile(r"(?P<before>.*?)(?P<number>\d{1,9})(?P<after>\D*)")
"""A name without its ending; its last number counts the pages."""
_CLOSE: Final = 0.6
"""Share of the numbers of a series that follow the one before at once, at least; else its numbers count no pages."""
_MOST: Final = 20
"""Numbers left out at one place; a greater leap is another batch."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left out of the numbered files of `folder`, from the file `first` to the file `last`.

    `missing` are names without their ending, runs of them as "IMG_0015–IMG_0017".
    """

    folder: str
    first: str
    last: str
    missing: tuple[str, ...]


def gaps(files: Iterable[tuple[str, str]]) -> Iterator[Gap]:
    """The gaps between `files`, each given with its folder, one for each series of names that differ in a number."""
    series: dict[tuple[str, str, str], dict[int, tuple[str, int]]] = {}
    for folder, name in files:
        stem = name.rpartition(".")[0] or name
        if numbered := _NUMBERED.fullmatch(stem):
            before, number, after = numbered.groups()
            series.setdefault((folder, before, after), {})[int(number)] = name, len(number)
    for (folder, before, after), names in sorted(series.items()):
        numbers = sorted(names)
        left_out = [
            (one + 1, other - 1, names[one][1])
            for one, other in itertools.pairwise(numbers)
            if 1 < other - one <= _MOST + 1
        ]
        following = sum(other - one == 1 for one, other in itertools.pairwise(numbers))
        if left_out and following >= _CLOSE * (len(numbers) - 1):
            told = tuple(_told(before, after, *run) for run in left_out)
            yield Gap(folder, names[numbers[0]][0], names[numbers[-1]][0], told)


def _told(before: str, after: str, first: int, last: int, digits: int) -> str:
    ends = [f"{before}{number:0{digits}}{after}" for number in (first, last)]
    return "–".join(dict.fromkeys(ends))
