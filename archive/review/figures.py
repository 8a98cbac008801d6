"""The entries of a page as they stand → how far the work on it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.corrections import Loose
from archive.records import ArchivedEntry, Status


@dataclass(frozen=True, slots=True)
class PageFigures:
    """How many entries stand on a page, and how many readings of each status.

    `loose` counts the decisions that a person must look at again.
    """

    entries: int
    accepted: int
    flagged: int
    verified: int
    loose: int


def figures_of(entries: Sequence[ArchivedEntry], loose: Mapping[str, Sequence[Loose]]) -> PageFigures:
    """The figures of one page; `loose` are the decisions by entry that do not fit."""
    counted = Counter(reading.status for archived in entries for reading in archived.entry.readings)
    return PageFigures(
        len(entries),
        counted[Status.ACCEPTED],
        counted[Status.FLAGGED],
        counted[Status.VERIFIED],
        sum(map(len, loose.values())),
    )
