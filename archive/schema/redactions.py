"""The table of what is kept from the public."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import only_added_to, run


def regions_kept_from_the_public(db: Database) -> None:
    """Regions of pages that the public does not see; one is shown again by a later row that `undoes` it."""
    run(
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
        *only_added_to("redactions"),
    )
