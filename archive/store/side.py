"""A small database beside the archive's: how it is made, opened, asked, and written in short transactions.

Several processes and threads may write at once; each transaction takes the lock at its start. The database keeps a
rollback journal: SQLite before 3.51.3 can lose commits in WAL mode when two connections write.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import ClassVar, Final, Self
from urllib.parse import quote

from sqlite_utils import Database, Migrations

from archive.errors import BohaiError, IntegrityFailure
from archive.kept import Identity, identity
from archive.schema import bring_up_to_date, is_current, refuse_newer
from archive.store.door import Door

PATIENCE: Final = 10.0
"""Seconds to wait for another's write, which takes milliseconds."""
_OURS: Final = 0o600
"""Nobody but the account of the program may read what visitors wrote, or how archivists log in."""


class SideDatabase(Door):
    """One connection, for one thread. Each kind says what it holds, and by which errors it tells of trouble."""

    what: ClassVar[str]
    closed: ClassVar[type[BohaiError]]
    damaged: ClassVar[type[IntegrityFailure]]

    def __init__(self, path: Path, connection: sqlite3.Connection, file: Identity) -> None:
        self.file = file
        self._path = path
        self._connection = connection

    @classmethod
    def make_at(cls, path: Path, migrations: Migrations) -> None:
        """Make the database if there is none, for this account alone, and bring it up to date; raises BohaiError.

        What is as it should be is not written, so that it can be made sure of where nothing may be written.
        """
        with cls.told(path):
            if _is_as_made(path, migrations):
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=_OURS)
            path.chmod(_OURS)
            with closing(_connect(path, "rwc")) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
                # At once, not at the first write: two that start together would block each other there.
                connection.execute("BEGIN IMMEDIATE")
                bring_up_to_date(Database(connection), migrations)
                connection.execute("COMMIT")

    @classmethod
    def open_at(cls, path: Path) -> Self:
        """Open what `make_at` made; raises `closed` if it cannot be opened. A file that may only be read is read."""
        file = identity(path)
        with cls.told(path):
            connection = _connect(path, "rw")
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
        return cls(path, connection, file)

    @classmethod
    @contextmanager
    def told(cls, path: Path) -> Iterator[None]:
        """Turn what SQLite says of a damaged, full or missing database into one clear line."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as problem:
            raise cls.closed(
                f"{cls.what} cannot be used ({_why(problem)})",
                where=str(path),
                remedy="see that it is there, that this account may write in its folder, and that the disk has room",
            ) from problem
        except sqlite3.DatabaseError as problem:
            raise cls.damaged(
                f"{cls.what} are damaged ({problem})",
                where=str(path),
                remedy="bring the file back from the last backup",
            ) from problem

    def shape(self) -> int:
        """A number that is another once the tables themselves are."""
        return int(self._all("PRAGMA schema_version")[0][0])

    def faults(self) -> list[str]:
        """What the database finds wrong with itself."""
        words = [row[0] for row in self._all("PRAGMA integrity_check")]
        broken = self._all("PRAGMA foreign_key_check")
        return ([] if words == ["ok"] else words) + [f"a row of {row['table']} points at nothing" for row in broken]

    def _all(self, sql: str, values: Sequence[str | int | float] = ()) -> list[sqlite3.Row]:
        with self.told(self._path):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that is stored whole or not at all."""
        with self.told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _is_as_made(path: Path, migrations: Migrations) -> bool:
    """Whether a database needs nothing done; raises BohaiError if a newer program wrote it."""
    if not path.is_file() or stat.S_IMODE(path.stat().st_mode) != _OURS:
        return False
    with closing(_connect(path, "ro")) as connection:
        try:
            refuse_newer(Database(connection), migrations)
            return is_current(Database(connection), migrations)
        except sqlite3.OperationalError:
            return False  # a write that was cut off is undone by whoever may write


def _why(problem: sqlite3.Error | OSError) -> str:
    return str(problem) if isinstance(problem, sqlite3.Error) else str(problem.strerror)
