"""A whole page of a roster, with the line that a fact stands on marked."""

from __future__ import annotations

from archive.records import ArchivedEntry, Box, Entry, Person
from archive.store import StoredPage
from webapp.contexts import Outline, PaperPage
from webapp.facts import shown
from webapp.scraps import Strip, cut_of, outline


def paper_page(sheet: StoredPage, entry: ArchivedEntry | None, field: str | None) -> PaperPage:
    """The context of a page's picture; `entry` and its `field` say what to mark."""
    sideways = sheet.quarter_turns % 2 == 1
    band: Outline = ()
    mark: Outline = ()
    if entry is not None:
        reading = entry.entry.keyed().get(field) if field else None
        band = _outline(sheet, entry.entry, entry.entry.box)
        mark = _outline(sheet, entry.entry, reading.box) if reading and reading.box else band
    return PaperPage(
        sha256=sheet.sha256,
        number=sheet.number,
        title=sheet.title,
        width=sheet.height if sideways else sheet.width,
        height=sheet.width if sideways else sheet.height,
        band=band,
        mark=mark,
        line=Strip(entry, sheet.quarter_turns).whole() if entry else None,
        person=entry.person if entry else None,
        name=shown(Person(entry.person, (entry,)), "name") if entry else None,
        scan=sheet.scan,
        unsettled=not sheet.ledger.balanced,
    )


def _outline(sheet: StoredPage, entry: Entry, box: Box) -> Outline:
    return outline(cut_of(entry, box, sheet.quarter_turns), sheet.width, sheet.height)
