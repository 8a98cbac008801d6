"""Which kind of page it is: the layouts, from the one that is told most surely to the one that is told least."""

from __future__ import annotations

from typing import Final

from ingest.layout import aligned, prose, ruled
from ingest.layout.paper import Found
from ingest.layout.surroundings import lines_outside
from ingest.readers.lines import Reader
from ingest.rectify.upright import UprightPage

OTHER: Final = "other"
"""A page of another kind: a picture, a title page, a letter."""
_LEFT_OUT: Final = 0.4
"""Lines left outside for each row of a table without rules, from which on the page may as well be running text."""


def find_layout(page: UprightPage, reader: Reader) -> Found:
    """What the first layout that knows the page finds on it; nothing, on a page of another kind.

    Lines of running text may by chance stand below each other here and there; then the layout that leaves fewer
    lines of the page outside is the one.
    """
    if (found := ruled.find(page, reader)) is not None:
        return found
    table = aligned.find(page, reader)
    if table is not None and len(lines_outside(table)) <= _LEFT_OUT * sum(part.rows for part in table.tables):
        return table
    text = prose.find(page, reader)
    known = [found for found in (table, text) if found is not None]
    return min(known, key=lambda found: len(lines_outside(found)), default=Found(OTHER, page, page.quarter_turns, ()))
