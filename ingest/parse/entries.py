"""The cells of one entry's line → pieces, one for each field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from archive.records import DATE_FIELDS, Box
from ingest.pages import Cell, CellText
from ingest.parse import compound, ditto, headings, repairs, vocabulary
from ingest.parse.column import Column
from ingest.parse.columns import Columns
from ingest.parse.evidence import Doubt
from ingest.parse.grid import Grid
from ingest.parse.headings import Role
from ingest.parse.pieces import Piece, cut, glyph_at, joined, stretch
from ingest.parse.upright import along, around
from ingest.parse.year_repairs import date_with_year

_UNREAD_MONTH: Final = re.compile(r"(?<=年)[^年月日]{1,2}月")
"""What a date goes on with whose month was read as anything but a figure: 一九四〇年丸月."""
_CUTS: Final = 0.5
"""Score of its weakest character below which a compound cell may be cut wrongly."""
_BLANK = CellText("", 1.0)
_SHORT: Final = 4
"""Characters of a heading at most that is told to have been cut by a single one of them."""
_FIGURES: Final = re.compile(r"[0-9./、,，月日-]{1,6}")
"""Months and days, as the rest of a date has them."""


@dataclass(frozen=True, slots=True)
class Place:
    """One field's columns in a set: `fields` has several for a compound column.

    `claimed` are other columns that print one of the fields of a compound one.
    """

    fields: tuple[str, ...]
    heading: str
    columns: tuple[Column, ...]
    claimed: tuple[Column, ...] = ()


def places(columns: tuple[Column, ...]) -> list[Place]:
    """Where each field of a set stands; no two places have a field in common.

    Columns of one field under one heading are parts of one text. A column that prints one field alone has it, though
    another tells it with others (阵亡 beside 阵亡地点). Of other columns that claim the same field the first has it,
    and the others are kept under their printed headings.
    """
    alone = {column.meaning.fields[0]: column for column in reversed(columns) if _prints_one(column)}
    found: list[Place] = []
    for column in columns:
        if column.is_serial:
            continue
        fields = column.meaning.fields if column.meaning.role is Role.FIELD else (column.heading,)
        claimed: tuple[Column, ...] = ()
        if len(fields) > 1 and not set(fields) <= set(alone):
            claimed = tuple(alone[field] for field in fields if field in alone)
            fields = tuple(field for field in fields if field not in alone)
        twin = next((i for i, place in enumerate(found) if set(place.fields) & set(fields)), None)
        if twin is not None and _are_parts(found[twin].columns[-1], column):
            found[twin] = _with(found[twin], column)
        elif twin is not None:
            if len(found[twin].fields) > 1:
                found[twin] = replace(found[twin], claimed=(*found[twin].claimed, column))
            found.append(Place((_unused(column.heading, found),), column.heading, (column,)))
        else:
            found.append(Place(fields, column.heading, (column,), claimed))
    return found


def _prints_one(column: Column) -> bool:
    return column.meaning.role is Role.FIELD and len(column.meaning.fields) == 1 and not column.guessed


def _are_parts(left: Column, right: Column) -> bool:
    return bool(left.over) and left.over == right.over and len(right.meaning.fields) == 1


def _with(place: Place, column: Column) -> Place:
    heading = column.over if place.heading.startswith(column.over) else place.heading
    return replace(place, heading=heading, columns=(*place.columns, column))


def _unused(heading: str, places: list[Place]) -> str:
    used = {field for place in places for field in place.fields}
    names = (heading if number == 1 else f"{heading}（{number}）" for number in range(1, len(used) + 3))
    return next(name for name in names if name not in used)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table under one block of headings.

    Cells that start above row `body` are headings; `quarter_turns` make the page upright.
    """

    grid: Grid
    columns: Columns
    body: int
    quarter_turns: int

    def places(self, number: int) -> list[Place]:
        """Where the fields of set `number` stand, in the order of the columns."""
        return places((*self.columns.shared, *self.columns.sets[number]))

    def cells(self, row: int, place: Place) -> list[Cell]:
        """The cells of a place in the row."""
        covering = [(column, self.covering(row, column)) for column in place.columns]
        return [cell for column, cells in covering for cell in cells if cell.column >= column.first]

    def covering(self, row: int, column: Column) -> list[Cell]:
        """The cells that cover a column in the row, also those that begin left of it."""
        return [cell for cell in self.grid.across(row, column.first, column.last) if cell.row >= self.body]

    def pieces(self, row: int, number: int, rest: tuple[Sheet, int] | None = None) -> list[Piece]:
        """The pieces of the entry in set `number` of the row, in the order of the columns.

        `rest` is the row of the next page that a page break cut off it, in its own sheet of the same columns.
        """
        own = self.places(number)
        every = (*self.columns.shared, *self.columns.sets[number])
        unknown = [c for c in every if self.columns.told and c.meaning.role is Role.UNKNOWN and not c.is_serial]
        others = rest[0].places(number) if rest else own
        return [
            piece.doubting(Doubt.PARTED) if _may_be_parted(self, row, place, piece, unknown) else piece
            for place, other in zip(own, others, strict=True)
            for piece in _in_place(self, row, place, rest[0].cells(rest[1], other) if rest else [])
        ]

    def serial(self, row: int, number: int) -> str | None:
        """The printed serial of the entry in set `number` of the row; None if the set prints none."""
        own = next((c for c in (*self.columns.sets[number], *self.columns.shared) if c.is_serial), None)
        if own is None:
            return None
        return "".join(cell.text.text for cell in self.grid.across(row, own.first, own.last))


