"""Rosters as books: which there are, and their pages in order."""

from __future__ import annotations

from sqlite3 import Row
from typing import Final

from archive.records import Roster
from archive.store.standing import Ask
from archive.store.values import Leaf, SheetKey, ShelvedRoster

_ALL: Final = -1
"""As a limit, SQLite's word for none."""


def rosters(ask: Ask) -> list[ShelvedRoster]:
    """All rosters of which a page was read, ordered by title, then id."""
    found = ask(
        """SELECT rosters.*, count(*) AS leaves,
             sum((SELECT count(*) FROM entries WHERE entries.page = pages.id)) AS entries
           FROM rosters JOIN scans ON scans.roster = rosters.id
           JOIN pages ON pages.scan = scans.sha256 AND pages.state = 'read'
           GROUP BY rosters.id ORDER BY rosters.title, rosters.id""",
        (),
    )
    return [ShelvedRoster(_roster(row), row["leaves"], row["entries"]) for row in found]


def roster(ask: Ask, id: str) -> Roster | None:
    """The roster with this id, whether a page of it was read or not."""
    found = ask("SELECT * FROM rosters WHERE id = ?", (id,))
    return _roster(found[0]) if found else None


def extent(ask: Ask, roster: str | None) -> tuple[int, int]:
    """How many pages of a roster were read, and how many entries stand on them; None as for `leaves`."""
    found = ask(
        """SELECT count(*) AS leaves, coalesce(sum((SELECT count(*) FROM entries WHERE entries.page = pages.id)), 0)
             AS entries
           FROM scans CROSS JOIN pages ON pages.scan = scans.sha256
           WHERE scans.roster IS ? AND +pages.state = 'read'""",
        (roster,),
    )
    return found[0]["leaves"], found[0]["entries"]


def leaves(ask: Ask, roster: str | None, first: int = 0, most: int | None = None) -> list[Leaf]:
    """The pages of a roster that were read, ordered by scan name and page; None: of scans that belong to no roster.

    From number `first` (from 0) on, `most` of them if it is given.
    """
    found = ask(
        # `+` leaves the index by states alone: it would go through all pages for each scan.
        """SELECT scans.sha256, scans.name AS scan, pages.number, pages.width, pages.height, pages.quarter_turns,
             pages.title, (SELECT count(*) FROM entries WHERE entries.page = pages.id) AS entries
           FROM scans CROSS JOIN pages ON pages.scan = scans.sha256
           WHERE scans.roster IS ? AND +pages.state = 'read'
           ORDER BY scans.name, scans.sha256, pages.number LIMIT ? OFFSET ?""",
        (roster, _ALL if most is None else most, first),
    )
    return [Leaf(*row) for row in found]


def person_ids(ask: Ask, first: int, count: int) -> list[str]:
    """`count` ids of persons from number `first` (0 is the first) on, in the order of the ids."""
    found = ask(
        """SELECT DISTINCT coalesce(person, id) AS person FROM entries
           LEFT JOIN current_links ON current_links.entry = entries.id
           ORDER BY 1 LIMIT ? OFFSET ?""",
        (count, first),
    )
    return [row["person"] for row in found]


def entry_in_row(ask: Ask, sha256: str, number: int, row: int) -> str | None:
    """The id of the entry that stands in `row` of a page, None if none does.

    People may have put lines between those that the machine counted, so that no id tells its row.
    """
    found = ask(
        """SELECT entries.id FROM entries JOIN pages ON pages.id = entries.page
           WHERE pages.scan = ? AND pages.number = ? AND entries.row = ?""",
        (sha256, number, row),
    )
    return str(found[0]["id"]) if found else None


def beside(ask: Ask, sha256: str, number: int) -> tuple[SheetKey | None, SheetKey | None]:
    """The pages that were read before and after a page in its roster, or among scans of none, in the order of names."""
    found = ask("SELECT name, roster FROM scans WHERE sha256 = ?", (sha256,))
    if not found:
        return None, None
    name = found[0]["name"]
    here = (found[0]["roster"], name, name, sha256, number)
    beside = [
        # Along the names (`+` leaves the index by rosters alone): the next one is mostly of the same roster.
        ask(
            f"""SELECT scans.sha256, pages.number FROM scans CROSS JOIN pages ON pages.scan = scans.sha256
                WHERE +scans.roster IS ? AND +pages.state = 'read'
                  AND scans.name {side}= ? AND (scans.name, scans.sha256, pages.number) {side} (?, ?, ?)
                ORDER BY scans.name {way}, scans.sha256 {way}, pages.number {way} LIMIT 1""",  # noqa: S608 - our words
            here,
        )
        for side, way in (("<", "DESC"), (">", "ASC"))
    ]
    before, after = ((each[0]["sha256"], each[0]["number"]) if each else None for each in beside)
    return before, after


def _roster(row: Row) -> Roster:
    return Roster(*(row[key] for key in ("id", "title", "publisher", "year", "county", "held_by", "rights")))
