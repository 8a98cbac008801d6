"""Finding words in many readings and putting others in their place, each place looked at and decided by itself. Pure.

What is replaced is what the paper is said to say, so each place is a correction like any other. That they were made at
one stroke is kept with them, and by that they are undone together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from archive.corrections import Act, Correction, in_force
from archive.records import ArchivedEntry, Reading, Status
from archive.review.machine import Meant, Said, Unclear


class Side(StrEnum):
    """Where words are looked for."""

    TEXT = "text"
    """In what the paper says; what it means is understood anew."""
    VALUE = "value"
    """In what it means; the text stays as it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and what is to stand in its place; None for field, roster and status is any."""

    find: str
    replacement: str
    side: Side = Side.TEXT
    field: str | None = None
    roster: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A reading in which the words stand, under its key in the entry."""

    archived: ArchivedEntry
    key: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of a place; `problem` says why nothing can, in the program's own words."""

    place: Place
    text: str
    value: str | None
    problem: str = ""


def places_in(archived: ArchivedEntry, wanted: Wanted) -> Iterator[Place]:
    """The readings of an entry, as it stands, in which the words are found."""
    if wanted.roster is not None and (archived.roster is None or archived.roster.id != wanted.roster):
        return
    for key, reading in archived.entry.keyed().items():
        if wanted.field is not None and reading.field != wanted.field:
            continue
        if wanted.status is not None and reading.status is not wanted.status:
            continue
        if wanted.find in _words(reading, wanted.side):
            yield Place(archived, key, reading)


def change_of(place: Place, wanted: Wanted, meant: Meant) -> Change:
    """What a place would say; `meant` tells what the new words mean there."""
    reading = place.reading
    new = _words(reading, wanted.side).replace(wanted.find, wanted.replacement)
    said = Said(new) if wanted.side is Side.TEXT else Said(reading.text, new)
    try:
        text, value = meant(place.key, reading, said)
    except Unclear as unclear:
        return Change(place, new, None, unclear.what)
    return Change(place, text, value)


def correction_of(change: Change, who: str, at: str, why: str, stroke: str) -> Correction:
    """The decision for one change, as one of those made at `stroke`."""
    reading = change.place.reading
    return Correction(
        entry=change.place.archived.id,
        field=change.place.key,
        at=at,
        who=who,
        why=why,
        saw_text=reading.text,
        saw_value=reading.value,
        text=change.text,
        value=change.value,
        stroke=stroke,
    )


def stroke_name(kind: str, who: str) -> str:
    """A name for a stroke that no other bears: what was done, by whom, and a number."""
    return f"{kind}:{who}:{uuid4().hex}"


def undoable(stroke: str, decided: Iterable[Sequence[Correction]]) -> tuple[list[int], list[Correction]]:
    """Of the decisions at a stroke the ids of those that stand and are the last on their cell, and the others.

    `decided` are all decisions of each entry that the stroke touched, first to last.
    """
    free: list[int] = []
    taken: list[Correction] = []
    for made in decided:
        standing = in_force(made)
        for each in standing:
            if each.stroke != stroke:
                continue
            last = [one for one in standing if one.field == each.field and one.act is Act.READ][-1]
            if last == each and each.id is not None:
                free.append(each.id)
            else:
                taken.append(each)
    return free, taken


def _words(reading: Reading, side: Side) -> str:
    return reading.text if side is Side.TEXT else reading.value or ""
