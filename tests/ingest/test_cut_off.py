"""Print outside a table, right beside a cell's text and level with it, puts the cell in doubt."""

from __future__ import annotations

import pytest

from archive.records import Box
from ingest.cut_off import doubting_cut_off
from ingest.pages import RUN_IN, Cell, CellText, Table, TextLine, Transcript
from ingest.readers.unaccounted import UNREAD

WIDTH, HEIGHT = 1000, 1400
TEXT = Box(600, 400, 200, 30)
CELL = Cell(0, 0, 1, 1, Box(590, 390, 240, 50), TEXT, CellText("利津", 0.9))
TABLE = Table(1, 1, (CELL,), Box(100, 390, 730, 50))


def is_in_doubt(line: Box, turns: int = 0, kind: str = "ruled") -> bool:
    """Whether the cell is, on a page made upright by so many turns, beside such a line."""
    transcript = Transcript(
        number=1,
        width=WIDTH,
        height=HEIGHT,
        quarter_turns=turns,
        kind=kind,
        tables=(TABLE,),
        outside=(TextLine(line, CellText("县", 0.9)),),
        engine="",
    )
    (cell,) = doubting_cut_off(transcript).tables[0].cells
    return UNREAD in cell.text.doubts


def test_a_cell_that_may_go_on_beyond_its_table_is_in_doubt() -> None:
    assert is_in_doubt(Box(815, 402, 28, 30))


@pytest.mark.parametrize(
    "line", [Box(860, 402, 28, 30), Box(640, 440, 28, 30), Box(815, 425, 28, 30)], ids=["far off", "below", "lower"]
)
def test_other_print_puts_none_in_doubt(line: Box) -> None:
    assert not is_in_doubt(line)


def test_a_page_that_lies_on_its_side_is_looked_at_upright() -> None:
    assert not is_in_doubt(Box(815, 402, 28, 30), turns=1)
    assert is_in_doubt(Box(640, 440, 28, 30), turns=1)


def test_text_that_runs_on_has_notes_beside_it() -> None:
    assert not is_in_doubt(Box(815, 402, 28, 30), kind=RUN_IN)
