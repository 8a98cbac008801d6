"""Running text of gazetteers: its columns, and their lines in reading order.

One table a text column, one place wide, one row a printed line. Whether its paragraphs speak of people is
for the words to tell; here a page is prose when its print fills one to three wide columns, line after line,
with no white in the lines that would part them into columns of a table or into names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from ingest.layout.erased_rules import without_rules
from ingest.layout.paper import CellPicture, Found, PaperTable, Span
from ingest.layout.proselines import Column, Strip, find_columns
from ingest.layout.textlines import InkLine, line_picture
from ingest.layout.turn import sample_of, upright_turns
from ingest.pages import RUN_IN, VERTICAL
from ingest.readers.lines import Reader
from ingest.rectify.flat import Flat
from ingest.rectify.flatpage import flatten_page
from ingest.rectify.light import Grey
from ingest.rectify.segments import Segment, find_marks, find_segments
from ingest.rectify.upright import UprightPage

_ACROSS: Final = 0
_DOWN: Final = 3
"""Quarter turns after which characters stand upright that lie on their left side, as those of columns do that were
turned into lines."""
_EDGE: Final = 2.0
"""Character heights from the edge of the picture within which what is left of a rule may be the edge of the paper."""
_GLYPH: Final = (0.75, 1.15)
"""Character heights between which a stretch of ink in a line is wide if it is one whole character."""
_SAMPLE: Final = 160
"""Characters that tell how the lines stand: more than where cells part them, as some are halves or two in one."""


def find(page: UprightPage, reader: Reader) -> Found | None:
    """The page's columns of running text, once it is turned so that it reads; None if it holds no prose.

    Which way the lines run is guessed first; where lines are set close that may go wrong, so the other way is tried.
    Only where no text runs across either way may it be text that runs down, which lies once its columns are lines.
    """
    guess = 0 if page.lit.runs_across else 1
    return _found(page, guess, reader) or _found(page, 1 - guess, reader) or _found(page, guess, reader, standing=_DOWN)


def _found(page: UprightPage, turns: int, reader: Reader, standing: int = _ACROSS) -> Found | None:
    """The prose of a page whose lines run across after `turns`, or which stands on its head then.

    Its characters stand upright after `standing` quarter turns more.
    """
    for turned in (page.turned(turns), page.turned(turns + 2)):
        flat = flatten_page(turned.lit, runs=True)
        if flat is None:
            return None
        bare = without_rules(flat)
        columns = _columns(bare, flat, names_apart=standing == _DOWN)
        # A fold through a line hides it as a rule does, but what it takes of the characters is still to be read.
        flat = bare if standing == _DOWN else flat
        if not columns and standing == _DOWN:
            continue  # upside down the names that stand apart end the lines
        if not columns:
            return None
        stands = upright_turns(_characters(flat, columns), reader)
        if stands == standing:
            kind = RUN_IN if standing == _ACROSS else VERTICAL
            upright = page.turned(turned.quarter_turns - page.quarter_turns + standing)
            return Found(kind, turned, upright.quarter_turns, tuple(_table(flat, column) for column in columns))
        if stands != (standing + 2) % 4:
            return None
    return None


def _columns(bare: Flat, flat: Flat, *, names_apart: bool) -> list[Column]:
    """The columns of text on a page whose rules were taken off; `flat` is the page with them.

    Beside the edge of the picture what stands there with them counts: the edge of the paper may be taken for a rule,
    and what is left of it for print.
    """
    segments = _segments(bare)
    if bare is not flat:
        inside = (segment for segment in segments if not _is_at_edge(segment, flat))
        segments = [*inside, *(segment for segment in _segments(flat) if _is_at_edge(segment, flat))]
    return find_columns(segments, bare, names_apart=names_apart)


def _segments(flat: Flat) -> list[Segment]:
    ink, _ = find_marks(flat.pixels, flat.character)
    return find_segments(ink, flat.character)


def _is_at_edge(segment: Segment, flat: Flat) -> bool:
    height, width = flat.pixels.shape
    nearest = min(segment.left, segment.top, width - segment.right, height - segment.bottom)
    return bool(nearest < _EDGE * flat.character)


def _characters(flat: Flat, columns: list[Column]) -> list[Grey]:
    """Pictures of a sample of single characters from the lines of prose, to tell how they stand."""
    ink, _ = find_marks(flat.pixels, flat.character)
    found: list[InkLine] = []
    for column in columns:
        for line in column.lines:
            filled = ink[line.top : line.bottom, line.left : line.right].any(axis=0)
            edges = np.flatnonzero(np.diff(np.concatenate([[0], filled.astype(np.int8), [0]])))
            for left, right in zip(edges[::2], edges[1::2], strict=True):
                if _GLYPH[0] * flat.character <= right - left <= _GLYPH[1] * flat.character:
                    x, y = line.left + int(left), line.left + int(right)
                    found.append(InkLine(x, line.top, y, line.bottom, x, y))
    return [line_picture(flat.pixels, found[place], flat.character) for place in sample_of(len(found), _SAMPLE)]


def _table(flat: Flat, column: Column) -> PaperTable:
    lines = column.lines
    between = [(a.bottom + b.top) // 2 for a, b in pairwise(lines)]
    air = round(flat.character / 2)
    tops = [max(0, lines[0].top - air), *between]
    bottoms = [*between, min(flat.pixels.shape[0], lines[-1].bottom + air)]
    left, right = max(0, column.left - air), min(flat.pixels.shape[1], column.right + air)
    cells = tuple(
        CellPicture(Span(row, 0, 1, 1), left, top, right, bottom, (_ink_line(line),))
        for row, (line, top, bottom) in enumerate(zip(lines, tops, bottoms, strict=True))
    )
    frame = float(column.left), float(lines[0].top), float(column.right), float(lines[-1].bottom)
    return PaperTable(flat, len(cells), 1, frame, cells)


def _ink_line(line: Strip) -> InkLine:
    return InkLine(line.left, line.top, line.right, line.bottom, line.left, line.right)
