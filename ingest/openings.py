"""How a table begins: whether it goes on with the table before it, and whether its first row does with the last one.

    no headings, as many columns                          → it goes on
    the same headings, and 续上表, the next serial, or
    the group heading that is in force, printed again     → it goes on
    the same headings, and nothing else                   → a table of its own

The page before and the page after ask the same question, so that what one takes the other leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.records import LineKind
from ingest import ledger
from ingest.ledger import Count
from ingest.parse import ditto, outside, rows
from ingest.parse.column import Column
from ingest.parse.columns import Columns
from ingest.parse.entries import Place, Sheet
from ingest.parse.grid import Grid
from ingest.parse.groups import Group
from ingest.parse.headings import Role
from ingest.parse.rows import Row, Section

_SILENT = (LineKind.HEADING, LineKind.TITLE, LineKind.FURNITURE, LineKind.BLANK)


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a table; `marked` says that 续上表 or the like stands above it."""

    grid: Grid
    marked: bool

    @property
    def looks_back(self) -> bool:
        """Whether the table before may matter to it, by itself alone."""
        first = self._first(None)
        if first is None:
            return False
        if not first.body or self._is_marked(first) or self._group() is not None:
            return True
        own = _people(first)
        return _serial(self.grid, first) not in (None, 1) or _is_nameless(_sheet(self.grid, first), own[0])

    def goes_on(self, columns: Columns, count: Count) -> bool:
        """Whether it goes on with a table of `columns` that had come as far as `count`."""
        first = self._first(columns)
        if first is None or not self.looks_back:
            return False
        if not first.body:
            return columns.width == self.grid.columns
        follows = count.serial is not None and _serial(self.grid, first) == count.serial + 1
        over = self._group()
        again = over is not None and any(ledger.is_repeated(over, group) for group, _ in count.groups)
        return alike(first.columns, columns) and (self._is_marked(first) or follows or again)

    def is_like(self, columns: Columns) -> bool:
        """Whether it has the same columns, whatever else it is."""
        first = self._first(columns)
        return first is not None and alike(first.columns, columns)

    def rest_of(self, above: Sheet, row: int) -> tuple[Sheet, int] | None:
        """Its first row, if that is what a page break cut off the last row of the table before: `row` of `above`."""
        for section in rows.sections(self.grid, above.columns):
            for own in section.rows:
                if own.kind is LineKind.ENTRY:
                    sheet = _sheet(self.grid, section)
                    return (sheet, own.row) if _is_rest(sheet, own, above, row) else None
                if own.kind not in _SILENT:
                    return None
        return None

    def _group(self) -> Group | None:
        """The group heading that it begins with, if that may be printed again: with its count, or as 沙窝乡（续）."""
        every = (row for section in rows.sections(self.grid, None) for row in section.rows)
        first = next((row for row in every if row.kind not in _SILENT), None)
        if first is None or first.group is None:
            return None
        again = first.group.count is not None or outside.says_it_goes_on(first.text)
        return first.group if again else None

    def _first(self, columns: Columns | None) -> Section | None:
        """The first section that has lines of people."""
        return next((section for section in rows.sections(self.grid, columns) if _people(section)), None)

    def _is_marked(self, section: Section) -> bool:
        above = (row for row in range(section.rows[0].row + 1) if self.grid.words(row))
        return self.marked or any(outside.says_it_goes_on(self.grid.words(row)) for row in above)


def alike(one: Columns, other: Columns) -> bool:
    """Whether two tables have the same columns, by what their headings mean."""
    return list(_meanings(one)) == list(_meanings(other))


def _meanings(columns: Columns) -> Iterator[tuple[int, Role, tuple[str, ...], str]]:
    for number, column in _numbered(columns):
        known = column.meaning.role is not Role.UNKNOWN
        yield number, column.meaning.role, column.meaning.fields, "" if known else column.heading


def _numbered(columns: Columns) -> Iterator[tuple[int, Column]]:
    for number, part in enumerate((columns.shared, *columns.sets)):
        yield from ((number, column) for column in part)


def _people(section: Section) -> list[Row]:
    """The lines of people: entries, and those that were struck out after they had been counted."""
    return [row for row in section.rows if row.kind in (LineKind.ENTRY, LineKind.STRUCK_OUT)]


def _sheet(grid: Grid, section: Section) -> Sheet:
    # Its boxes are not asked for, so it may lie as it will.
    return Sheet(grid, section.columns, section.body, 0)


def _serial(grid: Grid, section: Section) -> int | None:
    """The serial of its first line."""
    sheet, own = _sheet(grid, section), _people(section)
    own = own[1:] if _is_nameless(sheet, own[0]) else own
    return ledger.first([sheet.serial(row.row, row.number or 0) or "" for row in own])


def _is_nameless(sheet: Sheet, row: Row) -> bool:
    """Whether a line of an entry prints neither a name nor a serial where others do."""
    number = row.number or 0
    name = next((place for place in sheet.places(number) if "name" in place.fields), None)
    if name is None or sheet.serial(row.row, number):
        return False
    return not any(cell.text.text or cell.ink for cell in sheet.cells(row.row, name))


def _is_rest(sheet: Sheet, row: Row, above: Sheet, row_above: int) -> bool:
    """Whether a line goes on with the line above it: without a name, and only where that one has print too.

    A line that prints most of its columns, a ditto or a sex is a person's own, whose name could not be read.
    """
    if len(above.columns.sets) > 1 or not _is_nameless(sheet, row) or not alike(sheet.columns, above.columns):
        return False
    pairs = list(zip(above.places(0), sheet.places(0), strict=True))
    filled = [(_words(above, row_above, one), _words(sheet, row.row, two), two) for one, two in pairs]
    printed = [(before, words, place) for before, words, place in filled if words]
    named = any("name" in place.fields and before for before, _, place in filled)
    cut = all(before and _may_be_cut(words, place) for before, words, place in printed)
    return named and cut and 0 < len(printed) * 2 <= len(filled)


def may_go_on(sheet: Sheet, row: Row, below: Row | None) -> set[str]:
    """The fields of a row that the line `below` it on the page may go on with, for that has no name of its own.

    They are not joined: a name that nobody could read would be lost by it. So all that both lines print is in doubt,
    however much it is, unless the line below prints a ditto or a sex, which is a person's own.
    """
    if below is None or below.kind not in (LineKind.ENTRY, LineKind.UNEXPLAINED):
        return set()
    if len(sheet.columns.sets) > 1 or not _is_nameless(sheet, below):
        return set()
    printed = [(place, words) for place in sheet.places(0) if (words := _words(sheet, below.row, place))]
    if not all(_may_be_cut(words, place) for place, words in printed):
        return set()
    return {field for place, _ in printed if _words(sheet, row.row, place) for field in place.fields}


def _may_be_cut(words: str, place: Place) -> bool:
    return place.fields != ("sex",) and ditto.find(words, digits_mean=True) is None


def _words(sheet: Sheet, row: int, place: Place) -> str:
    return "".join(cell.text.text for cell in sheet.cells(row, place))
