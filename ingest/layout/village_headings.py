"""Headings over names in blocks: villages at the left, or set over the middle of their names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.columns import PlacedLine
from ingest.layout.name_places import ALIGNED, WIDTHS, NamePlaces
from ingest.layout.printlines import PrintLine

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


def is_heading(line: PlacedLine, places: NamePlaces) -> bool:
    """Whether a line may be a heading: it begins near where the first names do, which may be set in under it.

    It is as high as print at least.
    """
    first = line.line.segments[0]
    high = max(segment.height for segment in line.line.segments)
    inset = (first.left - places.starts[0] - places.shift(line.line.middle)) / places.character
    near = _BEGINS[0] <= inset <= _BEGINS[1]
    return near and 0.85 * places.height <= high and line.line.right - first.left >= WIDTHS[0] * places.character


def find_centred(lines: Sequence[PlacedLine], names: Sequence[bool], places: NamePlaces) -> set[int]:
    """The numbers of lines that are headings set over the middle of their block.

    Each is one print on a line of its own, over a row of names that is filled from the left. It is longer than a
    name, or its middle lies where those of other such lines do; as that of a township over the heading of its village.
    """
    begins = [names[n] and 0 in line.cells for n, line in enumerate(lines)]
    over = [n for n in range(len(lines) - 2) if begins[n + 2] and not names[n + 1] and is_heading(lines[n + 1], places)]
    likely = {
        n: (line.line.left + line.line.right) / 2 - places.shift(line.line.middle)
        for n, line in enumerate(lines[:-1])
        if (begins[n + 1] or n in over) and _stands_alone(lines, n, places)
    }
    wide = {n for n in likely if lines[n].line.right - lines[n].line.left > WIDTHS[1] * places.character}
    long = wide - set(over)
    close = {
        n: sum(abs(middle - other) <= _ON_AXIS * places.character for other in likely.values()) - 1
        for n, middle in likely.items()
    }
    found = {n for n in likely if close[n] >= (1 if n in over or not names[n] else 2) or (n in long and not names[n])}
    heights, first = [lines[n].line.hull.height for n in found], begins.index(True) if any(begins) else 0
    # A title stands above all of them; one lower down that is higher has a tick to it.
    return {n for n in found if n >= first or lines[n].line.hull.height <= _SMALLER * float(np.median(heights))}


def without_marks(line: PlacedLine, places: NamePlaces) -> PlacedLine:
    """The line without narrow prints far off a wider one: ticks beside a heading. All of it if it has no such one."""
    segments = line.line.segments
    wide = [each for each in segments if each.width >= WIDTHS[0] * places.character]
    if not wide:
        return line
    air = _GAP * places.character
    left, right = wide[0].left - air, max(each.right for each in wide) + air
    own = tuple(each for each in segments if each in wide or (left <= each.right and each.left <= right))
    return replace(line, line=PrintLine(line.line.middle, own))


def _stands_alone(lines: Sequence[PlacedLine], number: int, places: NamePlaces) -> bool:
    """Whether a line is one print as high as names, begins right of where the first names do, and is off the others."""
    line, off = lines[number].line, _OF_LINE * places.character
    near = [lines[n].line.middle for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    air = [right.left - left.right for left, right in itertools.pairwise(line.segments)]
    right = line.left - places.starts[0] - places.shift(line.middle) > ALIGNED * places.character
    high = 0.85 * places.height <= max(segment.height for segment in line.segments)
    wide = line.right - line.left >= WIDTHS[0] * places.character
    apart = min(abs(middle - line.middle) for middle in near) >= off
    return right and high and wide and apart and max(air, default=0) <= _GAP * places.character
