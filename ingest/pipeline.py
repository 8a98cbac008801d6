"""One page from pixels to a transcript, one line a stage."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from archive.errors import InputError
from archive.records import Box
from ingest.cut_off import doubting_cut_off
from ingest.hardly_read import doubting_as_a_whole
from ingest.layout.dittos import with_dittos
from ingest.layout.kinds import OTHER, find_layout
from ingest.layout.paper import CellPicture, Found, PaperTable
from ingest.layout.surroundings import OutsideLine
from ingest.layout.textlines import InkLine
from ingest.pages import Cell, CellText, PageImage, Table, TextLine, Transcript
from ingest.readers.lines import Reader
from ingest.readers.ppocr import PpOcr
from ingest.readers.reading import Line, read_lines
from ingest.readers.tesseract import TRADITIONAL, Tesseract, is_installed
from ingest.readers.unaccounted import UNREAD
from ingest.rectify.segments import Segment
from ingest.rectify.upright import UprightPage, upright
from ingest.unread import find_unread

_LEAST_SIDE = 100
"""Pixels; nothing smaller is a page."""
_LEAST_HEIGHT = 1.3
"""Character heights that a reading's box is high at least, so that a 〃 or 一 shows where on its line it stands."""
LEGIBLE = 0.5
"""A line outside the tables that reads worse than this is dirt or the other side of the leaf; where its ink is as
large and dark as the page's print, it is unread."""

_INKED = 0.5
"""What a blank cell can be trusted that has strokes on its paper."""
_WITHIN = 0.5
"""Share of the height of a line that was not read from which on, along it and across, it reaches into a cell."""
_LEADING = 0.75
"""Character heights of white from one line of a cell to the next, at most."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: the first reads everything, the second where the first hesitates.

    In columns of old print `traditional` is the second, if there is one.
    """

    first: Reader
    second: Reader
    traditional: Reader | None = None

    @property
    def names(self) -> str:
        """The readers with their versions, as a transcript remembers them."""
        return " ".join(reader.name for reader in (self.first, self.second, self.traditional) if reader)


def read_page(page: PageImage, readers: Readers | None = None) -> Transcript:
    """Everything that can be seen on one page; raises InputError where there is no page to be read."""
    readers = readers or default_readers()
    if min(page.pixels.shape[:2]) < _LEAST_SIDE:
        raise InputError("the picture is too small to be a page", remedy="scan at 150 dpi or more")
    found, outside = find_layout(upright(page), readers.first)
    found = with_dittos(found)
    texts = _read(found, outside, readers)
    legible = [line for line in outside if texts.is_legible(line)]
    unread = tuple(_unread(found, outside, texts))
    seen = Transcript(
        number=page.number,
        width=page.pixels.shape[1],
        height=page.pixels.shape[0],
        quarter_turns=found.quarter_turns,
        kind=found.kind,
        tables=tuple(
            doubting_as_a_whole(doubting(_transcribed(table, found.page, texts), unread)) for table in found.tables
        ),
        outside=tuple(TextLine(found.page.box(line.corners), texts.of_outside(line)) for line in legible),
        engine=readers.names,
        unread=unread,
    )
    return doubting_cut_off(seen)


