"""The authority's tables: one line a place or unit, each line with its sources, checked as a whole."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from archive.authority.spells import Spell, parse_spell, parse_year
from archive.errors import InputError

COLUMNS: Final = ("id", "level", "years", "within", "became", "also", "note", "sources")
PART: Final = "部分"
"""Marks that only a part went there."""
UNPROVEN: Final = "待证"
"""Marks what is commonly said, but by no text that was at hand."""

_SOURCE: Final = re.compile(r"#\s*\[(\S+)\]\s*(\S.*)")


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


def load(
    path: Path, kind: type[AnyRecord], levels: Collection[str], local: Sequence[LocalLine] = ()
) -> dict[str, AnyRecord]:
    """The records of a table by id, in its order, those of `local` laid over them.

    Raises InputError, one line that names the line of the table, for a row that breaks its rules. A local line that
    does not fit (or no more, since the table has changed) is left out; `unfit` tells which.
    """
    shipped, keys = _shipped(path, kind, levels)
    for line in _fitting(shipped, keys, kind, levels, local):
        shipped[line.id] = _local_record(line, kind, levels, keys)
    return _joined(shipped, path)


def unfit(path: Path, kind: type[AnyRecord], levels: Collection[str], local: Sequence[LocalLine]) -> dict[str, str]:
    """The ids of the local lines that do not fit, each with what is wrong with it."""
    shipped, keys = _shipped(path, kind, levels)
    fitting = _fitting(shipped, keys, kind, levels, local)
    known = {*shipped, *(line.id for line in fitting)}
    return {line.id: _fault(line, kind, levels, keys, known) for line in local if line not in fitting}


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


def _fitting(
    shipped: Mapping[str, AnyRecord],
    keys: Collection[str],
    kind: type[AnyRecord],
    levels: Collection[str],
    local: Sequence[LocalLine],
) -> list[LocalLine]:
    """The local lines that keep the rules together; one that is taken out may take others with it."""
    kept = list(local)
    while True:
        known = {*shipped, *(line.id for line in kept)}
        fitting = [line for line in kept if not _fault(line, kind, levels, keys, known)]
        if len(fitting) == len(kept):
            return fitting
        kept = fitting


def _fault(
    line: LocalLine, kind: type[AnyRecord], levels: Collection[str], keys: Collection[str], known: Collection[str]
) -> str:
    """What is wrong with a local line, "" if nothing is."""
    try:
        record = _local_record(line, kind, levels, keys)
    except ValueError as wrong:
        return str(wrong)
    strange = [other for other in _spoken_of(record) if other not in known]
    return f"{record.id} speaks of {strange[0]}, which has no line of its own" if strange else ""


def _local_record(line: LocalLine, kind: type[AnyRecord], levels: Collection[str], keys: Collection[str]) -> AnyRecord:
    return _record(list(line.cells), kind, levels, {*keys, *(key for key, _ in line.cited)})


def _shipped(path: Path, kind: type[AnyRecord], levels: Collection[str]) -> tuple[dict[str, AnyRecord], set[str]]:
    """The records of a file, not joined yet, and the keys of its sources."""
    found: dict[str, AnyRecord] = {}
    keys: set[str] = set()
    header = False
    for line, cells in _lines(path):
        try:
            if cells[0].startswith("#"):
                keys |= {key for key, _ in _SOURCE.findall(",".join(cells))}
            elif not header:
                header = _is_header(cells)
            else:
                record = _record(cells, kind, levels, keys)
                if record.id in found:
                    raise ValueError(f"{record.id} stands here a second time")
                found[record.id] = record
        except ValueError as wrong:
            raise _broken(path, line, str(wrong)) from wrong
    return found, keys


def cited(path: Path, local: Sequence[LocalLine] = ()) -> dict[str, str]:
    """What each key in the column of sources stands for, as the head of the table and the local lines tell it."""
    return _cited_in(path) | {key: text for line in local for key, text in line.cited}


@lru_cache(maxsize=8)
def _cited_in(path: Path) -> dict[str, str]:
    heads = (",".join(cells) for _, cells in _lines(path) if cells[0].startswith("#"))
    return dict(pair for head in heads for pair in _SOURCE.findall(head))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    # Spreadsheet programs begin UTF-8 with a mark and may put a comment with a comma into quotes.
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        try:
            for cells in rows:
                if any(cells):
                    yield rows.line_num, [cell.strip() for cell in cells]
        except csv.Error as wrong:
            raise _broken(path, rows.line_num, str(wrong)) from wrong


def _is_header(cells: list[str]) -> bool:
    if tuple(cells) != COLUMNS:
        raise ValueError(f"the columns are {','.join(cells)}, not {','.join(COLUMNS)}")
    return True


def _record(cells: list[str], kind: type[AnyRecord], levels: Collection[str], keys: set[str]) -> AnyRecord:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells instead of {len(COLUMNS)}")
    identity, level, years, within, became, also, note, sources = cells
    if not identity or identity.startswith("·"):
        raise ValueError("it has no name")
    if level not in levels:
        raise ValueError(f"{identity} has the level {level!r}, which is none of {' '.join(levels)}")
    named = tuple(sources.split())
    if not named or (strange := set(named) - keys):
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


def _joined(found: dict[str, AnyRecord], path: Path) -> dict[str, AnyRecord]:
    """The same records, each told what it came from."""
    origins: dict[str, list[Succession]] = defaultdict(list)
    for record in found.values():
        for other in _spoken_of(record):
            if other not in found:
                raise InputError(
                    f"{record.id} speaks of {other}, which has no line of its own",
                    where=path.name,
                    remedy="give it one, or write the id as its line has it",
                )
        for link in record.became:
            origins[link.other].append(replace(link, other=record.id))
    return {identity: replace(record, came_from=tuple(origins[identity])) for identity, record in found.items()}


def _spoken_of(record: Record) -> tuple[str, ...]:
    return (*(link.of for link in record.within), *(link.other for link in record.became))


def _broken(path: Path, line: int, what: str) -> InputError:
    where = f"{path.name} line {line}"
    return InputError(what, where=where, remedy="put the line right; the head of the file says what each column holds")
