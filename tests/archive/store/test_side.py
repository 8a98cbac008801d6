"""What lies beside the archive is made once, for the program's own account, and left alone from then on."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.staff import store as staff
from archive.tributes import store as tributes

Make = Callable[[DataFolder], None]


@pytest.fixture(params=[tributes.make, staff.make])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def database(folder: DataFolder) -> Path:
    (path,) = folder.root.glob("*.db")
    return path


def test_what_is_as_it_should_be_is_made_sure_of_while_another_writes(tmp_path: Path, make: Make) -> None:
    folder = DataFolder(tmp_path)
    make(folder)
    before = database(folder).stat()
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        make(folder)
        another.execute("ROLLBACK")
    assert database(folder).stat() == before


def test_nobody_else_may_read_it_whoever_copied_it_there(tmp_path: Path, make: Make) -> None:
    folder = DataFolder(tmp_path)
    make(folder)
    database(folder).chmod(0o644)
    make(folder)
    assert stat.S_IMODE(database(folder).stat().st_mode) == 0o600


def test_what_a_newer_program_wrote_is_refused(tmp_path: Path, make: Make) -> None:
    folder = DataFolder(tmp_path)
    make(folder)
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as newer:
        newer.execute("UPDATE _sqlite_migrations SET name = 'to come' WHERE id = 1")
    with pytest.raises(BohaiError, match="newer bohai"):
        make(folder)


def test_what_a_killed_process_only_began_is_made(tmp_path: Path, make: Make) -> None:
    folder = DataFolder(tmp_path)
    make(folder)
    begun = database(folder)
    begun.write_bytes(b"")
    make(folder)
    assert begun.stat().st_size