@cache
def default_readers(threads: int | None = None) -> Readers:
    """The readers of this process, on `threads` cores or on all that it may use.

    OpenCV is kept to one: what takes it long is done on two cores by whoever asks it (`rectify.rules`), and its own
    threads then do little but wait for each other, which takes a third more of a processor's time.
    """
    cv2.setNumThreads(1)
    traditional = Tesseract(TRADITIONAL) if is_installed(TRADITIONAL) else None
    return Readers(PpOcr(threads or len(os.sched_getaffinity(0))), Tesseract(), traditional)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What was read, by the object it was read from."""

    cells: dict[int, CellText]
    lines: dict[int, CellText]

    def of_cell(self, cell: CellPicture) -> CellText:
        text = self.cells[id(cell)]
        unread = cell.inked and UNREAD not in text.doubts
        return replace(text, doubts=(*text.doubts, UNREAD)) if unread else text

    def of_outside(self, line: OutsideLine) -> CellText:
        return self.lines[id(line)]

    def is_legible(self, line: OutsideLine) -> bool:
        """Whether a line outside the tables was read."""
        text = self.of_outside(line)
        return bool(text.text) and text.confidence >= LEGIBLE


def _read(found: Found, outside: list[OutsideLine], readers: Readers) -> _Texts:
    """Read every line of every cell and of the surroundings in one go."""
    pieces: list[tuple[CellPicture | OutsideLine, Line]] = []
    for table in found.tables:
        for cell in table.cells:
            pieces += [(cell, _as_line(found, table, cell, line)) for line in cell.lines]
    pieces += [(line, Line(line.picture, line.character, lies=found.lies)) for line in outside]
    read = read_lines([line for _, line in pieces], readers.first, readers.second, readers.traditional)
    by_owner: dict[int, list[CellText]] = {}
    for (owner, _), text in zip(pieces, read, strict=True):
        by_owner.setdefault(id(owner), []).append(text)
    blank = {id(cell): _of_blank(cell) for table in found.tables for cell in table.cells}
    cells = blank | {owner: _joined(texts) for owner, texts in by_owner.items() if owner in blank}
    return _Texts(cells, {id(line): _joined(by_owner[id(line)]) for line in outside})


def _as_line(found: Found, table: PaperTable, cell: CellPicture, line: InkLine) -> Line:
    wider = table.line_picture(cell, line.widened()) if line.has_pale_ends else None
    picture = table.line_picture(cell, line)
    return Line(picture, table.flat.character, wider, lies=found.lies, runs=found.runs_on, ditto=cell.ditto)


def _of_blank(cell: CellPicture) -> CellText:
    """The text of a cell without lines: a certain one, but where there are strokes on its paper."""
    return CellText("", _INKED, doubts=(UNREAD,)) if cell.inked else CellText("", 1.0)


def _joined(lines: list[CellText]) -> CellText:
    """The text of a cell from its lines."""
    if len(lines) == 1:
        return lines[0]
    return CellText(
        text="".join(line.text for line in lines),
        confidence=min(line.confidence for line in lines),
        glyphs=tuple(replace(glyph, line=number) for number, line in enumerate(lines) for glyph in line.glyphs),
        votes=tuple(vote for line in lines for vote in line.votes),
        doubts=tuple(dict.fromkeys(doubt for line in lines for doubt in line.doubts)),
    )


def _unread(found: Found, outside: list[OutsideLine], texts: _Texts) -> Iterator[TextLine]:
    """Print that nothing was made of; a page of another kind says of itself that it was not read."""
    if found.kind == OTHER:
        return
    read = [
        table.line_outline(line)
        for table in found.tables
        for cell in table.cells
        if texts.of_cell(cell).text
        for line in cell.lines
    ]
    read += [line.corners for line in outside if texts.is_legible(line)]
    for place in find_unread(found.page.lit, read):
        own = next((texts.of_outside(line) for line in outside if _holds(line, place)), CellText("", 0.0))
        corners = [[place.left, place.top], [place.right, place.top], [place.right, place.bottom]]
        yield TextLine(found.page.box(np.array([*corners, [place.left, place.bottom]], float)), own)


def _holds(line: OutsideLine, place: Segment) -> bool:
    """Whether a place lies within a line, half a character more or less."""
    air = line.character / 2
    (left, top), (right, bottom) = line.corners.min(axis=0) - air, line.corners.max(axis=0) + air
    return bool(left <= place.left and place.right <= right and top <= place.top and place.bottom <= bottom)


def doubting(table: Table, unread: Sequence[TextLine]) -> Table:
    """The table, whose cells that hold print which was not read are in doubt for it, whatever else they hold or lack.

    A blank is none unless its paper is white. Print that lies in no cell may be the rest of the one it borders on.
    """
    held = [any(_reaches_into(place.box, cell.box) for cell in table.cells) for place in unread]

    def is_beside(cell: Cell) -> bool:
        return any(
            _reaches_into(place.box, cell.box) if inside else _borders_on(place.box, cell.ink)
            for place, inside in zip(unread, held, strict=True)
        )

    return replace(
        table,
        cells=tuple(
            replace(cell, text=replace(cell.text, doubts=(*cell.text.doubts, UNREAD)))
            if UNREAD not in cell.text.doubts and is_beside(cell)
            else cell
            for cell in table.cells
        ),
    )


def _reaches_into(place: Box, cell: Box) -> bool:
    """Whether as much of a place as may be a character lies within a cell."""
    wide = min(place.x + place.width, cell.x + cell.width) - max(place.x, cell.x)
    high = min(place.y + place.height, cell.y + cell.height) - max(place.y, cell.y)
    return min(wide, high) >= _WITHIN * min(place.width, place.height)


def _borders_on(place: Box, ink: Box | None) -> bool:
    """Whether a place stands as near to the text of a cell as its next character, or its next line, does."""
    if ink is None:
        return False
    reach = min(place.width, place.height)
    wide = min(place.x + place.width, ink.x + ink.width) - max(place.x, ink.x)
    high = min(place.y + place.height, ink.y + ink.height) - max(place.y, ink.y)
    level, below = high >= _WITHIN * place.height, wide >= _WITHIN * min(place.width, ink.width)
    return (level and wide >= -reach) or (below and high >= -_LEADING * reach)


def _transcribed(table: PaperTable, page: UprightPage, texts: _Texts) -> Table:
    flat = table.flat

    def ink(lines: tuple[InkLine, ...]) -> Box | None:
        if not lines:
            return None
        left, top = min(line.left for line in lines), min(line.top for line in lines)
        right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
        wide = max(0.0, flat.character - (right - left)) / 2
        high = max(0.0, _LEAST_HEIGHT * flat.character - (bottom - top)) / 2
        return table.box(page, left - wide - 1, top - high - 1, right + wide + 1, bottom + high + 1)

    cells = tuple(
        Cell(
            row=cell.span.row,
            column=cell.span.column,
            row_span=cell.span.rows,
            column_span=cell.span.columns,
            box=table.box(page, cell.left, cell.top, cell.right, cell.bottom),
            ink=ink(cell.lines),
            text=texts.of_cell(cell),
        )
        for cell in table.cells
    )
    return Table(table.rows, table.columns, cells, table.box(page, *table.frame), tuple(sorted(table.struck)))
