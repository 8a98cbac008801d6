"""What people decide of readings, and readings as they stand once somebody has decided. Pure.

A correction is one decision on one cell, kept for ever beside what the machine read there. The last one
on a cell stands, whatever the machine reads later; where it then reads something nobody has seen, the
reading says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.records import FIELDS, Box, Entry, Reading, Status

REREAD_DIFFERS: Final = "read otherwise since"
"""The doubt of a decided reading that the machine by now reads as nobody saw it: a person must look again."""
SAME_LINE: Final = 0.3
"""Share that two frames of one line have in common at least, of the paper that either covers; neighbours
have next to none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of one person on one reading; a confirmation decides for the text that was seen.

    `field` is its key in `Entry.keyed()`. `at` is an ISO 8601 time in UTC. `saw_text` and `saw_value` are what
    stood there, None and None where there was no such reading. `line` is where the entry stood on its page
    then; the store adds it. `stroke` names the decisions that were made at one stroke with it, None if it was made
    by itself.
    """

    entry: str
    field: str
    at: str
    who: str
    why: str
    saw_text: str | None
    saw_value: str | None
    text: str
    value: str | None
    line: Box | None = None
    stroke: str | None = None

    @property
    def confirms(self) -> bool:
        """Whether it leaves the text as it was."""
        return self.text == self.saw_text


@dataclass(frozen=True, slots=True)
class Loose:
    """A decision that a person must look at again, and in words why."""

    correction: Correction
    reason: str


def settle(entry: Entry, corrections: Sequence[Correction]) -> Entry:
    """The entry as it stands after `corrections`, which are in the order in which they were made.

    A decision on a line that stands elsewhere than the entry now does is left out: its rows have shifted, and
    it is nothing this person's.
    """
    decided: dict[str, list[Correction]] = {}
    for correction in corrections:
        if _is_of(correction, entry):
            decided.setdefault(correction.field, []).append(correction)
    if not decided:
        return entry
    readings = [_decided(reading, decided.pop(key, ())) for key, reading in entry.keyed().items()]
    return replace(entry, readings=(*readings, *(_without_reading(field, made) for field, made in decided.items())))


def loose(entry: Entry | None, corrections: Iterable[Correction]) -> list[Loose]:
    """Those of one entry's decisions that need a person; `entry` is as it stands, None if it is no more."""
    if entry is None:
        return [Loose(last, "the entry is no more") for last in _last(corrections)]
    found = []
    standing = entry.keyed()
    for last in _last(corrections):
        reading = standing.get(last.field)
        if not _is_of(last, entry):
            found.append(Loose(last, "the rows of the page have shifted; the decision is not applied"))
        elif reading is not None and REREAD_DIFFERS in reading.doubts:
            by_now = f"{reading.machine.text!r}" if reading.machine else "nothing"
            found.append(Loose(last, f"the machine now reads {by_now}; the decision stands"))
    return found


def may_have_seen(reading: Reading | None) -> list[tuple[str | None, str | None]]:
    """What somebody who looks at a reading now sees of it, as pairs of text and value.

    That is what stands, and what the machine has come to read otherwise since it was decided.
    """
    if reading is None:
        return [(None, None)]
    seen: list[tuple[str | None, str | None]] = [(reading.text, reading.value)]
    if REREAD_DIFFERS in reading.doubts:
        machine = reading.machine
        seen.append((machine.text, machine.value) if machine else (None, None))
    return seen


def _last(corrections: Iterable[Correction]) -> list[Correction]:
    return list({correction.field: correction for correction in corrections}.values())


def same_line(then: Box | None, now: Box | None) -> bool:
    """Whether a line that was decided of `then` still stands there `now`; where either is unknown, it does."""
    return then is None or now is None or _in_common(then, now) >= SAME_LINE


def _is_of(correction: Correction, entry: Entry) -> bool:
    return same_line(correction.line, entry.box)


def _in_common(one: Box, two: Box) -> float:
    """The area that both frames cover, as a share of that which either covers; 1.0 for the same frame."""
    if one == two:
        return 1.0
    width = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    height = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (one.width * one.height + two.width * two.height - width * height)


def _decided(reading: Reading, made: Sequence[Correction]) -> Reading:
    if not made:
        return reading
    last = made[-1]
    doubts = reading.doubts if last.text == reading.text else ()
    if not _was_seen((reading.text, reading.value), made):
        doubts = (*doubts, REREAD_DIFFERS)
    return replace(
        reading,
        text=last.text,
        value=last.value,
        confidence=1.0,
        status=Status.VERIFIED,
        doubts=doubts,
        machine=reading,
    )


def _without_reading(field: str, made: Sequence[Correction]) -> Reading:
    """A decision on what the machine does not find in the entry, or no more."""
    last = made[-1]
    doubts = () if _was_seen((None, None), made) else (REREAD_DIFFERS,)
    return Reading(field, FIELDS.get(field, field), last.text, last.value, 1.0, Status.VERIFIED, None, (), doubts)


def _was_seen(read: tuple[str | None, str | None], made: Sequence[Correction]) -> bool:
    seen = {(each.saw_text, each.saw_value) for each in made}
    return read in seen | {(made[-1].text, made[-1].value)}
