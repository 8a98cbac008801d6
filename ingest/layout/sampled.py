"""What a few cells tell of a layout once they are read, where the place of the print alone can be two things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import numpy as np

from ingest.layout.paper import CellPicture, PaperTable
from ingest.parse import vocabulary
from ingest.parse.characters import simplified
from ingest.parse.names import looks_like_name
from ingest.readers.lines import Reader

_SAMPLE: Final = 3
"""Cells of a column that are read to tell, if it has as many."""
_NAMES: Final = 12
"""Cells of a column that are read to tell whether they are names, if it has as many."""
_NOTE: Final = re.compile(r"[（(].*$")
_YEAR: Final = 4
"""Figures of a year."""
_MARKS: Final = frozenset("，,。；;、")
_FACTS: Final = tuple(
    map(re.compile, ("人[1一]", "[年月日]出?生", "参加|参军|入伍", "入党|党员|团员", "生前|[系任]", "牺牲|阵亡|病故"))
)
"""What the life of a martyr is told with in sentences, kind by kind."""
_TOLD: Final = 2
"""Kinds of it that one line of a column tells, from which on it holds sentences though only white parts them."""
_FEW: Final = 6
"""Columns that commas standing below each other, or names and numbers before each entry, make of running text at
most."""
_SENTENCE: Final = 7.0
"""Character heights that a column is wide at least to hold pieces of sentences."""
_WIDE: Final = 0.5
"""Share of a table's width that such columns take at least to hold the sentences of running text."""


def has_years(table: PaperTable, reader: Reader) -> bool:
    """Whether most of a few cells of one of the columns hold years in figures: no list of names does."""
    columns = [_sample(table, column) for column in range(table.columns)]
    sample = [cell for cells in columns for cell in cells]
    told = Counter(
        cell.span.column
        for cell, words in zip(sample, _read(table, sample, reader), strict=True)
        if sum(map(str.isdecimal, words)) >= _YEAR
    )
    return any(2 * count > _SAMPLE for count in told.values())


def are_names(table: PaperTable, reader: Reader) -> bool:
    """Whether most of a few cells of each column read as names, with notes behind some, and not as positions."""
    return all(_read_as_names(table, _printed(table, column), reader) for column in range(table.columns))


def are_mostly_names(table: PaperTable, reader: Reader) -> bool:
    """Whether most of a few cells of all columns together do: some of one may be ends of notes from the one before."""
    columns = [_printed(table, column) for column in range(table.columns)]
    return _read_as_names(table, [cell for row in zip_longest(*columns) for cell in row if cell is not None], reader)


def _read_as_names(table: PaperTable, cells: Sequence[CellPicture], reader: Reader) -> bool:
    words = [simplified(_NOTE.sub("", text)) for text in _read(table, cells[:_NAMES], reader)]
    told = sum(looks_like_name(each) and not vocabulary.knows("position", each) for each in words)
    return bool(words) and 3 * told >= 2 * len(words)


def runs_on(table: PaperTable, reader: Reader) -> bool:
    """Whether a few cells of the wide ones of few columns hold sentences, as no table does.

    They have marks between them, or tell several things of a life one behind the other.
    """
    if table.columns > _FEW:
        return False
    widths = [
        float(np.median([cell.right - cell.left for cell in _printed(table, column)] or [0]))
        for column in range(table.columns)
    ]
    wide = [column for column, width in enumerate(widths) if width >= _SENTENCE * table.flat.character]
    if sum(widths[column] for column in wide) < _WIDE * (table.frame[2] - table.frame[0]):
        return False
    sample = [cell for column in wide for cell in _sample(table, column)]
    told = sum(_is_sentence(simplified(words)) for words in _read(table, sample, reader))
    return bool(sample) and 2 * told > len(sample)


def _is_sentence(words: str) -> bool:
    return not _MARKS.isdisjoint(words) or sum(fact.search(words) is not None for fact in _FACTS) >= _TOLD


def _printed(table: PaperTable, column: int) -> list[CellPicture]:
    """The cells of a column alone that hold print, from its top to its foot."""
    return [cell for cell in table.cells if cell.span.columns == 1 and cell.span.column == column and cell.lines]


def _sample(table: PaperTable, column: int) -> list[CellPicture]:
    """A few of the printed cells of a column, spread from its top to its foot."""
    cells = _printed(table, column)
    step = max(1, len(cells) // _SAMPLE)
    return cells[step // 2 :: step][:_SAMPLE]


def _read(table: PaperTable, cells: Sequence[CellPicture], reader: Reader) -> list[str]:
    """The first line of each cell, as it is read."""
    return [each.text for each in reader.read([table.line_picture(cell, cell.lines[0]) for cell in cells])]
