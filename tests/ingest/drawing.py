"""Transcripts from drawings of tables, so that a test shows the page it speaks of.

    | 姓名   | 籍贯   |
    | 沙窝乡 | <      |      < continues the cell to the left
    | 王德胜 | 东李村 |
    | ^      | 西李村 |      ^ continues the cell above

A cell ending in `?` was read with little confidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.records import Box, Entry
from ingest.carry import Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import Cell, CellText, Glyph, Table, TextLine, Transcript

WIDTH, HEIGHT, PITCH = 100.0, 40.0, 20.0

CLEAR = 0.9995
"""The score that the first reader gives characters of clear print."""


def written(text: str, confidence: float = CLEAR, at: Sequence[float] | None = None) -> CellText:
    """A text with a glyph for each character, evenly spaced unless `at` tells their centres."""
    centres = at or [(i + 0.5) / len(text) for i in range(len(text))]
    glyphs = tuple(Glyph(c, confidence, "", 0.0, x) for c, x in zip(text, centres, strict=True))
    return CellText(text, confidence if text else 1.0, glyphs)


def table(drawing: str, left: float = 0.0, top: float = 100.0) -> Table:
    """The table that the drawing shows, its cells 100 × 40 pixels."""
    rows = [[c.strip() for c in line.strip()[1:-1].split("|")] for line in drawing.strip().splitlines()]
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                cells.append(_cell(rows, r, c, left, top))
    return Table(len(rows), columns, tuple(cells), Box(left, top, columns * WIDTH, len(rows) * HEIGHT))


def _cell(rows: list[list[str]], r: int, c: int, left: float, top: float) -> Cell:
    wide = next((i for i, t in enumerate(rows[r][c + 1 :]) if t != "<"), len(rows[r]) - c - 1) + 1
    high = next((i for i, row in enumerate(rows[r + 1 :]) if row[c] != "^"), len(rows) - r - 1) + 1
    text, sure = rows[r][c].removesuffix("?"), not rows[r][c].endswith("?")
    box = Box(left + c * WIDTH, top + r * HEIGHT, wide * WIDTH, high * HEIGHT)
    ink = Box(box.x + 5, box.y + 10, PITCH * len(text), PITCH) if text else None
    return Cell(r, c, high, wide, box, ink, written(text, CLEAR if sure else 0.3))


def line(text: str, x: float = 100.0, y: float = 20.0, height: float = 20.0) -> TextLine:
    """A line of text outside the tables."""
    return TextLine(Box(x, y, height * len(text), height), written(text))


def page(
    *tables: Table | str,
    outside: Sequence[TextLine] = (),
    unread: Sequence[TextLine] = (),
    quarter_turns: int = 0,
) -> Transcript:
    """A page of tables side by side, drawn or given."""
    drawn = [table(t, left=i * 2000.0) if isinstance(t, str) else t for i, t in enumerate(tables)]
    return Transcript(1, 4000, 3000, quarter_turns, "ruled", tuple(drawn), tuple(outside), "drawing/1", tuple(unread))


def understood(*tables: Table | str, context: Context | None = None, **kwargs: Sequence[TextLine]) -> Interpretation:
    """What `interpret` makes of the drawn page."""
    return interpret(page(*tables, **kwargs), context or Context())  # type: ignore[arg-type]


def texts(entry: Entry) -> Mapping[str, str]:
    """Field → printed text of an entry, the blank ones left out."""
    return {reading.field: reading.text for reading in entry.readings if reading.text}


def value(entry: Entry, field: str) -> str | None:
    """The value of a field that the entry must have."""
    reading = entry.reading(field)
    assert reading is not None, f"{field} is not among {[r.field for r in entry.readings]}"
    return reading.value


def kinds(understanding: Interpretation) -> list[str]:
    """What each line of the ledger turned out to be."""
    return [line.kind.value for line in understanding.record.ledger.lines]
