"""The rows of a table, explained: headings, group headings, totals, blanks, and the lines of entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.records import DATE_FIELDS, ILLEGIBLE, Box, LineKind
from ingest.pages import Cell
from ingest.parse import columns as printed_columns
from ingest.parse import ditto, vocabulary
from ingest.parse.characters import is_han
from ingest.parse.columns import GROUP, Columns
from ingest.parse.grid import Grid
from ingest.parse.groups import Group, Total, group, seen, total
from ingest.parse.names import looks_like_name

_NOTE: Final = re.compile(r"^(?:[*※]|注[:：]|说明[:：]|附注[:：]|备注[:：]|\(?续上?表\)?|\(?接上页\)?|\(?转下页\)?)")
_TITLE: Final = re.compile(r"名录|名册|名单|英烈|烈士|登记表|花名册|一览表|统计表|人员表|表$|谱$")
_PERSONAL: Final = re.compile(r"[男女].*\d|\d{4}.*牺牲|[一二三四五六七八九]年.*牺牲")
_LEAST: Final = 3
"""Lines and columns with print from which on a grid without headings may be a roster that goes on."""
_FACTS: Final = (*DATE_FIELDS, *vocabulary.LISTED)
_FACT: Final = 0.3
"""Share of a column's cells from which on it tells a fact of people."""
_READ: Final = 0.35
"""Confidence below which print that runs across a table and names no place is a stamp or a stain, no heading."""
_LEGIBLE: Final = 0.6
"""Confidence below which little print in an otherwise blank row may be none."""
_STROKES: Final = tuple("一二三丶丨")
"""Characters that are strokes and nothing else."""
_PLACE_RANK: Final = 5
"""The narrowest place (管区, 大队) that a single cell in an empty row is taken for; 6 is a village."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `number` is the set of columns it fills, None where it is the whole row.

    `unsure` says that an entry's name alone in its row was taken for a group heading.
    """

    kind: LineKind
    row: int
    text: str
    box: Box
    number: int | None = None
    group: Group | None = None
    total: Total | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The rows under one block of headings, which are its first rows if the table prints them."""

    columns: Columns
    body: int
    rows: tuple[Row, ...]


def is_no_roster(grid: Grid) -> bool:
    """Whether a grid says too little to list people: no headings, no column of names, and few lines or no facts.

    Frames and the rules between columns of prose make such grids, and tables of contents, and pictures.
    """
    filled = {cell.column for row in range(grid.rows) for cell in grid.printed(row)}
    lines = [row for row in range(grid.rows) if grid.words(row)]
    small = min(len(filled), len(lines)) < _LEAST
    if _heading_rows(grid) or printed_columns.untold(grid, range(grid.rows)).has_name:
        return False
    return small or not any(_tells_facts(grid, column) for column in filled)


def _tells_facts(grid: Grid, column: int) -> bool:
    """Whether much of a column is what only lists of people print: dates, sexes, parties, positions."""
    words = [cell.text.text for row in range(grid.rows) for cell in grid.printed(row, column, column)]
    told = sum(any(vocabulary.knows(field, each) for field in _FACTS) for each in words)
    return told >= _FACT * len(words)


def sections(grid: Grid, carried: Columns | None) -> list[Section]:
    """The table's rows, each explained once; `carried` are the columns of the table that it may continue."""
    starts = _heading_rows(grid)
    found = []
    first = starts[0][0] if starts else grid.rows
    if first:
        found.append(_before_headings(grid, first, carried, headed=bool(starts)))
    for (start, rows), end in zip(starts, [*(s for s, _ in starts[1:]), grid.rows], strict=False):
        body = range(start + rows, end)
        columns = printed_columns.read(grid, start, rows, body)
        headings = [Row(LineKind.HEADING, row, grid.words(row), grid.box(row)) for row in range(start, body.start)]
        found.append(Section(columns, body.start, (*headings, *_body(grid, body, columns))))
    return found


def _grouping(row: int, printed: list[Cell], box: Box, *, number: int | None = None, unsure: bool = False) -> Row:
    """A row that is a group heading, with the evidence for its print."""
    words = " ".join(cell.text.text for cell in printed)
    over = seen([cell.text for cell in printed], box)
    return Row(LineKind.GROUP_HEADING, row, words, box, number, group=over, unsure=unsure)


def _heading_rows(grid: Grid) -> list[tuple[int, int]]:
    """Where blocks of headings start, and how many rows each takes."""
    starts, row = [], 0
    while row < grid.rows:
        rows = printed_columns.depth(grid, row) if printed_columns.is_heading_row(grid, row) else 0
        if rows:
            starts.append((row, rows))
        row += rows or 1
    return starts


