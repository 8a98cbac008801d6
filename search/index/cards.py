"""What the index knows of a person: the plain words of all entries, sorted by what they say."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Final, NamedTuple, Protocol

from archive.authority.places import counties_at
from archive.authority.units import full_name
from archive.records import DATE_FIELDS, ILLEGIBLE, ArchivedEntry, Person, Reading, Status
from search.characters.fold import fold, tidy
from search.index.schema import surname_of
from search.questions.question import FIRST_YEAR, LAST_YEAR

SHOWN: Final = ("name", "native_place", "death")
"""The fields that an answer tells of a person."""
SEXES: Final = ("男", "女")
_KIND_OF_FIELD: Final = {
    "name": "names",
    "alias": "aliases",
    "unit": "units",
    "native_place": "homes",
    "death_place": "places",
    "burial_place": "places",
}
_FOUR_DIGITS: Final = re.compile(r"(?=(1[6-9]\d\d|20\d\d))")
_EDTF_YEAR: Final = re.compile(r"\d{4}|\d{3}X|\d\dXX")
_ABOVE_COUNTIES: Final = re.compile(r"(?:\w{1,6}?省|山东)?(?:\w{1,4}?(?:专区|地区))?")
_COUNTY: Final = re.compile(r"(?!第)\w{1,4}?[县市区]")
"""What reads like a county; 第三区 lies in one."""
_EDTF_DAY: Final = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(-\d\d)?(?!\d)")


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
    no facts, because a person must look. `counties` to `states` are what people are counted and sifted by;
    `confused` are two characters each, of which a person found one where a reader had read the other.
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
    confused: tuple[str, ...] = ()

    def as_json(self) -> bytes:
        """The card on one line."""
        return json.dumps(
            {part.name: getattr(self, part.name) for part in fields(self)},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, line: bytes) -> Card:
        """The card of a line written by `as_json`."""
        parts: dict[str, Any] = json.loads(line)
        typed: dict[str, Any] = {key: tuple(part) if isinstance(part, list) else part for key, part in parts.items()}
        return cls(**typed)


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
    gathered.homes.extend(entry.roster.county for entry in person.entries if entry.roster)
    deaths = [reading for reading in readings if reading.field == "death"]
    understood = [reading.value for reading in readings if reading.field in DATE_FIELDS and reading.value]
    written = [part for reading in readings for part in (reading.text, reading.value or "")]
    shown = {field: _shown(readings, field) for field in SHOWN}
    return Card(
        id=person.id,
        name=shown["name"].words,
        native_place=shown["native_place"].words,
        death=shown["death"].words,
        names=_distinct(gathered.names),
        aliases=_distinct(gathered.aliases),
        seen=_distinct(gathered.seen),
        homes=_distinct(gathered.homes),
        places=_distinct(gathered.places),
        units=_distinct(gathered.units),
        texts=_distinct(gathered.texts),
        deaths=_sorted(year for reading in deaths for year in _years_of_death(reading)),
        years=_sorted(
            [year for value in understood for year in years_covered(value)]
            + [year for part in written for year in years_written(part)]
        ),
        dates=tuple(sorted({date for value in understood for date in days_covered(value)})),
        flagged=tuple(field for field in SHOWN if shown[field].flagged),
        counties=tuple(dict.fromkeys(filter(None, map(county_of, gathered.homes)))),
        forces=tuple(dict.fromkeys(map(_force, _meant(readings, "unit")))),
        sexes=tuple(sex for sex in _meant(readings, "sex") if sex in SEXES),
        surnames=tuple(dict.fromkeys(surname_of(fold(name)) for name in gathered.names if fold(name))),
        rosters=tuple(dict.fromkeys(entry.roster.title for entry in person.entries if entry.roster)),
        states=(_state(readings),),
        confused=tuple(sorted({pair for reading in readings for pair in _confused(reading)})),
    )


def county_of(place: str) -> str:
    """The county, city or district that a place begins with, its province left out; "" if it names none."""
    return at_county(place)[0]


def at_county(place: str) -> tuple[str, str]:
    """A place come apart behind its county: `county_of` it, and, folded, the rest; all of it if it names none."""
    words = fold(place)
    words = words[_ABOVE_COUNTIES.match(words).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    known = _known_counties()
    for length in range(5, 1, -1):
        if words[:length] in known:
            return known[words[:length]], words[length:]
    found = _COUNTY.match(words)
    return (found.group(), words[found.end() :]) if found else ("", words)


@lru_cache(maxsize=1)
def _known_counties() -> dict[str, str]:
    """The counties of the authority by their names, and by these without 县 or 市 where that is no other county."""
    names = counties_at(None)
    # 县 comes last and stands: 惠民 is 惠民县, which outlived the town 惠民市.
    short = {name[:-1]: name for name in sorted(names, reverse=True) if len(name) > 2}
    return short | {name: name for name in names}


@lru_cache(maxsize=1 << 12)
def _force(unit: str) -> str:
    """A unit under its full name, if it is known: 渤纵七师 is counted with 渤海纵队第七师."""
    return full_name(fold(unit))


def _meant(readings: Iterable[Reading], field_name: str) -> tuple[str, ...]:
    told = (reading.value or reading.text for reading in readings if reading.field == field_name)
    return tuple(dict.fromkeys(filter(None, told)))


def _confused(reading: Reading) -> Iterator[str]:
    """The characters, folded, that were put right; where more than half were, another line was read, not misread."""
    formerly = _formerly(reading)
    if formerly is None:
        return
    read, decided = fold(formerly), fold(reading.text)
    if len(read) == len(decided):
        differing = [one + other for one, other in zip(read, decided, strict=True) if one != other]
        if 0 < len(differing) <= max(1, len(read) // 2):
            yield from (pair for pair in differing if ILLEGIBLE not in pair and not pair.isascii())


def _state(readings: Iterable[Reading]) -> str:
    """Of a person as a whole: flagged if anything is, verified if a person looked at all of it."""
    states = {reading.status for reading in readings}
    if Status.FLAGGED in states:
        return Status.FLAGGED
    return Status.VERIFIED if states == {Status.VERIFIED} else Status.ACCEPTED


def _formerly(reading: Reading) -> str | None:
    """What a machine read where a person has decided; a snapshot keeps it, of names, as the first vote."""
    if reading.machine:
        return reading.machine.text
    return reading.votes[0].text if reading.status is Status.VERIFIED and reading.votes else None


def _seen(reading: Reading) -> list[str]:
    """What the readers took a name for; who remembers an old print-out asks for it by that."""
    machine = [reading.machine.text] if reading.machine else []
    return [*machine, *(vote.text for vote in reading.votes)]


def years_covered(edtf: str) -> list[int]:
    """The years that an EDTF date lies in: 1947-03 → 1947; 1940/1942 → 1940, 1941, 1942; 194X → ten."""
    ends = [_decade(part) for part in _EDTF_YEAR.findall(edtf)]
    if not ends:
        return []
    if "/" not in edtf or ".." in edtf:
        return sorted({year for first, last in ends for year in range(first, last + 1)})
    first, last = min(first for first, _ in ends), max(last for _, last in ends)
    return list(range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1))


def days_covered(edtf: str) -> list[str]:
    """The months and days that an EDTF date names: 1947-03-12 → 1947-03, 1947-03-12."""
    return [day for month, rest in _EDTF_DAY.findall(edtf) for day in (month, month + rest)]


def years_written(text: str) -> list[int]:
    """Every four digits in a row that may be a year, wherever they stand."""
    return [int(digits) for digits in _FOUR_DIGITS.findall(tidy(text))]


def _years_of_death(reading: Reading) -> list[int]:
    return years_covered(reading.value) if reading.value else years_written(reading.text)


def _decade(part: str) -> tuple[int, int]:
    return int(part.replace("X", "0")), int(part.replace("X", "9"))


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


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidy, texts))))


def _sorted(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(years)))
