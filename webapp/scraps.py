"""Pieces of paper: how large each is shown, and where it lies once the page stands upright."""

from __future__ import annotations

from typing import Final

from archive.records import ArchivedEntry, Box
from webapp.contexts import Scrap

_PRINT: Final = 30.0
"""CSS pixels that one line of print is shown high, whatever the scan's resolution."""
_LARGEST: Final = 1.5
"""A coarse scan is not blown up beyond this: it would only look sharper than it is."""


def turned(box: Box, width: int, height: int, quarter_turns: int) -> Box:
    """`box` on the page after `quarter_turns` counter-clockwise; `width` × `height` before them."""
    for _ in range(quarter_turns % 4):
        box = Box(box.y, width - box.x - box.width, box.height, box.width)
        width, height = height, width
    return box


def margin(box: Box) -> float:
    """The paper to show around `box`, in pixels: strokes that overshoot it must not be cut."""
    return round(0.2 * min(box.width, box.height))


def reading_scrap(entry: ArchivedEntry, key: str, quarter_turns: int) -> Scrap | None:
    """The piece on which a reading stands, `key` as in `Entry.keyed`; None where the layout gives it no box."""
    box = entry.entry.keyed()[key].box
    return None if box is None else _scrap(entry, key, box, quarter_turns)


def line_scrap(entry: ArchivedEntry, quarter_turns: int) -> Scrap:
    """The whole line of an entry."""
    return _scrap(entry, None, entry.entry.box, quarter_turns)


def _scrap(entry: ArchivedEntry, field: str | None, box: Box, quarter_turns: int) -> Scrap:
    around = 2 * margin(box)
    width, height = box.width + around, box.height + around
    if quarter_turns % 2:
        width, height = height, width
    scale = min(_LARGEST, _PRINT / _print_size(entry))
    return Scrap(
        entry=entry.id,
        field=field,
        sha256=entry.sha256,
        page=entry.page,
        row=entry.entry.row,
        width=max(1, round(width * scale)),
        height=max(1, round(height * scale)),
    )


def _print_size(entry: ArchivedEntry) -> float:
    """About the height of one line of print: the shortest side of the entry's smallest piece."""
    boxes = [reading.box for reading in entry.entry.readings if reading.box] or [entry.entry.box]
    return max(1.0, min(min(box.width, box.height) for box in boxes))
