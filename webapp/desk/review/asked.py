"""How the review reaches the archive, and the machine that reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from flask import abort, current_app, request

from archive.errors import BohaiError
from archive.records import ArchivedEntry, Reading
from archive.review.glyphs import Character, characters_of
from archive.review.machine import Glyph, Machine, Seen
from archive.store import Sheet
from webapp.desk.access import desk
from webapp.desk.review.cells import cell_of
from webapp.desk.review.contexts import Cell
from webapp.shelf import archive

_VERTICAL = "vertical"


def machine() -> Machine:
    """The machine, as the door handed it down; raises BohaiError where it did not."""
    handed: Machine | None = current_app.extensions["machine"]
    if handed is None:
        raise BohaiError("this desk was opened without the machine that reads", remedy="open it by `bohai desk`")
    return handed


def now() -> str:
    """The time of a decision, by the clock of the desk: UTC, ISO 8601."""
    return datetime.fromtimestamp(desk().clock(), UTC).isoformat(timespec="seconds")


def entry_or_404(id: str) -> ArchivedEntry:
    """An entry as it stands."""
    archived = archive().entry(id)
    if archived is None:
        abort(404)
    return archived


def sheet_or_404(sha256: str, number: int) -> Sheet:
    """A page that was read, without its lines."""
    sheet = archive().sheets([(sha256, number)]).get((sha256, number))
    if sheet is None:
        abort(404)
    return sheet


def reading_or_404(archived: ArchivedEntry, key: str) -> Reading:
    """One reading of an entry."""
    reading = archived.entry.keyed().get(key)
    if reading is None:
        abort(404)
    return reading


def fresh_cell(id: str, key: str) -> Cell:
    """A cell as it stands by now."""
    archived = entry_or_404(id)
    return cell_of(archived, key, reading_or_404(archived, key), sheet_or_404(archived.sha256, archived.page))


def runs_down(sheet: Sheet) -> bool:
    """Whether the page's text runs down."""
    return sheet.kind == _VERTICAL


def characters(archived: ArchivedEntry, key: str, sheet: Sheet) -> list[Character]:
    """The characters of a reading, each where it stands on the page."""
    turns = (sheet.quarter_turns + runs_down(sheet)) % 4
    return characters_of(archived.entry.keyed()[key], turns, _seen_on(sheet))


def _seen_on(sheet: Sheet) -> Sequence[Glyph]:
    transcript = archive().transcript(sheet.sha256, sheet.number)
    return _seen(machine().seen, transcript) if transcript else ()


@lru_cache(maxsize=64)
def _seen(seen: Seen, transcript: str) -> list[Glyph]:
    return seen(transcript)


def json_object() -> dict[str, object]:
    """The JSON object that a script sent; 400 for anything else."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        abort(400)
    return sent
