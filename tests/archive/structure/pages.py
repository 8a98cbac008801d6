"""A page of three people in rows, and decisions on its lines."""

from __future__ import annotations

from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading, Status, Vote
from archive.structure import Act, Decision, Keyed, Seen, words_of

SHA256 = "ab" * 32
HEIGHT = 50


def frame(row: float, height: float = HEIGHT) -> Box:
    """The frame of a line; row 1 is the first."""
    return Box(100, 100 + HEIGHT * row, 800, height)


def cell(field: str, text: str, row: float, column: int, *, heading: str = "") -> Reading:
    box = Box(100 + 200 * column, 100 + HEIGHT * row, 200, HEIGHT)
    return Reading(
        field, heading or field.upper(), text, text or None, 0.99, Status.ACCEPTED, box, (Vote("first", text, 0.99),)
    )


def person(row: int, name: str, at: float | None = None) -> Entry:
    """An entry in `row`, whose paper is that of row `at`."""
    place = row if at is None else at
    cells = (cell("name", name, place, 0), cell("sex", "男", place, 1), cell("牌号", "七连", place, 2, heading="牌号"))
    return Entry(row, frame(place), cells)


def page(*entries: Entry, open_points: tuple[str, ...] = (), number: int = 1) -> PageRecord:
    lines = tuple(Line(LineKind.ENTRY, words_of(entry), entry.box, entry.row) for entry in entries)
    note = Line(LineKind.UNEXPLAINED, "赵 兰女", frame(9))
    ledger = Ledger((Line(LineKind.TITLE, "英名录", frame(-1)), *lines, note), open_points)
    return PageRecord(number, 1000, 1400, 0, "ruled", "英名录", entries, ledger)


def seen(entry: Entry, id: str = "x") -> Seen:
    return Seen(id, entry.box, words_of(entry))


def decision(act: Act, id: int = 1, *, corrections: int = 0, sha256: str = SHA256, number: int = 1) -> Decision:
    return Decision(id, sha256, number, "2026-11-26T10:00:00+00:00", "李梅", "看原件", act, corrections)


def keyed(**fields: str) -> tuple[Keyed, ...]:
    return tuple(Keyed(field, text, text or None) for field, text in fields.items())
