"""The tables of `archive.db`, as named migrations that are applied once and in order.

A migration that has been released is never edited; a change is a new migration below the last.
All pending ones run in one transaction: a database is either brought up to date or left as it was.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from archive.errors import BohaiError
from archive.schema import decisions, keying, links, paper, redactions, structure, waiting

migrations = Migrations("archive")
for step in (
    paper.scans_and_pages,
    paper.entries_and_readings,
    decisions.human_decisions,
    decisions.places_of_decisions,
    redactions.regions_kept_from_the_public,
    decisions.emendations_and_undone_decisions,
    waiting.queue_of_doubts,
    waiting.progress_by_page,
    structure.decisions_on_structure,
    keying.rounds_of_keying,
    links.lines_of_links,
    links.strokes_of_corrections,
    links.local_authority,
    waiting.decisions_without_a_line,
):
    migrations()(step)


def bring_up_to_date(db: Database, steps: Migrations = migrations) -> None:
    """Apply the pending `steps`, all of them or none; raises BohaiError."""
    refuse_newer(db, steps)
    try:
        with db.atomic():
            steps.apply(db)
    except sqlite3.Error as problem:
        raise BohaiError(
            f"the archive could not be brought up to date ({problem}) and was left as it was",
            remedy="keep a backup and report this",
        ) from problem


def refuse_newer(db: Database, steps: Migrations = migrations) -> None:
    """Raise BohaiError if a program newer than this one has changed the tables."""
    known = {step.name for step in steps.pending(Database(memory=True))}
    unknown = [step.name for step in steps.applied(db) if step.name not in known]
    if unknown:
        raise BohaiError(
            f"the archive was written by a newer bohai (it knows of {unknown[-1]!r})",
            remedy="update this program",
        )


def is_current(db: Database, steps: Migrations = migrations) -> bool:
    """Whether every migration this program knows has been applied."""
    return not steps.pending(db)
