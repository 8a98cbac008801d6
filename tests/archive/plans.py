"""What is asked of the archive, and how SQLite would go about it in an archive of any size."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import quote

from archive.folder import DataFolder

_LARGE: Final = "entries|readings|pages|ledger_lines"
"""The tables that grow with the archive."""
_WALK: Final = re.compile(
    rf"SCAN (?:{_LARGE})\b"
    # Of a field there are as many readings as there are people, and of a state as many pages as were read.
    r"|SEARCH \w+ USING (?:COVERING )?INDEX (?:readings_by_text \(field=\?\)|readings_by_status|pages_by_state)"
)

Steps = Mapping[str, tuple[str, ...]]
"""By statement, all steps of its plan that go through what grows with the archive."""


@contextmanager
def asked(folder: DataFolder) -> Iterator[set[str]]:
    """Takes down every statement that is put to the archive in `folder` through connections opened meanwhile."""
    told: set[str] = set()
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def watched(place: Any, *given: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(place, *given, **named)
        if quote(str(folder.database)) in quote(str(place), safe="/%"):
            connection.set_trace_callback(told.add)
        return connection

    with patch("sqlite3.connect", watched):
        yield told


def walks(folder: DataFolder, statements: Iterable[str]) -> Steps:
    """The statements that would walk through a large archive, as SQLite plans them without statistics."""
    found = {}
    with closing(sqlite3.connect(folder.database)) as database:
        assert not database.execute("SELECT * FROM sqlite_master WHERE name LIKE 'sqlite_stat%'").fetchall()
        for statement in sorted(statements):
            if not statement.lstrip().startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")):
                continue
            steps = [str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {statement}")]
            if walking := tuple(step for step in steps if _WALK.match(step)):
                found[" ".join(statement.split())] = walking
    return found


def unexplained(walking: Steps, right: Mapping[str, str]) -> list[str]:
    """What walks, and is none of those statements that may, by their beginnings; each with its steps."""
    return [
        f"{statement}\n  {'; '.join(steps)}"
        for statement, steps in walking.items()
        if not statement.startswith(tuple(right))
    ]
