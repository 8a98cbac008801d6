"""The tables of what people decide of persons, of many readings at one stroke, and of places, units and positions."""

from __future__ import annotations

from sqlite_utils import Database

from archive.corrections import SAME_LINE
from archive.schema.statements import only_added_to, run


def lines_of_links(db: Database) -> None:
    """Where the linked lines stood, what was done at a stroke, and who were told apart.

    Like a correction, a link holds only while its entry stands where it stood, and while the entry after which the
    person is called is that person still: where rows have shifted nobody becomes somebody else.
    """
    sides = ("x", "y", "width", "height")
    run(
        db,
        *(f"ALTER TABLE links ADD COLUMN {side} REAL" for side in sides),
        # The first id of all that one decision wrote.
        "ALTER TABLE links ADD COLUMN act INTEGER",
        "DROP VIEW current_links",
        # Asked of one entry or person at a time: nothing here goes through all links.
        f"""CREATE VIEW current_links AS
             SELECT links.entry, links.person FROM links WHERE {_holds("links")} AND (
               links.person = links.entry
               OR EXISTS (SELECT 1 FROM links AS own WHERE own.entry = links.person AND own.person = own.entry
                          AND {_holds("own")})
               OR NOT EXISTS (SELECT 1 FROM links AS own WHERE own.entry = links.person)
             )""",  # noqa: S608 - fixed names
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
        *only_added_to("distinctions"),
    )


def strokes_of_corrections(db: Database) -> None:
    """Which corrections were made at one stroke, by what name; NULL where each was made by itself."""
    run(
        db,
        "ALTER TABLE corrections ADD COLUMN stroke TEXT",
        "CREATE INDEX corrections_by_stroke ON corrections (stroke) WHERE stroke IS NOT NULL",
    )


def local_authority(db: Database) -> None:
    """What the archivists of this archive know of places, units and positions beside what is shipped.

    Each row is one state of one line of a table in `archive/authority`; the last stands. `line` is NULL where it is
    taken back, so that the shipped line stands again, or none.
    """
    run(
        db,
        """CREATE TABLE authority (
             id INTEGER PRIMARY KEY,
             "table" TEXT NOT NULL CHECK ("table" IN ('places', 'units', 'positions')),
             record TEXT NOT NULL, line TEXT CHECK (line IS NULL OR json_valid(line)),
             at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        'CREATE INDEX authority_by_record ON authority ("table", record)',
        *only_added_to("authority"),
    )


def _holds(link: str) -> str:
    """SQL for: a link is the last decision on its entry, and the entry stands where it stood."""
    return f"""{link}.decision = 'linked'
      AND {link}.id = (SELECT max(later.id) FROM links AS later WHERE later.entry = {link}.entry)
      AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.id = {link}.entry AND NOT {_covering(link, "entries")})"""  # noqa: S608 - fixed names


def _covering(one: str, other: str) -> str:
    """SQL for: the frames of two rows cover each other as `archive.corrections` asks of two frames of one line."""
    common = "*".join(
        f"max(0, min({one}.{at} + {one}.{long}, {other}.{at} + {other}.{long}) - max({one}.{at}, {other}.{at}))"
        for at, long in (("x", "width"), ("y", "height"))
    )
    either = f"{one}.width * {one}.height + {other}.width * {other}.height - {common}"
    return f"({common} >= {SAME_LINE} * ({either}))"
