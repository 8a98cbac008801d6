"""What people decide of two entries: one person, or not; and what becomes of everybody linked with them. Pure.

A person of several entries is called after one of them, the namesake, which is linked to itself. So an address that
was once given leads on, whoever is linked or taken out later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.records import Box, Signed


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry, and the person it spoke of as whoever decides saw it."""

    entry: str
    person: str


@dataclass(frozen=True, slots=True)
class Link:
    """One decision on one entry: it speaks of `person`; None: of nobody but itself.

    `act` is the number of the decision of which this is a part: whoever joins two persons links all their entries at
    a stroke. `line` is where the entry stood then.
    """

    id: int
    act: int
    entry: str
    person: str | None
    signed: Signed
    line: Box | None


@dataclass(frozen=True, slots=True)
class Distinction:
    """Somebody found that two entries speak of two people; `one` before `other` in the order of ids."""

    one: str
    other: str
    signed: Signed


Group = tuple[str, tuple[str, ...]]
"""A person's id and all entries that speak of the person, in order."""
Change = Mapping[str, str | None]
"""Whom each entry is to speak of; None: of nobody but itself."""


def joined(one: Group, other: Group) -> Change:
    """What makes two persons one; the one of more entries keeps its id, of equals the first."""
    kept = other[0] if len(other[1]) > len(one[1]) else one[0]
    return dict.fromkeys((*one[1], *other[1]), kept)


def parted(group: Group, entry: str) -> Change:
    """What takes `entry` out of a person: those left stay together, under another name if they bore this entry's."""
    person, entries = group
    left = [each for each in entries if each != entry]
    if len(left) < 2:
        return dict.fromkeys(entries)
    if person != entry:
        return {entry: None}
    return {entry: None, **dict.fromkeys(left, left[0])}


def undone(act: int, history: Mapping[str, Sequence[Link]]) -> Change | None:
    """What sets everything as it was before `act`; None if somebody has decided on any of these entries since.

    `history` holds, for each entry of the act, all decisions on it, first to last.
    """
    change: dict[str, str | None] = {}
    for entry, made in history.items():
        if not made or made[-1].act != act:
            return None
        before = [link for link in made if link.act < act]
        change[entry] = before[-1].person if before else None
    return change


def told_apart(one: Iterable[str], other: Iterable[str], distinctions: Iterable[Distinction]) -> Distinction | None:
    """The distinction that stands between two groups of entries, if there is one."""
    ones, others = set(one), set(other)
    return next(
        (
            each
            for each in distinctions
            if (each.one in ones and each.other in others) or (each.other in ones and each.one in others)
        ),
        None,
    )
