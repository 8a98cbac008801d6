"""Every character of a page is found where it stands, however the page lies."""

from __future__ import annotations

import pytest

from archive.records import Box
from archive.review.machine import Glyph as Placed
from ingest import transcripts
from ingest.glyphs import seen
from ingest.pages import VERTICAL, Cell, CellText, Glyph, Table, Transcript

BOX = Box(100, 200, 40, 20)
TWO_LINES = CellText(
    "王德勝",
    0.9,
    (Glyph("王", 0.9, "玉", 0.05, 0.25), Glyph("德", 0.8, "得", 0.1, 0.75), Glyph("勝", 0.7, "", 0.0, 0.5, line=1)),
)


def page(text: CellText, *, quarter_turns: int = 0, kind: str = "ruled") -> str:
    cell = Cell(0, 0, 1, 1, Box(90, 190, 60, 40), BOX, text)
    table = Table(1, 1, (cell,), Box(0, 0, 500, 500))
    return transcripts.dumps(Transcript(1, 500, 500, quarter_turns, kind, (table,), (), "e"))


def test_a_character_keeps_how_surely_it_was_read_and_as_what_else() -> None:
    first = seen(page(TWO_LINES))[0]
    assert first == Placed("王", 0.9, "玉", 0.05, Box(100, 200, 20, 10))


@pytest.mark.parametrize(
    ("turns", "kind", "corners"),
    [
        (0, "ruled", [(100, 200), (120, 200), (100, 210)]),
        (1, "ruled", [(120, 200), (120, 210), (100, 200)]),
        (2, "ruled", [(120, 210), (100, 210), (100, 200)]),
        (3, "ruled", [(100, 210), (100, 200), (120, 200)]),
        (0, VERTICAL, [(120, 200), (120, 210), (100, 200)]),
    ],
)
def test_lines_run_as_the_page_lies(turns: int, kind: str, corners: list[tuple[int, int]]) -> None:
    placed = seen(page(TWO_LINES, quarter_turns=turns, kind=kind))
    assert [(round(each.box.x), round(each.box.y)) for each in placed] == corners


def test_of_what_is_no_transcript_nothing_was_seen() -> None:
    assert seen("[2]") == []
