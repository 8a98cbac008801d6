"""How much the archive holds."""

from __future__ import annotations

from sqlite3 import Row

from archive.records import Counts, Status
from archive.store import standing
from archive.store.standing import Ask


def counts(ask: Ask) -> Counts:
    """How much there is; a file that could not be opened counts as one failed page."""
    row = _counted(ask)
    moved = standing.moved_by_decisions(ask)
    counted = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a Row iterates over its values
    counted |= {status.value: row[status.value] + moved[status] for status in Status}
    return Counts(**counted, ledgers_balanced=row["pages_read"] - row["ledgers_open"])


def _counted(ask: Ask) -> Row:
    (row,) = ask(
        """SELECT
             (SELECT count(*) FROM rosters WHERE id IN (SELECT roster FROM scans)) AS rosters,
             (SELECT count(*) FROM scans) AS scans,
             (SELECT count(*) FROM pages WHERE state = 'read') AS pages_read,
             (SELECT count(*) FROM pages WHERE state = 'failed')
               + (SELECT count(*) FROM refused_files) AS pages_failed,
             (SELECT count(DISTINCT page) FROM entries) AS pages_of_people,
             (SELECT count(DISTINCT page) FROM entries WHERE page IN
               (SELECT pages.id FROM pages JOIN scans ON scans.sha256 = pages.scan WHERE scans.roster IS NULL))
               AS pages_of_no_roster,
             (SELECT count(*) FROM entries) AS entries,
             (SELECT count(DISTINCT coalesce(person, id)) FROM entries
               LEFT JOIN current_links ON current_links.entry = entries.id) AS persons,
             (SELECT count(*) FROM readings WHERE status = 'accepted') AS accepted,
             (SELECT count(*) FROM readings WHERE status = 'flagged') AS flagged,
             (SELECT count(*) FROM readings WHERE status = 'verified') AS verified,
             (SELECT count(DISTINCT page) FROM open_points) AS ledgers_open"""
    )
    return row


def generation(ask: Ask) -> int:
    """A number that grows whenever entries change."""
    (row,) = ask("SELECT number FROM generation")
    return int(row["number"])
