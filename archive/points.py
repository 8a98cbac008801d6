"""Open points of a ledger that are about one line of the page, in the archivist's language.

A point is words alone, which people settle word for word. Here is what ties those about a line to it, so that a point
is closed with the line that it is about.
"""

from __future__ import annotations

from typing import Final

from archive.records import Box, Line, LineKind, PageRecord

_QUOTED: Final = (LineKind.UNEXPLAINED, LineKind.STRUCK_OUT)
"""Lines whose own point quotes them."""


def unread(box: Box, width: int, height: int, quarter_turns: int) -> str:
    """That there is print in `box`, pixels of the page as its file stores it, of which nothing was made.

    The page is of `width` × `height` pixels, and `quarter_turns` counter-clockwise turns make it upright.
    """
    across, down = (box.x + box.width / 2) / width, (box.y + box.height / 2) / height
    for _ in range(quarter_turns % 4):
        across, down = down, 1 - across
    return f"距左 {across:.0%}、距上 {down:.0%} 处印有字，没有读出；若印有人名，请补上"


def about(line: Line, record: PageRecord, points: list[str]) -> str | None:
    """Which of the `points` of a page is about a line of it alone, None if none is."""
    if line.kind is LineKind.UNREAD and line.box is not None:
        own = unread(line.box, record.width, record.height, record.quarter_turns)
        return own if own in points else None
    if line.kind not in _QUOTED or not line.text:
        return None
    return next((point for point in points if f"“{line.text}”" in point), None)
