"""Transcripts as JSON, so that a page can be stored, sent and interpreted again without its picture.

The form is compact (lists in the order of the dataclass fields) and carries a version; a glyph
is the commonest thing by far, which is why nothing is named inside.
"""

from __future__ import annotations

import json
from typing import Any, Final

from archive.records import Box, Vote
from ingest.pages import Cell, CellText, Glyph, Table, TextLine, Transcript

VERSION: Final = 1


def dumps(transcript: Transcript) -> str:
    """The transcript as one line of JSON; `loads` gives back an equal one."""
    body = [
        VERSION,
        transcript.number,
        transcript.width,
        transcript.height,
        transcript.quarter_turns,
        transcript.kind,
        [_from_table(table) for table in transcript.tables],
        _from_lines(transcript.outside),
        transcript.engine,
        # Only where there is something to say: so it is what was stored before anybody looked for unread print.
        *([_from_lines(transcript.unread)] if transcript.unread else []),
    ]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def loads(stored: str) -> Transcript:
    """The transcript that `dumps` wrote.

    Raises ValueError where the text is no transcript, or one of another version.
    """
    body = json.loads(stored)
    if not isinstance(body, list) or not body or body[0] != VERSION:
        raise ValueError(f"not a transcript of version {VERSION}")
    try:
        _, number, width, height, quarter_turns, kind, tables, outside, engine, *more = body
        (unread,) = more or ([],)
        return Transcript(
            number=number,
            width=width,
            height=height,
            quarter_turns=quarter_turns,
            kind=kind,
            tables=tuple(_to_table(table) for table in tables),
            outside=_to_lines(outside),
            engine=engine,
            unread=_to_lines(unread),
        )
    except TypeError as error:
        raise ValueError(f"a transcript that is out of shape: {error}") from error


def _from_lines(lines: tuple[TextLine, ...]) -> list[Any]:
    return [[_from_box(line.box), _from_text(line.text)] for line in lines]


def _to_lines(stored: list[Any]) -> tuple[TextLine, ...]:
    return tuple(TextLine(Box(*box), _to_text(text)) for box, text in stored)


def _from_box(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x, box.y, box.width, box.height]


def _from_text(text: CellText) -> list[Any]:
    return [
        text.text,
        text.confidence,
        [_from_glyph(glyph) for glyph in text.glyphs],
        [[v.reader, v.text, v.confidence] for v in text.votes],
        list(text.doubts),
    ]


def _from_glyph(glyph: Glyph) -> list[Any]:
    # What was stored before anything was held against print says nothing of it, and stays word for word the same.
    in_print = [glyph.rival, glyph.lead] if glyph.rival else []
    return [glyph.char, glyph.score, glyph.other, glyph.other_score, glyph.at, glyph.line, *in_print]


def _from_table(table: Table) -> list[Any]:
    cells = [
        [
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            _from_box(cell.box),
            _from_box(cell.ink),
            _from_text(cell.text),
        ]
        for cell in table.cells
    ]
    # Only where there is something to say: so it is, word for word, what was stored before anybody looked for strokes.
    struck = [list(table.struck)] if table.struck else []
    return [table.rows, table.columns, cells, _from_box(table.box), *struck]


def _to_text(stored: list[Any]) -> CellText:
    text, confidence, glyphs, votes, doubts = stored
    return CellText(
        text=text,
        confidence=confidence,
        glyphs=tuple(Glyph(*glyph) for glyph in glyphs),
        votes=tuple(Vote(*vote) for vote in votes),
        doubts=tuple(doubts),
    )


def _to_table(stored: list[Any]) -> Table:
    rows, columns, cells, box, *struck = stored
    return Table(rows, columns, tuple(_to_cell(cell) for cell in cells), Box(*box), *map(tuple, struck))


def _to_cell(stored: list[Any]) -> Cell:
    row, column, row_span, column_span, box, ink, text = stored
    return Cell(
        row=row,
        column=column,
        row_span=row_span,
        column_span=column_span,
        box=Box(*box),
        ink=None if ink is None else Box(*ink),
        text=_to_text(text),
    )
