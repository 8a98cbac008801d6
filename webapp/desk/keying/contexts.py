"""What the pages and scripts of keying are given; scripts get them as JSON of the same names."""

from __future__ import annotations

from dataclasses import dataclass

from archive.keying import Accuracy


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round among all; `fields` are words, `waits` whether something is left in it to key."""

    id: int
    at: str
    who: str
    why: str
    seed: int
    fields: str
    size: int
    cells: int
    keyed: int
    settled: int
    finished: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What a finished sample told of one field."""

    word: str
    told: Accuracy


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """All rounds, what they told, and the form to open one, for those who may; `problem` is why it was not taken."""

    rounds: tuple[RoundLine, ...]
    figures: tuple[Figure, ...]
    may_open: bool
    fields: tuple[tuple[str, str], ...]
    most: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class KeyingPage:
    """One round to key in."""

    round: int
    fields: str


@dataclass(frozen=True, slots=True)
class TaskData:
    """A cell to key: `picture` is all that a second person sees; `others` and `paper` are for a third alone."""

    number: int
    part: str
    label: str
    picture: str
    line: str
    others: tuple[str, ...]
    paper: str


@dataclass(frozen=True, slots=True)
class NextData:
    """What comes next, None where nothing is left for this person, and how far the round has come."""

    task: TaskData | None
    settled: int
    cells: int
