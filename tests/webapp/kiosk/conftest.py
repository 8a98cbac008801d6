"""A small snapshot, and the kiosk that shows it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

import search
from archive.folder import DataFolder
from archive.snapshot import publish
from tests.archive.decided import build_decided
from tests.webapp.small_archive import SmallArchive
from webapp.kiosk import keeping
from webapp.kiosk.app import create_kiosk

PUBLIC = "https://roll.example.org"


@pytest.fixture(scope="package")
def decided(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    """The archive that is published."""
    return build_decided(tmp_path_factory.mktemp("decided"))


@pytest.fixture(scope="package")
def snapshot(decided: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """What is published of it."""
    place = tmp_path_factory.mktemp("published") / "snapshot"
    publish(decided.folder, place, [search.refresh, keeping.lay_out])
    return DataFolder(place)


@pytest.fixture
def kiosk(snapshot: DataFolder) -> Flask:
    """The site of the snapshot."""
    return create_kiosk(snapshot, idle=90, public_address=PUBLIC)


@pytest.fixture
def visitor(kiosk: Flask) -> FlaskClient:
    """Somebody who stands before it."""
    return kiosk.test_client()