def _before_headings(grid: Grid, end: int, carried: Columns | None, *, headed: bool) -> Section:
    """Rows above the first headings: titles, unless they are full lines that continue another table."""
    body = range(end)
    if headed and all(len(grid.printed(row)) <= 2 for row in body):
        columns = printed_columns.untold(grid, range(0))
        return Section(columns, 0, tuple(_preamble(grid, row) for row in body))
    columns = carried if carried and carried.width == grid.columns else printed_columns.untold(grid, body)
    return Section(columns, 0, tuple(_body(grid, body, columns)))


def _preamble(grid: Grid, row: int) -> Row:
    words = grid.words(row)
    over = group(words)
    if not words:
        return Row(LineKind.BLANK, row, "", grid.box(row))
    if over.is_place:
        return _grouping(row, grid.printed(row), grid.box(row))
    kind = LineKind.TITLE if _TITLE.search(words) else LineKind.FURNITURE
    return Row(kind, row, words, grid.box(row))


def _body(grid: Grid, body: range, columns: Columns) -> list[Row]:
    return [line for row in body for line in _explained(grid, row, columns)]


def _explained(grid: Grid, row: int, columns: Columns) -> list[Row]:
    if row in grid.struck:
        return [Row(LineKind.STRUCK_OUT, row, grid.words(row), grid.box(row))]
    if _is_stray(grid, row):
        return [Row(LineKind.UNEXPLAINED, row, grid.words(row), grid.box(row))]
    whole = _not_an_entry(grid, row, columns)
    if whole is not None:
        return [whole]
    lines = [_in_set(grid, row, columns, number) for number in range(len(columns.sets))]
    if all(line.kind is LineKind.BLANK for line in lines):
        return [Row(LineKind.BLANK, row, grid.words(row), grid.box(row))]
    return lines


def _not_an_entry(grid: Grid, row: int, columns: Columns) -> Row | None:
    """The row as a group heading, a total or a note that stands for the whole row, if it is one."""
    printed, words, box = grid.printed(row), grid.words(row).replace(" ", ""), grid.box(row)
    if printed and (sum_up := total(words if len(printed) <= 3 else printed[0].text.text)) is not None:
        return Row(LineKind.SUBTOTAL, row, grid.words(row), box, total=sum_up)
    over = group(words)
    if len(printed) > 1 and _is_cut(grid, row, printed, over):
        return _grouping(row, printed, box)
    if len(printed) != 1:
        return _marks(grid, row, printed, columns)
    cell = printed[0]
    if cell.column_span * 3 >= grid.columns * 2 and grid.columns > 1:
        return _spanning(row, cell, box, over)
    if _stands_for_a_group(cell, over, columns):
        unsure = over.count is None and looks_like_name(words)
        return _grouping(row, printed, box, unsure=unsure)
    hardly_read = cell.text.confidence < _LEGIBLE or _is_alone(printed, columns)
    nameless = columns.has_name and not _names(cell, columns)
    # No name is a single figure or sign; one that was hardly read where names stand is a blot in a row left blank.
    is_blot = _is_mark(cell) and cell.text.confidence < _READ
    return _marks(grid, row, printed, columns) if hardly_read and (nameless or is_blot) else None


def _is_stray(grid: Grid, row: int) -> bool:
    """Whether a row is marks between two rows, which alone have no blank cells beside them, and none can be read."""
    own, printed = grid.starting(row), grid.printed(row)
    alone = len(own) * 2 < grid.columns and all(cell.column_span == cell.row_span == 1 for cell in own)
    return alone and bool(printed) and all(cell.text.confidence < _LEGIBLE for cell in printed)


def _names(cell: Cell, columns: Columns) -> bool:
    """Whether the cell stands where names do."""
    return any(c.is_name and c.first <= cell.column <= c.last for part in columns.sets for c in part)


def _marks(grid: Grid, row: int, printed: list[Cell], columns: Columns) -> Row | None:
    """The row as what was read out of stamps and stains; where that could be print, a person is to look at it."""
    unread = [cell for cell in grid.starting(row) if _is_unread(cell)]
    if not printed or _may_be_somebody(unread, columns) or len(printed) * 5 > grid.columns * 2:
        return None
    if not unread and all(map(_is_dirt, printed)):
        return Row(LineKind.FURNITURE, row, grid.words(row), grid.box(row))
    if all(cell.text.confidence < _LEGIBLE for cell in printed) or _is_alone(printed, columns):
        return Row(LineKind.UNEXPLAINED, row, grid.words(row), grid.box(row))
    return None


def _is_alone(printed: list[Cell], columns: Columns) -> bool:
    """Whether a row prints nothing but one character that is no serial or ditto, and not where names stand."""
    if len(printed) != 1 or len(printed[0].text.text) != 1 or not columns.has_name:
        return False
    (cell,) = printed
    telling = _tells(cell, columns) and not _is_ditto(cell) and cell.text.text != ILLEGIBLE
    return telling and not _names(cell, columns)


