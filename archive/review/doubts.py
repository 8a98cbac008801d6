"""The entries of a page as they stand → what waits for a person on it, and how urgently.

Names come before places and places before dates; of one kind, what is least certain comes first. A doubt on which
others lean, because ditto marks below repeat it, counts as that much less certain: settling it settles them all.
Certainty is told apart by tenths only, so that doubts of one page are mostly met together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from archive.corrections import Correction, Loose, Misfit, loose
from archive.records import DATE_FIELDS, PLACE_FIELDS, ArchivedEntry, Reading, Status, entry_place
from archive.review.choices import confusions

UNCLEAR: Final = "unclear"
"""The kind of a doubt of which nothing is told but that the machine is unsure."""
LOOSE: Final = "decision does not fit"
"""The kind of a doubt that is a decision on a line that is no more, or stands elsewhere."""
_DITTO: Final = ("〃", "同上", "仝上", "″")
_RANK: Final[Mapping[str, int]] = {
    "name": 0,
    **dict.fromkeys(PLACE_FIELDS, 1),
    **dict.fromkeys(DATE_FIELDS, 2),
}
_OTHER_RANK: Final = 3
_STEP: Final = 100
"""Between the ranks; within one, certainty goes from 0 to 10."""


class What(StrEnum):
    """What is to be looked at."""

    FLAGGED = "flagged"
    """A reading of which the machine is not sure."""
    LOOSE = "loose"
    """A decision that stands and no longer fits what is read."""
    LOST = "lost"
    """A decision that is not applied, since its line is no more or stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that waits for a person: one field, by its key, of one entry, which may be no more.

    The lower `urgency`, the sooner it is to be looked at. `kinds` are the machine's words for what speaks against the
    reading, and the characters it may have taken for one another ("高→商": it reads 高, which may be 商).
    """

    entry: str
    field: str
    row: int
    what: What
    urgency: int
    kinds: tuple[str, ...]


def doubts_of(entries: Sequence[ArchivedEntry], unfit: Mapping[str, Sequence[Loose]]) -> list[Doubt]:
    """What waits on one page; `entries` are its entries in order, `unfit` the decisions by entry that do not fit."""
    found: dict[tuple[str, str, bool], Doubt] = {}
    leaning: dict[str, int] = {}
    for archived in reversed(entries):
        keyed = archived.entry.keyed()
        for key, reading in keyed.items():
            if reading.status is Status.FLAGGED:
                urgency = _urgency(reading.field, reading.confidence, leaning.get(key, 0))
                kinds = tuple(dict.fromkeys((*reading.doubts, *confusions(reading)))) or (UNCLEAR,)
                found[archived.id, key, False] = Doubt(
                    archived.id, key, archived.entry.row, What.FLAGGED, urgency, kinds
                )
        leaning = {key: leaning.get(key, 0) + 1 for key, reading in keyed.items() if _repeats(reading)}
    standing = {archived.id: archived.entry.keyed() for archived in entries}
    for id, decisions in unfit.items():
        for each in decisions:
            doubt = _of_decision(id, each, standing.get(id, {}).get(each.correction.field))
            found[id, doubt.field, doubt.what is What.LOST] = doubt
    return sorted(found.values(), key=lambda doubt: (doubt.urgency, doubt.row))


def unfit(entries: Sequence[ArchivedEntry], made: Mapping[str, Sequence[Correction]]) -> dict[str, list[Loose]]:
    """The decisions on one page that do not fit what is read, by entry; `made` are all that were ever made there."""
    standing = {archived.id: archived.entry for archived in entries}
    return {id: found for id, decisions in made.items() if (found := loose(standing.get(id), decisions))}


def urgencies(field: str) -> tuple[int, int]:
    """The least and the greatest urgency that a doubt of a field can have."""
    rank = _RANK.get(field, _OTHER_RANK)
    return rank * _STEP, rank * _STEP + 10


def _of_decision(entry: str, unfit: Loose, reading: Reading | None) -> Doubt:
    key = unfit.correction.field
    kinds = reading.doubts if reading and reading.status is Status.VERIFIED else ()
    urgency = _urgency(reading.field if reading else key, 0.0, 0)
    what = What.LOST if unfit.misfit in (Misfit.GONE, Misfit.SHIFTED) else What.LOOSE
    return Doubt(entry, key, entry_place(entry)[1], what, urgency, kinds or (LOOSE,))


def _urgency(field: str, certainty: float, leaning: int) -> int:
    return _RANK.get(field, _OTHER_RANK) * _STEP + int(10 * certainty / (1 + leaning))


def _repeats(reading: Reading) -> bool:
    return reading.text.startswith(_DITTO)
