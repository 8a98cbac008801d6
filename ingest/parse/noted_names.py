"""Names of a list with a note in brackets behind them: 王德胜（女） → the name, and what the note tells."""

from __future__ import annotations

import re
from typing import Final

from archive.records import Box
from ingest.pages import CellText
from ingest.parse import vocabulary
from ingest.parse.characters import narrow, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.names import looks_like_name
from ingest.parse.pieces import Piece, cut, stretch
from ingest.parse.upright import along

_NOTED: Final = re.compile(r"(?P<name>[^（(]{2,5})[（(](?P<note>[^（()）]{1,8})[)）]?")
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
    # Where the bracket behind it was not seen, neither may be the end of the note: （党 of （党员）.
    return (name, note) if text.text.endswith(_CLOSING) else (name, note.doubting(Doubt.LINE_BROKEN_OFF))


def is_noted_name(words: str) -> bool:
    """Whether words are a name with a note behind it that tells a sex, a party or a position: 王德胜（副指导员）."""
    found = _NOTED.fullmatch(words)
    return found is not None and looks_like_name(found["name"].strip()) and _told_by(found["note"]) != _OTHERWISE


def _told_by(note: str) -> str:
    """The field that a note speaks of, by the words that fields are known to hold."""
    words = simplified(narrow(note))
    return next((field for field in vocabulary.LISTED if vocabulary.knows(field, words)), _OTHERWISE)


def _box(text: CellText, span: tuple[int, int], box: Box, quarter_turns: int) -> Box:
    part = stretch(text, *span)
    return along(box, *part, quarter_turns) if part else box