def _in_place(sheet: Sheet, row: int, place: Place, elsewhere: list[Cell]) -> list[Piece]:
    cells = sheet.cells(row, place)
    doubts = [doubt for column in place.columns for doubt in _of_shape(row, column, sheet.covering(row, column))]
    if not cells and not doubts:
        doubts.append(Doubt.CELL_ABSENT)
    elsewhere_in_row = [cell for column in place.claimed for cell in sheet.covering(row, column)]
    if not any(cell.text.text for cell in cells) and any(cell.text.text for cell in elsewhere_in_row):
        # No blank: a heading that ran into another, or was misread, took the field from the column that prints it.
        doubts.append(Doubt.HEADING_GUESSED)
    if any(cell.text.text for cell in elsewhere):
        return _over_two_pages(cells, elsewhere, place, sheet.quarter_turns, (*doubts, Doubt.JOINED))
    return told(cells, place.fields, place.heading, sheet.quarter_turns, tuple(doubts))


def _may_be_parted(sheet: Sheet, row: int, place: Place, piece: Piece, unknown: list[Column]) -> bool:
    """Whether print beside the place stands under no heading: a line that is no rule may have parted it from there.

    A figure alone is no part of a word, as a serial that nothing is printed over is none of the name after it. Under
    a piece of a heading (日月, of 生年月日) only figures may be the rest of a date, but any print may be under a single
    character that its own heading lacks (出 | 生年).
    """
    beside = [
        (column, own, cell.text.text)
        for column in unknown
        if column not in place.columns
        for own in place.columns
        if own.first == column.last + 1 or own.last == column.first - 1
        for cell in sheet.covering(row, column)
    ]
    is_date = piece.field in DATE_FIELDS
    return any(
        (is_date and _FIGURES.fullmatch(text))
        or (text and (is_date or not text.isdigit()) and (column.is_untitled or _is_of_heading(column, own)))
        for column, own, text in beside
    )


def _is_of_heading(column: Column, beside: Column) -> bool:
    """Whether the one character over a column and the heading of the column beside it are one heading, cut in two."""
    left, right = sorted((column, beside), key=lambda each: each.first)
    whole = left.heading + right.heading
    return len(column.heading) == 1 and len(whole) <= _SHORT and headings.understand(whole) == beside.meaning


def _over_two_pages(
    cells: list[Cell], elsewhere: list[Cell], place: Place, quarter_turns: int, doubts: tuple[Doubt, ...]
) -> list[Piece]:
    """The pieces of cells that go on on the next page; what stands there alone has no box on this one."""
    printed = [cell.text for cell in cells if cell.text.text]
    text = joined([*printed, *(cell.text for cell in elsewhere if cell.text.text)])
    whole = Piece(place.fields[0], place.heading, text, _box(cells), doubts)
    pieces = parted(whole, place.fields, quarter_turns, single=False)
    if len(pieces) == 1:
        return pieces
    here = {glyph.line for glyph in joined([*printed, _BLANK]).glyphs}
    return [
        piece if any(glyph.line in here for glyph in piece.text.glyphs) else replace(piece, box=None)
        for piece in pieces
    ]


