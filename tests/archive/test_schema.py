"""The database is brought up to date whole, or left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from archive import schema
from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import ArchiveReader, ArchiveWriter
from tests.archive.making import add, record


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "a.png", record("王德胜"))
    return folder


def dump(folder: DataFolder) -> list[str]:
    connection = sqlite3.connect(folder.database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def later(*broken: str) -> Migrations:
    """The migrations of a program to come: two more tables, then what is `broken`."""
    steps = Migrations("archive")
    for step in schema.migrations.pending(Database(memory=True)):
        steps(name=step.name)(step.fn)

    @steps()
    def one_more(db: Database) -> None:
        db.execute("CREATE TABLE one_more (id INTEGER PRIMARY KEY) STRICT")

    @steps()
    def and_another(db: Database) -> None:
        db.execute("CREATE TABLE another (id INTEGER PRIMARY KEY) STRICT")
        for statement in broken:
            db.execute(statement)

    return steps


def upgrade(folder: DataFolder, steps: Migrations) -> None:
    connection = sqlite3.connect(folder.database, isolation_level=None)
    try:
        schema.bring_up_to_date(Database(connection), steps)
    finally:
        connection.close()


def test_migrations_that_succeed_are_all_there(folder: DataFolder) -> None:
    upgrade(folder, later())
    assert {"one_more", "another"} <= set(tables(folder))


def test_a_migration_that_fails_takes_those_before_it_back(folder: DataFolder) -> None:
    before = dump(folder)
    with pytest.raises(BohaiError, match="left as it was"):
        upgrade(folder, later("INSERT INTO no_such_table VALUES (1)"))
    assert dump(folder) == before


def test_a_database_of_a_newer_program_is_refused_and_left_alone(folder: DataFolder) -> None:
    upgrade(folder, later())
    before = dump(folder)
    for open_archive in (ArchiveReader.open, ArchiveWriter.open):
        with pytest.raises(BohaiError, match=r"newer bohai .*'and_another'.*; update this program"):
            open_archive(folder)
    assert dump(folder) == before


def test_a_database_of_an_older_program_is_brought_up_to_date_by_who_writes(folder: DataFolder) -> None:
    connection = sqlite3.connect(folder.database)
    connection.executescript(
        "DROP TABLE doubts; DROP TABLE doubt_kinds; DROP TABLE pages_to_queue; DROP INDEX readings_by_text;"
        "DROP TRIGGER queue_page_that_is_stored; DROP TRIGGER queue_page_that_is_decided_on;"
        "DELETE FROM _sqlite_migrations WHERE name = 'queue_of_doubts'"
    )
    connection.close()
    with pytest.raises(BohaiError, match="older bohai"):
        ArchiveReader.open(folder)
    ArchiveWriter.open(folder).close()
    with ArchiveReader.open(folder) as archive:
        assert archive.counts().entries == 1


def test_every_table_is_strict_and_every_reference_has_an_index(folder: DataFolder) -> None:
    connection = sqlite3.connect(folder.database)
    for table in tables(folder):
        if table.startswith(("_", "sqlite")):
            continue
        strict = connection.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table,)).fetchone()
        assert strict == (1,), table
        firsts = {
            connection.execute("SELECT name FROM pragma_index_info(?) WHERE seqno = 0", (index,)).fetchone()[0]
            for (index,) in connection.execute("SELECT name FROM pragma_index_list(?)", (table,))
        } | {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,))}
        references = {name for (name,) in connection.execute('SELECT "from" FROM pragma_foreign_key_list(?)', (table,))}
        assert references <= firsts, table
    connection.close()


def test_the_database_keeps_a_rollback_journal(folder: DataFolder) -> None:
    connection = sqlite3.connect(folder.database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    ArchiveWriter.open(folder).close()
    connection = sqlite3.connect(folder.database)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def tables(folder: DataFolder) -> list[str]:
    connection = sqlite3.connect(folder.database)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    finally:
        connection.close()
