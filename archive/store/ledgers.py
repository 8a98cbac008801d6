"""Whether the lines of the pages add up: to the ledgers, and to what the rosters say of themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping

from archive.records import ArchivedEntry
from archive.store import standing
from archive.store.standing import Ask
from archive.store.values import ListedLine, OpenLedger


def open_ledgers(ask: Ask) -> list[OpenLedger]:
    """Pages whose ledger does not balance, ordered by scan name and page."""
    pages: dict[tuple[str, str, int], list[str]] = {}
    for row in ask(
        """SELECT scans.name, scans.sha256, pages.number, open_points.point FROM open_points
           JOIN pages ON pages.id = open_points.page JOIN scans ON scans.sha256 = pages.scan
           ORDER BY scans.name, scans.sha256, pages.number, open_points.position"""
    ):
        pages.setdefault((row["name"], row["sha256"], row["number"]), []).append(row["point"])
    return [OpenLedger(name, number, tuple(points), sha256) for (name, sha256, number), points in pages.items()]


def rosters_with_totals(ask: Ask) -> list[tuple[str, dict[str, int], list[ListedLine]]]:
    """Each roster that tells how many people it lists: its title, these totals, and the lines found in it."""
    rosters = ask(
        """SELECT id, title, totals FROM rosters
           WHERE totals <> '{}' AND id IN (SELECT roster FROM scans) ORDER BY title, id"""
    )
    decided = standing.decided_entries(ask) if rosters else {}
    return [(row["title"], json.loads(row["totals"]), _listed(ask, row["id"], decided)) for row in rosters]


def _listed(ask: Ask, roster: str, decided: Mapping[str, ArchivedEntry]) -> list[ListedLine]:
    """The lines of a roster; of entries that somebody `decided` on, with what was decided."""
    found = ask(
        # `+` leaves the index by fields alone: it would go through all headings for each line.
        """SELECT pages.id, lines.kind, lines.text, entries.id AS entry,
             (SELECT value FROM readings WHERE entry = entries.id AND +field = 'native_place') AS place,
             (SELECT text FROM readings WHERE entry = entries.id AND +field = '组别') AS under
           FROM ledger_lines AS lines
           JOIN pages ON pages.id = lines.page JOIN scans ON scans.sha256 = pages.scan
           LEFT JOIN entries ON entries.page = pages.id AND entries.row = lines.row
           WHERE scans.roster = ? AND lines.kind IN ('entry', 'group_heading')
           ORDER BY scans.name, scans.sha256, pages.number, lines.position""",
        (roster,),
    )
    lines = []
    for row in found:
        heading = row["text"] if row["kind"] == "group_heading" else None
        place, under = row["place"], row["under"]
        if archived := decided.get(row["entry"]):
            told, group = archived.entry.reading("native_place"), archived.entry.reading("组别")
            place, under = told and told.value, group and group.text
        lines.append(ListedLine(row["id"], heading, place or "", under or ""))
    return lines
