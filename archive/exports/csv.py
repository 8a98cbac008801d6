"""One entry a row as CSV, for spreadsheet programs.

UTF-8 with a byte order mark, without which they take Chinese for noise. A cell that such a program
would run as a formula begins with an apostrophe, which it takes as "this is text".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from archive.records import FIELDS, ArchivedEntry

PLACE: Final = ("scan", "page", "row", "id")
PARTS: Final = ("text", "value", "status")
OTHER: Final = "other"
"""Columns of the page that fit no field: their headings and texts, one a line."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(entries: Iterable[ArchivedEntry], stream: TextIO) -> None:
    """Write a heading and a row for each of `entries`; `stream` is opened with newline=""."""
    stream.write("\ufeff")
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow([*PLACE, *(f"{field}_{part}" for field in FIELDS for part in PARTS), OTHER])
    for entry in entries:
        rows.writerow([_plain(cell) for cell in _row(entry)])


def as_written(cell: str) -> str:
    """What a cell of such a table says, without the apostrophe before what would be a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _row(archived: ArchivedEntry) -> list[str]:
    cells = [archived.scan, str(archived.page), str(archived.entry.row), archived.id]
    for field in FIELDS:
        reading = archived.entry.reading(field)
        cells += [reading.text, reading.value or "", reading.status.value] if reading else ["", "", ""]
    known: set[str] = set()
    other = []
    for reading in archived.entry.readings:
        if reading.field not in FIELDS or reading.field in known:
            other.append(f"{reading.heading or reading.field}: {reading.text}")
        known.add(reading.field)
    return [*cells, "\n".join(other)]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
