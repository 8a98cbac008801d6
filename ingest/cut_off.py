"""Cells beside print that stands outside their table: where its side was taken for too near, it is the rest of theirs.

牺牲时间、地点  │
1944年3月,利津 │ 县      │ the side that was found; where worn rules end before their table does, print is cut off
余家楼         │
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from archive.records import Box
from ingest.pages import Cell, Table, Transcript
from ingest.parse.upright import upright
from ingest.readers.unaccounted import UNREAD

_LEVEL: Final = 0.5
"""Share of the height of a line outside that stands level with a cell's text."""
_NEAR: Final = 1.0
"""Heights of the line from there to the text, at most."""


def doubting_cut_off(transcript: Transcript) -> Transcript:
    """The transcript, whose cells are in doubt that may go on in a line outside their table.

    Text that runs on has notes beside it, and lists of names have their villages there.
    """
    if transcript.lists_names or transcript.runs_on or not transcript.outside:
        return transcript
    page = transcript.width, transcript.height, transcript.line_turns
    lines = [upright(line.box, *page) for line in transcript.outside]

    def is_cut_off(cell: Cell) -> bool:
        if cell.ink is None or UNREAD in cell.text.doubts:
            return False
        ink = upright(cell.ink, *page)
        return any(_goes_on(ink, line) for line in lines)

    def doubting(table: Table) -> Table:
        cells = (
            replace(cell, text=replace(cell.text, doubts=(*cell.text.doubts, UNREAD))) if is_cut_off(cell) else cell
            for cell in table.cells
        )
        return replace(table, cells=tuple(cells))

    return replace(transcript, tables=tuple(map(doubting, transcript.tables)))


def _goes_on(ink: Box, line: Box) -> bool:
    level = min(ink.y + ink.height, line.y + line.height) - max(ink.y, line.y)
    apart = max(ink.x, line.x) - min(ink.x + ink.width, line.x + line.width)
    return level >= _LEVEL * line.height and apart <= _NEAR * min(line.width, line.height)
