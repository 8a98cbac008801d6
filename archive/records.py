"""The plain values of the archive: what is known, and on which piece of paper it stands.

Nothing here touches a file, a database or a picture. Every other room of the
house hands these values round; they are frozen, so nobody can change a record
behind another's back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "姓名",
        "sex": "性别",
        "birth": "出生年月",
        "native_place": "籍贯",
        "enlisted": "参加革命时间",
        "political_status": "政治面貌",
        "unit": "生前单位",
        "position": "职务",
        "death": "牺牲时间",
        "death_place": "牺牲地点",
        "death_cause": "牺牲原因",
        "burial_place": "安葬地点",
        "honors": "立功受奖",
        "alias": "又名",
        "remarks": "备注",
    }
)
"""Field names and their Chinese headings, in the order people read them."""

DATE_FIELDS: Final = ("birth", "enlisted", "death")
PLACE_FIELDS: Final = ("native_place", "death_place", "burial_place")
ILLEGIBLE: Final = "□"
"""Stands in a text for a glyph that nobody can read."""
_ADDED: Final = "a"


class Status(StrEnum):
    """How far a reading may be trusted."""

    ACCEPTED = "accepted"
    FLAGGED = "flagged"
    VERIFIED = "verified"


class LineKind(StrEnum):
    """What a line of a page turned out to be; a line is never nothing."""

    ENTRY = "entry"
    TITLE = "title"
    HEADING = "heading"
    GROUP_HEADING = "group_heading"
    SUBTOTAL = "subtotal"
    BLANK = "blank"
    STRUCK_OUT = "struck_out"
    FURNITURE = "furniture"
    """Page numbers, running heads and notes round the roster."""
    CONTINUED = "continued"
    """What belongs to the last entry of the page before."""
    REMOVED = "removed"
    """What the machine took for an entry and a person found to be none."""
    UNEXPLAINED = "unexplained"
    UNREAD = "unread"
    """Print that nothing was made of."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the scan's page as the file stores it; origin top left."""

    x: float
    y: float
    width: float
    height: float

    def as_list(self) -> list[float]:
        """`[x, y, width, height]`, to a tenth of a pixel, as exports write it."""
        return [round(self.x, 1), round(self.y, 1), round(self.width, 1), round(self.height, 1)]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one reader saw in one piece of paper."""

    reader: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Emendation:
    """What should stand where the paper itself is wrong: text, what that means, and the editor's word to readers."""

    text: str
    value: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of one entry.

    `field` is a key of FIELDS, or the printed heading of a column that fits none.
    `text` is what the paper says, `value` what it means (None: not understood).
    `confidence` is the probability, 0 to 1, that `text` is exactly right.
    `doubts` names, in short lower-case words, what spoke against the reading.
    `machine` is what the machine read, where a person has decided (`archive.corrections`).
    `emended` is what an editor says should stand there, the print being wrong; `text` and `value` stay as printed.
    """

    field: str
    heading: str
    text: str
    value: str | None
    confidence: float
    status: Status
    box: Box | None
    votes: tuple[Vote, ...] = ()
    doubts: tuple[str, ...] = ()
    machine: Reading | None = None
    emended: Emendation | None = None

    @property
    def trusted(self) -> bool:
        """Whether it may be told as a fact; what is flagged waits for a person to look."""
        return self.status is not Status.FLAGGED


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's line, column, paragraph, card or cell on one page, as printed.

    `row` counts entries in reading order from 1; `box` encloses the whole line.
    """

    row: int
    box: Box
    readings: tuple[Reading, ...]

    def reading(self, field: str) -> Reading | None:
        """The reading of `field`, if the layout has that field."""
        return next((r for r in self.readings if r.field == field), None)

    def keyed(self) -> dict[str, Reading]:
        """All readings by field; what is printed twice under one unknown heading is numbered ("牌号 2")."""
        found: dict[str, Reading] = {}
        for reading in self.readings:
            key, number = reading.field, 1
            while key in found:
                number += 1
                key = f"{reading.field} {number}"
            found[key] = reading
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page's ledger; `row` is the entry's row where the line is an entry."""

    kind: LineKind
    text: str
    box: Box | None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every line of a page, explained; `open` says in words what does not balance."""

    lines: tuple[Line, ...]
    open: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether nothing is left for a person to settle."""
        return not self.open


@dataclass(frozen=True, slots=True)
class PageRecord:
    """All that was understood of one page.

    `number` counts from 1 within the scan; `width` and `height` are pixels of the page
    as the file stores it; `quarter_turns` counter-clockwise turns make it upright.
    `kind` names the layout; `title` is the printed title over the roster, or "".
    """

    number: int
    width: int
    height: int
    quarter_turns: int
    kind: str
    title: str
    entries: tuple[Entry, ...]
    ledger: Ledger


def entry_id(sha256: str, page: int, row: int) -> str:
    """The lasting identity of an entry: where it stands, never what was read there."""
    return f"{sha256[:16]}-{page}-{row}"


def added_entry_id(sha256: str, page: int, number: int) -> str:
    """The lasting identity of an entry that a person added: the `number`th ever added on that page.

    The machine counts rows in digits alone, so none of its entries ever has this id.
    """
    return f"{sha256[:16]}-{page}-{_ADDED}{number}"


def added_number(id: str) -> int | None:
    """Which of those ever added on its page an entry is, or None if the machine found it."""
    last = id.rpartition("-")[2]
    return int(last.removeprefix(_ADDED)) if last.startswith(_ADDED) else None


def entry_place(id: str) -> tuple[int, int]:
    """The page and the row of the machine that an entry's id names; row 0 for one that a person added."""
    _, page, row = id.rsplit("-", 2)
    return int(page), 0 if row.startswith(_ADDED) else int(row)


@dataclass(frozen=True, slots=True)
class Roster:
    """One printed source, as its `roster.toml` tells it; empty strings where nothing is told."""

    id: str
    title: str
    publisher: str = ""
    year: str = ""
    county: str = ""
    held_by: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedEntry:
    """An entry with its place in the archive: which scan, page and roster, and which person."""

    id: str
    person: str
    scan: str
    sha256: str
    page: int
    roster: Roster | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Person:
    """Whom one or more entries speak of; with one entry, the person's id is that entry's id."""

    id: str
    entries: tuple[ArchivedEntry, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decided something, when (ISO 8601, UTC) and on what grounds."""

    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds; `persons` are those of whom its entries speak.

    `pages_of_people` have entries; those of them `pages_of_no_roster` are scans that lie in no known roster.
    """

    rosters: int
    scans: int
    pages_read: int
    pages_failed: int
    pages_of_people: int
    pages_of_no_roster: int
    entries: int
    persons: int
    accepted: int
    flagged: int
    verified: int
    ledgers_balanced: int
    ledgers_open: int
