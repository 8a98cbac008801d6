"""Opening `archive.db`: who may write, who may only read, and what an interrupted write leaves.

The database keeps a rollback journal and not a write-ahead log: SQLite before 3.51.3 can lose
commits in WAL mode, and a WAL database cannot be opened from a read-only folder.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

from sqlite_utils import Database

from archive import schema
from archive.errors import BohaiError, InputError, IntegrityFailure, RecordRefused
from archive.folder import DataFolder

PATIENCE: Final = 600.0
"""Seconds to wait for another connection to finish; a backup of a large archive takes minutes."""


class WriterLock:
    """The right to write one data folder, held until `release` or the end of the process."""

    def __init__(self, folder: DataFolder) -> None:
        """Take the lock at once; raises BohaiError if another process has it."""
        try:
            folder.root.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as problem:
            raise BohaiError(
                f"the data folder cannot be written ({problem.strerror})",
                where=str(folder.root),
                remedy="name another with --data, or give yourself the right to write there",
            ) from problem
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            os.close(self._handle)
            raise BohaiError(
                "another bohai is writing to this archive",
                where=str(folder.root),
                remedy="wait until it is done, then run this again",
            ) from problem

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def open_to_write(folder: DataFolder) -> Database:
    """Open the database, made or brought up to date; the caller holds the WriterLock."""
    with damage_told(folder):
        connection = sqlite3.connect(folder.database, timeout=PATIENCE, isolation_level=None)
        try:
            # A snapshot or an older program may have left it in WAL mode.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            database = Database(connection)
            schema.bring_up_to_date(database)
        except BaseException:
            connection.close()
            raise
    return database


def open_to_read(folder: DataFolder, *, immutable: bool) -> sqlite3.Connection:
    """Open the database read-only; raises BohaiError or IntegrityFailure.

    `immutable` promises that no process writes it (a snapshot) and spares all locking.
    """
    if not folder.database.is_file():
        raise InputError(
            "there is no archive here",
            where=str(folder.root),
            remedy="run `bohai ingest`, or name it with --data",
        )
    with damage_told(folder):
        try:
            return _open_to_read(folder, immutable=immutable)
        except sqlite3.OperationalError:
            journal = folder.database.with_name(f"{folder.database.name}-journal")
            if immutable or not journal.exists():
                raise
            _undo_interrupted_write(folder)
            return _open_to_read(folder, immutable=immutable)


def _open_to_read(folder: DataFolder, *, immutable: bool) -> sqlite3.Connection:
    address = f"file:{quote(str(folder.database.absolute()))}?{'immutable=1' if immutable else 'mode=ro'}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        database = Database(connection)
        schema.refuse_newer(database)
        if not schema.is_current(database):
            raise BohaiError(
                "the archive was written by an older bohai",
                where=str(folder.root),
                remedy="run `bohai ingest` on any scan; whoever writes brings it up to date",
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _undo_interrupted_write(folder: DataFolder) -> None:
    """Roll back what a killed writer left half done; a read-only connection cannot."""
    with WriterLock(folder):
        connection = sqlite3.connect(folder.database, timeout=PATIENCE)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


@contextmanager
def damage_told(folder: DataFolder) -> Iterator[None]:
    """Turn what SQLite says of a damaged, full or busy database into one clear line."""
    try:
        yield
    except sqlite3.IntegrityError as problem:
        raise RecordRefused(f"the archive does not take this record ({problem})") from problem
    except sqlite3.OperationalError as problem:
        raise BohaiError(
            f"the database cannot be used ({problem})",
            where=str(folder.database),
            remedy="see that the disk has room and that you may write there",
        ) from problem
    except sqlite3.DatabaseError as problem:
        raise IntegrityFailure(
            f"the database is damaged ({problem})",
            where=str(folder.database),
            remedy="restore the last backup with `bohai restore` into a new data folder",
        ) from problem
