"""What can be wrong with a database that nobody has torn."""

from __future__ import annotations

from archive.store.standing import Ask


def faults(ask: Ask) -> list[str]:
    """What SQLite itself finds wrong with the database, in words; empty if it is sound."""
    words = [row[0] for row in ask("PRAGMA integrity_check")]
    broken = [] if words == ["ok"] else words
    for row in ask("PRAGMA foreign_key_check"):
        broken.append(f"a row of {row['table']} points at nothing in {row['parent']}")
    return broken


def pages_off_ledger(ask: Ask) -> list[tuple[str, int]]:
    """Scan name and number of each page whose ledger tells of other entries than the page has."""
    found = ask(
        """SELECT scans.name, pages.number FROM pages JOIN scans ON scans.sha256 = pages.scan
           WHERE EXISTS (
             SELECT row FROM ledger_lines WHERE page = pages.id AND kind = 'entry'
             EXCEPT SELECT row FROM entries WHERE page = pages.id
           ) OR EXISTS (
             SELECT row FROM entries WHERE page = pages.id
             EXCEPT SELECT row FROM ledger_lines WHERE page = pages.id AND kind = 'entry'
           ) ORDER BY 1, 2"""
    )
    return [(row["name"], row["number"]) for row in found]
