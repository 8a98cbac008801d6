"""A page as it stands, with all that people decided of its lines, for the eyes and for the scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from archive.records import Box, Entry, Line, LineKind
from archive.store import ArchiveReader, StoredPage
from archive.store.laying import decisions_on, laid_page, page_id
from archive.store.structure import waiting
from archive.structure import Decision, Laid, StandingEntry, Undone, in_force
from webapp.contexts import Outline
from webapp.desk.structure import words
from webapp.desk.structure.contexts import Corners, PageColumn, PageData, PageLine, Past, Told
from webapp.desk.words import moment
from webapp.scraps import cut_of, outline, turned

_VERTICAL: Final = "vertical"
"""The kind of a page whose lines are columns."""


def page_data(archive: ArchiveReader, sheet: StoredPage) -> PageData:
    """All that the script of a page is given."""
    with archive.asking() as ask:
        laid = laid_page(ask, page_id(ask, sheet.sha256, sheet.number))
        made, behind = decisions_on(ask, sheet.sha256, sheet.number), waiting(ask)
    stands = {one.id: one.entry for one in archive.entries_on(sheet.sha256, sheet.number)}
    sideways = sheet.quarter_turns % 2 == 1
    return PageData(
        width=sheet.height if sideways else sheet.width,
        height=sheet.width if sideways else sheet.height,
        runs_down=sheet.kind == _VERTICAL,
        after=made[-1].id if made else 0,
        waiting=behind,
        lines=tuple(_lines(laid, stands, sheet)),
        columns=_columns(laid.entries),
        open=laid.ledger.open,
        decisions=tuple(_past(laid, made)),
    )


def upright(box: Box, sheet: StoredPage) -> Corners:
    """A frame on the page set upright."""
    told = turned(box, sheet.width, sheet.height, sheet.quarter_turns)
    return told.x, told.y, told.width, told.height


def stored(corners: Corners, sheet: StoredPage) -> Box:
    """A frame that was drawn on the page set upright, on the page as the file stores it and not beyond it."""
    sideways = sheet.quarter_turns % 2 == 1
    width, height = (sheet.height, sheet.width) if sideways else (sheet.width, sheet.height)
    box = turned(Box(*corners), width, height, -sheet.quarter_turns)
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(float(sheet.width), box.x + box.width), min(float(sheet.height), box.y + box.height)
    return Box(left, top, right - left, bottom - top)


def _lines(laid: Laid, stands: dict[str, Entry], sheet: StoredPage) -> Iterable[PageLine]:
    by_row = {one.entry.row: one for one in laid.entries}
    for line in laid.ledger.lines:
        one = by_row.get(line.row) if line.kind is LineKind.ENTRY and line.row else None
        yield _line(line, one, stands, sheet)


def _line(line: Line, one: StandingEntry | None, stands: dict[str, Entry], sheet: StoredPage) -> PageLine:
    box = one.entry.box if one else line.box
    entry = stands.get(one.id, one.entry) if one else None
    shown = [Told(key, words.field_word(key), reading.text) for key, reading in entry.keyed().items()] if entry else []
    return PageLine(
        kind=line.kind.value,
        word=words.LINES[line.kind],
        row=one.entry.row if one else None,
        box=upright(box, sheet) if box else None,
        outline=_outline(one.entry if one else None, box, sheet) if box else (),
        words=line.text,
        seen={
            "entry": one.id if one else "",
            "box": [box.x, box.y, box.width, box.height] if box else [],
            "words": one.words if one else line.text,
        },
        fields=tuple(shown),
    )


def _outline(entry: Entry | None, box: Box, sheet: StoredPage) -> Outline:
    if entry is None:
        x, y, width, height = upright(box, sheet)
        return (x, y), (x + width, y), (x + width, y + height), (x, y + height)
    cut = replace(cut_of(entry, box, sheet.quarter_turns), margin=0)
    return outline(cut, sheet.width, sheet.height)


def _columns(entries: Iterable[StandingEntry]) -> tuple[PageColumn, ...]:
    found = Counter((reading.heading, reading.field) for one in entries for reading in one.entry.readings)
    return tuple(PageColumn(heading, field, words.field_word(field), many) for (heading, field), many in found.items())


def _past(laid: Laid, made: list[Decision]) -> Iterable[Past]:
    standing = {one.id for one in in_force(made)}
    reasons = {loose.decision.id: words.reason(loose.reason) for loose in laid.loose}
    for one in reversed(made):
        if not isinstance(one.act, Undone):
            told = (one.id, words.deed(one.act), one.who, moment(one.at), one.why)
            yield Past(*told, one.id in standing, reasons.get(one.id, ""))
