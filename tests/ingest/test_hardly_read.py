"""Tables of which much makes no sense."""

from __future__ import annotations

from collections.abc import Sequence

from archive.records import Box, Status
from ingest import doubt
from ingest.hardly_read import doubting_as_a_whole
from ingest.pages import Cell, CellText, Table
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import Piece

FRAME = Box(0, 0, 10, 10)


def doubted(texts: Sequence[CellText], columns: int = 1) -> list[bool]:
    """Whether each of the cells with these texts is doubted because of the table, which has so many columns."""
    cells = tuple(Cell(number, 0, 1, 1, FRAME, FRAME, text) for number, text in enumerate(texts))
    table = doubting_as_a_whole(Table(len(cells), columns, cells, FRAME))
    return [Doubt.HARDLY_READ in cell.text.doubts for cell in table.cells]


def test_where_much_makes_no_sense_every_cell_is_doubted_blank_ones_too() -> None:
    sense, none, blank = CellText("王德胜", 0.99), CellText("彼のが", 0.01), CellText("", 1.0)
    assert doubted([*[sense] * 6, *[none] * 2, blank]) == [True] * 9
    assert doubted([*[sense] * 7, none, blank]) == [False] * 9


def test_where_a_third_of_a_table_of_some_size_is_doubtful_no_cell_is_sure() -> None:
    sure, doubtful = CellText("王德胜", 0.99), CellText("王德脞", 0.6)
    assert doubted([*[sure] * 20, *[doubtful] * 10], columns=5) == [True] * 30
    assert doubted([*[sure] * 25, *[doubtful] * 5], columns=5) == [False] * 30
    assert doubted([*[sure] * 15, *[doubtful] * 10], columns=5) == [False] * 25


def test_running_text_is_not_doubted_as_a_whole_for_lines_that_are_not_quite_sure() -> None:
    assert doubted([CellText("王德胜男惠民县人", 0.6)] * 40, columns=2) == [False] * 40


def test_a_table_of_a_few_cells_is_not_judged_as_a_whole() -> None:
    assert doubted([CellText("彼のが", 0.01)] * 7) == [False] * 7


def test_what_is_doubted_so_is_flagged_though_its_paper_is_white() -> None:
    blank = CellText("", 1.0, doubts=(str(Doubt.HARDLY_READ),))
    assert doubt.reading(Piece("death_cause", "", blank, FRAME), "").status is Status.FLAGGED
