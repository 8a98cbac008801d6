"""A ruled table: cells of wrapped text between rules, rows that span, and the box of every cell's ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.sheet import Face, Sheet
from tests.rendering.truth import Box, hull

LINE: Final = 1.12
"""From one line of a cell to the next, in ems."""


class RowKind(StrEnum):
    """What a row of a table is for."""

    HEADING = "heading"
    ENTRY = "entry"
    SPAN = "span"


class Align(StrEnum):
    """Where in its cell a text stands."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text to be set; may hold gaps that the meaning of the text does not."""

    text: str
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; a spanning row has one, across the table."""

    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules a table has, and how thick in pixels; `open_sides` leaves out the outer verticals."""

    thin: float
    frame: float
    drawn: bool = True
    open_sides: bool = False
    double_frame: bool = False


def rules(dice: Dice, em: float) -> Rules:
    """A manner of ruling, as thick as the type asks for."""
    thin = em * dice.between((0.04, 0.09))
    return Rules(
        thin,
        thin * dice.pick((1.0, 1.0, 1.8, 2.6)),
        open_sides=dice.chance(0.15),
        double_frame=dice.chance(0.1),
    )


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of `widths` in pixels; in ems, `pitch` is a row's least height, `padding` a cell's."""

    face: Face
    widths: tuple[float, ...]
    rules: Rules
    pitch: float
    padding: float

    @property
    def width(self) -> float:
        """From the left rule to the right one."""
        return sum(self.widths)

    def height(self, row: Row) -> float:
        """How high the row is, its longest cell wrapped."""
        lines = max(len(lines) for lines in self._lines(row))
        return self.face.size * max(self.pitch, lines * LINE + 0.5)

    def draw(self, sheet: Sheet, x: float, y: float, rows: Sequence[Row]) -> list[list[Box | None]]:
        """Sets the rows below each other; the ink boxes of every row's cells."""
        tops = [y]
        boxes = []
        for row in rows:
            boxes.append(self._set(sheet, x, tops[-1], row))
            tops.append(tops[-1] + self.height(row))
        if self.rules.drawn:
            self._rule(sheet, x, tops, rows)
        return boxes

    def _lines(self, row: Row) -> list[list[str]]:
        widths = (self.width,) if row.kind is RowKind.SPAN else self.widths
        room = 2 * self.padding * self.face.size
        return [self.face.wrap(cell.text, width - room) for cell, width in zip(row.cells, widths, strict=True)]

    def _set(self, sheet: Sheet, x: float, top: float, row: Row) -> list[Box | None]:
        """Sets one row; without rules the first lines of all its cells stand level."""
        size, height = self.face.size, self.height(row)
        widths = (self.width,) if row.kind is RowKind.SPAN else self.widths
        boxes: list[Box | None] = []
        for cell, lines, width in zip(row.cells, self._lines(row), widths, strict=True):
            ink, parts = sheet.ink(), []
            spare = height - (len(lines) - 1) * LINE * size - size
            first = top + (spare / 2 if self.rules.drawn else 0.25 * size)
            for number, line in enumerate(lines):
                left = x + self.padding * size
                if cell.align is Align.CENTRE and len(lines) == 1:
                    left = x + (width - self.face.width(line)) / 2
                box = sheet.line(line, left, first + number * LINE * size, self.face, ink)
                parts += [box] if box else []
            boxes.append(hull(parts))
            x += width
        return boxes

    def _rule(self, sheet: Sheet, x: float, tops: list[float], rows: Sequence[Row]) -> None:
        right, thin, frame = x + self.width, self.rules.thin, self.rules.frame
        for number, top in enumerate(tops):
            outer = number in (0, len(tops) - 1)
            sheet.rule((x, top), (right, top), frame if outer else thin)
        if not self.rules.open_sides:
            for side in (x, right):
                sheet.rule((side, tops[0]), (side, tops[-1]), frame)
        if self.rules.double_frame:
            self._second_frame(sheet, x, tops[0], right, tops[-1])
        inner = [x + sum(self.widths[: n + 1]) for n in range(len(self.widths) - 1)]
        for start, end in _stretches(rows):
            for at in inner:
                sheet.rule((at, tops[start]), (at, tops[end]), thin)

    def _second_frame(self, sheet: Sheet, left: float, top: float, right: float, bottom: float) -> None:
        away = self.face.size * 0.2
        left, top, right, bottom = left - away, top - away, right + away, bottom + away
        for start, end in (
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ):
            sheet.rule(start, end, self.rules.frame)


def _stretches(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """First and one-past-last numbers of rows between spanning rows."""
    found, start = [], 0
    for number, row in enumerate(rows):
        if row.kind is RowKind.SPAN:
            if number > start:
                found.append((start, number))
            start = number + 1
    return [*found, (start, len(rows))] if start < len(rows) else found
