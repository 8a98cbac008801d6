"""The authority's tables: one line a place or unit, each line with its sources, checked as a whole."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from archive.authority.lines import COLUMNS, AnyRecord, LocalLine, Record, Succession, record_of
from archive.errors import InputError

_SOURCE: Final = re.compile(r"#\s*\[(\S+)\]\s*(\S.*)")


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
    return record_of(line.cells, kind, levels, {*keys, *(key for key, _ in line.cited)})


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
                record = record_of(cells, kind, levels, keys)
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
