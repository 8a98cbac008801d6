"""The readings of entries that people added, cut, joined, or whose column they renamed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from archive.corrections import Act as CorrectionAct
from archive.corrections import Correction, settle
from archive.records import FIELDS, Box, Entry, Reading, Status
from archive.structure.acts import Keyed, Renamed
from archive.structure.frames import cell_in, union
from archive.structure.knowledge import Knowledge
from archive.structure.lines import StandingEntry

JOINED: Final = "joined by a person"
"""The doubt of a reading whose two halves both had print, and that nobody keyed."""


Corrections = Mapping[str, Sequence[Correction]]
"""Decisions on readings by entry, in the order in which they were made."""


def settled(one: StandingEntry, corrections: Corrections, last: int) -> StandingEntry:
    """The entry with what was decided of its readings up to number `last` in them.

    What an editor says of a wrong print is laid over the readings like all that is decided later.
    """
    made = [
        each
        for each in corrections.get(one.id, ())
        if each.act is not CorrectionAct.EMEND and one.settled < (each.id or 0) <= last
    ]
    return replace(one, entry=settle(one.entry, made), settled=max(last, one.settled))


def keyed(entry: Entry, fields: Iterable[Keyed], beside: Entry | None = None) -> Entry:
    """The entry with `fields` as a person keyed them.

    New ones are framed as in the entry `beside`, else by the whole line: what has no frame cannot be kept from the
    public with the paper it stands on.
    """
    told = {each.field: each for each in fields}
    readings = [_keyed(reading, told.pop(key, None)) for key, reading in entry.keyed().items()]
    for each in told.values():
        box = cell_in(entry.box, each.field, beside) or entry.box
        heading = FIELDS.get(each.field, each.field)
        readings.append(Reading(each.field, heading, each.text, each.value, 1.0, Status.VERIFIED, box))
    return replace(entry, readings=tuple(readings))


def cut(entry: Entry, box: Box) -> Entry:
    """The entry within `box` alone; its readings stay, framed no further than it reaches."""
    readings = (replace(reading, box=_within(reading.box, box)) for reading in entry.readings)
    return replace(entry, box=box, readings=tuple(readings))


def joined(first: Entry, second: Entry) -> Entry:
    """Both halves as one: each field with the print of the first, then of the second."""
    rest = second.keyed()
    readings = [_joined(reading, rest.pop(key, None)) for key, reading in first.keyed().items()]
    return replace(first, box=union(first.box, second.box), readings=(*readings, *rest.values()))


def renamed(entry: Entry, act: Renamed, knowledge: Knowledge) -> Entry:
    """The entry whose column means another field; the print stays, and what it means follows."""
    return replace(entry, readings=tuple(_renamed(reading, act, knowledge) for reading in entry.readings))


def has_column(entry: Entry, act: Renamed) -> bool:
    """Whether the entry has the column that was renamed."""
    return any(_is_of(reading, act) for reading in entry.readings)


def _is_of(reading: Reading, act: Renamed) -> bool:
    return (reading.heading, reading.field) == (act.heading, act.field)


def _renamed(reading: Reading, act: Renamed, knowledge: Knowledge) -> Reading:
    if not _is_of(reading, act):
        return reading
    meaning = knowledge.renamed(act.becomes, reading)
    status = Status.FLAGGED if meaning.doubtful and reading.status is Status.ACCEPTED else reading.status
    machine = _renamed(reading.machine, act, knowledge) if reading.machine else None
    return replace(reading, field=act.becomes, value=meaning.value, status=status, machine=machine)


def _keyed(reading: Reading, told: Keyed | None) -> Reading:
    if told is None:
        return reading
    machine = replace(reading, machine=None)
    return replace(
        reading,
        text=told.text,
        value=told.value,
        confidence=1.0,
        status=Status.VERIFIED,
        doubts=(),
        machine=reading.machine or machine,
    )


def _joined(one: Reading, two: Reading | None) -> Reading:
    if two is None or not two.text:
        return one
    if not one.text:
        return two
    values = [each.value for each in (one, two) if each.value]
    return replace(
        one,
        text=one.text + two.text,
        value="".join(values) or None,
        confidence=min(one.confidence, two.confidence),
        status=Status.FLAGGED,
        box=union(one.box, two.box) if one.box and two.box else one.box or two.box,
        votes=(),
        doubts=tuple(dict.fromkeys((*one.doubts, *two.doubts, JOINED))),
    )


def _within(box: Box | None, line: Box) -> Box | None:
    if box is None:
        return None
    left, top = max(box.x, line.x), max(box.y, line.y)
    right, bottom = min(box.x + box.width, line.x + line.width), min(box.y + box.height, line.y + line.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else line
