"""Frames of lines, and of the cells in them, on paper. Pure."""

from __future__ import annotations

from archive.records import Box, Entry


def union(one: Box, two: Box) -> Box:
    """The least frame around both."""
    left, top = min(one.x, two.x), min(one.y, two.y)
    right = max(one.x + one.width, two.x + two.width)
    bottom = max(one.y + one.height, two.y + two.height)
    return Box(left, top, right - left, bottom - top)


def cell_in(line: Box, field: str, beside: Entry | None) -> Box | None:
    """Where the cell of `field` is in a new line: as far along it as in the line `beside`; None if that has none.

    Lines run the way in which they are long, across or down.
    """
    reading = beside.reading(field) if beside else None
    if beside is None or reading is None or reading.box is None:
        return None
    if beside.box.width >= beside.box.height:
        return _clipped(Box(reading.box.x, line.y, reading.box.width, line.height), line)
    return _clipped(Box(line.x, reading.box.y, line.width, reading.box.height), line)


def within(box: Box, line: Box) -> bool:
    """Whether the middle of `box` lies within `line`."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return line.x <= x <= line.x + line.width and line.y <= y <= line.y + line.height


def _clipped(box: Box, line: Box) -> Box | None:
    left, top = max(box.x, line.x), max(box.y, line.y)
    right, bottom = min(box.x + box.width, line.x + line.width), min(box.y + box.height, line.y + line.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None
