"""Names in blocks: which lines of print are rows of names, and which are headings over them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import PrintRow
from ingest.layout.name_columns import lie_evenly, starts_of
from ingest.layout.printlines import PrintLine
from ingest.layout.torn_rows import made_whole
from ingest.rectify.segments import Segment

_LEAST: Final = 3
"""Columns of names at least."""
_LEAST_BESIDE: Final = 2
"""Columns of names at least where their villages stand beside them."""
_WIDTHS: Final = (1.5, 4.8)
"""Character heights that a name is wide."""
_NAMES: Final = 0.9
"""Share of the cells of full lines that are as wide as names on a page of names, some with a note behind them."""
_BARE: Final = 0.7
"""Share of them that are as wide as names alone."""
_MARKS: Final = 0.15
"""Share of all cells that may hold marks, which no name is as narrow as: ticks, pieces of a seal, faded names."""
_NOTED: Final = 8.5
"""Character heights that a name is wide with a note in brackets behind it: 王德胜（副指导员）."""
_ALIGNED: Final = 0.33
"""Character heights by which a name may begin off the place where its column's names begin."""
_BESIDE: Final = 2
"""Full lines above and below one that tell whether it alone begins off its places."""
_MANY: Final = 3
"""Names in a line from which on it is told by their number."""
_NEARLY: Final = 0.9
"""Character heights by which the names of such a line may begin off their places."""
_WHITE: Final = 0.8
"""Character heights of white between most of them at least."""
_LARGER: Final = 1.22
"""Times the height of the names that print is high which is certainly none."""
_BEGINS: Final = (-6.0, 1.5)
"""Character heights from where the first names begin between which a heading begins."""
_OF_LINE: Final = 1.06
"""Character heights from the lines above and below it that a heading stands at least; pieces of a seal lie anywhere."""
_GAP: Final = 2.2
"""Character heights of white within a heading at most."""
_ON_AXIS: Final = 0.8
"""Character heights by which the middles of headings set over the middle of their block lie apart at most."""
_SMALLER: Final = 1.2
"""Times the usual height of such headings that one is high at most; what is higher is a title."""
_NEXT: Final = 1.5
"""Times the widest distance of lines of names and headings within which the blocks go on."""
_BEFORE: Final = 1.2
"""Times that distance within which a heading stands over the first of them."""


@dataclass(frozen=True, slots=True)
class _Block:
    """What the full lines tell: where each column's names begin and how high the names are.

    `shifts` are how far the names of the full lines, which stand at `levels`, begin off those places; `first` and
    `last` are the prints of the first and the last of them, by column.
    """

    starts: tuple[float, ...]
    height: float
    character: float
    levels: tuple[float, ...]
    shifts: tuple[float, ...]
    first: Mapping[int, Segment]
    last: Mapping[int, Segment]

    def off(self, column: int, cell: Segment, level: float) -> float:
        """Character heights by which print begins off the place where names of its column begin at that height.

        Beyond all full lines that is also where the name of the nearest of them begins.
        """
        near = self.first if level < self.levels[0] else self.last if level > self.levels[-1] else {}
        starts = [self.starts[column] + self.shift(level), *([near[column].left] if column in near else [])]
        return min(abs(cell.left - start) for start in starts) / self.character

    def shift(self, level: float) -> float:
        """How far the print at that height stands off where its column begins elsewhere."""
        return float(np.interp(level, self.levels, self.shifts))


