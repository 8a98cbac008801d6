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
    """The page as one line of JSON; `loads_record` gives back an equal one."""
    return json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":"))


def loads_record(stored: str) -> PageRecord:
    """The page that `dumps_record` wrote."""
    told = json.loads(stored)
    lines = tuple(_line(line) for line in told["ledger"]["lines"])
    ledger = Ledger(lines, tuple(told["ledger"]["open"]))
    return PageRecord(**told | {"entries": tuple(_entry(entry) for entry in told["entries"]), "ledger": ledger})


def _added(told: Mapping[str, Any]) -> acts.Added:
    follows, instead_of = (_seen(told[key]) if told[key] else None for key in ("follows", "instead_of"))
    return acts.Added(Box(**told["box"]), _keyed(told["fields"]), follows, instead_of, told["id"])


def _seen(told: Mapping[str, Any]) -> acts.Seen:
    return acts.Seen(told["entry"], Box(**told["box"]), told["words"])


def _keyed(told: Sequence[Mapping[str, Any]]) -> tuple[acts.Keyed, ...]:
    return tuple(acts.Keyed(**each) for each in told)


def _line(told: Mapping[str, Any]) -> Line:
    return Line(LineKind(told["kind"]), told["text"], _box(told["box"]), told["row"])


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(told["row"], Box(**told["box"]), tuple(_reading(each) for each in told["readings"]))


def _reading(told: Mapping[str, Any]) -> Reading:
    votes = tuple(Vote(**vote) for vote in told["votes"])
    read = {"status": Status(told["status"]), "box": _box(told["box"]), "votes": votes, "doubts": tuple(told["doubts"])}
    return Reading(**{**told, **read})


def _box(told: Mapping[str, float] | None) -> Box | None:
    return None if told is None else Box(**told)


_LOADED: Final[Mapping[str, Callable[[dict[str, Any]], Act]]] = MappingProxyType(
    {
        "added": _added,
        "removed": lambda told: acts.Removed(_seen(told["line"])),
        "split": lambda told: acts.Split(
            _seen(told["line"]), Box(**told["box"]), _keyed(told["fields"]), _added(told["rest"])
        ),
        "merged": lambda told: acts.Merged(_seen(told["first"]), _seen(told["second"]), _keyed(told["fields"])),
        "marked": lambda told: acts.Marked(_seen(told["line"]), LineKind(told["kind"])),
        "renamed": lambda told: acts.Renamed(**told),
        "settled": lambda told: acts.Settled(tuple(told["points"])),
        "undone": lambda told: acts.Undone(**told),
    }
)
