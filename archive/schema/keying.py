"""The tables of the rounds in which readings are keyed again, and of what came out of them."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import only_added_to, run


def rounds_of_keying(db: Database) -> None:
    """Which cells were drawn and how they stood then, who keyed what, and the figures of rounds that are finished.

    Of a cell nobody has two parts, and no part is taken by two people.
    """
    run(
        db,
        """CREATE TABLE keying_rounds (
             id INTEGER PRIMARY KEY,
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
             seed INTEGER NOT NULL, fields TEXT NOT NULL CHECK (json_valid(fields)), size INTEGER NOT NULL
           ) STRICT""",
        """CREATE TABLE keying_cells (
             id INTEGER PRIMARY KEY,
             round INTEGER NOT NULL REFERENCES keying_rounds (id), number INTEGER NOT NULL,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT, page INTEGER NOT NULL,
             entry TEXT NOT NULL, field TEXT NOT NULL,
             line_x REAL NOT NULL, line_y REAL NOT NULL, line_width REAL NOT NULL, line_height REAL NOT NULL,
             x REAL, y REAL, width REAL, height REAL,
             saw_text TEXT NOT NULL, saw_value TEXT, machine_text TEXT NOT NULL,
             accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)), first TEXT NOT NULL,
             UNIQUE (round, number)
           ) STRICT""",
        "CREATE INDEX keying_cells_by_scan ON keying_cells (scan)",
        """CREATE TABLE keyings (
             id INTEGER PRIMARY KEY,
             cell INTEGER NOT NULL REFERENCES keying_cells (id),
             part TEXT NOT NULL CHECK (part IN ('second', 'third')),
             at TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL,
             settles INTEGER NOT NULL CHECK (settles IN (0, 1)),
             UNIQUE (cell, part), UNIQUE (cell, who)
           ) STRICT""",
        *(trigger for table in ("keying_rounds", "keying_cells", "keyings") for trigger in only_added_to(table)),
        """CREATE TABLE keying_figures (
             round INTEGER NOT NULL, field TEXT NOT NULL, accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
             size INTEGER NOT NULL CHECK (size >= 1), correct INTEGER NOT NULL CHECK (correct BETWEEN 0 AND size),
             at TEXT NOT NULL,
             PRIMARY KEY (round, field, accepted)
           ) STRICT""",
    )
