"""Names in blocks: which lines of print are rows of names, and which are headings over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.unruled_rows import PrintRow

_WIDTHS: Final = (1.5, 4.8)
"""Character heights that a name is wide."""
_NAMES: Final = 0.9
"""Share of the cells of full lines that are as wide as names on a page of names."""
_EVEN: Final = 0.15
"""Share of their usual distance by which columns of names may lie apart more or less."""
_ALIGNED: Final = 0.33
"""Character heights by which a name may begin off the place where its column's names begin."""
_LARGER: Final = 1.22
"""Times the height of the names that print is high which is certainly none."""
_NEXT: Final = 1.5
"""Times the widest distance of lines of names and headings within which the blocks go on."""


@dataclass(frozen=True, slots=True)
class _Block:
    """What the full lines tell: where each column's names begin, how high the names are, how far lines lie apart."""

    starts: tuple[float, ...]
    height: float
    distance: float
    character: float


def find_blocks(lines: Sequence[PlacedLine], columns: int, character: float) -> list[PrintRow]:
    """Rows of names and the headings over them, which span; [] where the lines are no blocks of names."""
    rich = [line for line in lines if len(line.cells) >= min(3, columns) and not line.crosses]
    if columns < 3 or not _are_names(rich, columns, character):
        return []
    block = _block(rich, columns, character)
    names = [_is_names(line, block) for line in lines]
    core = [n for n, line in enumerate(lines) if names[n] and len(line.cells) >= 2]
    if not core:
        return []
    widest = max(np.diff([lines[n].line.middle for n in range(core[0], core[-1] + 1)]), default=2.5 * character)
    rows = [PrintRow((line,), spans=not names[n]) for n, line in enumerate(lines) if core[0] <= n <= core[-1]]
    for line in reversed(lines[: core[0]]):
        if not _is_heading(line, block) or rows[0].top - line.line.middle > widest:
            break
        rows.insert(0, PrintRow((line,), spans=True))
    for n in range(core[-1] + 1, len(lines)):
        if lines[n].line.middle - rows[-1].top > _NEXT * widest or not (names[n] or _is_heading(lines[n], block)):
            break
        rows.append(PrintRow((lines[n],), spans=not names[n]))
    return _told_apart(rows, columns)


def _are_names(rich: Sequence[PlacedLine], columns: int, character: float) -> bool:
    """Whether nearly all print of the full lines is as wide as names and stands in columns as wide as each other."""
    cells = [cell for line in rich for cell in line.cells.values()]
    if len(rich) < 2 or not cells:
        return False
    fitting = sum(_WIDTHS[0] * character <= cell.width <= _WIDTHS[1] * character for cell in cells)
    if fitting < _NAMES * len(cells):
        return False
    steps = np.diff(_starts(rich, columns))
    return bool(np.all(np.abs(steps / np.median(steps) - 1) <= _EVEN))


def _starts(rich: Sequence[PlacedLine], columns: int) -> list[float]:
    """Where the print of each column begins."""
    lefts = [[line.cells[column].left for line in rich if column in line.cells] for column in range(columns)]
    return [float(np.median(own)) if own else float("nan") for own in lefts]


def _block(rich: Sequence[PlacedLine], columns: int, character: float) -> _Block:
    heights = [cell.height for line in rich for cell in line.cells.values()]
    middles = [line.line.middle for line in rich]
    distance = float(np.median(np.diff(middles))) if len(middles) > 1 else 2 * character
    return _Block(tuple(_starts(rich, columns)), float(np.median(heights)), distance, character)


def _is_names(line: PlacedLine, block: _Block) -> bool:
    """Whether all print of the line begins where names begin and is as wide and high as names are."""
    if not line.cells or line.crosses:
        return False
    return all(
        abs(cell.left - block.starts[column]) <= _ALIGNED * block.character
        and _WIDTHS[0] * block.character <= cell.width <= _WIDTHS[1] * block.character
        and cell.height <= _LARGER * block.height
        for column, cell in line.cells.items()
    ) or (len(line.cells) >= 3 and 0 in line.cells)


def _is_heading(line: PlacedLine, block: _Block) -> bool:
    """Whether a line may be a heading: it begins near where the first names do and is as high as print at least."""
    first = line.line.segments[0]
    high = max(segment.height for segment in line.line.segments)
    near = abs(first.left - block.starts[0]) <= 1.5 * block.character
    return near and 0.85 * block.height <= high and line.line.right - first.left >= _WIDTHS[0] * block.character


def _told_apart(rows: list[PrintRow], columns: int) -> list[PrintRow]:
    """The rows, where one print alone that follows a row not filled to its end is a heading and no name.

    Names fill a row before they begin the next one; what stands alone below an open row begins something new.
    """
    found: list[PrintRow] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        alone = not row.spans and row.lines[0].cells.keys() == {0}
        before = found[-1] if found else None
        open_before = before is None or (not before.spans and len(before.lines[0].cells) < columns)
        heads = after is not None and not after.spans
        found.append(PrintRow(row.lines, spans=True) if alone and open_before and heads else row)
    return found
