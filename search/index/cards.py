"""What the index knows of a person: the plain words of all entries, sorted by what they say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple, Protocol

from archive.records import DATE_FIELDS, FIELDS, ArchivedEntry, Person, Reading, Status
from archive.testimony import readings_of, spokesman
from search.characters.fold import fold
from search.index import standing
from search.index.schema import surname_of
from search.index.standing import distinct, tidied
from search.index.years import days_covered, years_covered, years_written

SHOWN: Final = ("name", "native_place", "death")
"""The fields that an answer tells of a person."""
_KIND_OF_FIELD: Final = {
    "name": "names",
    "alias": "aliases",
    "unit": "units",
    "native_place": "homes",
    "death_place": "places",
    "burial_place": "places",
}


class Source(Protocol):
    """What the index is made from; the archive's reader is one."""

    def generation(self) -> int:
        """A number that grows whenever entries change."""
        ...

    def linked_persons(self) -> Collection[str]:
        """The ids of the persons of whom several entries may speak."""
        ...

    def entries(self) -> Iterable[ArchivedEntry]:
        """All entries, in the order in which equally good answers are given."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """One person as the index knows them.

    `names`, `aliases`, `homes` (where they came from), `places` (where they fell and lie), `units` and
    `texts` hold what the paper says and what it means, both tidied, without repetition; `seen` holds what any
    reader took a name for that was doubtful, or that a person decided. `deaths` are years of death,
    `years` all years spoken of, `dates` months and days of known dates (1947-03, 1947-03-12).
    `name`, `native_place` and `death` are as people read them, and `flagged` names those of the three that are
    no facts, because a person must look. `counties` to `campaigns` are what people are counted and sifted by;
    `townships` are ways down to a village (`standing.homes_of`), `born` and `fell` settled dates, or "".
    `confused` are two characters each, of which a person found one where a reader had read the other.
    `told` is what a list tells of each of the known fields; empty where it must ask the archive (`_told`).
    """

    id: str
    name: str = ""
    native_place: str = ""
    death: str = ""
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    deaths: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    dates: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    rosters: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    born: str = ""
    fell: str = ""
    confused: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """The card on one line."""
        return json.dumps(
            {part.name: getattr(self, part.name) for part in fields(self)},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, line: bytes) -> Card:
        """The card of a line written by `as_json`, whose parts stand in their order here."""
        parts: dict[str, Any] = json.loads(line)
        typed: list[Any] = [tuple(part) if type(part) is list else part for part in parts.values()]
        return cls(*typed)


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands beside others by name alone; where that is not `certain`, a person must look at it."""

    id: str
    name: str
    certain: bool

    @classmethod
    def of(cls, card: Card) -> Named:
        """What a card says of it."""
        return cls(card.id, card.name, "name" not in card.flagged)

    def as_line(self) -> bytes:
        """The same on one line, which is sooner read than a card."""
        return f"{self.id} {'=' if self.certain else '?'}{self.name}".encode()

    @classmethod
    def from_line(cls, line: bytes) -> Named:
        """What `as_line` wrote."""
        id, _, name = line.decode().partition(" ")
        return cls(id, name[1:], name[0] == "=")


@dataclass(slots=True)
class _Gathered:
    names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def people(source: Source) -> Iterator[Person]:
    """Everybody of whom the entries speak: first those of one entry each, then those of several.

    Only the few who are linked are held in memory.
    """
    linked = source.linked_persons()
    held: dict[str, list[ArchivedEntry]] = {}
    for entry in source.entries():
        if entry.person in linked:
            held.setdefault(entry.person, []).append(entry)
        else:
            yield Person(entry.person, (entry,))
    for person, entries in held.items():
        yield Person(person, tuple(entries))


def make_card(person: Person) -> Card:
    """The card of a person, from all entries."""
    gathered = _Gathered()
    readings = [reading for entry in person.entries for reading in entry.entry.readings]
    for reading in readings:
        kind = _KIND_OF_FIELD.get(reading.field, "texts")
        getattr(gathered, kind).extend([reading.text, reading.value or ""])
        if reading.field == "name" and reading.status is not Status.ACCEPTED:
            gathered.seen.extend(_seen(reading))
    gathered.homes.extend(map(standing.county_of_roster, person.entries))
    understood = [reading.value for reading in readings if reading.field in DATE_FIELDS and reading.value]
    written = [part for reading in readings for part in (reading.text, reading.value or "")]
    shown = {field: _shown(readings, field) for field in SHOWN}
    return Card(
        id=person.id,
        name=shown["name"].words,
        native_place=shown["native_place"].words,
        death=shown["death"].words,
        names=tidied(gathered.names),
        aliases=tidied(gathered.aliases),
        seen=tidied(gathered.seen),
        homes=tidied(gathered.homes),
        places=tidied(gathered.places),
        units=tidied(gathered.units),
        texts=tidied(gathered.texts),
        deaths=standing.years_of_death(readings),
        years=_sorted(
            [year for value in understood for year in years_covered(value)]
            + [year for part in written for year in years_written(part)]
        ),
        dates=tuple(sorted({date for value in understood for date in days_covered(value)})),
        flagged=tuple(field for field in SHOWN if shown[field].flagged),
        counties=distinct(map(standing.county_of, gathered.homes)),
        forces=distinct(map(standing.force_of, standing.meant(readings, "unit"))),
        sexes=tuple(sex for sex in standing.meant(readings, "sex") if sex in standing.SEXES),
        surnames=distinct(surname_of(fold(name)) for name in gathered.names),
        rosters=distinct(entry.roster.title for entry in person.entries if entry.roster),
        states=(standing.state_of(readings),),
        townships=distinct(way for home in standing.facts(readings, "native_place") for way in standing.homes_of(home)),
        campaigns=standing.campaigns_of(readings),
        born=standing.settled_date(readings, "birth"),
        fell=standing.settled_date(readings, "death"),
        confused=tuple(sorted({pair for reading in readings for pair in standing.confused(reading)})),
        told=_told(person),
    )


def _told(person: Person) -> dict[str, str]:
    """What is told of each known field, in its value where it is understood.

    Nothing at all of whom any of these is in doubt, for then there are pieces of paper to show; nor where figures of a
    date were not understood, which must not be taken for a date.
    """
    told = {}
    for name, readings in readings_of(person).items():
        if name not in FIELDS:
            continue
        if not all(reading.trusted for _, reading in readings):
            return {}
        if read := spokesman(readings):
            value, text = read[1].value, read[1].text
            if name in DATE_FIELDS and not value and any(map(str.isdigit, text)):
                return {}
            told[name] = value or text
    return told


def _seen(reading: Reading) -> list[str]:
    """What the readers took a name for; who remembers an old print-out asks for it by that."""
    machine = [reading.machine.text] if reading.machine else []
    return [*machine, *(vote.text for vote in reading.votes)]


class _Shown(NamedTuple):
    words: str
    flagged: bool


def _shown(readings: Iterable[Reading], field_name: str) -> _Shown:
    """What people read of a field: a trusted reading that says something, before a flagged one."""
    told = [
        _Shown(reading.value or reading.text, not reading.trusted)
        for reading in readings
        if reading.field == field_name
    ]
    facts = [one for one in told if one.words and not one.flagged]
    doubtful = [one for one in told if one.flagged]
    return next(iter([*facts, *doubtful]), _Shown("", flagged=False))


def _sorted(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(years)))
