"""What every subject of the desk asks: what a script sent, what the archive holds, what the machine reads, the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from flask import abort, current_app, request

from archive.errors import BohaiError
from archive.records import ArchivedEntry, Reading
from archive.review.machine import Machine
from archive.store import DecisionWriter, Sheet, StoredPage
from webapp.desk.access import desk
from webapp.shelf import archive

PATIENCE: Final = 10.0
"""Seconds that somebody at the desk waits while a page is stored or the archive copied; then they are told."""


def machine() -> Machine:
    """The machine, as the door handed it down; raises BohaiError where it did not."""
    handed: Machine | None = current_app.extensions["machine"]
    if handed is None:
        raise BohaiError("this desk was opened without the machine that reads", remedy="open it by `bohai desk`")
    return handed


def now() -> str:
    """The time of a decision, by the clock of the desk: UTC, ISO 8601."""
    return datetime.fromtimestamp(desk().clock(), UTC).isoformat(timespec="seconds")


def deciding() -> DecisionWriter:
    """The door by which decisions are written; raises ArchiveBusy where their turn does not come in time."""
    return DecisionWriter.open(desk().folder, patience=PATIENCE)


def json_object() -> dict[str, object]:
    """The JSON object that a script sent; 400 for anything else."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        abort(400)
    return sent


def text_in(sent: dict[str, object], name: str, longest: int) -> str:
    """A text of what a script sent, "" where it is left out; 400 for anything else, and for more than `longest`."""
    words = sent.get(name, "")
    if not isinstance(words, str) or len(words) > longest:
        abort(400)
    return words.strip()


def entry_or_404(id: str) -> ArchivedEntry:
    """An entry as it stands."""
    archived = archive().entry(id)
    if archived is None:
        abort(404)
    return archived


def reading_or_404(archived: ArchivedEntry, key: str) -> Reading:
    """One reading of an entry."""
    reading = archived.entry.keyed().get(key)
    if reading is None:
        abort(404)
    return reading


def sheet_or_404(sha256: str, number: int) -> Sheet:
    """A page that was read, without its lines."""
    sheet = archive().sheets([(sha256, number)]).get((sha256, number))
    if sheet is None:
        abort(404)
    return sheet


def page_or_404(sha256: str, number: int) -> StoredPage:
    """A page that was read, with its lines."""
    page = archive().page(sha256, number)
    if page is None:
        abort(404)
    return page
