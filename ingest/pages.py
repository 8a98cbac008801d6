"""The states of a page on its way from paper to entries.

    scan file → PageImage → RectifiedPage → (layout, readers) → Transcript → PageRecord

A new state is a new type. Pixels live in the first two and nowhere below: a
Transcript is plain data that can be stored, sent between machines and
interpreted again without looking at the paper a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from archive.records import Box, Vote

NAMES: Final = "names"
"""The kind of a page that lists nothing but names, in blocks under headings."""
VERTICAL: Final = "vertical"
"""The kind of a page whose text runs down, its columns from right to left."""
VERTICAL_NAMES: Final = "vertical_names"
"""The kind of a page that lists nothing but names and whose text runs down, a village at the right of its names."""
LISTS: Final = frozenset((NAMES, VERTICAL_NAMES))
RUNNING_DOWN: Final = frozenset((VERTICAL, VERTICAL_NAMES))
RUN_IN: Final = "run_in"
"""The kind of a page of running text, in which each person has a paragraph."""


def runs_on(kind: str, columns: Sequence[int]) -> bool:
    """Whether a page of a kind, whose tables have so many columns, is running text, be it set in vertical lines."""
    return kind == RUN_IN or (kind == VERTICAL and bool(columns) and set(columns) == {1})


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as its file stores it: uint8 pixels, (height, width) grey or (height, width, 3) RGB.

    `number` counts from 1 within the scan. `orientation` is the EXIF tag (1 to 8) that the file
    carries; the pixels are not turned by it, so boxes stay in the file's own pixels.
    """

    number: int
    pixels: NDArray[np.uint8]
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class Glyph:
    """One recognised character: its score (0 to 1), the runner-up, and its centre along the line.

    `at` is the centre of the character along its line as a fraction of the line's length,
    0 at the start; `line` counts the lines of the cell from 0. `rival` is the character that comes nearest
    when reader and print are weighed together, and `lead` by how much it is behind, as a natural
    logarithm of odds; a blank rival means that the character was not held against print.
    """

    char: str
    score: float
    other: str
    other_score: float
    at: float
    line: int = 0
    rival: str = ""
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in one piece of paper, and the evidence for it.

    `text` has its lines joined. `confidence` is the probability that it is exactly right, from
    the picture alone. `doubts` names what spoke against it ("faint", "readers differ", …).
    An empty text with confidence 1.0 is a blank cell.
    """

    text: str
    confidence: float
    glyphs: tuple[Glyph, ...] = ()
    votes: tuple[Vote, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, which may span rows and columns; `box` frames it on the scan.

    `ink` frames the text in it, None where the cell is blank.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    ink: Box | None
    text: CellText


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order (row, then column), `rows` × `columns` elementary cells.

    `struck` are the rows, from 0, through whose print a stroke runs.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box
    struck: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside every table: title, running head, page number, note."""

    box: Box
    text: CellText


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything the machine saw on one page, before anything was made of it.

    `tables` are in reading order (a spread's first half first); `width` and `height` are pixels
    of the page as the file stores it; `quarter_turns` counter-clockwise turns make it upright.
    `kind` names the layout that was found, `engine` the readers and their versions. `unread` is print that nothing
    was made of, each place with what a reader took it for, unsure as that is, and blank where none looked.
    """

    number: int
    width: int
    height: int
    quarter_turns: int
    kind: str
    tables: tuple[Table, ...]
    outside: tuple[TextLine, ...]
    engine: str
    unread: tuple[TextLine, ...] = ()

    @property
    def runs_on(self) -> bool:
        """Whether it is running text, across or down: a place for each line, no columns of facts."""
        return runs_on(self.kind, [table.columns for table in self.tables])

    @property
    def lists_names(self) -> bool:
        """Whether it lists nothing but names, in blocks under headings."""
        return self.kind in LISTS

    @property
    def runs_down(self) -> bool:
        """Whether its text runs down, in columns from right to left."""
        return self.kind in RUNNING_DOWN

    @property
    def line_turns(self) -> int:
        """Counter-clockwise turns that make its text run across: one more than make it upright if it runs down.

        So the rows of a vertical page's tables are its columns, and their first is the rightmost.
        """
        return (self.quarter_turns + self.runs_down) % 4
