"""The tables of what the machine saw and understood: rosters, scans, pages, entries and readings."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import run


def scans_and_pages(db: Database) -> None:
    """Rosters, their scans, each page's state, and what the machine saw on it."""
    run(
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


def entries_and_readings(db: Database) -> None:
    """What was understood of each page: its ledger, its entries and their readings."""
    run(
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
