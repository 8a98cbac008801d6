"""Where the work stands → what the dashboard is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from archive.store.progress import RosterProgress, Spot, Work
from archive.store.values import FailedPage
from archive.tributes.values import Kind
from search.characters.dictionary import by_sound
from webapp.desk.words import moment

LETTERS: Final = "letters"
"""The kind of decisions on what visitors wrote, which stand in a database of their own."""
_OTHERS: Final = "others"
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "corrections": "读法",
        "structure_decisions": "行与账",
        "links": "同一人",
        "distinctions": "不是同一人",
        "authority": "地名与部队",
        "redactions": "遮盖",
        LETTERS: "外来信件",
        _OTHERS: "其他",
    }
)
"""The kinds of decisions in the order in which they are told, by the table in which they stand."""
OUTSIDE: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.CORRECTION: "亲属补正",
        Kind.MEMORY: "回忆",
        Kind.PHOTOGRAPH: "照片",
        Kind.WORDS: "留言",
        Kind.KIN: "寻亲启事",
    }
)
"""What comes from outside, in the order in which it is told."""
SHOWN: Final = 8
"""Lines of a list that are shown on the dashboard; the rest stands on a page of its own."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What somebody did, by kind in the order of the table's heads, and on what day last."""

    who: str
    decisions: tuple[int, ...]
    all: int
    last: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The first lines of a list, and how many there are in all."""

    spots: tuple[Spot, ...]
    all: int


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """Where the work stands. `uncounted` pages have changed and are not yet in the figures.

    `outside` is what waits from visitors, by its word; None where that cannot be told at the moment.
    """

    total: RosterProgress
    rosters: tuple[RosterProgress, ...]
    kinds: tuple[str, ...]
    people: tuple[PersonLine, ...]
    outside: tuple[tuple[str, int], ...] | None
    failed: Listed
    unbalanced: Listed
    loose: Listed
    uncounted: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of the lists whole, a part at a time; `what` names it in the address."""

    what: str
    title: str
    spots: tuple[Spot, ...]
    first: int
    before: int | None
    after: int | None


def total_of(rosters: Iterable[RosterProgress]) -> RosterProgress:
    """All rosters and loose scans together."""
    columns = zip(
        *((r.read, r.failed, r.pending, r.settled, r.unbalanced, *_readings(r)) for r in rosters), strict=True
    )
    figures = [sum(column) for column in columns] or [0] * 10
    return RosterProgress(None, "", *figures)


def people_of(work: Iterable[Work]) -> tuple[tuple[str, ...], tuple[PersonLine, ...]]:
    """The kinds of decisions that anybody made, in words, and what each person did, by the sound of their names."""
    did: dict[str, dict[str, int]] = {}
    last: dict[str, str] = {}
    for each in work:
        kind = each.kind if each.kind in KINDS else _OTHERS
        mine = did.setdefault(each.who, {})
        mine[kind] = mine.get(kind, 0) + each.decisions
        last[each.who] = max(last.get(each.who, ""), each.last)
    kinds = [kind for kind in KINDS if any(kind in mine for mine in did.values())]
    lines = tuple(
        PersonLine(
            who, tuple(did[who].get(kind, 0) for kind in kinds), sum(did[who].values()), moment(last[who]).split(" ")[0]
        )
        for who in sorted(did, key=by_sound)
    )
    return tuple(KINDS[kind] for kind in kinds), lines


def spot_of(failed: FailedPage) -> Spot:
    """A page or a file that could not be read, as a place that wants somebody; a whole file is its page 0."""
    kept = "（仍用以前的识读）" if failed.kept else ""
    return Spot(failed.scan, ("", failed.page or 0), None, f"{failed.reason}{kept}")


def _readings(roster: RosterProgress) -> tuple[int, ...]:
    return (roster.entries, roster.accepted, roster.flagged, roster.verified, roster.loose)
