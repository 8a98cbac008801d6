"""Pieces of paper: how each is cut out, how large it is shown, and where it lies on the page set upright."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import median
from typing import Final

from archive.pieces import levelled
from archive.records import ArchivedEntry, Box, Entry, Reading
from webapp.contexts import Outline, Scrap

_PRINT: Final = 30.0
"""CSS pixels that one line of print is shown high, whatever the scan's resolution."""
_PRINT_OF_LINES: Final = 18.0
"""The same in the strip of a whole line: smaller, so that more of it is in view."""
_AIR: Final = 0.1
"""Paper to show around a piece, as a part of its shorter side: strokes that overshoot must not be cut."""
_APART: Final = 0.2
"""Part of a line's length that two readings must stand apart to tell its slant."""
_STEEPEST: Final = math.radians(6)
"""A slant beyond this is none: the readings do not stand in one line."""
_LEAST_OF_PRINT: Final = 0.8
"""Part of the height of print that a levelled piece is high at least."""
_LARGEST: Final = 1.5
"""A coarse scan is not blown up beyond this: it would only look sharper than it is."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece to be cut out: `box` on the page as stored, set upright and then level by `tilt` radians.

    `width` × `height` are pixels of the scan once that is done, without the `margin` around.
    """

    box: Box
    quarter_turns: int
    tilt: float
    width: float
    height: float
    margin: float


def turned(box: Box, width: int, height: int, quarter_turns: int) -> Box:
    """`box` on the page after `quarter_turns` counter-clockwise; `width` × `height` before them."""
    for _ in range(quarter_turns % 4):
        box = Box(box.y, width - box.x - box.width, box.height, box.width)
        width, height = height, width
    return box


def cut_of(entry: Entry, box: Box, quarter_turns: int) -> Cut:
    """How `box`, of a reading or of the whole line, is cut out so that its print stands level and tight."""
    return _cut(_lie_of(entry, quarter_turns), box, quarter_turns)


def tilt_of(entry: Entry, quarter_turns: int) -> float:
    """How far the line slants on the page set upright, in radians clockwise; 0 where nobody can tell.

    The median of the slants between any two of its readings that stand well apart (Theil 1950, Sen
    1968), so that a reading that stands high or low in its cell does not count.
    """
    boxes = [turned(reading.box, 0, 0, quarter_turns) for reading in entry.readings if reading.box]
    centres = [(box.x + box.width / 2, box.y + box.height / 2) for box in boxes]
    line = turned(entry.box, 0, 0, quarter_turns)
    across = line.width >= line.height
    along = [(x, y) if across else (y, -x) for x, y in centres]
    apart = _APART * max(line.width, line.height)
    slants = [math.atan2(y2 - y1, x2 - x1) for (x1, y1), (x2, y2) in combinations(sorted(along), 2) if x2 - x1 >= apart]
    tilt = median(slants) if slants else 0.0
    return tilt if abs(tilt) <= _STEEPEST else 0.0


def outline(cut: Cut, width: int, height: int) -> Outline:
    """The corners of a cut, with its margin, on the page set upright, clockwise.

    `width` × `height` are the page's pixels as the file stores it.
    """
    box = turned(cut.box, width, height, cut.quarter_turns)
    x, y = box.x + box.width / 2, box.y + box.height / 2
    half = cut.width / 2 + cut.margin, cut.height / 2 + cut.margin
    cosine, sine = math.cos(cut.tilt), math.sin(cut.tilt)
    corners = ((-half[0], -half[1]), (half[0], -half[1]), (half[0], half[1]), (-half[0], half[1]))
    return tuple(
        (round(x + right * cosine - down * sine, 1), round(y + right * sine + down * cosine, 1))
        for right, down in corners
    )


class Strip:
    """The line of an entry on its page, from which pieces are cut; how it lies is looked at once for all of them."""

    def __init__(self, archived: ArchivedEntry, quarter_turns: int) -> None:
        self._archived = archived
        self._quarter_turns = quarter_turns

    @cached_property
    def _keyed(self) -> dict[str, Reading]:
        return self._archived.entry.keyed()

    @cached_property
    def _lie(self) -> _Lie:
        return _lie_of(self._archived.entry, self._quarter_turns)

    def piece(self, key: str) -> Scrap | None:
        """The piece on which a reading stands, `key` as in `Entry.keyed`; None where the layout gives it no box."""
        box = self._keyed[key].box
        return None if box is None else self._scrap(key, box, _PRINT)

    def whole(self) -> Scrap:
        """The whole line."""
        return self._scrap(None, self._archived.entry.box, _PRINT_OF_LINES)

    def _scrap(self, field: str | None, box: Box, shown: float) -> Scrap:
        cut = _cut(self._lie, box, self._quarter_turns)
        scale = min(_LARGEST, shown / (self._lie.print_along if cut.tilt else self._lie.print_across))
        return Scrap(
            entry=self._archived.id,
            field=field,
            sha256=self._archived.sha256,
            page=self._archived.page,
            row=self._archived.entry.row,
            width=max(1, round((cut.width + 2 * cut.margin) * scale)),
            height=max(1, round((cut.height + 2 * cut.margin) * scale)),
        )


@dataclass(frozen=True, slots=True)
class _Lie:
    """How the line of an entry lies: its slant in radians, and how high its print is along it, and if it had none."""

    tilt: float
    print_along: float
    print_across: float


def _lie_of(entry: Entry, quarter_turns: int) -> _Lie:
    tilt = tilt_of(entry, quarter_turns)
    across = _print_size(entry, 0.0)
    return _Lie(tilt, _print_size(entry, tilt) if tilt else across, across)


def _cut(lie: _Lie, box: Box, quarter_turns: int) -> Cut:
    width, height = (box.height, box.width) if quarter_turns % 2 else (box.width, box.height)
    tilt, level = lie.tilt, levelled(width, height, lie.tilt)
    if min(level) < _LEAST_OF_PRINT * lie.print_along:
        tilt, level = 0.0, (width, height)  # this box was not drawn round slanting print
    return Cut(box, quarter_turns, tilt, *level, margin=round(_AIR * min(level)))


def _print_size(entry: Entry, tilt: float) -> float:
    """About the height of one line of print: the shortest side of the entry's smallest piece."""
    boxes = [reading.box for reading in entry.readings if reading.box] or [entry.box]
    sizes = [min(levelled(box.width, box.height, tilt)) for box in boxes]
    return min((size for size in sizes if size >= 1), default=1.0)
