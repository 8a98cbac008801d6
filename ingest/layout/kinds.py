"""Which kind of page it is: the layouts, each asked in turn whether the page is of its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ingest.layout import aligned, prose, ruled
from ingest.layout.paper import Found
from ingest.readers.lines import Reader
from ingest.rectify.upright import UprightPage

OTHER: Final = "other"
"""A page of another kind: a picture, a title page, a letter."""

_LAYOUTS: Final[tuple[Callable[[UprightPage, Reader], Found | None], ...]] = (
    ruled.find,
    prose.find,
    aligned.find,
)
"""From the one that is told most surely to the one that is told least."""


def find_layout(page: UprightPage, reader: Reader) -> Found:
    """What the first layout that knows the page finds on it; nothing, on a page of another kind."""
    for find in _LAYOUTS:
        if (found := find(page, reader)) is not None:
            return found
    return Found(OTHER, page, page.quarter_turns, ())
