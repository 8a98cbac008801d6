"""Which way up a page is: the way its print reads best."""

from __future__ import annotations

import numpy as np

from ingest.layout.ink import darkness
from ingest.layout.paper import PaperTable
from ingest.layout.textlines import find_lines, line_picture
from ingest.readers.blind_spots import is_han
from ingest.readers.lines import LineReading, Reader

_SAMPLE = 10
"""Cells that are read to tell the way up."""
_CLEAR = 0.8
"""Mean score at which print is plainly upright, so that the other way need not be tried."""


def find_quarter_turns(table: PaperTable, reader: Reader) -> int:
    """The counter-clockwise quarter turns after which the table's print stands upright, 0 to 3.

    Print set in lines is wider than high in most cells; if it is higher than wide, the page lies on its side.
    Of the two ways that are left, the one is taken that reads better.
    """
    turns = (1, 3) if _lies_on_its_side(table) else (0, 2)
    first = _legibility(table, turns[0], reader)
    if first >= _CLEAR and turns[0] == 0:
        return 0
    return turns[0] if first >= _legibility(table, turns[1], reader) else turns[1]


def _lies_on_its_side(table: PaperTable) -> bool:
    wide = high = 0.0
    for cell in table.cells:
        if cell.lines:
            across = max(line.right for line in cell.lines) - min(line.left for line in cell.lines)
            down = max(line.bottom for line in cell.lines) - min(line.top for line in cell.lines)
            wide += across > 1.3 * down
            high += down > 1.3 * across
    return high > wide


def _legibility(table: PaperTable, turns: int, reader: Reader) -> float:
    """How well a sample of the fullest cells reads after turning them, 0 to 1."""
    flat = table.flat
    fullest = sorted(table.cells, key=lambda cell: -sum(line.right - line.left for line in cell.lines))
    print_darkness = darkness(flat.pixels, flat.character)
    pictures = []
    for cell in fullest[:_SAMPLE]:
        turned = np.ascontiguousarray(np.rot90(flat.pixels[cell.top : cell.bottom, cell.left : cell.right], turns))
        lines = find_lines(turned, flat.character, print_darkness)
        pictures += [line_picture(turned, line, flat.character) for line in lines[:3]]
    readings = reader.read(pictures)
    return float(np.mean([_score(reading) for reading in readings])) if readings else 0.0


def _score(reading: LineReading) -> float:
    """The mean score of a line's characters; what is neither Chinese nor a digit counts for nothing."""
    if not reading.glyphs:
        return 0.0
    return float(np.mean([g.score if is_han(g.char) or g.char.isdigit() else 0.0 for g in reading.glyphs]))
