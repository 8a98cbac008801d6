"""What the desk asks of the machine that reads, without knowing it: the door hands these functions down.

`meant` says what a typed text means in its place; `seen` where each character stands that was read on a page;
`lines` what is known of columns and headings; `settle` applies to all pages what people have decided;
`plan_table` and `take_table` lay a table of corrections on what stands. They live in `ingest`, which `webapp` never
imports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.records import Box, Reading
from archive.review.table import PlanTable, TakeTable
from archive.structure import Knowledge


class Cause(StrEnum):
    """Why it is not clear what somebody says of a reading."""

    BLANK = "blank"
    """Nothing was typed, and not why."""
    NO_DATE = "no date"
    """The value is none that a date can have."""
    DITTO = "ditto"
    """It is a ditto mark now, where the machine saw none: what it repeats must be told."""


class Unclear(UsageError):  # noqa: N818 - says what is so
    """Somebody does not say what a reading is to mean."""

    def __init__(self, cause: Cause, what: str) -> None:
        super().__init__(what)
        self.cause = cause

    def __reduce__(self) -> tuple[object, ...]:
        return Unclear, (self.cause, self.what)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a reading: its text, what that means ("": as the text itself says), and why."""

    text: str
    value: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it was read: how surely (0 to 1), its runner-up with how surely, and where on the scan's page."""

    char: str
    score: float
    other: str
    other_score: float
    box: Box


Meant = Callable[[str, Reading, Said], tuple[str, str | None]]
"""Text and value that somebody decides for, of the reading under a key; raises Unclear."""
Seen = Callable[[str], list[Glyph]]
"""The characters of a page's stored transcript."""
Settle = Callable[[DataFolder], object]


@dataclass(frozen=True, slots=True)
class Machine:
    """All of them together."""

    meant: Meant
    seen: Seen
    settle: Settle
    lines: Knowledge
    plan_table: PlanTable
    take_table: TakeTable
