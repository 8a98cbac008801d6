"""Names in blocks: which lines of print are rows of names, and which are headings over them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.continuing import PrintRow
from ingest.layout.name_columns import lie_evenly, starts_of
from ingest.layout.name_places import ALIGNED, NOTED, WIDTHS, NamePlaces, are_told, places_of, uncut
from ingest.layout.running_notes import with_notes_whole
from ingest.layout.torn_rows import made_whole
from ingest.layout.village_headings import find_centred, is_heading, without_marks
from ingest.rectify.segments import Segment

_LEAST: Final = 3
"""Columns of names at least."""
_LEAST_BESIDE: Final = 2
"""Columns of names at least where their villages stand beside them."""
_NAMES: Final = 0.9
"""Share of the cells of full lines that are as wide as names on a page of names, some with a note behind them."""
_BARE: Final = 0.6
"""Share of them that are as wide as names alone."""
_MARKS: Final = (0.15, 0.4)
"""Share of all cells that may hold marks, which no name is as narrow as: ticks, pieces of a seal; and more where these
are pieces of faded names, in columns most of whose print is as wide as names."""
_MANY: Final = 3
"""Names in a line from which on it is told by their number."""
_NEARLY: Final = 0.9
"""Character heights by which the names of such a line may begin off their places."""
_WHITE: Final = 0.8
"""Character heights of white between most of them at least."""
_NEXT: Final = 1.5
"""Times the widest distance of lines of names and headings within which the blocks go on."""
_BEFORE: Final = 1.2
"""Times that distance within which a heading stands over the first of them."""


def find_blocks(lines: Sequence[PlacedLine], columns: int, character: float, *, beside: bool = False) -> list[PrintRow]:
    """Rows of names and the headings over them, which span; [] where the lines are no blocks of names.

    Where villages stand `beside` their names, no print in a name's place is one.
    """
    lines = made_whole(lines, columns, character)
    begun = [line for line in (uncut(line, character) for line in lines) if len(line.cells) >= min(3, columns)]
    if columns < (_LEAST_BESIDE if beside else _LEAST) or not are_told(begun, character):
        return []
    places = places_of(begun, columns, character)
    lines = [with_notes_whole(line, places) for line in lines]
    rich = _rich(lines, columns)
    if not _are_names(rich, columns, character):
        return []
    places = places_of(rich, columns, character)
    names = [_is_names(line, places) or (beside and _stand_as_names(line, places)) for line in lines]
    bare = [line if own else without_marks(line, places) for line, own in zip(lines, names, strict=True)]
    centred = find_centred(bare, names, places)
    lines = [bare[n] if n in centred else line for n, line in enumerate(lines)]
    names = [own and n not in centred for n, own in enumerate(names)]
    core = [n for n, line in enumerate(lines) if names[n] and len(line.cells) >= 2]
    if not core:
        return []
    widest = max(np.diff([lines[n].line.middle for n in range(core[0], core[-1] + 1)]), default=2.5 * character)
    rows = [
        PrintRow((lines[n],), spans=heads, stray=not names[n] and not heads)
        for n in range(core[0], core[-1] + 1)
        for heads in [n in centred or (not names[n] and is_heading(lines[n], places))]
    ]
    heads = [n in centred or is_heading(line, places) for n, line in enumerate(lines)]
    over = [(lines[n], heads[n], not names[n]) for n in reversed(range(core[0]))]
    rows = [*_going_on(over, rows[0].top, _BEFORE * widest, places)[::-1], *rows]
    while not rows[0].spans and len(rows) > 1 and rows[1].spans:
        rows = rows[1:]  # below no village it is a running head or a piece of a title
    under = [(lines[n], names[n] or heads[n], not names[n]) for n in range(core[-1] + 1, len(lines))]
    rows += _going_on(under, rows[-1].top, _NEXT * widest, places)
    return rows if beside else _told_apart(rows, places)


def _rich(lines: Sequence[PlacedLine], columns: int) -> list[PlacedLine]:
    """The full lines, which no heading, title or stain runs across."""
    return [line for line in lines if len(line.cells) >= min(3, columns) and not line.crosses]


def _going_on(
    lines: Sequence[tuple[PlacedLine, bool, bool]], start: float, reach: float, places: NamePlaces
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
        elif max(segment.width for segment in line.line.segments) < WIDTHS[0] * places.character:
            marks.append(PrintRow((line,), stray=True))
        else:
            break
    return rows


def _are_names(rich: Sequence[PlacedLine], columns: int, character: float) -> bool:
    """Whether nearly all print of the full lines is as wide as names and stands in columns as wide as each other."""
    every = [cell for line in rich for cell in line.cells.values()]
    cells = [cell for cell in every if cell.width >= WIDTHS[0] * character]
    by_column = [[line.cells[n].width for line in rich if n in line.cells] for n in range(columns)]
    faded = all(2 * sum(width >= WIDTHS[0] * character for width in own) > len(own) for own in by_column if own)
    cells = cells if len(every) - len(cells) <= _MARKS[faded] * len(every) else every
    if len(rich) < 2 or not cells:
        return False
    fitting = sum(WIDTHS[0] * character <= cell.width <= WIDTHS[1] * character for cell in cells)
    starts = starts_of(rich, columns)
    noted = sum(
        WIDTHS[1] * character < cell.width <= NOTED * character
        and abs(cell.left - starts[column]) <= _NEARLY * character
        for line in rich
        for column, cell in line.cells.items()
    )
    if fitting < _BARE * len(cells) or fitting + noted < _NAMES * len(cells):
        return False
    return lie_evenly(np.array(starts))


def _is_names(line: PlacedLine, places: NamePlaces) -> bool:
    """Whether the print of the line begins where names begin and is as wide and high as names are.

    Of a line of many names, which stand well apart, a few may be marred and all may be a little off; a seal may
    cover half of a line, but no heading holds as many prints that each stand and look like a name.
    """
    cells, level = sorted(places.prints(line).items()), line.line.middle
    off = [places.off(column, cell, level) for column, cell in cells]
    # No village stands beside a name in its place, but behind a name a note may; nor do many pieces of a heading.
    beside = cells[0][0] == 0 and any(o <= ALIGNED and places.is_alike(c) for o, (_, c) in zip(off, cells, strict=True))
    beside |= sum(o <= ALIGNED for o in off) >= _MANY
    alike = [places.is_alike(cell, noted=beside) for _, cell in cells]
    if sum(o <= ALIGNED and a for o, a in zip(off, alike, strict=True)) >= _MANY and _are_apart(cells, places):
        return True
    if len(cells) < _MANY:
        return bool(cells) and not line.crosses and all(alike) and max(off) <= ALIGNED
    white = np.median([right.left - left.right for (_, left), (_, right) in itertools.pairwise(cells)])
    fitting = sum(o <= _NEARLY and a for o, a in zip(off, alike, strict=True))
    return line.crosses <= 1 and bool(white >= _WHITE * places.character) and fitting * 3 >= len(cells) * 2


def _stand_as_names(line: PlacedLine, places: NamePlaces) -> bool:
    """Whether a line beside which no heading stands is one of names: one print is, or all are with notes behind them.

    A tick makes a name higher than names are.
    """
    cells, level = places.prints(line), line.line.middle
    off = {column: places.off(column, cell, level) for column, cell in cells.items()}
    one = any(off[column] <= ALIGNED and places.is_alike(cell) for column, cell in cells.items())
    noted = all(off[column] <= _NEARLY and places.is_alike(cell, noted=True) for column, cell in cells.items())
    return not line.crosses and (one or noted)


def _are_apart(cells: Sequence[tuple[int, Segment]], places: NamePlaces) -> bool:
    """Whether there is white behind a good part of the prints that look like names; long ones touch the next."""
    pairs = [(left, right) for (_, left), (_, right) in itertools.pairwise(cells) if places.is_alike(left)]
    return sum(right.left - left.right >= _WHITE * places.character for left, right in pairs) * 3 >= len(pairs)


def _told_apart(rows: list[PrintRow], places: NamePlaces) -> list[PrintRow]:
    """The rows, where one name alone that follows a row not filled to its end is a heading and no name.

    Names fill a row before they begin the next one; what stands alone below an open row begins something new.
    """
    found: list[PrintRow] = []
    for number, row in enumerate(rows):
        alone = not row.spans and not row.stray and places.prints(row.lines[0]).keys() == {0}
        before = next((each for each in reversed(found) if not each.stray), None)
        after = next((each for each in rows[number + 1 :] if not each.stray), None)
        open_before = before is None or (not before.spans and not places.is_filled(before.lines[0]))
        heads = after is not None and not after.spans
        # Nor do names begin a row before the one with the last name is filled; a heading that was cut is two prints.
        open_behind = after is not None and len(after.lines[0].cells) >= _MANY
        found.append(PrintRow(row.lines, spans=True) if alone and heads and (open_before or open_behind) else row)
    return found
