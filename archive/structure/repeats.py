"""Ditto marks whose line above is another one since people settled the lines. Pure.

    王德胜  惠民县          王德胜  惠民县
    （污迹）          →     （非条目）
    李三    〃（污迹）      李三    〃（惠民县）

What the machine understood stays where nothing above has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from archive.records import Box, Reading, Status
from archive.structure.lines import StandingEntry
from archive.structure.readings import Corrections, settled

_MARKS: Final = frozenset({"〃", "〃〃", "″", "同上", "仝上", "同前"})
_OVER: Final = 0.5
"""Share of its breadth that a line has in common with the one that stands over it, at least."""


def repeated(
    entries: Sequence[StandingEntry], machine: Sequence[StandingEntry], corrections: Corrections
) -> list[StandingEntry]:
    """`entries` as they stand, with what their ditto marks mean by now; `machine` are those that it read."""
    read = {one.id: one for one in machine}
    was, now = _over(machine), _over(entries)
    found: dict[str, StandingEntry] = {}
    for one in entries:
        over = found.get(now[one.id])
        moved = now[one.id] != was.get(one.id, one.id) or (over is not None and over != read.get(over.id))
        found[one.id] = _again(one, over, corrections) if moved and _has_mark(one) else one
    return list(found.values())


def _again(one: StandingEntry, over: StandingEntry | None, corrections: Corrections) -> StandingEntry:
    stands = settled(over, corrections, sys.maxsize).entry.keyed() if over else {}
    readings = [_meaning(reading, stands) if _is_mark(reading) else reading for reading in one.entry.readings]
    return replace(one, entry=replace(one.entry, readings=tuple(readings)))


def _meaning(reading: Reading, over: Mapping[str, Reading]) -> Reading:
    said = over.get(reading.field)
    if said is None or said.value is None:
        return replace(reading, value=None, status=Status.FLAGGED)
    return replace(reading, value=said.value, status=reading.status if said.trusted else Status.FLAGGED)


def _has_mark(one: StandingEntry) -> bool:
    return any(map(_is_mark, one.entry.readings))


def _is_mark(reading: Reading) -> bool:
    """Whether it is a ditto mark of which no person has said what it means."""
    return reading.text in _MARKS and reading.field != "name" and reading.status is not Status.VERIFIED


def _over(entries: Iterable[StandingEntry]) -> dict[str, str]:
    """By entry the one that stands over it in its own column of entries, "" over the first."""
    before: list[StandingEntry] = []
    found = {}
    for one in entries:
        found[one.id] = next((each.id for each in reversed(before) if _is_over(each.entry.box, one.entry.box)), "")
        before.append(one)
    return found


def _is_over(above: Box, below: Box) -> bool:
    """Lines run the way in which they are long: one stands over another where they share that side of the page."""
    if below.width >= below.height:
        return _common(above.x, above.width, below.x, below.width) >= _OVER * below.width
    return _common(above.y, above.height, below.y, below.height) >= _OVER * below.height


def _common(one: float, length: float, other: float, other_length: float) -> float:
    return min(one + length, other + other_length) - max(one, other)
