"""What the machine saw on a page, as marks on its picture set upright; the overlay and the report draw these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import Final

from archive.bilingual import Both
from archive.records import Box, Entry, Line, LineKind, Reading, Status
from ingest.pages import Transcript


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is drawn: its colour, its weight in pixels of the screen, and the lengths of its dashes and gaps.

    No two looks differ in colour alone.
    """

    colour: str
    weight: float
    dashes: tuple[int, ...] = ()


LOOKS: Final[Mapping[Status, Look]] = MappingProxyType(
    {
        Status.ACCEPTED: Look("#00783c", 1.2),
        Status.FLAGGED: Look("#c23400", 2.5, (9, 3)),
        Status.VERIFIED: Look("#0b4f9e", 2.5, (12, 3, 3, 3)),
    }
)
"""The frames of readings."""
CELL: Final = Look("#5b93c8", 1.0)
TABLE: Final = Look("#2f6aa3", 2.0)
ORDER: Final = Look("#7b1fa2", 1.5, (2, 4))
EXPLAINED: Final = Look("#5a5a5a", 1.5, (3, 3))
UNSETTLED: Final = Look("#b00040", 3.0, (3, 3))
"""Lines that a person must settle."""

LINE_WORDS: Final[Mapping[LineKind, Both]] = MappingProxyType(
    {
        LineKind.ENTRY: Both("条目", "entry"),
        LineKind.TITLE: Both("标题", "title"),
        LineKind.HEADING: Both("表头", "headings"),
        LineKind.GROUP_HEADING: Both("分组标题", "group heading"),
        LineKind.SUBTOTAL: Both("合计", "total"),
        LineKind.BLANK: Both("空行", "blank"),
        LineKind.CONTINUED: Both("接上页", "goes on from the page before"),
        LineKind.STRUCK_OUT: Both("划去", "struck out"),
        LineKind.FURNITURE: Both("页码、页眉或附注", "page number, running head or note"),
        LineKind.REMOVED: Both("核定为非条目", "found to be no entry"),
        LineKind.UNEXPLAINED: Both("未能解释", "unexplained"),
        LineKind.UNREAD: Both("有字未读", "print that was not read"),
    }
)
"""What lines were taken for, as people are told it."""
TO_SETTLE: Final = (LineKind.UNEXPLAINED, LineKind.UNREAD, LineKind.STRUCK_OUT)
"""Lines that a person must look at."""


@dataclass(frozen=True, slots=True)
class SeenReading:
    """A reading with its place on the upright page; `number` counts the readings of its entry from 0."""

    row: int
    number: int
    reading: Reading
    place: Box


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line that is no entry, with its place on the upright page."""

    line: Line
    place: Box

    @property
    def look(self) -> Look:
        """How its frame is drawn."""
        return UNSETTLED if self.line.kind in TO_SETTLE else EXPLAINED


@dataclass(frozen=True, slots=True)
class Seen:
    """The marks of one page; `width` and `height` are pixels of the upright page, and so is every place.

    `order` has for each entry its row and the place of its first piece, in reading order. `runs_down` says
    that the text of the page runs from top to bottom.
    """

    width: int
    height: int
    tables: tuple[Box, ...]
    cells: tuple[Box, ...]
    readings: tuple[SeenReading, ...]
    lines: tuple[SeenLine, ...]
    order: tuple[tuple[int, Box], ...]
    runs_down: bool

    @property
    def character(self) -> float:
        """The height of the print in pixels, as far as readings tell; of a page without any, a guess."""
        heights = [min(one.place.width, one.place.height) for one in self.readings if one.reading.text]
        return median(heights) if heights else max(self.width, self.height) / 90

    @property
    def path(self) -> tuple[tuple[float, float], ...]:
        """The reading order as a line through the first pieces: along their feet, or the heads of columns."""
        if self.runs_down:
            return tuple((place.x + place.width / 2, place.y) for _, place in self.order)
        return tuple((place.x, place.y + place.height) for _, place in self.order)


def see(transcript: Transcript, entries: Iterable[Entry], lines: Iterable[Line]) -> Seen:
    """All marks of a page whose entries and ledger lines are given."""
    width, height = transcript.width, transcript.height
    turns = transcript.quarter_turns % 4

    def upright(box: Box) -> Box:
        return turned(box, turns, width, height)

    entries = list(entries)
    readings = tuple(
        SeenReading(entry.row, number, reading, upright(reading.box))
        for entry in entries
        for number, reading in enumerate(entry.readings)
        if reading.box is not None and (reading.text or not reading.trusted)
    )
    return Seen(
        width=height if turns % 2 else width,
        height=width if turns % 2 else height,
        tables=tuple(upright(table.box) for table in transcript.tables),
        cells=tuple(upright(cell.box) for table in transcript.tables for cell in table.cells),
        readings=readings,
        lines=tuple(
            SeenLine(line, upright(line.box))
            for line in lines
            if line.box is not None and line.kind is not LineKind.ENTRY
        ),
        order=tuple((entry.row, upright(_first_piece(entry))) for entry in entries),
        runs_down=transcript.runs_down,
    )


def turned(box: Box, quarter_turns: int, width: float, height: float) -> Box:
    """A box on a page of `width` × `height` pixels, after the page's counter-clockwise quarter turns."""
    x, y, wide, high = box.x, box.y, box.width, box.height
    for _ in range(quarter_turns % 4):
        x, y, wide, high = y, width - x - wide, high, wide
        width, height = height, width
    return Box(x, y, wide, high)


def _first_piece(entry: Entry) -> Box:
    return next((r.box for r in entry.readings if r.box is not None and r.text), entry.box)
