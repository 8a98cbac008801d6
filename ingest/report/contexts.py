"""What the templates of the report are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.bilingual import Both
from archive.records import Box, Vote
from ingest.seen import Look, Seen

_LEGIBLE: Final = 15
"""Pixels of the screen that print must be high."""
_WIDEST: Final = 2400
"""Pixels of the screen; a wider drawing would be lost sight of."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of a page or a scan."""

    label: Both
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within the file: its address (`data:image/jpeg;base64,…`) and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading as a row of the table of entries; `piece` is what it stands on, of readings to be looked at.

    `anchor` is the identity of its box on the page, "" where it has none there.
    """

    anchor: str
    label: Both
    heading: str
    text: str
    value: str
    sure: str
    status: str
    doubts: tuple[Both, ...]
    votes: tuple[Vote, ...]
    piece: Picture | None


@dataclass(frozen=True, slots=True)
class EntryRows:
    """One entry with its readings."""

    row: int
    anchor: str
    readings: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger; `entry` is the identity of its entry's rows, "" where it is none."""

    kind: Both
    text: str
    entry: str
    row: int | None
    unsettled: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A frame on the page with the look it has, the words it says, and the row of the table it leads to.

    `again` says that it lies on an earlier mark, as those of all who stand under one group heading do.
    """

    anchor: str
    target: str
    place: Box
    look: Look
    status: str
    words: str
    again: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of the scan; what it has of `seen`, marks, entries and lines is empty where it was not read."""

    number: int
    facts: tuple[Fact, ...]
    notes: tuple[Both, ...]
    picture: Picture | None
    seen: Seen | None
    marks: tuple[Mark, ...]
    entries: tuple[EntryRows, ...]
    lines: tuple[LedgerRow, ...]
    open: tuple[str, ...]

    @property
    def least_width(self) -> int:
        """Pixels of the screen that the page must be wide for its print to be legible."""
        return min(_WIDEST, round(_LEGIBLE * self.seen.width / self.seen.character)) if self.seen else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A scan with its pages, which are gathered one after the other as they are asked for."""

    name: str
    facts: tuple[Fact, ...]
    numbers: tuple[int, ...]
    pages: Iterable[PageView]
