"""A desk over a small archive of its own, with one archivist of each role."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.staff.values import Role
from ingest.machine import machine
from tests.archive.staff.quick import quick_passwords
from tests.webapp.desk.people import NAMES, Archivist, sits_down, staff
from tests.webapp.small_archive import SmallArchive
from webapp.desk import create_desk


@dataclass
class Clock:
    """A clock that stands until it is turned on, in seconds since 1970."""

    now: float = 1_775_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="package", autouse=True)
def quick() -> Iterator[None]:
    with quick_passwords():
        yield


@pytest.fixture(scope="package")
def with_staff(quick: None, small: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The small archive with its accounts, to be copied."""
    place = tmp_path_factory.mktemp("desk") / "data"
    folder = DataFolder(shutil.copytree(small.folder.root, place))
    staff(folder)
    return folder


@pytest.fixture
def folder(with_staff: DataFolder, tmp_path: Path) -> DataFolder:
    return DataFolder(shutil.copytree(with_staff.root, tmp_path / "data"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(folder: DataFolder, clock: Clock) -> Flask:
    return create_desk(folder, clock=clock, machine=machine(folder))


@pytest.fixture
def stranger(desk: Flask) -> Archivist:
    """Somebody who has not logged in; the name is that of the reviewer."""
    return Archivist(desk.test_client(), NAMES[Role.REVIEWER])


@pytest.fixture
def reviewer(desk: Flask) -> Archivist:
    return sits_down(desk, Role.REVIEWER)


@pytest.fixture
def editor(desk: Flask) -> Archivist:
    return sits_down(desk, Role.EDITOR)


@pytest.fixture
def administrator(desk: Flask) -> Archivist:
    return sits_down(desk, Role.ADMINISTRATOR)


@pytest.fixture
def small_id(small: SmallArchive) -> str:
    """The entry of Wang Desheng."""
    return small.id(1)
