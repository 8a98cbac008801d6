"""What would become of a table of corrections, line by line: for `bohai import corrections` and for the desk alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from archive.corrections import Correction
from archive.folder import DataFolder


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be applied, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A line that can be applied: the decision, and in words where."""

    number: int
    place: str
    decision: Correction


@dataclass(slots=True)
class Plan:
    """What would become of a table; `already` counts lines that were applied before, or decided so since."""

    planned: list[Planned] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    already: int = 0


@dataclass(frozen=True, slots=True)
class SentTable:
    """A table as it was sent: its bytes, what it is called, and who decided where a line names nobody."""

    data: bytes
    name: str
    who: str


PlanTable = Callable[[DataFolder, SentTable], Plan]
"""What would become of a table; writes nothing. Raises InputError for what is no such table."""
TakeTable = Callable[[DataFolder, SentTable, Collection[int], str], Plan]
"""Applies of a table the lines with these numbers, as made at the stroke of that name; what became of it."""
