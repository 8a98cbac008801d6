"""What every opened database has in common: it is let go of, at the latest at the end of a `with`."""

from __future__ import annotations

from sqlite3 import Connection
from types import TracebackType
from typing import Self


class Door:
    """A database that is open until it is closed."""

    _connection: Connection

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
