"""Rounds of keying, their cells, and who has which part in them. Plain values."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from archive.records import Box


class Part(StrEnum):
    """A person's part in one cell; the first is whoever, or whatever, read it before the round."""

    SECOND = "second"
    """Keys what the paper says, seeing nothing else."""
    THIRD = "third"
    """Settles it against the scan where the second does not agree with the first."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: `size` entries by chance with `seed`, and of each the cells of `fields`.

    `cells` counts those that can still be keyed, `keyed` those that a second person has keyed, `settled` those of
    which nothing is open. `finished` is when the last was settled, None while something is open.
    """

    id: int
    at: str
    who: str
    why: str
    seed: int
    fields: tuple[str, ...]
    size: int
    cells: int = 0
    keyed: int = 0
    settled: int = 0
    finished: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one entry, as it stood when the round was opened.

    `line` frames the entry and `box` the cell on its page, None where the cell has no frame of its own. `first` is
    the person who had decided of it, "" where it was as the machine read it. `machine_text` is what the machine had
    read, `accepted` whether it had been sure of that.
    """

    round: int
    number: int
    scan: str
    page: int
    entry: str
    field: str
    line: Box
    box: Box | None
    saw_text: str
    saw_value: str | None
    machine_text: str
    accepted: bool
    first: str


@dataclass(frozen=True, slots=True)
class Task:
    """A cell that somebody may key now, in which part; the texts of `others` are for a THIRD alone."""

    cell: Cell
    part: Part
    others: tuple[str, ...] = ()


def same(one: str, two: str) -> bool:
    """Whether two people keyed the same: whichever width of characters they typed, and whatever white space."""
    return _plain(one) == _plain(two)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
