"""The queue follows what people decide and what is read, behind everybody's back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.review.keeping import Pace, queue_kept_up
from archive.store import ArchiveReader, DecisionWriter, queue
from tests.archive.making import add, record
from tests.patience import until

EAGER = Pace(look=0.02, pages=1, rest=0.0, patience=0.1)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    for number in range(3):
        add(folder, f"{number}.png", record("王德胜"))
    return folder


def behind(folder: DataFolder) -> int:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return queue.behind(ask)


def catches_up(folder: DataFolder) -> None:
    """The queue catches up in time."""
    until(lambda: not behind(folder))


def test_pages_that_changed_are_gone_through_and_later_ones_too(folder: DataFolder) -> None:
    assert behind(folder) == 3
    with queue_kept_up(folder, EAGER):
        catches_up(folder)
        add(folder, "later.png", record("李三"))
        catches_up(folder)


def test_it_waits_while_somebody_writes_for_long(folder: DataFolder) -> None:
    with queue_kept_up(folder, EAGER):
        catches_up(folder)
        with DecisionWriter.open(folder) as writer, writer.turn() as connection:
            connection.execute("INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages")
            time.sleep(0.5)
        catches_up(folder)


def test_an_archive_that_cannot_be_opened_for_a_while_is_no_reason_to_stop(folder: DataFolder) -> None:
    aside = folder.root / "aside"
    folder.database.rename(aside)
    with queue_kept_up(folder, EAGER):
        time.sleep(0.2)
        aside.rename(folder.database)
        catches_up(folder)
