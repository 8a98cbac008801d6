"""What became of a place or unit, and what it came from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from archive.authority.lines import AnyRecord, Record, Succession


def lineage(records: Mapping[str, AnyRecord], start: Collection[str], *, parts: bool = True) -> list[AnyRecord]:
    """What came before and after the records with the ids `start`, nearest first, without these.

    What became of them is followed forwards and what they came from backwards, never the one through the other:
    two counties that were once joined are not the same place. What only a part of the start itself went to or
    came from is named last, and not followed; without `parts` it is left out.
    """
    steps = [
        step for onward in (_became, _came_from) for step in _steps(records, start, onward) if parts or not step[0]
    ]
    steps.sort(key=lambda step: step[:2])
    return [records[identity] for identity in dict.fromkeys(identity for _, _, identity in steps)]


def _became(record: Record) -> tuple[Succession, ...]:
    return record.became


def _came_from(record: Record) -> tuple[Succession, ...]:
    return record.came_from


def _steps(
    records: Mapping[str, AnyRecord], start: Collection[str], onward: Callable[[Record], tuple[Succession, ...]]
) -> list[tuple[bool, int, str]]:
    """Whether in part only, how far it is, and the id, for all that `onward` leads to."""
    seen = set(start)
    found: list[tuple[bool, int, str]] = []
    edge = list(start)
    distance = 0
    while edge:
        distance += 1
        links = [link for identity in edge for link in onward(records[identity]) if link.other not in seen]
        found += [(link.part, distance, link.other) for link in links if distance == 1 or not link.part]
        edge = list(dict.fromkeys(link.other for link in links if not link.part))
        seen.update(edge)
    return found
