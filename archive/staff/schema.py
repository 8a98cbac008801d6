"""The tables of `desk.db`, as named migrations that are applied once and in order (see `archive/schema/`)."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("staff")


@migrations()
def accounts(db: Database) -> None:
    """Who may come to the desk, who is there, and what was done to accounts."""
    _run(
        db,
        # `key` is what nobody could tell two names apart by. A row is never deleted: decisions carry its name.
        """CREATE TABLE accounts (
             id INTEGER PRIMARY KEY,
             name TEXT NOT NULL CHECK (name <> ''), key TEXT NOT NULL UNIQUE,
             role TEXT NOT NULL CHECK (role IN ('reviewer', 'editor', 'administrator')),
             enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
             password TEXT NOT NULL, added TEXT NOT NULL, seen TEXT
           ) STRICT""",
        """CREATE TRIGGER accounts_refuse_delete BEFORE DELETE ON accounts
             BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END""",
        """CREATE TRIGGER accounts_refuse_renaming BEFORE UPDATE OF id, name, key ON accounts
             BEGIN SELECT RAISE(ABORT, 'an account keeps its name'); END""",
        """CREATE TABLE sessions (
             token TEXT PRIMARY KEY CHECK (length(token) = 64),
             account INTEGER NOT NULL REFERENCES accounts (id), began REAL NOT NULL, seen REAL NOT NULL
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX sessions_by_account ON sessions (account)",
        """CREATE TABLE failures (
             key TEXT PRIMARY KEY, times INTEGER NOT NULL, last REAL NOT NULL
           ) STRICT, WITHOUT ROWID""",
        # What the desk signs its forms with; no password and no session hangs on it.
        "CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), bytes BLOB NOT NULL) STRICT",
        "INSERT INTO secret VALUES (1, randomblob(32))",
    )


@migrations()
def changes(db: Database) -> None:
    """What was done to accounts, when and by whom: added to, never altered."""
    _run(
        db,
        """CREATE TABLE changes (
             id INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (id),
             at TEXT NOT NULL, who TEXT NOT NULL,
             what TEXT NOT NULL CHECK (what IN ('added', 'role', 'disabled', 'enabled', 'password')),
             role TEXT NOT NULL
           ) STRICT""",
        *(
            f"""CREATE TRIGGER changes_refuse_{verb.lower()} BEFORE {verb} ON changes
                BEGIN SELECT RAISE(ABORT, 'changes are only ever added to'); END"""
            for verb in ("UPDATE", "DELETE")
        ),
        # INSERT OR REPLACE deletes without firing a DELETE trigger.
        """CREATE TRIGGER changes_refuse_replace BEFORE INSERT ON changes
             WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)
             BEGIN SELECT RAISE(ABORT, 'changes are only ever added to'); END""",
    )


def _run(db: Database, *statements: str) -> None:
    # One by one: `executescript` would commit the transaction that a failure has to undo.
    for statement in statements:
        db.execute(statement)
