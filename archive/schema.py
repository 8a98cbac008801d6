"""The tables of `archive.db`, as named migrations that are applied once and in order.

A migration that has been released is never edited; a change is a new migration below the last.
All pending ones run in one transaction: a database is either brought up to date or left as it was.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from archive.corrections import SAME_LINE
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
def lines_of_links(db: Database) -> None:
    """Where the linked lines stood, what was done at a stroke, and who were told apart.

    Like a correction, a link holds only while its entry stands where it stood, and while the entry after which the
    person is called is that person still: where rows have shifted nobody becomes somebody else.
    """
    sides = ("x", "y", "width", "height")
    _run(
        db,
        *(f"ALTER TABLE links ADD COLUMN {side} REAL" for side in sides),
        # The first id of all that one decision wrote.
        "ALTER TABLE links ADD COLUMN act INTEGER",
        "DROP VIEW current_links",
        f"""CREATE VIEW current_links AS
             WITH holding AS (
               SELECT links.entry, links.person FROM links LEFT JOIN entries ON entries.id = links.entry
               WHERE links.decision = 'linked' AND links.id IN (SELECT max(id) FROM links GROUP BY entry)
                 AND (links.x IS NULL OR entries.id IS NULL OR {_covering("links", "entries")})
             )
             SELECT entry, person FROM holding
             WHERE person IN (SELECT entry FROM holding WHERE entry = person)
               OR person NOT IN (SELECT entry FROM links)""",  # noqa: S608 - fixed names
        """CREATE TABLE distinctions (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             entry TEXT NOT NULL,
             other_scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             other TEXT NOT NULL CHECK (entry < other),
             decision TEXT NOT NULL CHECK (decision IN ('distinct', 'withdrawn')),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
             x REAL, y REAL, width REAL, height REAL,
             other_x REAL, other_y REAL, other_width REAL, other_height REAL
           ) STRICT""",
        "CREATE INDEX distinctions_by_pair ON distinctions (entry, other)",
        "CREATE INDEX distinctions_by_scan ON distinctions (scan)",
        "CREATE INDEX distinctions_by_other_scan ON distinctions (other_scan)",
        *_only_added_to("distinctions"),
    )


@migrations()
def strokes_of_corrections(db: Database) -> None:
    """Which corrections were made at one stroke, by what name; NULL where each was made by itself."""
    _run(
        db,
        "ALTER TABLE corrections ADD COLUMN stroke TEXT",
        "CREATE INDEX corrections_by_stroke ON corrections (stroke) WHERE stroke IS NOT NULL",
    )


@migrations()
def local_authority(db: Database) -> None:
    """What the archivists of this archive know of places, units and positions beside what is shipped.

    Each row is one state of one line of a table in `archive/authority`; the last stands. `line` is NULL where it is
    taken back, so that the shipped line stands again, or none.
    """
    _run(
        db,
        """CREATE TABLE authority (
             id INTEGER PRIMARY KEY,
             "table" TEXT NOT NULL CHECK ("table" IN ('places', 'units', 'positions')),
             record TEXT NOT NULL, line TEXT CHECK (line IS NULL OR json_valid(line)),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        'CREATE INDEX authority_by_record ON authority ("table", record)',
        *_only_added_to("authority"),
    )


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


def _covering(one: str, other: str) -> str:
    """SQL for: the frames of two rows cover each other as `archive.corrections` asks of two frames of one line."""
    common = "*".join(
        f"max(0, min({one}.{at} + {one}.{long}, {other}.{at} + {other}.{long}) - max({one}.{at}, {other}.{at}))"
        for at, long in (("x", "width"), ("y", "height"))
    )
    either = f"{one}.width * {one}.height + {other}.width * {other}.height - {common}"
    return f"{common} >= {SAME_LINE} * ({either})"


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
