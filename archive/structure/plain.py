"""Decisions on structure, and pages as the machine read them, as JSON for the archive, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, Final

from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading, Status, Vote
from archive.structure import acts
from archive.structure.acts import Act

KINDS: Final[Mapping[str, type[Act]]] = MappingProxyType(
    {
        "added": acts.Added,
        "removed": acts.Removed,
        "split": acts.Split,
        "merged": acts.Merged,
        "marked": acts.Marked,
        "renamed": acts.Renamed,
        "settled": acts.Settled,
        "undone": acts.Undone,
    }
)
"""What each kind of decision is called where it is stored."""


def kind_of(act: Act) -> str:
    """What the kind of `act` is called."""
    return next(kind for kind, made in KINDS.items() if isinstance(act, made))


def dumps_act(act: Act) -> str:
    """The act as one line of JSON; `loads_act` with its kind gives back an equal one."""
    return json.dumps(asdict(act), ensure_ascii=False)


def loads_act(kind: str, stored: str) -> Act:
    """The act that `dumps_act` wrote."""
    return _LOADED[kind](json.loads(stored))


def dumps_record(record: PageRecord) -> str:
    """The page as one line of JSON, lists in the order of the dataclass fields; `loads_record` gives back an equal one.

    Only a page of which somebody decided is kept so, but of a column throughout a roster that is every page of it.
    """
    entries = [[entry.row, _sides(entry.box), list(map(_from_reading, entry.readings))] for entry in record.entries]
    lines = [[line.kind, line.text, _sides(line.box), line.row] for line in record.ledger.lines]
    size = (record.number, record.width, record.height, record.quarter_turns, record.kind, record.title)
    return json.dumps([*size, entries, lines, record.ledger.open], ensure_ascii=False, separators=(",", ":"))


def loads_record(stored: str) -> PageRecord:
    """The page that `dumps_record` wrote."""
    *size, entries, lines, points = json.loads(stored)
    number, width, height, quarter_turns, kind, title = size
    told = tuple(Entry(row, Box(*box), tuple(map(_to_reading, readings))) for row, box, readings in entries)
    ledger = Ledger(tuple(Line(LineKind(kind), text, _box(box), row) for kind, text, box, row in lines), tuple(points))
    return PageRecord(number, width, height, quarter_turns, kind, title, told, ledger)


def _added(told: Mapping[str, Any]) -> acts.Added:
    follows, instead_of = (_seen(told[key]) if told[key] else None for key in ("follows", "instead_of"))
    return acts.Added(Box(**told["box"]), _keyed(told["fields"]), follows, instead_of, told["id"])


def _seen(told: Mapping[str, Any]) -> acts.Seen:
    return acts.Seen(told["entry"], Box(**told["box"]), told["words"])


def _keyed(told: Sequence[Mapping[str, Any]]) -> tuple[acts.Keyed, ...]:
    return tuple(acts.Keyed(**each) for each in told)


def _from_reading(reading: Reading) -> list[Any]:
    told = [reading.field, reading.heading, reading.text, reading.value, reading.confidence, reading.status]
    votes = [[vote.reader, vote.text, vote.confidence] for vote in reading.votes]
    return [*told, _sides(reading.box), votes, reading.doubts]


def _to_reading(stored: list[Any]) -> Reading:
    field, heading, text, value, confidence, status, box, votes, doubts = stored
    seen = tuple(Vote(*vote) for vote in votes)
    return Reading(field, heading, text, value, confidence, Status(status), _box(box), seen, tuple(doubts))


def _sides(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x, box.y, box.width, box.height]


def _box(sides: list[float] | None) -> Box | None:
    return None if sides is None else Box(*sides)


_LOADED: Final[Mapping[str, Callable[[dict[str, Any]], Act]]] = MappingProxyType(
    {
        "added": _added,
        "removed": lambda told: acts.Removed(_seen(told["line"])),
        "split": lambda told: acts.Split(
            _seen(told["line"]), Box(**told["box"]), _keyed(told["fields"]), _added(told["rest"])
        ),
        "merged": lambda told: acts.Merged(_seen(told["first"]), _seen(told["second"]), _keyed(told["fields"])),
        "marked": lambda told: acts.Marked(_seen(told["line"]), LineKind(told["kind"]), told["text"]),
        "renamed": lambda told: acts.Renamed(**told),
        "settled": lambda told: acts.Settled(tuple(told["points"])),
        "undone": lambda told: acts.Undone(**told),
    }
)
