"""A table of people → its entries and ledger: sections under headings, rows explained, printed counts compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from archive.records import Entry, Line, LineKind, Reading
from ingest import doubt
from ingest.carry import Carry
from ingest.ledger import Count, Tally, best_order
from ingest.lines import Above
from ingest.openings import Opening, may_go_on
from ingest.parse import groups
from ingest.parse.columns import Columns
from ingest.parse.entries import Sheet
from ingest.parse.evidence import Doubt
from ingest.parse.grid import Grid
from ingest.parse.groups import Group
from ingest.parse.rows import Row, Section

_NO_ENTRY: Final = 0
"""The row of a line that is no entry; entries are numbered from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: what comes to it from outside.

    `over` is the group heading above it and `before` the table that it goes on with, if it does. `serial` is
    the last serial before it, where its own are to go on from there. `beside` is the table after it on its
    page, `after` the first one of the next page. Its entries are numbered from `first` on, `above` makes what
    each of its sections begins with, and `where` names the table where a page has several.
    """

    over: Group | None
    before: Carry | None
    serial: int | None
    beside: Opening | None
    after: Opening | None
    first: int
    above: Callable[[], Above]
    line_turns: int
    where: str


@dataclass(slots=True)
class Told:
    """What a table tells; `carry` is None where no heading told its columns."""

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    carry: Carry | None = None


def read(grid: Grid, sections: list[Section], place: Place) -> Told:
    """The entries and the ledger of one table."""
    reading = _Reading(grid, place)
    for section in sections:
        reading.read(section, last=section is sections[-1])
    reading.end()
    return reading.told


class _Reading:
    """One table being read, section by section; `in_force` are the group headings that hold so far."""

    def __init__(self, grid: Grid, place: Place) -> None:
        before = place.before
        self.told = Told()
        self._grid = grid
        self._place = place
        self._in_force: tuple[Group, ...] = before.groups if before else ()
        self._tally = Tally.going_on(before.count if before else Count())
        self._serial = place.serial
        self._rest = before.taken if before else 0
        """Rows that belong to the last entry of the page before and are still to come."""
        self._columns: Columns | None = None
        self._taken = 0
        if place.over:
            self._in_force = groups.pushed(self._in_force, place.over)
            self._tally.group(place.over)

    def read(self, section: Section, *, last: bool) -> None:
        """The section's rows into entries and lines."""
        columns = section.columns
        if columns.counts_people:
            self._keep_as_figures(section)
            return
        if not section.body and not columns.told and _entries(section):
            self._open("没有可认的表头，各栏暂记作“列1”“列2”等，请指明各栏内容")
        sheet = Sheet(self._grid, columns, section.body, self._place.line_turns)
        every = _entries(section)
        rest_of_before, own = every[: self._rest], every[self._rest :]
        self._rest -= len(rest_of_before)
        self._count_serials(sheet, [row for row in section.rows if row in own or row.kind is LineKind.STRUCK_OUT])
        self._columns = columns if columns.told else self._columns
        rest = self._rest_after(sheet, own[-1]) if last and own and own[-1] is _last(section) else None
        above = self._place.above()
        by_set = dict.fromkeys(range(len(columns.sets)), self._in_force)
        below = {above.row: row for above, row in pairwise(section.rows)}
        for row in section.rows:
            if row in rest_of_before:
                self.told.lines.append(Line(LineKind.CONTINUED, row.text, row.box))
            elif row.kind is LineKind.ENTRY and row.number is not None:
                self._tally.entry(row.number)
                cut_off = may_go_on(sheet, row, below.get(row.row))
                pieces = [
                    piece.doubting(Doubt.GOES_ON_BELOW) if piece.field in cut_off else piece
                    for piece in sheet.pieces(row.row, row.number, rest if row is own[-1] else None)
                ]
                self._enter(row, above.readings(row.number, pieces, by_set[row.number], row=self._next_row))
            else:
                if row.kind is LineKind.STRUCK_OUT:
                    # Nobody is entered; but a ditto mark below it means what it says. Decisions are of entries alone.
                    for number, over_it in by_set.items():
                        above.readings(number, sheet.pieces(row.row, number), over_it, row=_NO_ENTRY)
                if row.group is not None:
                    self._tally.group(row.group, row.number)
                    over = by_set if row.number is None else (row.number,)
                    by_set |= {number: groups.pushed(by_set[number], row.group) for number in over}
                self._explain(row)
        self._in_force = by_set[0]
        if own and columns.told and not columns.has_name:
            self._open("没有“姓名”栏，各条目的姓名待补")

    def end(self) -> None:
        """Say what the printed counts did not agree with, and what the next table needs."""
        following = self._place.beside or self._place.after
        count = self._tally.count(self._serial)
        goes_on = bool(following and self._columns and following.goes_on(self._columns, count))
        self._open(*self._tally.end(goes_on=goes_on))
        self.told.entries = doubt.of_blanks(doubt.of_places(self.told.entries, self._tally.overfull))
        if self._columns is not None:
            over = tuple(replace(group, box=None) for group in self._in_force)
            self.told.carry = Carry(self._columns, over, count, taken=self._taken)

    def _count_serials(self, sheet: Sheet, numbered: list[Row]) -> None:
        """The serials of the entries and of the rows that are struck out, which were counted before they were."""
        by_row: dict[int, list[str | None]] = {}
        for row in numbered:
            sets = len(sheet.columns.sets)
            for number in range(sets) if row.number is None else (row.number,):
                by_row.setdefault(row.row, [None] * sets)[number] = sheet.serial(row.row, number)
        found = best_order(list(by_row.values()), self._serial)
        self._open(*found.wrong)
        self._serial = found.last if numbered else self._serial

    def _rest_after(self, sheet: Sheet, last: Row) -> tuple[Sheet, int] | None:
        """The row of the next page that belongs to the `last` entry of this one."""
        after = self._place.after
        if self._place.beside or after is None or self._columns is None:
            return None
        if not after.goes_on(self._columns, Count(serial=self._serial)):
            return None
        rest = after.rest_of(sheet, last.row)
        self._taken = 0 if rest is None else 1
        return rest

    @property
    def _next_row(self) -> int:
        return self._place.first + len(self.told.entries)

    def _enter(self, row: Row, readings: tuple[Reading, ...]) -> None:
        number = self._next_row
        self.told.entries.append(Entry(number, row.box, readings))
        self.told.lines.append(Line(LineKind.ENTRY, row.text, row.box, number))

    def _open(self, *reasons: str) -> None:
        self.told.open += [self._place.where + reason for reason in reasons]

    def _explain(self, row: Row) -> None:
        self.told.lines.append(Line(row.kind, row.text, row.box))
        if row.total is not None:
            self._tally.total(row.total, row.text)
        if row.kind is LineKind.UNEXPLAINED:
            self._open(f"有一行只有零星笔迹：“{row.text}”，未作条目；若印有人名，请补上")
        if row.kind is LineKind.STRUCK_OUT:
            self._open(f"有一行像是被划去：“{row.text}”，未作条目；若没有划去，请改正")
        if row.unsure:
            self._open(f"有一行只印“{row.text}”，当作分组标题；若是人名，请改正")

    def _keep_as_figures(self, section: Section) -> None:
        for row in section.rows:
            kind = LineKind.FURNITURE if row.kind is LineKind.ENTRY else row.kind
            self.told.lines.append(Line(kind, row.text, row.box))
        self._open("没有“姓名”栏而有人数栏，像统计表，未作条目；若是名册，请改正")


def _entries(section: Section) -> list[Row]:
    return [row for row in section.rows if row.kind is LineKind.ENTRY]


def _last(section: Section) -> Row | None:
    """The last row that is no blank or note, if it is an entry's."""
    telling = [row for row in section.rows if row.kind not in (LineKind.BLANK, LineKind.FURNITURE)]
    return telling[-1] if telling and telling[-1].kind is LineKind.ENTRY else None
