"""The desk over an archive most of whose readings wait for a person."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.folder import DataFolder
from tests.webapp.desk.people import staff
from tests.webapp.desk.review.doubtful import Doubtful, build


@pytest.fixture(scope="session")
def doubtful_once(tmp_path_factory: pytest.TempPathFactory) -> Doubtful:
    """The archive with its accounts, to be copied."""
    folder = DataFolder(tmp_path_factory.mktemp("doubtful") / "data")
    built = build(folder)
    staff(folder)
    return built


@pytest.fixture
def doubtful(doubtful_once: Doubtful, tmp_path: Path) -> Doubtful:
    return replace(doubtful_once, folder=DataFolder(shutil.copytree(doubtful_once.folder.root, tmp_path / "doubtful")))


@pytest.fixture
def folder(doubtful: Doubtful) -> DataFolder:
    """What the desk of these tests stands over."""
    return doubtful.folder
