"""What the migrations have in common."""

from __future__ import annotations

from sqlite_utils import Database


def run(db: Database, *statements: str) -> None:
    """Run `statements` one by one: `executescript` would commit the transaction that a failure has to undo."""
    for statement in statements:
        db.execute(statement)


def only_added_to(table: str) -> list[str]:
    """The triggers by which rows of `table` are neither altered nor deleted nor put in another's place."""
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"
    return [
        f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} {refused}",
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} {refused}",
        # INSERT OR REPLACE deletes without firing a DELETE trigger.
        f"""CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {refused}""",  # noqa: S608 - fixed names
    ]