def told(
    cells: list[Cell], fields: tuple[str, ...], heading: str, quarter_turns: int, doubts: tuple[Doubt, ...] = ()
) -> list[Piece]:
    """The pieces that the cells under or beside one heading give its fields; `doubts` hold against all of them."""
    whole = Piece(fields[0], heading, _text(cells), _box(cells), doubts)
    return parted(whole, fields, quarter_turns, single=sum(bool(cell.text.text) for cell in cells) == 1)


def parted(whole: Piece, fields: tuple[str, ...], quarter_turns: int, *, single: bool) -> list[Piece]:
    """The pieces that print gives to `fields`, mended where it proves it; `single` says that it stands on one line."""
    text, repaired = _repaired(whole.text, fields)
    whole = replace(whole, text=text).doubting(*repaired)
    return [whole] if len(fields) == 1 else _split(whole, fields, quarter_turns, single=single)


def _of_shape(row: int, column: Column, covering: list[Cell]) -> list[Doubt]:
    """What speaks against a text by the shape of its cells."""
    doubts = []
    if column.guessed:
        doubts.append(Doubt.HEADING_GUESSED)
    printed = [cell for cell in covering if cell.text.text]
    if any(cell.column < column.first or cell.column + cell.column_span - 1 > column.last for cell in printed):
        doubts.append(Doubt.CELL_SPANS_COLUMNS)
    if column.meaning.role is Role.FIELD and any(cell.row_span > 1 for cell in printed):
        doubts.append(Doubt.CELL_SPANS_ROWS)
    return doubts


def _text(cells: list[Cell]) -> CellText:
    """The cells' texts one after the other; a blank one is as sure as the least sure of its cells."""
    if printed := [cell.text for cell in cells if cell.text.text]:
        return joined(printed)
    return min((cell.text for cell in cells), key=lambda text: text.confidence, default=_BLANK)


def _box(cells: list[Cell]) -> Box | None:
    printed = [cell.ink or cell.box for cell in cells if cell.text.text] or [cell.box for cell in cells]
    return around(printed) if printed else None


def _repaired(text: CellText, fields: tuple[str, ...]) -> tuple[CellText, tuple[Doubt, ...]]:
    doubts: tuple[Doubt, ...] = ()
    if set(fields) & set(DATE_FIELDS):
        repaired = [
            repairs.with_zeros,
            repairs.date_with_points,
            repairs.date_over_lines,
            *([repairs.date_with_ones, date_with_year] if len(fields) == 1 else []),
        ]
        for repair in repaired:
            text, more = repair(text)
            doubts += more
    if "unit" in fields:
        text, doubts = repairs.unit_with_ones(text)
    if len(fields) == 1 and fields[0] in vocabulary.LISTED:
        text, doubts = repairs.word_of_list(fields[0], text)
    if "death_cause" in fields:
        text, more = repairs.with_fallen(text)
        doubts += more
    return text, doubts


def _split(whole: Piece, fields: tuple[str, ...], quarter_turns: int, *, single: bool) -> list[Piece]:
    text, box = whole.text, whole.box
    mark = ditto.find(text.text, digits_mean=False)
    if mark is not None and not mark.rest:
        return [replace(whole, field=field) for field in fields]
    found = []
    # A character that was misread may have moved the cuts, so that what is read well stands in the wrong piece.
    if glyph_at(text) and min(glyph.score for glyph in glyph_at(text)) < _CUTS:
        whole = whole.doubting(Doubt.SPLIT_GUESSED)
    for field, span in compound.split(text.text, fields).items():
        part = stretch(text, span.start, span.end) if single else None
        piece_box = along(box, *part, quarter_turns) if box and part else box
        unread = (Doubt.SPLIT_GUESSED,) if field in DATE_FIELDS and _UNREAD_MONTH.match(text.text, span.end) else ()
        piece = Piece(field, whole.heading, cut(text, span.start, span.end), piece_box, (*span.doubts, *unread))
        found.append(piece.doubting(*whole.doubts))
    return found
