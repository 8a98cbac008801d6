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
from archive.errors import BohaiError, InputError, IntegrityFailure, RecordRefused, UsageError
from archive.folder import DataFolder

PATIENCE: Final = 600.0
"""Seconds to wait for another connection to finish; a backup of a large archive takes minutes."""


class ArchiveTaken(BohaiError):  # noqa: N818 - says what is so
    """Another process holds the WriterLock, perhaps for hours."""


class ArchiveBusy(BohaiError):  # noqa: N818 - likewise
    """Another connection did not finish within the time one was ready to wait; nothing was written."""


class WriterLock:
    """The right to write one data folder, held until `release` or the end of the process."""

    def __init__(self, folder: DataFolder) -> None:
        """Take the lock at once; raises ArchiveTaken if another process has it, BohaiError if it cannot be made."""
        refuse_snapshot(folder)
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
            raise ArchiveTaken(
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


def open_to_write(folder: DataFolder) -> sqlite3.Connection:
    """Open the database, made or brought up to date; the caller holds the WriterLock."""
    with damage_told(folder):
        connection = _connect(folder, PATIENCE)
        try:
            # An older program may have left it in WAL mode.
            connection.execute("PRAGMA journal_mode = DELETE")
            _bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_decide(folder: DataFolder, patience: float) -> sqlite3.Connection:
    """Open the database for short writes beside a process that holds the WriterLock.

    A write waits at most `patience` seconds for its turn, then raises ArchiveBusy. Raises InputError if there is
    no archive, and ArchiveTaken if it is to be brought up to date while another process writes.
    """
    expect_archive(folder)
    refuse_snapshot(folder)
    with damage_told(folder):
        connection = _connect(folder, patience)
        try:
            if not schema.is_current(Database(connection)):
                with WriterLock(folder):
                    _bring_up_to_date(connection)
            schema.refuse_newer(Database(connection))
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(folder: DataFolder, connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, whole or not at all, in which nobody else writes from its first line on.

    It takes the lock at its start: whoever asks first and writes then would be refused for good where another
    wrote in between.
    """
    with damage_told(folder):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _connect(folder: DataFolder, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(folder.database, timeout=patience, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    database = Database(connection)
    connection.execute("BEGIN IMMEDIATE")  # what is pending is asked first, and another may be deciding
    try:
        schema.bring_up_to_date(database)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def expect_archive(folder: DataFolder) -> None:
    """Raise InputError where nothing was ever read in, as in a folder whose name was mistyped."""
    if not folder.database.is_file():
        raise InputError(
            "there is no archive here",
            where=str(folder.root),
            remedy="run `bohai ingest`, or name it with --data",
        )


def refuse_snapshot(folder: DataFolder) -> None:
    """Raise UsageError where the folder is a snapshot: whatever were written there would break its seal."""
    if folder.manifest.exists():
        raise UsageError(
            "this is a snapshot, which is only ever read",
            where=str(folder.root),
            remedy="name the archive itself with --data; a snapshot is shown by `bohai serve --kiosk`",
        )


def open_to_read(folder: DataFolder, *, immutable: bool) -> sqlite3.Connection:
    """Open the database read-only; raises BohaiError or IntegrityFailure.

    `immutable` promises that no process writes it (a snapshot) and spares all locking.
    """
    expect_archive(folder)
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
    """Roll back what a killed process left half done; a read-only connection cannot.

    SQLite does it for whoever may write and reads first, unless the one who left it is still at work.
    """
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
        if problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ArchiveBusy(
                "the archive is being written or copied", where=str(folder.database), remedy="try again in a moment"
            ) from problem
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
