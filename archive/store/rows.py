"""Rows of the database to plain values, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from sqlite3 import Row
from typing import Final

from archive.corrections import Act, Correction
from archive.records import (
    ArchivedEntry,
    Box,
    Entry,
    Ledger,
    Line,
    LineKind,
    Reading,
    Roster,
    Status,
    Vote,
)
from archive.store.values import StoredPage

Value = str | int | float | None
_NONE: Final = "[]"
_STATUS: Final = {status.value: status for status in Status}


ENTRY_COLUMNS = """
    entries.id, coalesce(current_links.person, entries.id) AS person, entries.page AS page_id,
    entries.row, entries.x, entries.y, entries.width, entries.height,
    pages.number, scans.name AS scan, scans.sha256,
    rosters.id AS roster, rosters.title, rosters.publisher, rosters.year, rosters.county,
    rosters.held_by, rosters.rights
"""
"""Of which `to_entry` makes an entry; those of the roster in the order of `Roster`."""
ENTRY_TABLES = """
    entries
    JOIN pages ON pages.id = entries.page
    JOIN scans ON scans.sha256 = pages.scan
    LEFT JOIN rosters ON rosters.id = scans.roster
    LEFT JOIN current_links ON current_links.entry = entries.id
"""
CORRECTION_COLUMNS = """
    scan, entry, field, at, who, why, saw_text, saw_value, text, value, x, y, width, height, act, undoes,
    stroke
"""
"""All but the id, which the table gives."""


def to_entry(row: Row, readings: Iterable[Reading]) -> ArchivedEntry:
    """An entry from a row of ENTRY_COLUMNS and its readings in order."""
    id, person, _page, number, x, y, width, height, page, scan, sha256, *roster = row
    return ArchivedEntry(
        id=id,
        person=person,
        scan=scan,
        sha256=sha256,
        page=page,
        roster=None if roster[0] is None else Roster(*roster),
        entry=Entry(number, Box(x, y, width, height), tuple(readings)),
    )


def to_reading(row: Row) -> Reading:
    """A reading from a row of `readings` with all its columns, in their order."""
    _entry, _position, field, heading, text, value, confidence, status, x, y, width, height, votes, doubts = row
    return Reading(
        field=field,
        heading=heading,
        text=text,
        value=value,
        confidence=confidence,
        status=_STATUS[status],
        box=None if x is None else Box(x, y, width, height),
        # Mostly there are none, and a list of people is made of hundreds of readings.
        votes=() if votes == _NONE else tuple(Vote(*vote) for vote in json.loads(votes)),
        doubts=() if doubts == _NONE else tuple(json.loads(doubts)),
    )


def from_reading(entry: str, position: int, reading: Reading) -> tuple[Value, ...]:
    """The columns of `readings`, in the order of the table."""
    votes = [[vote.reader, vote.text, vote.confidence] for vote in reading.votes]
    return (
        entry,
        position,
        reading.field,
        reading.heading,
        reading.text,
        reading.value,
        reading.confidence,
        reading.status.value,
        *from_box(reading.box),
        json.dumps(votes, ensure_ascii=False),
        json.dumps(list(reading.doubts), ensure_ascii=False),
    )


def to_correction(row: Row) -> Correction:
    """A decision from a row of `corrections`."""
    return Correction(
        entry=row["entry"],
        field=row["field"],
        at=row["at"],
        who=row["who"],
        why=row["why"],
        saw_text=row["saw_text"],
        saw_value=row["saw_value"],
        text=row["text"],
        value=row["value"],
        line=to_box(row),
        act=Act(row["act"]),
        undoes=row["undoes"],
        stroke=row["stroke"],
        id=row["id"],
    )


def from_correction(scan: str, correction: Correction) -> tuple[Value, ...]:
    """The columns CORRECTION_COLUMNS of `corrections`."""
    return (
        scan,
        correction.entry,
        correction.field,
        correction.at,
        correction.who,
        correction.why,
        correction.saw_text,
        correction.saw_value,
        correction.text,
        correction.value,
        *from_box(correction.line),
        correction.act.value,
        correction.undoes,
        correction.stroke,
    )


def from_line(page: int, position: int, line: Line) -> tuple[Value, ...]:
    """The columns of `ledger_lines`, in the order of the table."""
    return (page, position, line.kind.value, line.text, line.row, *from_box(line.box))


def to_line(row: Row) -> Line:
    """A line of the ledger from a row of `ledger_lines`."""
    return Line(LineKind(row["kind"]), row["text"], to_box(row), row["row"])


def to_frame(row: Row) -> Box:
    """The frame of an entry from its row."""
    return Box(row["x"], row["y"], row["width"], row["height"])


def to_page(row: Row, lines: Iterable[Row], points: Iterable[Row]) -> StoredPage:
    """A page from its joined row, its ledger's lines and what is open in it."""
    ledger = Ledger(
        lines=tuple(to_line(line) for line in lines),
        open=tuple(point["point"] for point in points),
    )
    return StoredPage(
        scan=row["name"],
        sha256=row["scan"],
        number=row["number"],
        width=row["width"],
        height=row["height"],
        quarter_turns=row["quarter_turns"],
        kind=row["kind"],
        title=row["title"],
        engine=row["engine"],
        ledger=ledger,
    )


def to_box(row: Row, before: str = "") -> Box | None:
    """A frame from its four columns, whose names begin with `before`."""
    if row[f"{before}x"] is None:
        return None
    return Box(row[f"{before}x"], row[f"{before}y"], row[f"{before}width"], row[f"{before}height"])


def from_box(box: Box | None) -> tuple[Value, Value, Value, Value]:
    """The four columns of a frame."""
    if box is None:
        return None, None, None, None
    return box.x, box.y, box.width, box.height
