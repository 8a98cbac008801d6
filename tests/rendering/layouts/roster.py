"""A table of people: chooses columns, fills rows until the paper is full, says what stands where.

Ruled pages, halves of spreads, pages of two or three entries a row and pages without rules are all
this table with other choices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import Manner
from tests.rendering.layouts.setting import Setting
from tests.rendering.layouts.table import Align, Cell, Row, RowKind, Rules, Table
from tests.rendering.sheet import GAP, Sheet
from tests.rendering.truth import Box, Field, Record
from tests.rendering.words.person import Person, person
from tests.rendering.words.places import township

MOST_ROWS: Final = 60
LONGEST_NUMBER: Final = "8888"
NARROWEST: Final = 3.0
"""A column of running text is never set narrower than this many ems."""
SUBTOTALS: Final = ("小计{n}人", "小计：{n}人", "合计 {n} 人", "以上{n}人")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a roster: its heading, the widest its text may run in ems, and what a cell holds."""

    heading: str
    widest: float
    align: Align
    print_cell: Callable[[Person, str], PrintedCell]
    """From a person and the place of the group's heading."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """The text of a cell and the fields it holds; only the field `boxed` is given the cell's box."""

    text: str
    fields: dict[str, Field]
    boxed: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The choices for one table."""

    columns: tuple[Column, ...]
    manner: Manner
    rules: Rules
    entries_a_row: int = 1
    grouped: bool = False
    numbered: bool = False
    name_gaps: bool = False
    subtotals: bool = False
    count_form: str = "{p}"
    number_heading: str = "序号"
    headings: bool = True
    blank_rows: int = 0
    pitch: float = 1.7
    padding: float = 0.25
    filled: float = 1.0
    """Share of the room that is used, for the last page of a chapter."""


@dataclass(slots=True)
class _Group:
    place: str
    entries: list[list[PrintedCell]] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    row: Row
    entries: list[list[PrintedCell]] = field(default_factory=list)


def draw_roster(sheet: Sheet, page: Setting, plan: Plan, area: Box) -> list[Record]:
    """Sets a roster within `area`; its entries in reading order."""
    groups = _people(page, plan)
    table = _table(page, plan, groups, area[2] - area[0])
    placed = _fill(page, plan, table, groups, (area[3] - area[1]) * plan.filled)
    left = area[0] + (area[2] - area[0] - table.width) / 2
    boxes = table.draw(sheet, left, area[1], [line.row for line in placed])
    return [
        record
        for line, cells in zip(placed, boxes, strict=True)
        for record in _records(line, cells, len(plan.columns) + plan.numbered, plan.numbered)
    ]


def _people(page: Setting, plan: Plan) -> list[_Group]:
    dice, left = page.dice, MOST_ROWS * plan.entries_a_row
    groups = []
    while left > 0:
        group = _Group(township(dice) if plan.grouped else "")
        if not page.fits(group.place):
            continue
        plan.manner.forget()
        for _ in range(dice.count((2, 14 * plan.entries_a_row)) if plan.grouped else left):
            who = person(dice, page.county, plan.manner.dates, page.fits)
            group.entries.append([column.print_cell(who, group.place) for column in plan.columns])
        left -= len(group.entries)
        groups.append(group)
    return groups


def _table(page: Setting, plan: Plan, groups: Sequence[_Group], room: float) -> Table:
    face, em = page.face, page.face.size
    widths = []
    for number, column in enumerate(plan.columns):
        longest = max(face.width(entry[number].text) for group in groups for entry in group.entries)
        heading = min(face.width(column.heading), 4.1 * em)
        narrow = longest < 1.2 * em
        natural = longest if narrow else max(longest, heading, 3.1 * em)
        widths.append(min(natural, column.widest * em) + (2 * plan.padding + 0.1) * em)
    if plan.numbered:
        widths.insert(0, face.width(LONGEST_NUMBER) + (2 * plan.padding + 0.1) * em)
    widths *= plan.entries_a_row
    widths = _squeezed(widths, room, NARROWEST * em)
    spare = room / sum(widths)
    stretch = min(spare, page.dice.between((1.0, 1.5)))
    return Table(face, tuple(w * stretch for w in widths), plan.rules, plan.pitch, plan.padding)


def _squeezed(widths: list[float], room: float, narrowest: float) -> list[float]:
    """Takes from the widest columns until all fit; text there wraps."""
    while sum(widths) > room:
        widest = max(widths)
        if widest <= narrowest:
            return [width * room / sum(widths) for width in widths]
        widths = [max(width * 0.95, narrowest) if width > widest * 0.9 else width for width in widths]
    return widths


def _fill(page: Setting, plan: Plan, table: Table, groups: Sequence[_Group], room: float) -> list[_Placed]:
    placed = [_Placed(_heading(plan))] if plan.headings else []
    used = sum(table.height(line.row) for line in placed)
    number = page.dice.pick((1, 1, page.dice.count((2, 400))))
    for group in groups:
        taken: list[_Placed] = []
        span = _span(group.place) if plan.grouped else None
        height = table.height(span) if span else 0.0
        if plan.subtotals:
            height += table.height(_span("小计"))
        for start in range(0, len(group.entries), plan.entries_a_row):
            line = _line(page, plan, group.entries[start : start + plan.entries_a_row], number)
            if used + height + table.height(line.row) > room:
                break
            height += table.height(line.row)
            number += len(line.entries)
            taken.append(line)
        if not taken:
            break
        used += height
        placed += _closed(page.dice, plan, group.place, taken)
    if not plan.grouped and plan.blank_rows:
        kept = max(len(placed) - plan.blank_rows, len(placed) // 2 + 1)
        placed = placed[:kept] + [_line(page, plan, [], number)] * (len(placed) - kept)
    return placed


def _closed(dice: Dice, plan: Plan, place: str, lines: list[_Placed]) -> list[_Placed]:
    count = sum(len(line.entries) for line in lines)
    if plan.grouped:
        heading = plan.count_form.format(p=place, n=count)
        lines = [_Placed(_span(heading)), *lines]
    if plan.subtotals:
        lines = [*lines, _Placed(_span(dice.pick(SUBTOTALS).format(n=count)))]
    return lines


def _span(text: str) -> Row:
    return Row(RowKind.SPAN, (Cell(text),))


def _heading(plan: Plan) -> Row:
    cells = [Cell(column.heading) for column in plan.columns]
    if plan.numbered:
        cells.insert(0, Cell(plan.number_heading))
    return Row(RowKind.HEADING, tuple(cells * plan.entries_a_row))


def _line(page: Setting, plan: Plan, entries: list[list[PrintedCell]], number: int) -> _Placed:
    cells: list[Cell] = []
    for place in range(plan.entries_a_row):
        entry = entries[place] if place < len(entries) else None
        if plan.numbered:
            cells.append(Cell(str(number + place) if entry else ""))
        for at, column in enumerate(plan.columns):
            text = entry[at].text if entry else ""
            if plan.name_gaps and entry and "name" in entry[at].fields:
                text = with_gap(text)
            cells.append(Cell(text, column.align))
    return _Placed(Row(RowKind.ENTRY, tuple(cells)), entries)


def with_gap(name: str) -> str:
    """A name of two characters spread to the width of three, as presses set them in lists."""
    return GAP.join(name) if len(name) == 2 else name


def _records(line: _Placed, boxes: list[Box | None], width: int, numbered: bool) -> list[Record]:
    records = []
    for place, entry in enumerate(line.entries):
        own = boxes[place * width + numbered : (place + 1) * width]
        fields = {
            name: (fact.at(box) if name == cell.boxed else replace(fact, box=None))
            for cell, box in zip(entry, own, strict=True)
            for name, fact in cell.fields.items()
        }
        records.append(Record(fields))
    return records
