"""Tables of which much makes no sense: where print was taken apart in the wrong places, nothing in them is sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.pages import Table
from ingest.parse.evidence import Doubt

_NO_SENSE: Final = 0.3
"""Confidence below which a text makes no sense."""
_MUCH: Final = 0.25
"""Share of a table's printed cells: of some 300 tables of rendered pages a tenth of the cells were so at most, but two
thirds of two that were found in the wrong places."""
_FEW: Final = 8
"""Printed cells of a table that is too small to be judged as a whole."""
_DOUBTFUL: Final = 0.7
"""Confidence below which a text may as well be another."""
_MANY: Final = 0.3
"""Share of the printed cells of a table of some size that are so: of 290 tables a twentieth of the cells were, a fifth
at most, but more than a third of one whose level strokes had all worn off, so that 二野 was read as 野 for sure."""
_SIZE: Final = 30
"""Printed cells of a table of some size."""
_COLUMNS: Final = 4
"""Columns from which on a table is no running text, whose long lines are more doubtful than cells are."""


def doubting_as_a_whole(table: Table) -> Table:
    """The table; where much of it makes no sense, with a doubt on every cell, blank ones too."""
    printed = [cell.text.confidence for cell in table.cells if cell.text.text]
    senseless = sum(sure < _NO_SENSE for sure in printed) >= _MUCH * len(printed)
    is_large = len(printed) >= _SIZE and table.columns >= _COLUMNS
    doubtful = is_large and sum(sure < _DOUBTFUL for sure in printed) >= _MANY * len(printed)
    if len(printed) < _FEW or not (senseless or doubtful):
        return table
    cells = (
        replace(cell, text=replace(cell.text, doubts=(*cell.text.doubts, str(Doubt.HARDLY_READ))))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))
