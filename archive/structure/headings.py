"""Places under group headings that people named, or found to be none. Pure.

沙窝乡  （条目）  →  沙窝乡  （分组标题）
  小赵庄  …          小赵庄  沙窝乡小赵庄
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from archive.records import Box, Line, LineKind, Reading, Status
from archive.structure.frames import within
from archive.structure.knowledge import Headings, Knowledge
from archive.structure.lines import Page, StandingEntry

_NATIVE: Final = "native_place"


def over_entries(lines: Iterable[tuple[Line, str]]) -> dict[str, Headings]:
    """The group headings over each entry of a page, by its id."""
    found: dict[str, Headings] = {}
    headings: Headings = ()
    for line, id in lines:
        if line.kind is LineKind.GROUP_HEADING:
            headings = (*headings, line.text)
        elif id:
            found[id] = headings
    return found


def regrouped(page: Page, was: dict[str, Headings], knowledge: Knowledge) -> list[StandingEntry]:
    """The page's entries, their places joined to the headings over them; `was`: those that the machine read them under.

    What a person keyed or decided stays: they saw the headings, too.
    """
    now = over_entries(page.lines)
    return [
        _under(one, was[one.id], now[one.id], knowledge) if was.get(one.id, now[one.id]) != now[one.id] else one
        for one in page.entries
    ]


def _under(one: StandingEntry, before: Headings, after: Headings, knowledge: Knowledge) -> StandingEntry:
    readings = [
        _joined(reading, one.entry.box, before, after, knowledge)
        if reading.field == _NATIVE and reading.status is not Status.VERIFIED
        else reading
        for reading in one.entry.readings
    ]
    return replace(one, entry=replace(one.entry, readings=tuple(readings)))


def _joined(reading: Reading, line: Box, before: Headings, after: Headings, knowledge: Knowledge) -> Reading:
    if reading.box is not None and not within(reading.box, line):
        # The line prints no place of its own: the last heading is all that tells it.
        reading = replace(reading, text=after[-1] if after else "", box=None)
        meaning = knowledge.regrouped(replace(reading, text=""), before, after)
    else:
        meaning = knowledge.regrouped(reading, before, after)
    flagged = meaning.doubtful and reading.status is Status.ACCEPTED
    return replace(reading, value=meaning.value, status=Status.FLAGGED if flagged else reading.status)
