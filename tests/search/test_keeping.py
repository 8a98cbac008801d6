"""The index follows an archive that changes while the site is open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import search
from archive.folder import DataFolder
from search import Search
from search.index.builds import current_build
from search.keeping import Pace, behind, build_beside, kept_up
from tests.patience import until
from tests.search.people import store

FAST = Pace(look=0.01, quiet=0.05, longest=0.5)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    store(folder, {"name": "王德胜"})
    search.refresh(folder)
    return folder


def test_an_index_of_the_archives_generation_is_not_behind(folder: DataFolder) -> None:
    assert behind(folder) is None
    store(folder, {"name": "赵七"})
    assert behind(folder) is not None


def test_a_folder_without_an_archive_is_not_behind(tmp_path: Path) -> None:
    assert behind(DataFolder(tmp_path / "nothing")) is None


def test_what_is_stored_while_the_site_is_open_is_found(folder: DataFolder) -> None:
    with kept_up(folder, FAST):
        store(folder, {"name": "赵七"})
        until(lambda: search.find(folder, Search("赵七")).total == 1)


def test_a_broken_index_is_made_again(folder: DataFolder) -> None:
    (current_build(folder.index) / "stamp.json").write_text("{}")
    assert behind(folder) is not None
    build_beside(folder)
    assert search.find(folder, Search("王德胜")).total == 1


def test_while_the_archive_changes_steadily_it_is_built_seldom(folder: DataFolder) -> None:
    built: list[float] = []
    with kept_up(folder, Pace(look=0.01, quiet=60, longest=0.3), lambda _: built.append(time.monotonic())):
        store(folder, {"name": "赵七"})
        until(lambda: built)
        store(folder, {"name": "赵八"})
        until(lambda: len(built) > 1)
    assert built[1] - built[0] >= 0.3


def test_an_index_that_cannot_be_built_is_told_and_the_site_stays_open(
    folder: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    store(folder, {"name": "赵七"})
    with kept_up(folder, FAST, lambda _: None):
        until(lambda: "run `bohai index`" in caplog.text)
