"""A whole page of a roster, with the line that a fact stands on marked."""

from __future__ import annotations

from archive.records import ArchivedEntry, Person
from archive.store import StoredPage
from webapp.contexts import PaperPage
from webapp.facts import shown
from webapp.scraps import line_scrap, turned


def paper_page(sheet: StoredPage, entry: ArchivedEntry | None, field: str | None) -> PaperPage:
    """The context of a page's picture; `entry` and its `field` say what to mark."""
    sideways = sheet.quarter_turns % 2 == 1
    mark = None
    if entry is not None:
        reading = entry.entry.keyed().get(field) if field else None
        box = reading.box if reading and reading.box else entry.entry.box
        mark = turned(box, sheet.width, sheet.height, sheet.quarter_turns)
    return PaperPage(
        sha256=sheet.sha256,
        number=sheet.number,
        title=sheet.title,
        width=sheet.height if sideways else sheet.width,
        height=sheet.width if sideways else sheet.height,
        mark=mark,
        line=line_scrap(entry, sheet.quarter_turns) if entry else None,
        person=entry.person if entry else None,
        name=shown(Person(entry.person, (entry,)), "name") if entry else None,
        scan=sheet.scan,
        unsettled=not sheet.ledger.balanced,
    )
