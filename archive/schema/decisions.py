"""The tables of what people decide of readings and of persons: added to, never altered."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import run


def human_decisions(db: Database) -> None:
    """What people decide: added to, never altered, and outliving every new reading.

    Both tables name an entry by its lasting id, not by a foreign key to `entries`: reading a page
    again writes its entries anew, and a decision must not vanish with the old ones. They hold on
    to the scan instead.
    """
    run(
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


def places_of_decisions(db: Database) -> None:
    """Where the line stood on the paper that a person decided of: rows may shift, paper does not."""
    run(db, *(f"ALTER TABLE corrections ADD COLUMN {side} REAL" for side in ("x", "y", "width", "height")))


def emendations_and_undone_decisions(db: Database) -> None:
    """What should be printed, beside what is; and decisions that take back an earlier one, which stays."""
    run(
        db,
        "ALTER TABLE corrections ADD COLUMN act TEXT NOT NULL DEFAULT 'read' CHECK (act IN ('read', 'emend', 'undo'))",
        """ALTER TABLE corrections ADD COLUMN undoes INTEGER REFERENCES corrections (id)
             CHECK ((act = 'undo') = (undoes IS NOT NULL))""",
        "CREATE UNIQUE INDEX corrections_undone ON corrections (undoes) WHERE undoes IS NOT NULL",
    )
