"""The characters of a reading, each where it stands on the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.records import ArchivedEntry
from archive.review.glyphs import Character, characters_of
from archive.review.machine import Glyph, Seen
from archive.store import Sheet
from webapp.desk.asked import machine
from webapp.shelf import archive

_VERTICAL = "vertical"


def characters(archived: ArchivedEntry, key: str, sheet: Sheet) -> list[Character]:
    """The characters of a reading of an entry on that page."""
    turns = (sheet.quarter_turns + (sheet.kind == _VERTICAL)) % 4
    return characters_of(archived.entry.keyed()[key], turns, _seen_on(sheet))


def _seen_on(sheet: Sheet) -> Sequence[Glyph]:
    transcript = archive().transcript(sheet.sha256, sheet.number)
    return _seen(machine().seen, transcript) if transcript else ()


@lru_cache(maxsize=64)
def _seen(seen: Seen, transcript: str) -> list[Glyph]:
    return seen(transcript)
