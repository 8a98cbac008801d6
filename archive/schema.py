"""The tables of `archive.db`, as named migrations that are applied once and in order.

A migration that has been released is never edited; a change is a new migration below the last.
All pending ones run in one transaction: a database is either brought up to date or left as it was.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from archive.errors import BohaiError

migrations = Migrations("archive")


@migrations()
def scans_and_pages(db: Database) -> None:
    """Rosters, their scans, each page's state, and what the machine saw on it."""
    _run(
        db,
        """CREATE TABLE rosters (
             id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, year TEXT NOT NULL,
             county TEXT NOT NULL, held_by TEXT NOT NULL, rights TEXT NOT NULL,
             default_place TEXT NOT NULL, totals TEXT NOT NULL CHECK (json_valid(totals))
           ) STRICT""",
        # `source` is the folder a scan came from: pages continue each other only within one folder.
        """CREATE TABLE scans (
             sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
             name TEXT NOT NULL, source TEXT NOT NULL, size INTEGER NOT NULL CHECK (size >= 0),
             format TEXT NOT NULL, pages INTEGER NOT NULL CHECK (pages >= 1),
             roster TEXT REFERENCES rosters (id), added TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX scans_by_name ON scans (name, sha256)",
        "CREATE INDEX scans_by_roster ON scans (roster)",
        # A page that was read and could not be read again keeps its reading, and the reason.
        """CREATE TABLE pages (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE CASCADE,
             number INTEGER NOT NULL CHECK (number >= 1),
             state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'read', 'failed')),
             reason TEXT, engine TEXT, basis TEXT, needs_context INTEGER NOT NULL DEFAULT 0,
             width INTEGER, height INTEGER, quarter_turns INTEGER CHECK (quarter_turns BETWEEN 0 AND 3),
             kind TEXT, title TEXT,
             UNIQUE (scan, number),
             CHECK (state <> 'failed' OR reason IS NOT NULL),
             CHECK (state <> 'read' OR (engine IS NOT NULL AND kind IS NOT NULL AND width IS NOT NULL))
           ) STRICT""",
        "CREATE INDEX pages_by_state ON pages (state)",
        # Beside the pages, not in them: transcripts are large and seldom asked for.
        """CREATE TABLE transcripts (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
             json TEXT NOT NULL CHECK (json_valid(json))
           ) STRICT""",
        # Files that could not even be opened as scans; a row goes when its path is read or is gone.
        """CREATE TABLE refused_files (
             source TEXT NOT NULL, file TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
             PRIMARY KEY (source, file)
           ) STRICT""",
    )


@migrations()
def entries_and_readings(db: Database) -> None:
    """What was understood of each page: its ledger, its entries and their readings."""
    _run(
        db,
        """CREATE TABLE ledger_lines (
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             position INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, row INTEGER,
             x REAL, y REAL, width REAL, height REAL,
             PRIMARY KEY (page, position)
           ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE open_points (
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             position INTEGER NOT NULL, point TEXT NOT NULL,
             PRIMARY KEY (page, position)
           ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE entries (
             id TEXT PRIMARY KEY,
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             row INTEGER NOT NULL CHECK (row >= 1),
             x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
             UNIQUE (page, row)
           ) STRICT""",
        """CREATE TABLE readings (
             entry TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
             position INTEGER NOT NULL, field TEXT NOT NULL, heading TEXT NOT NULL,
             text TEXT NOT NULL, value TEXT,
             confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
             status TEXT NOT NULL CHECK (status IN ('accepted', 'flagged', 'verified')),
             x REAL, y REAL, width REAL, height REAL,
             votes TEXT NOT NULL CHECK (json_valid(votes)),
             doubts TEXT NOT NULL CHECK (json_valid(doubts)),
             PRIMARY KEY (entry, position)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX readings_by_status ON readings (status)",
        "CREATE TABLE generation (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT",
        "INSERT INTO generation VALUES (1, 0)",
    )


@migrations()
def human_decisions(db: Database) -> None:
    """What people decide: added to, never altered, and outliving every new reading.

    Both tables name an entry by its lasting id, not by a foreign key to `entries`: reading a page
    again writes its entries anew, and a decision must not vanish with the old ones. They hold on
    to the scan instead.
    """
    _run(
        db,
        """CREATE TABLE corrections (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             entry TEXT NOT NULL, field TEXT NOT NULL,
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
             saw_text TEXT, saw_value TEXT, text TEXT NOT NULL, value TEXT
           ) STRICT""",
        "CREATE INDEX corrections_by_entry ON corrections (entry, field)",
        "CREATE INDEX corrections_by_scan ON corrections (scan)",
        """CREATE TABLE links (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             entry TEXT NOT NULL, person TEXT NOT NULL,
             decision TEXT NOT NULL CHECK (decision IN ('linked', 'unlinked')),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX links_by_entry ON links (entry)",
        "CREATE INDEX links_by_person ON links (person)",
        "CREATE INDEX links_by_scan ON links (scan)",
        # A link is undone by a later decision; an entry without one is its own person.
        """CREATE VIEW current_links AS
             SELECT entry, person FROM links
             WHERE decision = 'linked' AND id IN (SELECT max(id) FROM links GROUP BY entry)""",
        *(
            f"""CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"""
            for table in ("corrections", "links")
            for verb in ("UPDATE", "DELETE")
        ),
        # INSERT OR REPLACE deletes without firing a DELETE trigger.
        *(
            f"""CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
                BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"""  # noqa: S608 - fixed names
            for table in ("corrections", "links")
        ),
    )


@migrations()
def places_of_decisions(db: Database) -> None:
    """Where the line stood on the paper that a person decided of: rows may shift, paper does not."""
    _run(db, *(f"ALTER TABLE corrections ADD COLUMN {side} REAL" for side in ("x", "y", "width", "height")))


@migrations()
def regions_kept_from_the_public(db: Database) -> None:
    """Regions of pages that the public does not see; one is shown again by a later row that `undoes` it."""
    _run(
        db,
        """CREATE TABLE redactions (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             page INTEGER NOT NULL CHECK (page >= 1),
             x REAL NOT NULL, y REAL NOT NULL,
             width REAL NOT NULL CHECK (width > 0), height REAL NOT NULL CHECK (height > 0),
             undoes INTEGER UNIQUE REFERENCES redactions (id),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX redactions_by_page ON redactions (scan, page)",
        """CREATE VIEW current_redactions AS
             SELECT id, scan, page, x, y, width, height, at, who, why FROM redactions
             WHERE undoes IS NULL AND id NOT IN (SELECT undoes FROM redactions WHERE undoes IS NOT NULL)""",
        *_only_added_to("redactions"),
    )


@migrations()
def emendations_and_undone_decisions(db: Database) -> None:
    """What should be printed, beside what is; and decisions that take back an earlier one, which stays."""
    _run(
        db,
        "ALTER TABLE corrections ADD COLUMN act TEXT NOT NULL DEFAULT 'read' CHECK (act IN ('read', 'emend', 'undo'))",
        """ALTER TABLE corrections ADD COLUMN undoes INTEGER REFERENCES corrections (id)
             CHECK ((act = 'undo') = (undoes IS NOT NULL))""",
        "CREATE UNIQUE INDEX corrections_undone ON corrections (undoes) WHERE undoes IS NOT NULL",
    )


@migrations()
def queue_of_doubts(db: Database) -> None:
    """What waits for a person, most urgent first: derived from readings and decisions, page by page.

    Whatever changes how a page's entries stand puts the page into `pages_to_queue`, by a trigger, so that nobody
    who writes can forget it; whoever asks for the queue brings those pages up to date first
    (`archive/store/queue.py`). A table of decisions that comes later has a trigger of the same kind.
    """
    _run(
        db,
        """CREATE TABLE doubts (
             entry TEXT NOT NULL, field TEXT NOT NULL, what TEXT NOT NULL CHECK (what IN ('flagged', 'loose', 'lost')),
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             scan TEXT NOT NULL, number INTEGER NOT NULL, row INTEGER NOT NULL, urgency INTEGER NOT NULL,
             PRIMARY KEY (entry, field, what)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX doubts_by_urgency ON doubts (urgency, scan, number, row, field)",
        "CREATE INDEX doubts_by_page ON doubts (page)",
        """CREATE TABLE doubt_kinds (
             kind TEXT NOT NULL, entry TEXT NOT NULL, field TEXT NOT NULL,
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             PRIMARY KEY (kind, entry, field)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX doubt_kinds_by_page ON doubt_kinds (page)",
        """CREATE TABLE pages_to_queue (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE
           ) STRICT""",
        "INSERT INTO pages_to_queue SELECT id FROM pages WHERE state = 'read'",
        """CREATE TRIGGER queue_page_that_is_stored AFTER UPDATE ON pages WHEN NEW.state = 'read'
           BEGIN INSERT OR IGNORE INTO pages_to_queue VALUES (NEW.id); END""",
        # An entry is named by 16 characters of its scan's hash, its page and its row.
        """CREATE TRIGGER queue_page_that_is_decided_on AFTER INSERT ON corrections
           BEGIN
             INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages
             WHERE scan = NEW.scan AND number = CAST(substr(NEW.entry, 18) AS INTEGER) AND state = 'read';
           END""",
        # All readings of one field, to look through their texts without their evidence.
        "CREATE INDEX readings_by_text ON readings (field, text)",
    )


@migrations()
def progress_by_page(db: Database) -> None:
    """How far the work on each page has come: derived, and kept up with the queue of doubts."""
    _run(
        db,
        """CREATE TABLE page_figures (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
             entries INTEGER NOT NULL, accepted INTEGER NOT NULL, flagged INTEGER NOT NULL, verified INTEGER NOT NULL,
             loose INTEGER NOT NULL
           ) STRICT""",
        "INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages WHERE state = 'read'",
        # Who did how much, without looking into what was decided.
        "CREATE INDEX corrections_by_who ON corrections (who, at)",
    )


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


def _run(db: Database, *statements: str) -> None:
    # One by one: `executescript` would commit the transaction that a failure has to undo.
    for statement in statements:
        db.execute(statement)


def _only_added_to(table: str) -> list[str]:
    """The triggers by which rows of `table` are neither altered nor deleted nor put in another's place."""
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"
    return [
        f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} {refused}",
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} {refused}",
        # INSERT OR REPLACE deletes without firing a DELETE trigger.
        f"""CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {refused}""",  # noqa: S608 - fixed names
    ]