def find_blocks(lines: Sequence[PlacedLine], columns: int, character: float, *, beside: bool = False) -> list[PrintRow]:
    """Rows of names and the headings over them, which span; [] where the lines are no blocks of names.

    Where villages stand `beside` their names, no print in a name's place is one.
    """
    lines = made_whole(lines, columns, character)
    rich = [line for line in lines if len(line.cells) >= min(3, columns) and not line.crosses]
    if columns < (_LEAST_BESIDE if beside else _LEAST) or not _are_names(rich, columns, character):
        return []
    block = _block(rich, columns, character)
    names = [_is_names(line, block) or (beside and _stand_as_names(line, block)) for line in lines]
    bare = [line if own else _without_marks(line, block) for line, own in zip(lines, names, strict=True)]
    centred = _centred(bare, names, block)
    lines = [bare[n] if n in centred else line for n, line in enumerate(lines)]
    names = [own and n not in centred for n, own in enumerate(names)]
    core = [n for n, line in enumerate(lines) if names[n] and len(line.cells) >= 2]
    if not core:
        return []
    widest = max(np.diff([lines[n].line.middle for n in range(core[0], core[-1] + 1)]), default=2.5 * character)
    rows = [
        PrintRow((lines[n],), spans=heads, stray=not names[n] and not heads)
        for n in range(core[0], core[-1] + 1)
        for heads in [n in centred or (not names[n] and _is_heading(lines[n], block))]
    ]
    heads = [n in centred or _is_heading(line, block) for n, line in enumerate(lines)]
    over = [(lines[n], heads[n], not names[n]) for n in reversed(range(core[0]))]
    rows = [*_going_on(over, rows[0].top, _BEFORE * widest, block)[::-1], *rows]
    while not rows[0].spans and len(rows) > 1 and rows[1].spans:
        rows = rows[1:]  # below no village it is a running head or a piece of a title
    under = [(lines[n], names[n] or heads[n], not names[n]) for n in range(core[-1] + 1, len(lines))]
    rows += _going_on(under, rows[-1].top, _NEXT * widest, block)
    return rows if beside else _told_apart(rows, columns, block)


def _going_on(
    lines: Sequence[tuple[PlacedLine, bool, bool]], start: float, reach: float, block: _Block
) -> list[PrintRow]:
    """The rows that go on from the one at `start`, none farther off than `reach`; of each line, whether it is one.

    The last thing told of a line is whether it spans. Marks between the rows end nothing.
    """
    rows: list[PrintRow] = []
    marks: list[PrintRow] = []
    for line, is_row, spans in lines:
        if abs(line.line.middle - start) > reach:
            break
        if is_row:
            rows += [*marks, PrintRow((line,), spans=spans)]
            marks, start = [], line.line.middle
        elif max(segment.width for segment in line.line.segments) < _WIDTHS[0] * block.character:
            marks.append(PrintRow((line,), stray=True))
        else:
            break
    return rows


def _are_names(rich: Sequence[PlacedLine], columns: int, character: float) -> bool:
    """Whether nearly all print of the full lines is as wide as names and stands in columns as wide as each other."""
    every = [cell for line in rich for cell in line.cells.values()]
    cells = [cell for cell in every if cell.width >= _WIDTHS[0] * character]
    cells = cells if len(every) - len(cells) <= _MARKS * len(every) else every
    if len(rich) < 2 or not cells:
        return False
    fitting = sum(_WIDTHS[0] * character <= cell.width <= _WIDTHS[1] * character for cell in cells)
    starts = starts_of(rich, columns)
    noted = sum(
        _WIDTHS[1] * character < cell.width <= _NOTED * character
        and abs(cell.left - starts[column]) <= _NEARLY * character
        for line in rich
        for column, cell in line.cells.items()
    )
    if fitting < _BARE * len(cells) or fitting + noted < _NAMES * len(cells):
        return False
    return lie_evenly(np.array(starts))


def _block(rich: Sequence[PlacedLine], columns: int, character: float) -> _Block:
    starts = starts_of(rich, columns)
    wide = _WIDTHS[0] * character, _WIDTHS[1] * character
    each = [{n: cell for n, cell in line.cells.items() if wide[0] <= cell.width <= wide[1]} for line in rich]
    told = [(line.line.middle, cells) for line, cells in zip(rich, each, strict=True) if cells]
    shifts = [float(np.median([cell.left - starts[n] for n, cell in cells.items()])) for _, cells in told]
    height = float(np.median([cell.height for _, cells in told for cell in cells.values()]))
    levels = tuple(level for level, _ in told)
    return _Block(tuple(starts), height, character, levels, _smooth(shifts, character), told[0][1], told[-1][1])


