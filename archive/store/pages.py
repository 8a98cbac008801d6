"""Scans and their pages: which there are, what stands on them, and which could not be read."""

from __future__ import annotations

from archive.store import rows
from archive.store.standing import Ask
from archive.store.values import EmptyPage, FailedPage, PageState, StoredPage, StoredScan


def scans(ask: Ask) -> list[StoredScan]:
    """All scans, ordered by name."""
    found = ask("SELECT sha256, name, source, size, format, pages, roster FROM scans ORDER BY name, sha256")
    return [StoredScan(*row) for row in found]


def page(ask: Ask, sha256: str, number: int) -> StoredPage | None:
    """A page that was read, with its ledger, or None."""
    found = ask(
        """SELECT pages.*, scans.name FROM pages JOIN scans ON scans.sha256 = pages.scan
           WHERE pages.scan = ? AND pages.number = ? AND pages.state = 'read'""",
        (sha256, number),
    )
    if not found:
        return None
    key = (found[0]["id"],)
    lines = ask("SELECT * FROM ledger_lines WHERE page = ? ORDER BY position", key)
    points = ask("SELECT point FROM open_points WHERE page = ? ORDER BY position", key)
    return rows.to_page(found[0], lines, points)


def page_states(ask: Ask, sha256: str) -> list[PageState]:
    """Every page of a scan in order, whether it was read or not."""
    found = ask("SELECT number, state, reason FROM pages WHERE scan = ? ORDER BY number", (sha256,))
    return [PageState(*row) for row in found]


def transcript(ask: Ask, sha256: str, number: int) -> str | None:
    """The JSON of all that the machine saw on a page, None if it was never read."""
    found = ask(
        """SELECT json FROM transcripts JOIN pages ON pages.id = transcripts.page
           WHERE pages.scan = ? AND pages.number = ?""",
        (sha256, number),
    )
    return str(found[0]["json"]) if found else None


def entry_ids(ask: Ask) -> list[str]:
    """All entries by id, ordered by scan name, page and row."""
    found = ask(
        """SELECT entries.id FROM entries
           JOIN pages ON pages.id = entries.page JOIN scans ON scans.sha256 = pages.scan
           ORDER BY scans.name, scans.sha256, pages.number, entries.row"""
    )
    return [row["id"] for row in found]


def entry_ids_on(ask: Ask, sha256: str, number: int) -> list[str]:
    """The entries of one page by id, in order."""
    found = ask(
        """SELECT entries.id FROM entries JOIN pages ON pages.id = entries.page
           WHERE pages.scan = ? AND pages.number = ? ORDER BY entries.row""",
        (sha256, number),
    )
    return [row["id"] for row in found]


def pages_read(ask: Ask) -> list[tuple[str, int]]:
    """Scan hash and number of every page that was read."""
    found = ask("SELECT scan, number FROM pages WHERE state = 'read' ORDER BY scan, number")
    return [(row["scan"], row["number"]) for row in found]


def pending(ask: Ask) -> int:
    """How many pages wait to be read."""
    (row,) = ask("SELECT count(*) AS waiting FROM pages WHERE state = 'pending'")
    return int(row["waiting"])


def failures(ask: Ask, limit: int = -1, offset: int = 0) -> list[FailedPage]:
    """Pages and files that could not be read, ordered by name and page; all, or `limit` from `offset` on."""
    found = ask(
        """SELECT name, NULL AS number, reason, 0 AS kept FROM refused_files
           UNION ALL
           SELECT scans.name, pages.number, pages.reason, pages.state = 'read'
           FROM pages JOIN scans ON scans.sha256 = pages.scan WHERE pages.reason IS NOT NULL
           ORDER BY 1, 2 LIMIT ? OFFSET ?""",
        (limit, offset),
    )
    return [FailedPage(row["name"], row["number"], row["reason"], bool(row["kept"])) for row in found]


def files(ask: Ask) -> list[tuple[str, str]]:
    """Folder and file name of all that came in, scans and what could not be read."""
    found = ask("SELECT source, name FROM scans UNION ALL SELECT source, name FROM refused_files")
    return [(row["source"], row["name"].rpartition("/")[2]) for row in found]


def empty_pages(ask: Ask) -> list[EmptyPage]:
    """Pages that were read and hold no entry, ordered by scan name and page."""
    found = ask(
        """SELECT scans.name, scans.sha256, pages.number,
             (SELECT count(*) FROM ledger_lines WHERE page = pages.id AND text <> '') AS lines
           FROM pages JOIN scans ON scans.sha256 = pages.scan
           WHERE pages.state = 'read' AND NOT EXISTS (SELECT 1 FROM entries WHERE page = pages.id)
           ORDER BY scans.name, scans.sha256, pages.number"""
    )
    return [EmptyPage(*row) for row in found]
