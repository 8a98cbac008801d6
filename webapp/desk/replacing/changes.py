"""Changes as a preview shows them, and as a form sends them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from archive.records import ArchivedEntry, Status
from archive.replacing import Change, Place
from archive.store import Sheet, SheetKey
from webapp.desk.replacing.contexts import ChangeLine
from webapp.desk.words import field
from webapp.scraps import Strip
from webapp.shelf import archive, sheets_of


def change_lines(changes: Sequence[Change]) -> tuple[ChangeLine, ...]:
    """A preview of each change with its piece of paper; names are for each to be ticked by itself."""
    sheets = sheets_of([change.place.archived for change in changes])
    return tuple(
        line_of(
            change.place,
            (change.text, change.value or ""),
            sheets,
            key=key_of(change.place),
            chosen=not change.problem and change.place.reading.field != "name",
            problem=change.problem,
        )
        for change in changes
    )


def line_of(  # noqa: PLR0913 - what a line of a preview is made of, each by name
    place: Place,
    after: tuple[str, str],
    sheets: dict[SheetKey, Sheet],
    *,
    key: str,
    chosen: bool,
    problem: str = "",
) -> ChangeLine:
    """One change: what stands in a place, and the text and value that are to stand there."""
    archived, reading = place.archived, place.reading
    sheet = sheets.get((archived.sha256, archived.page))
    name = archived.entry.reading("name")
    return ChangeLine(
        key=key,
        entry=archived.id,
        field=place.key,
        label=field(place.key),
        name=(name.value or name.text) if name else "",
        source=f"{archived.scan} 第 {archived.page} 页第 {archived.entry.row} 条",
        before=reading.text,
        before_value=_if_other(reading.value or "", reading.text),
        after=after[0],
        after_value=_if_other(after[1], after[0]),
        doubtful=reading.status is Status.FLAGGED,
        chosen=chosen,
        problem=problem,
        scrap=Strip(archived, sheet.quarter_turns if sheet else 0).piece(place.key) if reading.box else None,
    )


def key_of(place: Place) -> str:
    """What a form sends for a chosen change: the cell, and what was seen there."""
    seen = [place.archived.id, place.key, place.reading.text, place.reading.value]
    return json.dumps(seen, ensure_ascii=False)


def chosen_places(keys: Iterable[str]) -> tuple[list[Place], int]:
    """The places of what a form sent, as they stand, and how many of them say something else by now."""
    wanted: dict[tuple[str, str], tuple[object, object]] = {}
    for key in keys:
        entry, cell, text, value = json.loads(key)
        wanted[str(entry), str(cell)] = (text, value)
    entries: dict[str, ArchivedEntry] = {
        each.id: each for each in archive().entries_of(dict.fromkeys(entry for entry, _ in wanted))
    }
    found = []
    for (entry, cell), seen in wanted.items():
        archived = entries.get(entry)
        reading = archived.entry.keyed().get(cell) if archived else None
        if archived and reading and (reading.text, reading.value) == seen:
            found.append(Place(archived, cell, reading))
    return found, len(wanted) - len(found)


def _if_other(value: str, text: str) -> str:
    return value if value != text else ""
