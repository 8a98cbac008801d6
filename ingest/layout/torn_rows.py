"""Rows of names made whole: print that a fold or a tick joined to the row below stands a little off its own.

王德胜  张 山           one row, whose last name stands between it and the next, is one row
                刘长河
陈桂兰  赵连生  孙立成
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.printlines import PrintLine, hull

_NEAR: Final = 0.4
"""Share of the least distance of full rows within which what fills a blank place of a row is the row's own."""
_NAME: Final = 1.5
"""Character heights that such print is wide at least."""
_ROWS: Final = 3
"""Full rows that tell how far apart they are."""


def made_whole(lines: Sequence[PlacedLine], columns: int, character: float) -> list[PlacedLine]:
    """The lines from the top down, those that hold what is missing from a full one near them joined to it."""
    full = [n for n, line in enumerate(lines) if len(line.cells) >= min(3, columns) and not line.crosses]
    if len(full) < _ROWS:
        return list(lines)
    reach = _NEAR * float(np.min(np.diff([lines[n].line.middle for n in full])))
    own: dict[int, list[int]] = {n: [n] for n in full}
    taken: set[int] = set()
    for n in set(range(len(lines))) - set(full):
        line = lines[n]
        near = [f for f in full if abs(lines[f].line.middle - line.line.middle) <= reach]
        wide = all(cell.width >= _NAME * character for cell in line.cells.values())
        missing = [f for f in near if line.cells and not line.cells.keys() & lines[f].cells.keys()]
        if missing and wide and not line.crosses:
            own[min(missing, key=lambda f: abs(lines[f].line.middle - line.line.middle))].append(n)
            taken.add(n)
    return [_joined([lines[m] for m in own.get(n, [n])]) for n in range(len(lines)) if n not in taken]


def _joined(parts: Sequence[PlacedLine]) -> PlacedLine:
    """A full line, the first of its `parts`, with the print of the others in its blank places."""
    if len(parts) == 1:
        return parts[0]
    segments = sorted((segment for part in parts for segment in part.line.segments), key=lambda each: each.left)
    cells = {column for part in parts for column in part.cells}
    whole = {column: hull([part.cells[column] for part in parts if column in part.cells]) for column in cells}
    return replace(parts[0], line=PrintLine(parts[0].line.middle, tuple(segments)), cells=whole)
