"""How print stands on a page, told by how well its single characters read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ingest.layout.paper import PaperTable
from ingest.layout.ruled import find_tables
from ingest.layout.turn import Standing, find_standing, upright_turns
from ingest.pages import Glyph
from ingest.readers.lines import LineReading
from ingest.rectify.lit import Lit
from tests.ingest.paper import Grey, ruled, without_rules_across


class TopHeavyReader:
    """Reads best what has its longest bar on top, and nearly as well the same lying on its left side."""

    name = "top-heavy/1"

    def __init__(self, upright: float = 0.95, lying: float = 0.9, other: float = 0.3, char: str = "王") -> None:
        self.upright, self.lying, self.other, self.char = upright, lying, other, char
        self.asked = 0

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        self.asked += len(lines)
        return [self.reading(self.score(line)) for line in lines]

    def score(self, line: Grey) -> float:
        ink, third = line < 128, len(line) // 3
        bars = {
            self.upright: ink[:third].sum(axis=1).max(),
            self.lying: ink[:, :third].sum(axis=0).max(),
            self.other: max(ink[-third:].sum(axis=1).max(), ink[:, -third:].sum(axis=0).max()),
        }
        return max(bars, key=lambda score: bars[score])

    def reading(self, score: float) -> LineReading:
        return LineReading(self.char, score, (Glyph(self.char, score, "", 0.0, 0.5),))


def page_of(text: str) -> Grey:
    """A roster whose every cell says the same across."""
    return ruled("\n".join("|" + f" {text} |" * 4 for _ in range(7))).pixels


def columns_of(text: str) -> Grey:
    """A roster whose every cell says the same down."""
    cell = "/".join(text)
    return ruled("\n".join("|" + f" {cell} |" * 7 for _ in range(4)), column=1.8, row=4.6).pixels


def table_of(page: Grey) -> PaperTable:
    (table,) = find_tables(Lit(page))
    return table


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("text", ["丁丁丁", "干丁下"])
def test_a_turned_page_is_turned_back(turns: int, text: str) -> None:
    turned = np.ascontiguousarray(np.rot90(page_of(text), turns))
    assert find_standing(table_of(turned), TopHeavyReader()) == Standing(-turns % 4, in_columns=False)


@pytest.mark.parametrize("turns", range(4))
def test_a_line_of_many_facts_that_no_upright_parts_is_sampled_fact_by_fact(turns: int) -> None:
    facts = "　".join(["丁丁丁"] * 5)
    page = ruled("\n".join([f"| {facts} | 丁 |"] * 7), column=20).pixels
    turned = np.ascontiguousarray(np.rot90(page, turns))
    assert find_standing(table_of(turned), TopHeavyReader()) == Standing(-turns % 4, in_columns=False)


@pytest.mark.parametrize("turns", range(4))
def test_a_table_whose_uprights_alone_are_printed_is_turned_back(turns: int) -> None:
    drawn = ruled("\n".join("|" + " 丁丁丁 |" * 4 for _ in range(14)))
    turned = np.ascontiguousarray(np.rot90(without_rules_across(drawn), turns))
    standing = find_standing(table_of(turned), TopHeavyReader(), Lit(turned))
    assert standing == Standing(-turns % 4, in_columns=False)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("text", ["丁丁丁", "干丁下"])
def test_print_in_columns_is_told_from_a_page_that_lies_on_its_side(turns: int, text: str) -> None:
    turned = np.ascontiguousarray(np.rot90(columns_of(text), turns))
    standing = find_standing(table_of(turned), TopHeavyReader())
    assert standing == Standing(-turns % 4, in_columns=True)
    assert standing.line_turns == (1 - turns) % 4


@pytest.mark.parametrize("turns", range(4))
def test_words_of_long_lines_tell_where_few_short_lines_are_printed(turns: int) -> None:
    cell = "/".join("丁丁丁 丁丁丁丁 丁丁丁丁丁 丁丁")
    page = ruled(f"| {cell} |" + f" {cell} |" * 3, column=1.8, row=22).pixels
    (table,) = find_tables(Lit(np.ascontiguousarray(np.rot90(page, turns))))
    assert find_standing(table, TopHeavyReader()) == Standing(-turns % 4, in_columns=True)


def test_characters_that_read_better_lying_than_upright_are_told_by_the_ways_they_do_not_read() -> None:
    reader = TopHeavyReader(upright=0.85, lying=0.95)
    assert find_standing(table_of(columns_of("丁丁丁")), reader) == Standing(0, in_columns=True)


def test_only_a_few_characters_are_read_where_they_tell_it() -> None:
    reader = TopHeavyReader()
    find_standing(table_of(page_of("丁丁丁")), reader)
    assert 0 < reader.asked <= 80


def test_a_whole_sample_is_read_where_the_ways_read_nearly_alike() -> None:
    reader = TopHeavyReader(upright=0.6, lying=0.5, other=0.4)
    assert find_standing(table_of(page_of("丁丁丁")), reader) == Standing(0, in_columns=False)
    assert 80 < reader.asked <= 160


def test_marks_and_letters_and_more_than_one_character_do_not_count_as_legible() -> None:
    class Letters(TopHeavyReader):
        def reading(self, score: float) -> LineReading:
            glyphs = {
                self.upright: (Glyph("王", 0.6, "", 0.0, 0.5),),
                self.lying: (Glyph("王", 0.4, "", 0.0, 0.5),),
                self.other: (Glyph("l", 0.99, "", 0.0, 0.5),),
            }[score]
            return LineReading("", 0.0, glyphs)

    class Crowds(Letters):
        def reading(self, score: float) -> LineReading:
            reading = super().reading(score)
            return replace(reading, glyphs=reading.glyphs * (1 + (score == self.other)))

    turned = np.ascontiguousarray(np.rot90(page_of("丁丁丁"), 2))
    for reader in (Letters(), Crowds()):
        assert find_standing(table_of(turned), reader).quarter_turns == 2


def test_a_table_without_print_is_left_as_it_stands() -> None:
    rows = "\n".join(["| 王 | 王 |", *["| | |"] * 4])
    table = table_of(ruled(rows).pixels)
    bare = replace(table, cells=tuple(cell for cell in table.cells if not cell.lines))
    assert find_standing(bare, TopHeavyReader()) == Standing(0, in_columns=False)
    assert upright_turns([], TopHeavyReader()) == 0