def _smooth(shifts: Sequence[float], character: float) -> tuple[float, ...]:
    """How far lines begin off their places, by the lines beside one that alone does: it may be a heading in pieces."""
    usual = [float(np.median(shifts[max(0, n - _BESIDE) : n + _BESIDE + 1])) for n in range(len(shifts))]
    return tuple(
        own if abs(own - other) <= _ALIGNED * character else other for own, other in zip(shifts, usual, strict=True)
    )


def _is_names(line: PlacedLine, block: _Block) -> bool:
    """Whether the print of the line begins where names begin and is as wide and high as names are.

    Of a line of many names, which stand well apart, a few may be marred and all may be a little off; a seal may
    cover half of a line, but no heading holds as many prints that each stand and look like a name.
    """
    cells, level = sorted(_prints(line, block).items()), line.line.middle
    off = [block.off(column, cell, level) for column, cell in cells]
    # No village stands beside a name in its place, but behind a name a note may; nor do many pieces of a heading.
    beside = cells[0][0] == 0 and any(
        o <= _ALIGNED and _is_alike(c, block) for o, (_, c) in zip(off, cells, strict=True)
    )
    beside |= sum(o <= _ALIGNED for o in off) >= _MANY
    alike = [_is_alike(cell, block, noted=beside) for _, cell in cells]
    if sum(o <= _ALIGNED and a for o, a in zip(off, alike, strict=True)) >= _MANY and _are_apart(cells, block):
        return True
    if len(cells) < _MANY:
        return bool(cells) and not line.crosses and all(alike) and max(off) <= _ALIGNED
    white = np.median([right.left - left.right for (_, left), (_, right) in itertools.pairwise(cells)])
    fitting = sum(o <= _NEARLY and a for o, a in zip(off, alike, strict=True))
    return line.crosses <= 1 and bool(white >= _WHITE * block.character) and fitting * 3 >= len(cells) * 2


def _stand_as_names(line: PlacedLine, block: _Block) -> bool:
    """Whether a line beside which no heading stands is one of names: one print is, or all are with notes behind them.

    A tick makes a name higher than names are.
    """
    cells, level = _prints(line, block), line.line.middle
    off = {column: block.off(column, cell, level) for column, cell in cells.items()}
    one = any(off[column] <= _ALIGNED and _is_alike(cell, block) for column, cell in cells.items())
    noted = all(off[column] <= _NEARLY and _is_alike(cell, block, noted=True) for column, cell in cells.items())
    return not line.crosses and (one or noted)


def _prints(line: PlacedLine, block: _Block) -> Mapping[int, Segment]:
    """What of a line is as wide as a name at least, if anything is; the rest is pieces of a seal."""
    wide = {n: cell for n, cell in line.cells.items() if cell.width >= _WIDTHS[0] * block.character}
    return wide or line.cells


def _are_apart(cells: Sequence[tuple[int, Segment]], block: _Block) -> bool:
    """Whether there is white behind a good part of the prints that look like names; long ones touch the next."""
    pairs = [(left, right) for (_, left), (_, right) in itertools.pairwise(cells) if _is_alike(left, block)]
    return sum(right.left - left.right >= _WHITE * block.character for left, right in pairs) * 3 >= len(pairs)


def _is_alike(cell: Segment, block: _Block, *, noted: bool = False) -> bool:
    """Whether print is as wide and as high as a name, one that may be `noted` behind it."""
    most = _NOTED if noted else _WIDTHS[1]
    wide = _WIDTHS[0] * block.character <= cell.width <= most * block.character
    return wide and cell.height <= _LARGER * block.height


