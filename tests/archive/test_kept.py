"""Readers that stay open between questions."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.errors import BohaiError, InputError
from archive.folder import DataFolder
from archive.store import ArchiveWriter, DecisionWriter, kept_reader
from tests.webapp.small_archive import SmallArchive, build


@pytest.fixture
def own(tmp_path: Path) -> SmallArchive:
    """An archive that a test may change."""
    return build(tmp_path / "data")


def test_a_reader_stays_open_for_the_next_question(own: SmallArchive) -> None:
    assert kept_reader(own.folder) is kept_reader(own.folder)


def test_each_thread_has_a_reader_of_its_own(own: SmallArchive) -> None:
    others: list[object] = []
    thread = threading.Thread(target=lambda: others.append(kept_reader(own.folder)))
    thread.start()
    thread.join()
    assert others[0] is not kept_reader(own.folder)


def test_a_reader_that_stays_open_sees_what_is_written_meanwhile(own: SmallArchive) -> None:
    before = kept_reader(own.folder).generation()
    with DecisionWriter.open(own.folder) as writer:
        writer.decide([])
    assert kept_reader(own.folder).generation() == before + 1


def test_an_archive_put_in_place_of_another_is_opened_anew(own: SmallArchive, tmp_path: Path) -> None:
    assert kept_reader(own.folder).counts().scans == 2
    other = DataFolder(tmp_path / "other")
    ArchiveWriter.open(other).close()
    other.database.replace(own.folder.database)
    assert kept_reader(own.folder).counts().scans == 0


def test_an_archive_that_is_gone_is_told(own: SmallArchive) -> None:
    kept_reader(own.folder)
    shutil.rmtree(own.folder.root)
    with pytest.raises(InputError, match="there is no archive here"):
        kept_reader(own.folder)


def test_tables_changed_by_a_newer_program_are_told(own: SmallArchive) -> None:
    kept_reader(own.folder)
    with sqlite3.connect(own.folder.database) as other:
        other.execute("CREATE TABLE later (id INTEGER)")
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('archive', 'later', '')"
        )
    with pytest.raises(BohaiError, match="newer bohai"):
        kept_reader(own.folder)


def test_what_a_killed_writer_left_is_undone_for_a_reader_that_was_open(own: SmallArchive) -> None:
    counted = kept_reader(own.folder).counts()
    program = (
        "import os, signal, sqlite3, sys\n"
        "other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "other.execute('PRAGMA cache_size = 1')\n"
        "other.execute('BEGIN')\n"
        "other.execute('DELETE FROM readings')\n"
        "other.execute('DELETE FROM entries')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(own.folder.database)], check=False)  # noqa: S603 - ours
    assert killed.returncode == -signal.SIGKILL
    assert own.folder.database.with_name("archive.db-journal").exists()
    assert kept_reader(own.folder).counts() == counted


def test_only_a_few_archives_are_kept_open_at_once(tmp_path: Path) -> None:
    folders = [DataFolder(tmp_path / str(number)) for number in range(6)]
    for folder in folders:
        ArchiveWriter.open(folder).close()
    first = kept_reader(folders[0])
    for folder in folders:
        kept_reader(folder)
    assert kept_reader(folders[0]) is not first
