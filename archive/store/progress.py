"""How far the work has come: by roster, and by who did it. Counted from what the queue keeps of each page."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from sqlite3 import Connection
from typing import Final

from archive.review.figures import PageFigures
from archive.store.standing import Ask
from archive.store.values import SheetKey

_NO_DECISIONS: Final = ("sqlite_", "_")
"""Tables whose names begin so are SQLite's own and those of the migrations."""


@dataclass(frozen=True, slots=True)
class RosterProgress:
    """How far a roster has come; `roster` and `title` are None and "" for scans of no roster.

    Pages: `read`, `failed` and `pending`, and of those read the `settled`, on which nothing waits for a person, and
    those whose ledger is `unbalanced`. Readings by status, and `loose` decisions, which are to be looked at again.
    """

    roster: str | None
    title: str
    read: int
    failed: int
    pending: int
    settled: int
    unbalanced: int
    entries: int
    accepted: int
    flagged: int
    verified: int
    loose: int


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody did: how many decisions of one `kind`, which is their table, and when last (UTC, ISO 8601)."""

    who: str
    kind: str
    decisions: int
    last: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A page that wants somebody: `key` names it; `row` is None for the whole of it; `words` say what is open."""

    scan: str
    key: SheetKey
    row: int | None
    words: str


def keep(connection: Connection, page: int, figures: PageFigures) -> None:
    """Note how far a page has come; within the transaction that brings the queue up to date."""
    connection.execute("INSERT OR REPLACE INTO page_figures VALUES (?, ?, ?, ?, ?, ?)", (page, *astuple(figures)))


def by_roster(ask: Ask) -> list[RosterProgress]:
    """How far each roster has come, by title; last, scans of no roster."""
    found = ask(
        """WITH unbalanced AS (SELECT DISTINCT page FROM open_points),
             each_page AS (
               SELECT scans.roster, pages.state, page_figures.*, unbalanced.page IS NOT NULL AS unbalanced
               FROM pages JOIN scans ON scans.sha256 = pages.scan
               LEFT JOIN page_figures ON page_figures.page = pages.id
               LEFT JOIN unbalanced ON unbalanced.page = pages.id AND pages.state = 'read')
           SELECT roster, coalesce(rosters.title, '') AS title,
             sum(state = 'read') AS read, sum(state = 'failed') AS failed, sum(state = 'pending') AS pending,
             sum(state = 'read' AND flagged = 0 AND loose = 0 AND NOT unbalanced) AS settled,
             sum(unbalanced) AS unbalanced, sum(entries) AS entries, sum(accepted) AS accepted,
             sum(flagged) AS flagged, sum(verified) AS verified, sum(loose) AS loose
           FROM each_page LEFT JOIN rosters ON rosters.id = roster
           GROUP BY roster ORDER BY roster IS NULL, title, roster"""
    )
    return [
        RosterProgress(row["roster"], row["title"], *(row[key] or 0 for key in list(row.keys())[2:])) for row in found
    ]


def by_person(ask: Ask) -> list[Work]:
    """What each person did, in no order; a table of decisions is one that says who and at what time."""
    found: list[Work] = []
    for table in _tables_of_decisions(ask):
        counted = ask(f"SELECT who, count(*) AS many, max(at) AS last FROM {table} WHERE who <> '' GROUP BY who")  # noqa: S608 - a table's name
        found += [Work(row["who"], table, row["many"], row["last"]) for row in counted]
    return found


def unbalanced(ask: Ask, limit: int, offset: int = 0) -> list[Spot]:
    """Pages whose ledger does not balance, by scan name and page, with all that is open on each."""
    found = ask(
        """SELECT scans.name, scans.sha256, pages.number, group_concat(point, char(10)) AS points
           FROM (SELECT page, point FROM open_points ORDER BY page, position) AS open_points
           JOIN pages ON pages.id = open_points.page JOIN scans ON scans.sha256 = pages.scan
           GROUP BY pages.id ORDER BY scans.name, scans.sha256, pages.number LIMIT ? OFFSET ?""",
        (limit, offset),
    )
    return [Spot(row["name"], (row["sha256"], row["number"]), None, row["points"]) for row in found]


def loose(ask: Ask, limit: int, offset: int = 0) -> list[Spot]:
    """Lines of which something was decided that no longer fits, by scan name, page and row, with the field's key."""
    found = ask(
        """SELECT scans.name, doubts.scan, doubts.number, doubts.row, doubts.field
           FROM doubts JOIN scans ON scans.sha256 = doubts.scan WHERE doubts.what <> 'flagged'
           ORDER BY scans.name, doubts.scan, doubts.number, doubts.row, doubts.field LIMIT ? OFFSET ?""",
        (limit, offset),
    )
    return [Spot(row["name"], (row["scan"], row["number"]), row["row"], row["field"]) for row in found]


def how_many_failed(ask: Ask) -> int:
    """How many pages and files could not be read."""
    (row,) = ask(
        """SELECT (SELECT count(*) FROM refused_files)
             + (SELECT count(*) FROM pages WHERE reason IS NOT NULL) AS many"""
    )
    return int(row["many"])


def _tables_of_decisions(ask: Ask) -> list[str]:
    found = ask(
        """SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
           WHERE tables.type = 'table' AND columns.name IN ('who', 'at')
           GROUP BY tables.name HAVING count(*) = 2 ORDER BY tables.name"""
    )
    return [row["name"] for row in found if not row["name"].startswith(_NO_DECISIONS)]
