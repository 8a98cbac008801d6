"""What people decide of the lines of a page. Plain values.

    added     a line that the machine missed           split    one entry that is two people
    removed   an entry that is nobody                  merged   two entries that are one person's
    marked    a line that is a heading, a total, …     renamed  a column that means another field
    settled   what was open in the ledger              undone   a decision taken back

Each names lines by what the person saw of them, never by a number alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.records import Box, LineKind

MARKS: Final = (
    LineKind.TITLE,
    LineKind.HEADING,
    LineKind.GROUP_HEADING,
    LineKind.SUBTOTAL,
    LineKind.FURNITURE,
    LineKind.STRUCK_OUT,
    LineKind.CONTINUED,
)
"""What a person may say a line is; CONTINUED: the rest of the last entry of the page before."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person saw of a line: where it stood, and its print as the machine read it.

    `entry` is the id of the entry, "" for a line that was none.
    """

    entry: str
    box: Box
    words: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """One field as a person keyed it: the print, and what it means (None: nothing, or not understood)."""

    field: str
    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Added:
    """A line that the machine missed, framed by `box`.

    `id` is given by the store. `follows` is the entry after which the person put it, None where its place on the
    paper tells. `instead_of` is the line of the ledger that it was taken for.
    """

    box: Box
    fields: tuple[Keyed, ...]
    follows: Seen | None = None
    instead_of: Seen | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """An entry that is nobody: a stain, a stamp, a piece of a heading."""

    line: Seen


@dataclass(frozen=True, slots=True)
class Split:
    """An entry that holds two people, cut into `box` and the rest.

    The first part keeps the entry's id and its readings, but for the `fields` that were keyed of it. `rest` is a new
    entry, with the fields that were keyed of it alone.
    """

    line: Seen
    box: Box
    fields: tuple[Keyed, ...]
    rest: Added


@dataclass(frozen=True, slots=True)
class Merged:
    """Two entries that are one person's; the first one's id stays. `fields` were keyed of the whole."""

    first: Seen
    second: Seen
    fields: tuple[Keyed, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that is of one of the MARKS; `text` is its print where the machine read it otherwise, else ""."""

    line: Seen
    kind: LineKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A column, known by its printed heading and the field it was taken for, that means the field `becomes`."""

    heading: str
    field: str
    becomes: str
    whole_roster: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Open points of a ledger, word for word, that a person looked into."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier decision, by its number, taken back; taking back an `Undone` brings what it took back."""

    decision: int
    whole_roster: bool = False


Act = Added | Removed | Split | Merged | Marked | Renamed | Settled | Undone


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person on the lines of a page.

    `id` numbers all of them in the order in which they were made. `scan` is the hash of the scan, `at` an ISO 8601
    time in UTC. `corrections` is the number of the last decision on a reading that was made before.
    """

    id: int
    scan: str
    page: int
    at: str
    who: str
    why: str
    act: Act
    corrections: int


@dataclass(frozen=True, slots=True)
class LooseStructure:
    """A decision on structure that a person must look at again, and in words why."""

    decision: Decision
    reason: str


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those of `decisions`, in the order in which they were made, that no later one takes back."""
    back: set[int] = set()
    standing = []
    for decision in sorted(decisions, key=lambda made: -made.id):
        if decision.id in back:
            continue
        if isinstance(decision.act, Undone):
            back.add(decision.act.decision)
        else:
            standing.append(decision)
    return standing[::-1]
