"""The tables of `tributes.db`, as named migrations that are applied once and in order (see `archive/schema/`)."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("tributes")


@migrations()
def offerings_and_visits(db: Database) -> None:
    """What is laid down in silence, and how often somebody has come today."""
    _run(
        db,
        # `visitor` is a hash that changes with the day: it keeps the rule and follows nobody.
        """CREATE TABLE offerings (
             person TEXT NOT NULL, offering TEXT NOT NULL CHECK (offering IN ('flower', 'candle')),
             day TEXT NOT NULL, visitor TEXT NOT NULL,
             PRIMARY KEY (person, offering, day, visitor)
           ) STRICT, WITHOUT ROWID""",
        # Emptied as time goes on; nothing in these two outlives its day.
        "CREATE TABLE salts (day TEXT PRIMARY KEY, salt BLOB NOT NULL) STRICT",
        """CREATE TABLE visits (
             day TEXT NOT NULL, stretch INTEGER NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL, times INTEGER NOT NULL,
             PRIMARY KEY (day, stretch, what, who)
           ) STRICT, WITHOUT ROWID""",
    )


@migrations()
def letters(db: Database) -> None:
    """What visitors write: one table for what all letters have, and one for each kind."""
    _run(
        db,
        """CREATE TABLE letters (
             id INTEGER PRIMARY KEY,
             kind TEXT NOT NULL CHECK (kind IN ('words', 'correction', 'memory', 'photograph', 'kin')),
             person TEXT NOT NULL, at TEXT NOT NULL, contact TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX letters_by_person ON letters (person)",
        """CREATE TABLE words (
             letter INTEGER PRIMARY KEY REFERENCES letters (id), text TEXT NOT NULL, signed TEXT NOT NULL
           ) STRICT""",
        """CREATE TABLE correction (
             letter INTEGER PRIMARY KEY REFERENCES letters (id), entry TEXT NOT NULL, field TEXT NOT NULL,
             stands TEXT NOT NULL, should_be TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        """CREATE TABLE memory (
             letter INTEGER PRIMARY KEY REFERENCES letters (id), text TEXT NOT NULL, signed TEXT NOT NULL
           ) STRICT""",
        """CREATE TABLE photograph (
             letter INTEGER PRIMARY KEY REFERENCES letters (id),
             sha256 TEXT NOT NULL CHECK (length(sha256) = 64), caption TEXT NOT NULL, signed TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX photograph_by_hash ON photograph (sha256)",
        """CREATE TABLE kin (
             letter INTEGER PRIMARY KEY REFERENCES letters (id),
             name TEXT NOT NULL, place TEXT NOT NULL, years TEXT NOT NULL, words TEXT NOT NULL
           ) STRICT""",
        """CREATE TABLE told_matches (
             letter INTEGER NOT NULL REFERENCES letters (id), person TEXT NOT NULL,
             PRIMARY KEY (letter, person)
           ) STRICT, WITHOUT ROWID""",
    )


@migrations()
def decisions(db: Database) -> None:
    """What archivists decide of letters: added to, never altered."""
    _run(
        db,
        """CREATE TABLE decisions (
             id INTEGER PRIMARY KEY, letter INTEGER NOT NULL REFERENCES letters (id),
             verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused')),
             who TEXT NOT NULL CHECK (who <> ''), at TEXT NOT NULL, why TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX decisions_by_letter ON decisions (letter, id)",
        *(
            f"""CREATE TRIGGER decisions_refuse_{verb.lower()} BEFORE {verb} ON decisions
                BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END"""
            for verb in ("UPDATE", "DELETE")
        ),
        # INSERT OR REPLACE deletes without firing a DELETE trigger.
        """CREATE TRIGGER decisions_refuse_replace BEFORE INSERT ON decisions
             WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)
             BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END""",
    )


def _run(db: Database, *statements: str) -> None:
    # One by one: `executescript` would commit the transaction that a failure has to undo.
    for statement in statements:
        db.execute(statement)
