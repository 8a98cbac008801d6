"""Which kind of page it is: the layouts, from the one that is told most surely to the one that is told least."""

from __future__ import annotations

from typing import Final

from ingest.layout import aligned, prose, ruled
from ingest.layout.paper import Found
from ingest.layout.surroundings import OutsideLine, lines_outside
from ingest.readers.lines import Reader
from ingest.rectify.upright import UprightPage

OTHER: Final = "other"
"""A page of another kind: a picture, a title page, a letter."""
_LEFT_OUT: Final = 0.4
"""Lines left outside for each row of a table without rules, from which on the page may as well be running text."""


def find_layout(page: UprightPage, reader: Reader) -> tuple[Found, list[OutsideLine]]:
    """What the first layout that knows the page finds on it, nothing on a page of another kind, and what it leaves out.

    Lines of running text may by chance stand below each other here and there; then the layout that leaves fewer
    lines of the page outside is the one.
    """
    if (found := ruled.find(page, reader)) is not None:
        return found, lines_outside(found)
    known: list[tuple[Found, list[OutsideLine]]] = []
    if (table := aligned.find(page, reader)) is not None:
        known.append((table, lines_outside(table)))
        if len(known[0][1]) <= _LEFT_OUT * sum(part.rows for part in table.tables):
            return known[0]
    if (text := prose.find(page, reader)) is not None:
        known.append((text, lines_outside(text)))
    if not known:
        other = Found(OTHER, page, page.quarter_turns, ())
        return other, lines_outside(other)
    return min(known, key=lambda one: len(one[1]))
