"""One record of the authority's tables, and how it is written as a line: its cells, each with its own small grammar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from archive.authority.spells import Spell, parse_spell, parse_year

COLUMNS: Final = ("id", "level", "years", "within", "became", "also", "note", "sources")
PART: Final = "部分"
"""Marks that only a part went there."""
UNPROVEN: Final = "待证"
"""Marks what is commonly said, but by no text that was at hand."""


@dataclass(frozen=True, slots=True)
class LocalLine:
    """One line of an archive's own; `cells` as COLUMNS, `cited` the sources it names that the table's head does not."""

    cells: tuple[str, ...]
    cited: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The id of its record."""
        return self.cells[0]

    def as_list(self) -> list[object]:
        """Plain lists, for JSON."""
        return [list(self.cells), [list(pair) for pair in self.cited]]

    @classmethod
    def from_list(cls, told: list[object]) -> LocalLine:
        """What `as_list` gave."""
        cells, cited = told
        assert isinstance(cells, list)  # noqa: S101 - for the types; the form is our own
        assert isinstance(cited, list)  # noqa: S101
        return cls(tuple(cells), tuple((key, text) for key, text in cited))


@dataclass(frozen=True, slots=True)
class Membership:
    """What something lay in or belonged to, and when."""

    of: str
    during: Spell
    unproven: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of something, or what it came from: the other's id, the year if known, whether only in part."""

    other: str
    year: int | None
    part: bool
    unproven: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table; `came_from` follows from the `became` of the other lines."""

    id: str
    level: str
    spells: tuple[Spell, ...]
    within: tuple[Membership, ...]
    became: tuple[Succession, ...]
    came_from: tuple[Succession, ...]
    also: tuple[str, ...]
    note: str
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """As printed in full: the id without what tells it from its namesakes."""
        return self.id.partition("·")[0]


AnyRecord = TypeVar("AnyRecord", bound=Record)


def as_line(record: Record) -> LocalLine:
    """A record as a line of its table."""
    within = (f"{link.of} {link.during}{_mark(UNPROVEN, link.unproven)}" for link in record.within)
    became = (
        " ".join(filter(None, (link.other, str(link.year or ""))))
        + _mark(PART, link.part)
        + _mark(UNPROVEN, link.unproven)
        for link in record.became
    )
    years = " ".join(map(str, record.spells))
    return LocalLine(
        (
            *(record.id, record.level, years, ";".join(within), ";".join(became)),
            *(";".join(record.also), record.note, " ".join(record.sources)),
        )
    )


def _mark(mark: str, marked: bool) -> str:
    return f" {mark}" if marked else ""


def record_of(cells: Sequence[str], kind: type[AnyRecord], levels: Collection[str], keys: Collection[str]) -> AnyRecord:
    """What the cells of a line say; `keys` are those of all sources. Raises ValueError, in words, if they break a rule.

    What it came from is for whoever knows the other lines.
    """
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells instead of {len(COLUMNS)}")
    identity, level, years, within, became, also, note, sources = cells
    if not identity or identity.startswith("·"):
        raise ValueError("it has no name")
    if level not in levels:
        raise ValueError(f"{identity} has the level {level!r}, which is none of {' '.join(levels)}")
    named = tuple(sources.split())
    if not named or (strange := set(named).difference(keys)):
        raise ValueError(f"{identity} names no source" if not named else f"no source is called {' '.join(strange)}")
    return kind(
        id=identity,
        level=level,
        spells=tuple(map(parse_spell, years.split())),
        within=tuple(map(_membership, _parts(within))),
        became=tuple(map(_succession, _parts(became))),
        came_from=(),
        also=tuple(_parts(also)),
        note=note,
        sources=named,
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _membership(text: str) -> Membership:
    words, unproven = _marked(text.split(), UNPROVEN)
    if len(words) != 2:
        raise ValueError(f"{text!r} is not an id, a spell of years and perhaps {UNPROVEN}")
    return Membership(words[0], parse_spell(words[1]), unproven)


def _succession(text: str) -> Succession:
    words, unproven = _marked(text.split(), UNPROVEN)
    words, part = _marked(words, PART)
    if not 1 <= len(words) <= 2:
        raise ValueError(f"{text!r} is not an id, perhaps a year, perhaps {PART}, perhaps {UNPROVEN}")
    return Succession(words[0], parse_year(words[1]) if words[1:] else None, part, unproven)


def _marked(words: list[str], mark: str) -> tuple[list[str], bool]:
    """The words without the mark at their end, and whether it was there."""
    return (words[:-1], True) if words[-1:] == [mark] else (words, False)
