"""`bohai ingest` at the door: what stands once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import bohai
import search
from archive.beside import FOLLOWING
from archive.folder import DataFolder
from ingest import batch, watch
from ingest.crew import Crew
from ingest.scans import Found
from tests.ingest.faults import STAGES, Page, scan

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A new data folder where the program runs, with readers that say what the pictures ask for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOHAI_DATA", raising=False)
    read = batch.ingest_files

    def with_fake_readers(
        folder: DataFolder, files: Sequence[Found], wishes: batch.Wishes, _crew: Crew | None = None
    ) -> batch.Outcome:
        return read(folder, files, replace(wishes, stages=STAGES), Crew(lambda: ThreadPoolExecutor(1), 1))

    monkeypatch.setattr(batch, "ingest_files", with_fake_readers)
    return DataFolder(tmp_path / "data")


def interrupt(_folder: DataFolder) -> None:
    """The Ctrl-C of somebody who has watched long enough."""
    raise KeyboardInterrupt


def test_whoever_was_read_is_found_at_once(folder: DataFolder) -> None:
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in"]) == 0
    assert bohai.main(["check"]) == 0
    assert search.find(folder, "1 of 40").total == 1
    scan(Path("in/b.png"), mark=2)
    scan(Path("in/c.png"), Page.UNREADABLE)
    assert bohai.main(["ingest", "in"]) == 3
    assert bohai.main(["check"]) == 0
    assert search.find(folder, "2 of 40").total == 1


def test_the_same_scans_again_leave_the_index_as_it_is(folder: DataFolder) -> None:
    scan(Path("in/a.png"))
    assert bohai.main(["ingest", "in"]) == 0
    serving = (folder.index / "current").read_text()
    assert bohai.main(["ingest", "in"]) == 0
    assert (folder.index / "current").read_text() == serving


def test_whoever_arrives_while_a_folder_is_watched_is_found_at_once(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SECONDS", 0.01)
    monkeypatch.setitem(bohai.HANDED_DOWN, FOLLOWING, ("search:refresh", "tests.test_cli_ingest:interrupt"))
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in", "--watch"]) == 130
    assert search.find(folder, "1 of 40").total == 1
    assert bohai.main(["check"]) == 0


def test_a_restored_archive_is_in_order_at_once(folder: DataFolder) -> None:
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in"]) == 0
    assert bohai.main(["backup", "b.tar"]) == 0
    assert bohai.main(["restore", "b.tar", "--data", "again"]) == 0
    assert bohai.main(["check", "--data", "again"]) == 0
    assert search.find(DataFolder(Path("again")), "1 of 40").total == 1