def _may_be_somebody(unread: list[Cell], columns: Columns) -> bool:
    """Whether ink that nobody could read may be a person's: it stands where names do, or in several cells."""
    return len(unread) > 1 or any(_names(cell, columns) for cell in unread)


def _is_cut(grid: Grid, row: int, printed: list[Cell], over: Group) -> bool:
    """Whether a group heading was cut into two or three cells: by what follows it, or since none other fits."""
    if len(printed) > 3 or (over.count is None and not over.is_place):
        return False
    if len(printed) == 2 and over.count is not None and group("甲" + printed[1].text.text).count == over.count:
        return True
    spans = len(grid.starting(row)) <= 3 and grid.columns >= 5
    return spans and over.is_place and over.rank is not None and over.rank <= _PLACE_RANK


def _spanning(row: int, cell: Cell, box: Box, over: Group) -> Row | None:
    words = cell.text.text
    if _NOTE.search(words):
        return Row(LineKind.FURNITURE, row, words, box)
    if over.count is None and len(words) > 8 and _PERSONAL.search(words):
        return None
    if cell.text.confidence < _READ and over.count is None and not over.is_place:
        return Row(LineKind.FURNITURE, row, words, box)
    return _grouping(row, [cell], box)


def _stands_for_a_group(cell: Cell, over: Group, columns: Columns) -> bool:
    """Whether the only cell of a row, which does not span, is a group heading that lost its span."""
    if over.count is not None and over.printed:
        return True
    narrow = sum(map(len, columns.sets)) + len(columns.shared) < 3
    place = over.rank is not None and over.rank <= _PLACE_RANK and 3 <= len(over.printed) <= 12
    return place and not narrow and cell.row_span == 1


def _in_set(grid: Grid, row: int, columns: Columns, number: int) -> Row:
    first, last = columns.bounds(number)
    words, box = grid.words(row, first, last), grid.box(row, first, last)
    telling = [cell for cell in grid.printed(row, first, last) if _tells(cell, columns)]
    unread = [c for c in grid.starting(row) if first <= c.column <= last and _is_unread(c)]
    if not telling and len(unread) < 2:
        return Row(LineKind.BLANK, row, words, box, number)
    own = grid.printed(row, first, last)
    nameless = columns.has_name and not any(_names(cell, columns) for cell in own)
    hardly_read = _is_alone(own, columns) or (nameless and all(cell.text.confidence < _LEGIBLE for cell in own))
    marks = all(_is_ditto(cell) or _is_mark(cell) or _is_stroke(cell) for cell in own)
    if len(columns.sets) > 1 and not _may_be_somebody(unread, columns) and (marks or hardly_read):
        # Beside another person's line a mark alone names nobody; dirt is easily read as one.
        return Row(LineKind.UNEXPLAINED, row, words, box, number)
    if len(own) == 1 and last > first and own[0].column_span > last - first:
        return _grouping(row, own, box, number=number)
    if len(own) == 1 and (over := group(words)).count is not None and over.is_place:
        return _grouping(row, own, box, number=number)
    return Row(LineKind.ENTRY, row, words, box, number)


def _tells(cell: Cell, columns: Columns) -> bool:
    """Whether the cell's text makes its row a person's: serials and the names of groups do not."""
    every = [column for part in (columns.shared, *columns.sets) for column in part]
    column = next((c for c in every if c.first <= cell.column <= c.last), None)
    if column is None:
        return True
    return not column.is_serial and column.heading != GROUP


def _is_ditto(cell: Cell) -> bool:
    found = ditto.find(cell.text.text, digits_mean=False)
    return found is not None and not found.rest


def _is_mark(cell: Cell) -> bool:
    """Whether the cell holds one figure, letter or sign alone, which a grain of dirt is read as without a doubt."""
    words = cell.text.text
    return len(words) == 1 and not is_han(words) and words != ILLEGIBLE


def _is_stroke(cell: Cell) -> bool:
    """Whether the cell holds one character of bare strokes alone that was hardly read, as a piece of a rule is."""
    return cell.text.text in _STROKES and cell.text.confidence < _READ


def _is_dirt(cell: Cell) -> bool:
    """Whether a stamp or a stain was read, not print: doubtful letters and marks, no figure or Chinese character."""
    telling = any(is_han(char) or char.isdigit() or char == ILLEGIBLE for char in cell.text.text)
    return cell.text.confidence < _READ and not telling


def _is_unread(cell: Cell) -> bool:
    return cell.ink is not None and not cell.text.text and cell.text.confidence < 0.5
