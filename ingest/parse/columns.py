"""Heading rows → columns: what stands where, in one or two levels, once or several times side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.pages import Cell
from ingest.parse import headings
from ingest.parse.column import Column, numbered
from ingest.parse.contents import told_by_contents
from ingest.parse.grid import Grid
from ingest.parse.groups import group
from ingest.parse.headings import Heading, Role

GROUP: Final = "组别"
"""The heading given to a column of groups that prints none."""

_CIRCUMSTANCES: Final = re.compile(r"(?<=.)(情况|情形|经过|概况)$")
"""The end of a heading over others that asks for all of them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: `sets` side by side, each giving one entry a row, and those shared by all.

    `width` is the number of grid columns; `told` says whether any heading told what they are.
    """

    width: int
    sets: tuple[tuple[Column, ...], ...]
    shared: tuple[Column, ...] = ()
    told: bool = True

    @property
    def has_name(self) -> bool:
        """Whether a column for names was found."""
        return any(column.is_name for columns in self.sets for column in columns)

    @property
    def counts_people(self) -> bool:
        """Whether this is a table of figures, which names nobody."""
        every = [column for columns in (self.shared, *self.sets) for column in columns]
        return not self.has_name and any(headings.counts_people(column.heading) for column in every)

    def bounds(self, number: int) -> tuple[int, int]:
        """The first and last grid column of a set; the first set takes in the shared columns."""
        columns = self.sets[number]
        return (0 if number == 0 else columns[0].first), columns[-1].last


def is_heading_row(grid: Grid, row: int) -> bool:
    """Whether a row prints headings, not the contents of columns."""
    words = [cell.text.text for cell in grid.printed(row)]
    known = [word for word in words if headings.is_known(word)]
    telling = {headings.understand(word) for word in known if headings.tells_headings(word)}
    names = any(heading.fields[:1] == ("name",) for heading in telling)
    return len(known) * 2 >= len(words) and (len(telling) >= 3 or (names and len(telling) >= 2))


def depth(grid: Grid, row: int) -> int:
    """How many rows the headings that begin in `row` take, where headings stand over headings.

    A row below belongs to them only by what it prints: a rule lost between a heading and the first
    cell under it must not make a heading of the first person.
    """
    spanned = max(min(cell.row_span, 3) for cell in grid.printed(row))
    levels = 1
    while row + levels < grid.rows and levels < 3 and _continues(grid, row + levels, within=levels < spanned):
        levels += 1
    return levels


def _continues(grid: Grid, row: int, *, within: bool) -> bool:
    """Whether the row prints headings under those of the row above it; `within` a heading that spans both."""
    printed = grid.printed(row)
    if not printed:
        return within and not any(cell.ink for cell in grid.starting(row))
    if any(_names_group(cell.text.text) or _is_over_several(grid, row, cell) for cell in printed):
        return False
    under = [_heading_over(grid, row - 1, cell) + cell.text.text for cell in printed]
    known = [headings.is_known(cell.text.text) or headings.is_known(u) for cell, u in zip(printed, under, strict=True)]
    if within and all(_is_wide(grid.at(row - 1, cell.column)) for cell in printed):
        return sum(known) * 2 >= len(known)
    return all(known) and any(map(headings.tells_headings, under))


def _names_group(printed: str) -> bool:
    """Whether a cell is a group heading: it counts people, or names a place where a heading asks for one."""
    said = group(printed)
    return said.count is not None or (said.is_place and not headings.is_known(printed))


def _is_over_several(grid: Grid, row: int, cell: Cell) -> bool:
    """Whether a cell reaches beyond the heading above it: what parts a heading is narrower."""
    above = grid.at(row - 1, cell.column)
    return above is not None and cell.column + cell.column_span > above.column + above.column_span


def _is_wide(cell: Cell | None) -> bool:
    return cell is not None and cell.column_span > 1


def _heading_over(grid: Grid, row: int, cell: Cell) -> str:
    above = grid.at(row, cell.column)
    return above.text.text if above else ""


def read(grid: Grid, row: int, rows: int, body: range) -> Columns:
    """The columns that the headings in `rows` rows from `row` on tell, seen together with the rows under them."""
    paths = [
        tuple(dict.fromkeys(cell for level in range(row, row + rows) if (cell := grid.at(level, column)) is not None))
        for column in range(grid.columns)
    ]
    columns: list[Column] = []
    first = 0
    for column in range(1, grid.columns + 1):
        if column == grid.columns or not paths[column] or paths[column] != paths[first]:
            columns += _printed_column(grid, paths[first], first, column - 1, body)
            first = column
    return arrange(grid, columns, body)


def untold(grid: Grid, body: range) -> Columns:
    """Columns of a table without headings: 列1 … 列n, one of them taken for the names if it looks so."""
    columns = [Column(i, i, numbered(i), headings.UNKNOWN) for i in range(grid.columns)]
    return replace(arrange(grid, columns, body), told=False)


def _printed_column(grid: Grid, path: tuple[Cell, ...], first: int, last: int, body: range) -> list[Column]:
    words = [cell.text.text for cell in path if cell.text.text]
    over, heading, meaning = _in_levels(words)
    heading = heading or numbered(first)
    column = Column(first, last, heading, meaning, over)
    if first == last or not (parts := _parts(grid, first, last, body)):
        return [column]
    if len(meaning.fields) > 1:
        return _told_apart(column, parts)
    if not column.is_name:
        return [replace(column, first=a, last=b, over=over or heading) for a, b in parts]
    *groups, (a, b) = parts
    group = Heading(Role.OTHER)
    return [*(Column(c, d, GROUP, group) for c, d in groups), replace(column, first=a, last=b)]


def _told_apart(column: Column, parts: list[tuple[int, int]]) -> list[Column]:
    """Columns under headings that ran together where the rules between them were lost: a field for each, in order.

    Where there are more or fewer fields than columns, each column may hold any of them.
    """
    fields = column.meaning.fields
    meanings = [Heading(Role.FIELD, (field,)) for field in fields]
    if len(fields) != len(parts):
        meanings = [column.meaning] * len(parts)
    return [
        replace(column, first=a, last=b, meaning=meaning, guessed=True)
        for (a, b), meaning in zip(parts, meanings, strict=True)
    ]


def _in_levels(words: list[str]) -> tuple[str, str, Heading]:
    """The heading above, the whole heading, and what it means: 牺牲 over 时间 is 牺牲时间."""
    if len(words) < 2:
        whole = words[0] if words else ""
        return "", whole, headings.understand(whole)
    over, under = "".join(words[:-1]), words[-1]
    # 牺牲情况 over 地点 asks where, not how and where.
    for heading in (_CIRCUMSTANCES.sub("", over) + under, over + under, under):
        meaning = headings.understand(heading)
        if meaning.role is not Role.UNKNOWN:
            return over, over + under if heading != under else under, meaning
    return over, over + under, headings.understand(over)


def _parts(grid: Grid, first: int, last: int, body: range) -> list[tuple[int, int]]:
    """The columns that the body really has under one heading; () if it has only one."""
    starts = [first]
    for column in range(first + 1, last + 1):
        cells = [cell for row in body if (cell := grid.at(row, column)) is not None and cell.column >= first]
        own = sum(cell.column == column for cell in cells)
        if cells and own * 2 > len(cells):
            starts.append(column)
    return [(a, b - 1) for a, b in zip(starts, [*starts[1:], last + 1], strict=True)] if len(starts) > 1 else []


def arrange(grid: Grid, columns: list[Column], body: range) -> Columns:
    """The columns in their sets, with what print did not tell taken from the twin or from the contents."""
    columns = _without_empty(grid, columns, body)
    # A name is nobody else's: only what stands before the first can be shared.
    before = next((index for index, column in enumerate(columns) if column.is_name), len(columns))
    for sets in (4, 3, 2):
        for shared in range(min(3, len(columns), before + 1)):
            if split := _repeated(columns[shared:], sets):
                return Columns(grid.columns, split, tuple(columns[:shared]))
    names = [index for index, column in enumerate(columns) if column.is_name]
    if len(names) > 1:
        return _by_names(grid.columns, columns, names)
    return Columns(grid.columns, (tuple(told_by_contents(grid, columns, body)),))


def _without_empty(grid: Grid, columns: list[Column], body: range) -> list[Column]:
    """Without the columns that have neither a heading nor a word in them."""
    return [
        column
        for column in columns
        if not column.is_untitled
        or any(cell.text.text for row in body for cell in grid.across(row, column.first, column.last))
    ] or columns


def _repeated(columns: list[Column], sets: int) -> tuple[tuple[Column, ...], ...] | None:
    """The columns as so many equal sets, each with a name, if their headings repeat; else None.

    A heading that was misread in one set is taken from its twin in another. Where both were, most others are known.
    """
    size, over = divmod(len(columns), sets)
    if over or size < 2:
        return None
    parts = [columns[i * size : (i + 1) * size] for i in range(sets)]
    twins, strange = [], 0
    for twin in zip(*parts, strict=True):
        known = {column.meaning for column in twin if column.meaning.role is not Role.UNKNOWN}
        unknown = [column.heading for column in twin if column.meaning.role is Role.UNKNOWN]
        if len(known) > 1 or (known and len(unknown) * 2 > sets):
            return None
        strange += not known and len(set(unknown)) > 1
        twins.append(known.pop() if known else headings.UNKNOWN)
    if sum(meaning.fields[:1] == ("name",) for meaning in twins) != 1 or strange * 2 >= size:
        return None
    return tuple(
        tuple(replace(column, meaning=meaning) for column, meaning in zip(part, twins, strict=True)) for part in parts
    )


def _by_names(width: int, columns: list[Column], names: list[int]) -> Columns:
    """Sets cut where the names stand, each with the columns that come before every name."""
    lead = 0
    while all(
        name - lead - 1 >= (0 if i == 0 else names[i - 1] + 1)
        and columns[name - lead - 1].meaning == columns[names[0] - lead - 1].meaning
        for i, name in enumerate(names)
    ):
        lead += 1
    starts = [name - lead for name in names]
    ends = [*starts[1:], len(columns)]
    sets = tuple(tuple(columns[a:b]) for a, b in zip(starts, ends, strict=True))
    return Columns(width, sets, tuple(columns[: starts[0]]))
