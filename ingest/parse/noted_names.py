"""Names of a list with a note in brackets behind them: 王德胜（女） → the name, and what the note tells."""

from __future__ import annotations

import re
from typing import Final

from archive.records import Box
from ingest.pages import Cell, CellText
from ingest.parse import vocabulary
from ingest.parse.characters import is_han, narrow, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.groups import group, total
from ingest.parse.names import looks_like_name
from ingest.parse.pieces import Piece, cut, stretch
from ingest.parse.upright import along

_NOTED: Final = re.compile(r"(?P<name>[^（(]{2,5})[（(](?P<note>[^（()）]{1,24})[)）]?")
_LEFT: Final = 1.5
"""Heights of its print that a name with a note leaves of its place at most where no other fits behind it."""
_CLOSING: Final = (")", "）")
_OTHERWISE: Final = "remarks"


def pieces(text: CellText, box: Box, quarter_turns: int) -> tuple[Piece, ...]:
    """The pieces that one print of a list gives: a name alone, or the name and the note behind it."""
    found = _NOTED.fullmatch(text.text)
    if found is None or not looks_like_name(found["name"].strip()):
        return (Piece("name", "", text, box),)
    name, note = (
        Piece(field, "", cut(text, *found.span(part)), _box(text, found.span(part), box, quarter_turns))
        for field, part in (("name", "name"), (_told_by(found["note"]), "note"))
    )
    if text.text.endswith(_CLOSING):
        return name, note
    # Where the bracket behind it was not seen, neither may be the end of the note: （党 of （党员）; or what seems to
    # open it is a character of the name.
    torn = len(found["note"]) == 1 and note.field == _OTHERWISE
    return name.doubting(Doubt.NAME_CHARACTER) if torn else name, note.doubting(Doubt.LINE_BROKEN_OFF)


def is_noted_name(words: str) -> bool:
    """Whether words are a name with a note behind it: 王德胜（副指导员）.

    Behind what may be a place the note must tell a sex, a party or a position: a village has another name or a number
    of people behind it.
    """
    found = _NOTED.fullmatch(words)
    if found is None or not looks_like_name(found["name"].strip()) or not any(map(is_han, found["note"])):
        return False
    over = group(words)
    place = over.count is not None or total(words) is not None or group(found["name"]).rank is not None
    return _told_by(found["note"]) != _OTHERWISE or not place


def fills_place(cell: Cell) -> bool:
    """Whether a name with its note takes all its place, so that the next name is set one place farther on."""
    if cell.ink is None or _NOTED.fullmatch(cell.text.text) is None:
        return False
    place, own = (max(box.width, box.height) for box in (cell.box, cell.ink))
    return place - own <= _LEFT * min(cell.ink.width, cell.ink.height)


def _told_by(note: str) -> str:
    """The field that a note speaks of, by the words that fields are known to hold."""
    words = simplified(narrow(note))
    return next((field for field in vocabulary.LISTED if vocabulary.knows(field, words)), _OTHERWISE)


def _box(text: CellText, span: tuple[int, int], box: Box, quarter_turns: int) -> Box:
    part = stretch(text, *span)
    return along(box, *part, quarter_turns) if part else box
