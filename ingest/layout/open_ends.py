"""A first or last row of a table of rules across beyond which no rule is printed: its headings, or its last people.

 姓名    籍贯    牺牲时间
─────────────────────────
 王德胜  东李村  1947年
─────────────────────────
 张玉山  西赵庄  1946年
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.textlines import InkLine, find_lines
from ingest.rectify.flatten import FlatTable
from ingest.rectify.light import Grey

_OFF: Final = 0.3
"""Character heights from a rule within which its own ink lies."""
_NEXT: Final = 1.45
"""Character heights from one line of the row to the next, at most; a title or the number of the page is farther off."""
_FIRST: Final = 2.0
"""Character heights from the rule to the first line of it, at most."""
_WORD: Final = 1.0
"""Character heights of white that part two prints of a line."""
_PRINTS: Final = 4
"""Prints of its fullest line, at least; a title or a running head has fewer."""
_WIDE: Final = 0.6
"""Share of the table's width over which they stand, at least."""
_AIR: Final = 0.4
"""Character heights of white at its open end."""


def with_open_ends(flat: FlatTable) -> FlatTable:
    """The straight table with an end of its own for print that stands as a row beyond its first rule or its last."""
    off, left, right = (round(float(place)) for place in (_OFF * flat.character, flat.xs[0], flat.xs[-1]))
    first, last = round(float(flat.ys[0])) - off, round(float(flat.ys[-1])) + off
    above = _reach(flat.pixels[: max(0, first), left:right], flat, upward=True)
    below = _reach(flat.pixels[last:, left:right], flat, upward=False)
    ys = [*([first - above] if above else []), *flat.ys, *([last + below] if below else [])]
    return replace(flat, ys=np.array(ys, float))


def _reach(paper: Grey, flat: FlatTable, *, upward: bool) -> float:
    """How far a row of print reaches on the paper beyond a rule, in pixels from its edge; 0.0 where none does."""
    character, height = flat.character, paper.shape[0]
    if height < character:
        return 0.0
    lines = find_lines(np.ascontiguousarray(paper), character, flat.darkness)
    row: list[InkLine] = []
    at = float(height if upward else 0)
    for line in lines[::-1] if upward else lines:
        middle = (line.top + line.bottom) / 2
        if abs(middle - at) > (_NEXT if row else _FIRST) * character:
            break
        row.append(line)
        at = middle
    if not any(_is_of_table(paper[line.top : line.bottom], flat) for line in row):
        return 0.0
    end = max(height - line.top if upward else line.bottom for line in row) + _AIR * character
    return end if end < height else 0.0


def _is_of_table(line: Grey, flat: FlatTable) -> bool:
    """Whether the prints of a line stand side by side all over a table."""
    inked = np.flatnonzero((255 - line > flat.darkness / 2).any(axis=0))
    if not len(inked):
        return False
    prints = 1 + np.count_nonzero(np.diff(inked) > _WORD * flat.character)
    return bool(prints >= _PRINTS and inked[-1] - inked[0] >= _WIDE * line.shape[1])
