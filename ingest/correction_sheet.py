"""A CSV in which people wrote down corrections → its lines; nothing is looked up yet.

id, field, saw, text, value, who, why
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.corrections import LONGEST, has_unseen
from archive.errors import InputError
from archive.exports.csv import as_written
from archive.review.table import Refused, SentTable
from ingest.meaning import plain

COLUMNS: Final = ("id", "field", "saw", "text", "why")
"""Columns that the table must have; the id of an entry is that of `bohai export csv`."""
MAY_HAVE: Final = ("value", "who")
_BETWEEN: Final = ",;\t"
"""What may part the cells: spreadsheet programs of some countries and settings write semicolons or tabs."""
_LARGEST: Final = 1 << 26
"""Bytes; some hundreds of thousands of lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, its texts in NFC; `value` is "" where it is to be understood from the text."""

    number: int
    entry: str
    field: str
    saw: str
    text: str
    value: str
    who: str
    why: str


def read(path: Path, who: str) -> list[Line | Refused]:
    """The lines of a table; `who` decided where a line names nobody.

    Raises InputError if the file cannot be read or is no such table.
    """
    return read_sent(SentTable(_bytes_of(path), str(path), who))


def read_sent(sent: SentTable) -> list[Line | Refused]:
    """The lines of a table whose bytes are at hand; raises InputError if it is none."""
    rows = _rows(sent)
    _, heads = next(rows, (0, []))
    heads = ["id" if head.strip().lower() == "entry" else head.strip().lower() for head in heads]
    missing = [name for name in COLUMNS if name not in heads]
    strange = [head for head in heads if head not in (*COLUMNS, *MAY_HAVE)]
    if missing or strange or len(set(heads)) < len(heads):
        raise InputError(
            f"its first line has no column {missing[0]!r}" if missing else f"its columns are {', '.join(heads)}",
            where=sent.name,
            remedy=f"the columns are {', '.join(COLUMNS)}, and {' and '.join(MAY_HAVE)} if you like",
        )
    return [_line(number, heads, cells, sent.who) for number, cells in rows if any(cell.strip() for cell in cells)]


def _line(number: int, heads: Sequence[str], cells: Sequence[str], who: str) -> Line | Refused:
    if len(cells) != len(heads):
        return Refused(number, f"it has {len(cells)} cells, not {len(heads)}; put texts with commas in quotes")
    told = {head: plain(as_written(cell)) for head, cell in zip(heads, cells, strict=True)}
    if any(map(has_unseen, told.values())):
        return Refused(number, "it has a line break or a character that nobody sees within a cell; take it out")
    if any(len(cell) > LONGEST for cell in told.values()):
        return Refused(number, f"a cell has more than {LONGEST} characters; make it shorter")
    line = Line(
        number=number,
        entry=told["id"],
        field=told["field"],
        saw=told["saw"],
        text=told["text"],
        value=told.get("value", ""),
        who=told.get("who") or plain(who),
        why=told["why"],
    )
    if not line.who:
        return Refused(number, "it does not say who decided; fill in who, or name somebody with --who")
    return line


def _rows(sent: SentTable) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, each with the number of its first line; raises InputError."""
    text = _text_of(sent)
    heads = text.partition("\n")[0]
    between = max(_BETWEEN, key=heads.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    first = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as problem:
            raise InputError(f"its line {first} is no CSV ({problem})", where=sent.name, remedy="correct it") from None
        yield first, cells
        first = rows.line_num + 1


def _text_of(sent: SentTable) -> str:
    if len(sent.data) > _LARGEST:
        raise InputError("the table is too large", where=sent.name, remedy="cut it into several")
    try:
        return sent.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("the text is not UTF-8", where=sent.name, remedy="save it as “CSV UTF-8”") from None


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as problem:
        reason = problem.strerror or "it cannot be read"
        raise InputError(f"cannot be opened ({reason})", where=str(path), remedy="check its name") from None
