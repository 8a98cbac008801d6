"""Which way up a page is, told by how well its print reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ingest.layout.paper import PaperTable
from ingest.layout.ruled import find_tables
from ingest.layout.turn import find_quarter_turns
from ingest.pages import Glyph
from ingest.readers.lines import LineReading
from tests.ingest.paper import Grey, Ruling, ruled


class TopHeavyReader:
    """Reads well what has more ink in its upper half, and makes nothing of the rest."""

    name = "top-heavy/1"

    def __init__(self, upright: float = 0.95, other: float = 0.3, char: str = "王") -> None:
        self.upright, self.other, self.char = upright, other, char
        self.asked = 0

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        self.asked += len(lines)
        return [self._reading(line) for line in lines]

    def _reading(self, line: Grey) -> LineReading:
        ink = (line < 128).sum(axis=1)
        middle = len(ink) // 2
        score = self.upright if ink[:middle].sum() > ink[middle:].sum() else self.other
        return LineReading(self.char * 3, score, (Glyph(self.char, score, "", 0.0, 0.5),) * 3)


def page_of(text: str) -> Grey:
    """A roster whose every cell says the same."""
    rows = "\n".join("|" + f" {text} |" * 4 for _ in range(7))
    return ruled(rows, ruling=Ruling()).pixels


def table_of(page: Grey) -> PaperTable:
    (table,) = find_tables(page)
    return table


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("text", ["丁丁丁", "干丁下"])
def test_a_turned_page_is_turned_back(turns: int, text: str) -> None:
    turned = np.ascontiguousarray(np.rot90(page_of(text), turns))
    assert find_quarter_turns(table_of(turned), TopHeavyReader()) == -turns % 4


def test_a_page_that_reads_well_is_read_one_way_only() -> None:
    table = table_of(page_of("丁丁丁"))
    sure, unsure = TopHeavyReader(0.95), TopHeavyReader(0.6)
    assert find_quarter_turns(table, sure) == find_quarter_turns(table, unsure) == 0
    assert sure.asked < unsure.asked


def test_only_a_sample_is_read() -> None:
    reader = TopHeavyReader(0.6)
    find_quarter_turns(table_of(page_of("丁丁丁")), reader)
    assert 0 < reader.asked <= 28


def test_marks_and_letters_do_not_count_as_legible() -> None:
    class Letters(TopHeavyReader):
        def _reading(self, line: Grey) -> LineReading:
            reading = super()._reading(line)
            char = "王" if reading.confidence == self.upright else "l"
            return LineReading(char, 0.99, (Glyph(char, 0.6 if char == "王" else 0.99, "", 0.0, 0.5),))

    turned = np.ascontiguousarray(np.rot90(page_of("丁丁丁"), 2))
    assert find_quarter_turns(table_of(turned), Letters()) == 2


def test_a_table_without_print_is_left_as_it_stands() -> None:
    rows = "\n".join(["| 王 | 王 |", *["| | |"] * 4])
    table = table_of(ruled(rows).pixels)
    bare = replace(table, cells=tuple(cell for cell in table.cells if not cell.lines))
    assert find_quarter_turns(bare, TopHeavyReader()) == 0
