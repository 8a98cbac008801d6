"""Columns of years, which no list of names has: what tells a table of short cells from names in blocks."""

from __future__ import annotations

from collections import Counter
from typing import Final

from ingest.layout.paper import PaperTable
from ingest.readers.lines import Reader

_SAMPLE: Final = 3
"""Cells of a column that are read to tell, if it has as many."""
_YEAR: Final = 4
"""Figures of a year."""


def has_years(table: PaperTable, reader: Reader) -> bool:
    """Whether most of a few cells of one of the columns hold years in figures."""
    sample = []
    for column in range(table.columns):
        cells = [cell for cell in table.cells if cell.span.columns == 1 and cell.span.column == column and cell.lines]
        step = max(1, len(cells) // _SAMPLE)
        sample += cells[step // 2 :: step][:_SAMPLE]
    read = reader.read([table.line_picture(cell, cell.lines[0]) for cell in sample])
    told = Counter(
        cell.span.column
        for cell, reading in zip(sample, read, strict=True)
        if sum(map(str.isdecimal, reading.text)) >= _YEAR
    )
    return any(2 * count > _SAMPLE for count in told.values())
