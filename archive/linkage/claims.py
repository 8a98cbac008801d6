"""What an entry says of a person, laid out so that two entries can be held against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from archive.authority.positions import full_position
from archive.linkage.spans import Span, span_of
from archive.records import ArchivedEntry, Reading, Status

UNTOLD: Final = frozenset({"", "不详", "不明", "未详", "无", "□"})
"""What a cell says, folded, when it says nothing."""


@dataclass(frozen=True, slots=True)
class Lore:
    """What rooms above the archive know of characters and places, handed down.

    `fold` brings a text to the one form kept for each character, without blanks and marks. `lookalikes` gives the
    characters that a folded one is easily taken for, `faintly` whether two come near each other at all in print (one
    in twenty of any two do), `sounds` how one is read. `at_county` takes a place apart
    into its county ("" if none is named) and, folded, the rest. `full_unit` is the name under which all
    written forms of a unit are one.
    """

    fold: Callable[[str], str]
    lookalikes: Callable[[str], str]
    faintly: Callable[[str, str], bool]
    sounds: Callable[[str], tuple[str, ...]]
    at_county: Callable[[str], tuple[str, str]]
    full_unit: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Claims:
    """One entry's claims, folded; "" and None where it tells nothing.

    `name` is what stands, `otherwise` what else a name in doubt was read as, `aliases` what the paper calls 又名.
    `county` and `within` are the native place and what lies in it. `doubtful` are the fields whose reading
    waits for a person.
    """

    entry: str
    person: str
    page: tuple[str, int]
    roster: str
    name: str
    otherwise: tuple[str, ...]
    aliases: tuple[str, ...]
    sex: str
    birth: Span | None
    enlisted: Span | None
    death: Span | None
    county: str
    within: str
    unit: str
    position: str
    death_place: str
    doubtful: frozenset[str]


def claims_of(archived: ArchivedEntry, lore: Lore) -> Claims:
    """What an entry claims, as it stands."""
    readings = {reading.field: reading for reading in reversed(archived.entry.readings)}
    told = {field: _told(readings.get(field), lore) for field in ("name", "sex", "unit", "position", "death_place")}
    county, within = lore.at_county(_meant(readings.get("native_place")))
    return Claims(
        entry=archived.id,
        person=archived.person,
        page=(archived.sha256, archived.page),
        roster=archived.roster.id if archived.roster else "",
        name=told["name"],
        otherwise=_otherwise(readings.get("name"), told["name"], lore),
        aliases=_aliases(readings.get("alias"), lore),
        sex=told["sex"],
        birth=_span(readings.get("birth")),
        enlisted=_span(readings.get("enlisted")),
        death=_span(readings.get("death")),
        county=county or (archived.roster.county if archived.roster else ""),
        within=within if within not in UNTOLD else "",
        unit=lore.full_unit(told["unit"]) if told["unit"] else "",
        position=full_position(told["position"]),
        death_place=told["death_place"],
        doubtful=frozenset(field for field, reading in readings.items() if reading.status is Status.FLAGGED),
    )


def _meant(reading: Reading | None) -> str:
    return (reading.value or reading.text) if reading else ""


def _told(reading: Reading | None, lore: Lore) -> str:
    words = lore.fold(_meant(reading))
    return "" if words in UNTOLD else words


def _span(reading: Reading | None) -> Span | None:
    return span_of(reading.value) if reading else None


def _aliases(reading: Reading | None, lore: Lore) -> tuple[str, ...]:
    words = _meant(reading)
    for mark in "、，,;；/ ":
        words = words.replace(mark, "\n")
    return _distinct(lore.fold(word) for word in words.split("\n"))


def _otherwise(reading: Reading | None, name: str, lore: Lore) -> tuple[str, ...]:
    """What else a doubtful name was read as; of one that is settled nothing but what people settled counts."""
    if reading is None or reading.status is not Status.FLAGGED:
        return ()
    return tuple(other for other in _distinct(lore.fold(vote.text) for vote in reading.votes) if other != name)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word not in UNTOLD and len(word) > 1)
