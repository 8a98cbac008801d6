"""What the pages about hidden regions are given."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Box
from archive.redaction import Redaction
from archive.store import StoredPage
from webapp.desk import words
from webapp.scraps import turned


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden region; `box` lies on the page set upright."""

    id: int
    sha256: str
    scan: str
    page: int
    box: Box
    at: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that one may choose: its scan's name and hash, and how many pages the scan has."""

    sha256: str
    scan: str
    pages: int


@dataclass(frozen=True, slots=True)
class RedactionsPage:
    """All hidden regions, and the scans that match what was looked for; `more` says that there are others."""

    hidden: tuple[Hidden, ...]
    asked: str
    scans: tuple[Sheet, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class RedactPage:
    """One page to draw on; `width` × `height` are its pixels set upright."""

    sha256: str
    number: int
    scan: str
    width: int
    height: int
    hidden: tuple[Hidden, ...]


def redact_page(sheet: StoredPage, hidden: list[Redaction]) -> RedactPage:
    """The context of one page."""
    sideways = sheet.quarter_turns % 2 == 1
    width, height = (sheet.height, sheet.width) if sideways else (sheet.width, sheet.height)
    return RedactPage(
        sheet.sha256, sheet.number, sheet.scan, width, height, tuple(told(each, sheet) for each in hidden)
    )


def told(redaction: Redaction, sheet: StoredPage) -> Hidden:
    """A hidden region as the desk shows it."""
    box = turned(redaction.box, sheet.width, sheet.height, sheet.quarter_turns)
    at = words.moment(redaction.at)
    return Hidden(redaction.id, sheet.sha256, sheet.scan, sheet.number, box, at, redaction.who, redaction.why)


def as_stored(box: Box, sheet: StoredPage) -> Box:
    """A box of the page set upright, on the page as its file stores it."""
    sideways = sheet.quarter_turns % 2 == 1
    width, height = (sheet.height, sheet.width) if sideways else (sheet.width, sheet.height)
    return turned(box, width, height, -sheet.quarter_turns % 4)
