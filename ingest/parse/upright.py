"""Boxes of the scan as the page stands upright, and parts of boxes along their line."""

from __future__ import annotations

from archive.records import Box


def upright(box: Box, width: int, height: int, quarter_turns: int) -> Box:
    """The box after the page of `width` × `height` pixels made its counter-clockwise quarter turns."""
    for _ in range(quarter_turns % 4):
        box = Box(box.y, width - box.x - box.width, box.height, box.width)
        width, height = height, width
    return box


def along(box: Box, start: float, end: float, quarter_turns: int) -> Box:
    """The part of a line's box from the fraction `start` to `end` of its length.

    `quarter_turns` counter-clockwise turns make the page upright, so lines run down the file's
    page at one turn, leftwards at two, up at three.
    """
    turns = quarter_turns % 4
    if turns >= 2:
        start, end = 1 - end, 1 - start
    if turns % 2:
        return Box(box.x, box.y + start * box.height, box.width, (end - start) * box.height)
    return Box(box.x + start * box.width, box.y, (end - start) * box.width, box.height)


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of `boxes`, of which there is at least one."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
