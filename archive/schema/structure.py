"""The tables of what people decide of the lines of pages."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import only_added_to, run


def decisions_on_structure(db: Database) -> None:
    """What people decide of the lines of a page, and what the machine made of those pages before it was laid over.

    `act` is what was decided (`archive.structure.acts`), `corrections` the last decision on a reading before it. A
    page of which nobody decided so has no machine record of its own: its entries are what the machine read.
    """
    run(
        db,
        """CREATE TABLE structure_decisions (
             id INTEGER PRIMARY KEY,
             scan TEXT NOT NULL REFERENCES scans (sha256) ON DELETE RESTRICT,
             page INTEGER NOT NULL CHECK (page >= 1),
             whole_roster INTEGER NOT NULL CHECK (whole_roster IN (0, 1)),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
             kind TEXT NOT NULL, act TEXT NOT NULL CHECK (json_valid(act)),
             corrections INTEGER NOT NULL
           ) STRICT""",
        "CREATE INDEX structure_decisions_by_page ON structure_decisions (scan, page)",
        "CREATE INDEX structure_decisions_of_rosters ON structure_decisions (scan) WHERE whole_roster = 1",
        *only_added_to("structure_decisions"),
        """CREATE TABLE machine_records (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
             json TEXT NOT NULL CHECK (json_valid(json))
           ) STRICT""",
        # Entries that a decision took away, and the one that holds now what they held, if one does.
        """CREATE TABLE former_entries (
             id TEXT PRIMARY KEY,
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             became TEXT
           ) STRICT""",
        "CREATE INDEX former_entries_by_page ON former_entries (page)",
        # Pages of a roster on which a column means another field by now, and which still stand as before.
        """CREATE TABLE pages_to_lay (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE
           ) STRICT""",
        # Decisions on readings up to this number are in the readings themselves, since a line was cut or joined.
        "ALTER TABLE entries ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
    )
