"""What people decide of readings, and readings as they stand once somebody has decided. Pure.

A correction is one decision on one cell, kept for ever beside what the machine read there. The last one
on a cell that nobody took back stands, whatever the machine reads later; where it then reads something nobody
has seen, the reading says so.

What is printed and what should be printed are two layers: `Act.READ` decides what the paper says, `Act.EMEND` that
the paper itself is wrong, and what should stand there. An emendation never touches the text or the value of a reading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from archive.records import FIELDS, Box, Emendation, Entry, Reading, Status

REREAD_DIFFERS: Final = "read otherwise since"
"""The doubt of a decided reading that the machine by now reads as nobody saw it: a person must look again."""
SAME_LINE: Final = 0.3
"""Share that two frames of one line have in common at least, of the paper that either covers; neighbours
have next to none."""


LONGEST: Final = 2000
"""Characters of what one decision says, at most."""
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Kinds of characters (Unicode) that nobody sees, and some of which turn round what stands behind them."""


class Act(StrEnum):
    """What a decision does."""

    READ = "read"
    """It says what the paper says; a confirmation, too."""
    EMEND = "emend"
    """It says what should stand there, the print being wrong; that nothing should, if it gives what is printed."""
    UNDO = "undo"
    """It takes back an earlier decision, which is kept like all others."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of one person on one reading; a confirmation decides for the text that was seen.

    `field` is its key in `Entry.keyed()`. `at` is an ISO 8601 time in UTC. `saw_text` and `saw_value` are what
    stood there, None and None where there was no such reading. `line` is where the entry stood on its page
    then; the store adds it, and `id`. `undoes` is the id of what an UNDO takes back; its text and value are what
    stands afterwards. `stroke` names the decisions that were made at one stroke, None where each was made by itself.
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
    act: Act = Act.READ
    undoes: int | None = None
    id: int | None = None
    stroke: str | None = None

    @property
    def confirms(self) -> bool:
        """Whether it leaves the text as it was."""
        return self.text == self.saw_text


class Misfit(StrEnum):
    """How a decision does not fit what is read by now."""

    GONE = "gone"
    """Its entry is no more."""
    SHIFTED = "shifted"
    """Another line stands there; it is not applied."""
    REREAD = "reread"
    """The machine reads what nobody saw; it stands."""
    UNSHOWN = "unshown"
    """It emends a print that is read otherwise since; it is not shown."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A decision that a person must look at again, and why: in a word, and in words."""

    correction: Correction
    misfit: Misfit
    reason: str


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that nobody took back, in their order."""
    made = list(corrections)
    undone = {each.undoes for each in made if each.act is Act.UNDO}
    return [each for each in made if each.act is not Act.UNDO and (each.id is None or each.id not in undone)]


def settle(entry: Entry, corrections: Sequence[Correction]) -> Entry:
    """The entry as it stands after `corrections`, which are in the order in which they were made.

    A decision on a line that stands elsewhere than the entry now does is left out: its rows have shifted, and
    it is nothing this person's.
    """
    made: dict[str, list[Correction]] = {}
    for correction in corrections:
        if _is_of(correction, entry):
            made.setdefault(correction.field, []).append(correction)
    if not made:
        return entry
    readings = [_settled(reading, made.pop(key, ())) for key, reading in entry.keyed().items()]
    added = [_without_reading(field, chain) for field, chain in made.items()]
    return replace(entry, readings=(*readings, *(reading for reading in added if reading)))


def loose(entry: Entry | None, corrections: Iterable[Correction]) -> list[Loose]:
    """Those of one entry's decisions that need a person; `entry` is as it stands, None if it is no more."""
    last = _last(in_force(corrections))
    if entry is None:
        return [Loose(each, Misfit.GONE, "the entry is no more") for each in last]
    found = []
    standing = entry.keyed()
    for each in last:
        reading = standing.get(each.field)
        if not _is_of(each, entry):
            found.append(Loose(each, Misfit.SHIFTED, "the rows of the page have shifted; the decision is not applied"))
        elif each.act is Act.EMEND:
            if not each.confirms and not (reading and reading.emended):
                found.append(
                    Loose(each, Misfit.UNSHOWN, "the print is read otherwise since; the emendation is not shown")
                )
        elif reading is not None and REREAD_DIFFERS in reading.doubts:
            by_now = f"{reading.machine.text!r}" if reading.machine else "nothing"
            found.append(Loose(each, Misfit.REREAD, f"the machine now reads {by_now}; the decision stands"))
    return found


def has_unseen(text: str) -> bool:
    """Whether a text holds what no print shows: a line break, a control character, or another that nobody sees."""
    return any(unicodedata.category(char) in _UNSEEN for char in text)


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
    return list({(correction.field, correction.act): correction for correction in corrections}.values())


def same_line(then: Box | None, now: Box | None) -> bool:
    """Whether a line that was decided of `then` still stands there `now`; where either is unknown, it does."""
    return then is None or now is None or in_common(then, now) >= SAME_LINE


def _is_of(correction: Correction, entry: Entry) -> bool:
    return same_line(correction.line, entry.box)


def in_common(one: Box, two: Box) -> float:
    """The area that both frames cover, as a share of that which either covers; 1.0 for the same frame."""
    if one == two:
        return 1.0
    width = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    height = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (one.width * one.height + two.width * two.height - width * height)


def _settled(reading: Reading, made: Sequence[Correction]) -> Reading:
    decided = _decided(reading, made)
    return replace(decided, emended=_emendation(decided, made)) if made else decided


def _decided(reading: Reading, made: Sequence[Correction]) -> Reading:
    last = _last_read(made)
    if last is None:
        return reading
    doubts = reading.doubts if last.text == reading.text else ()
    if not _was_seen((reading.text, reading.value), made, last):
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


def _without_reading(field: str, made: Sequence[Correction]) -> Reading | None:
    """A decision on what the machine does not find in the entry, or no more."""
    last = _last_read(made)
    if last is None:
        return None
    doubts = () if _was_seen((None, None), made, last) else (REREAD_DIFFERS,)
    reading = Reading(field, FIELDS.get(field, field), last.text, last.value, 1.0, Status.VERIFIED, None, (), doubts)
    return replace(reading, emended=_emendation(reading, made))


def _emendation(reading: Reading, made: Sequence[Correction]) -> Emendation | None:
    """What an editor says should stand there, as long as the paper is read as it was when that was said."""
    last = next((each for each in reversed(in_force(made)) if each.act is Act.EMEND), None)
    if last is None or last.confirms or last.saw_text != reading.text:
        return None
    return Emendation(last.text, last.value, last.why)


def _last_read(made: Iterable[Correction]) -> Correction | None:
    reads = [each for each in in_force(made) if each.act is Act.READ]
    return reads[-1] if reads else None


def _was_seen(read: tuple[str | None, str | None], made: Iterable[Correction], last: Correction) -> bool:
    seen = {(each.saw_text, each.saw_value) for each in made}
    return read in seen | {(last.text, last.value)}
