"""Where the work stands, and what wants somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, abort, current_app, render_template, request

from archive.errors import BohaiError
from archive.staff.values import Role
from archive.store import DecisionWriter, pages, progress, queue
from archive.store.progress import Spot, Work
from archive.store.standing import Ask
from archive.tributes.store import TributeStore
from archive.tributes.values import Kind
from webapp.desk.access import desk, needs
from webapp.desk.overview import (
    LETTERS,
    OUTSIDE,
    SHOWN,
    DashboardPage,
    Listed,
    ListPage,
    people_of,
    spot_of,
    total_of,
)
from webapp.shelf import archive

blueprint = Blueprint("dashboard", __name__)

_AT_ONCE: Final = 2
"""Pages that are counted anew while somebody waits for the dashboard; the rest is counted behind its back."""
_PATIENCE: Final = 0.5
"""Seconds to wait for another's write before the figures are shown as they are."""
_ON_A_PAGE: Final = 100

LISTS: Final[Mapping[str, tuple[str, Callable[[Ask, int, int], list[Spot]]]]] = MappingProxyType(
    {
        "failed": (
            "没有读成的页",
            lambda ask, limit, first: [spot_of(one) for one in pages.failures(ask, limit, first)],
        ),
        "ledgers": ("账目未平的页", progress.unbalanced),
        "loose": ("须复看的决定", progress.loose),
    }
)
"""The lists of what wants somebody, by their name in the address."""


@blueprint.get("/")
@needs(Role.REVIEWER)
def start() -> str:
    """What is read, doubted and verified, by roster and by person; what is open; what waits from outside."""
    _count()
    waiting, letters = _outside()
    with archive().asking() as ask:
        rosters = progress.by_roster(ask)
        total = total_of(rosters)
        kinds, people = people_of([*progress.by_person(ask), *letters])
        page = DashboardPage(
            total=total,
            rosters=tuple(rosters),
            kinds=kinds,
            people=people,
            outside=waiting,
            failed=_listed(ask, "failed", progress.how_many_failed(ask)),
            unbalanced=_listed(ask, "ledgers", total.unbalanced),
            loose=_listed(ask, "loose", total.loose),
            uncounted=queue.behind(ask),
        )
    return render_template("desk/dashboard.html", page=page)


@blueprint.get("/open/<any(failed, ledgers, loose):what>")
@needs(Role.REVIEWER)
def whole_list(what: str) -> str:
    """One of the lists whole, a hundred lines at a time."""
    title, ask_for = LISTS[what]
    first = request.args.get("first", 0, int)
    if not 0 <= first < 10**9:
        abort(404)
    with archive().asking() as ask:
        found = ask_for(ask, _ON_A_PAGE + 1, first)
    before = max(0, first - _ON_A_PAGE) if first else None
    after = first + _ON_A_PAGE if len(found) > _ON_A_PAGE else None
    page = ListPage(what, title, tuple(found[:_ON_A_PAGE]), first, before, after)
    return render_template("desk/list.html", page=page)


def _listed(ask: Ask, what: str, many: int) -> Listed:
    return Listed(tuple(LISTS[what][1](ask, SHOWN, 0)) if many else (), many)


def _count() -> None:
    """Bring the figures of a few changed pages up to date; where an ingest is writing they are shown as they are."""
    try:
        with archive().asking() as ask:
            if not queue.behind(ask):
                return
        with DecisionWriter.open(desk().folder, patience=_PATIENCE) as writer:
            writer.bring_queue_up_to_date(_AT_ONCE)
    except BohaiError as problem:
        current_app.logger.info("%s", problem)


def _outside() -> tuple[tuple[tuple[str, int], ...] | None, list[Work]]:
    """What waits from visitors, by its word, and who decided how much of it; without tributes nothing does."""
    if not desk().folder.tributes.exists():
        return (), []
    try:
        with TributeStore.open(desk().folder) as store:
            waiting, decided = store.waiting(), store.decided()
    except BohaiError as problem:
        current_app.logger.error("%s", problem)
        return None, []
    told = tuple((word, waiting[kind]) for kind, word in _in_order(waiting))
    return told, [Work(who, LETTERS, many, last) for who, (many, last) in decided.items()]


def _in_order(waiting: Mapping[Kind, int]) -> list[tuple[Kind, str]]:
    return [(kind, word) for kind, word in OUTSIDE.items() if kind in waiting]