def _is_heading(line: PlacedLine, block: _Block) -> bool:
    """Whether a line may be a heading: it begins near where the first names do, which may be set in under it.

    It is as high as print at least.
    """
    first = line.line.segments[0]
    high = max(segment.height for segment in line.line.segments)
    inset = (first.left - block.starts[0] - block.shift(line.line.middle)) / block.character
    near = _BEGINS[0] <= inset <= _BEGINS[1]
    return near and 0.85 * block.height <= high and line.line.right - first.left >= _WIDTHS[0] * block.character


def _centred(lines: Sequence[PlacedLine], names: Sequence[bool], block: _Block) -> set[int]:
    """The numbers of lines that are headings set over the middle of their block.

    Each is one print on a line of its own, over a row of names that is filled from the left. It is longer than a
    name, or its middle lies where those of other such lines do; as that of a township over the heading of its village.
    """
    begins = [names[n] and 0 in line.cells for n, line in enumerate(lines)]
    over = [n for n in range(len(lines) - 2) if begins[n + 2] and not names[n + 1] and _is_heading(lines[n + 1], block)]
    likely = {
        n: (line.line.left + line.line.right) / 2 - block.shift(line.line.middle)
        for n, line in enumerate(lines[:-1])
        if (begins[n + 1] or n in over) and _stands_alone(lines, n, block)
    }
    wide = {n for n in likely if lines[n].line.right - lines[n].line.left > _WIDTHS[1] * block.character}
    long = wide - set(over)
    close = {
        n: sum(abs(middle - other) <= _ON_AXIS * block.character for other in likely.values()) - 1
        for n, middle in likely.items()
    }
    found = {n for n in likely if close[n] >= (1 if n in over or not names[n] else 2) or (n in long and not names[n])}
    heights, first = [lines[n].line.hull.height for n in found], begins.index(True) if any(begins) else 0
    # A title stands above all of them; one lower down that is higher has a tick to it.
    return {n for n in found if n >= first or lines[n].line.hull.height <= _SMALLER * float(np.median(heights))}


def _without_marks(line: PlacedLine, block: _Block) -> PlacedLine:
    """The line without narrow prints far off a wider one: ticks beside a heading. All of it if it has no such one."""
    segments = line.line.segments
    wide = [each for each in segments if each.width >= _WIDTHS[0] * block.character]
    if not wide:
        return line
    air = _GAP * block.character
    left, right = wide[0].left - air, max(each.right for each in wide) + air
    own = tuple(each for each in segments if each in wide or (left <= each.right and each.left <= right))
    return replace(line, line=PrintLine(line.line.middle, own))


def _stands_alone(lines: Sequence[PlacedLine], number: int, block: _Block) -> bool:
    """Whether a line is one print as high as names, begins right of where the first names do, and is off the others."""
    line, off = lines[number].line, _OF_LINE * block.character
    near = [lines[n].line.middle for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    air = [right.left - left.right for left, right in itertools.pairwise(line.segments)]
    right = line.left - block.starts[0] - block.shift(line.middle) > _ALIGNED * block.character
    high = 0.85 * block.height <= max(segment.height for segment in line.segments)
    wide = line.right - line.left >= _WIDTHS[0] * block.character
    apart = min(abs(middle - line.middle) for middle in near) >= off
    return right and high and wide and apart and max(air, default=0) <= _GAP * block.character


def _told_apart(rows: list[PrintRow], columns: int, block: _Block) -> list[PrintRow]:
    """The rows, where one name alone that follows a row not filled to its end is a heading and no name.

    Names fill a row before they begin the next one; what stands alone below an open row begins something new.
    """
    found: list[PrintRow] = []
    for number, row in enumerate(rows):
        alone = not row.spans and not row.stray and _prints(row.lines[0], block).keys() == {0}
        before = next((each for each in reversed(found) if not each.stray), None)
        after = next((each for each in rows[number + 1 :] if not each.stray), None)
        open_before = before is None or (not before.spans and len(before.lines[0].cells) < columns)
        heads = after is not None and not after.spans
        found.append(PrintRow(row.lines, spans=True) if alone and open_before and heads else row)
    return found
