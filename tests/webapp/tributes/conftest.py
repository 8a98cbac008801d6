"""A site that takes in tributes, over an archive and an index of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import search
from archive.folder import DataFolder
from tests.archive.tributes.visiting import QINGMING
from tests.webapp.small_archive import SmallArchive
from webapp import create_public_site

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Someone:
    """A visitor with a browser that keeps cookies, and fills in forms as they are handed out."""

    client: FlaskClient
    id: str

    def sees(self, address: str = "", status: int = 200) -> str:
        """The words of a page, the person's own if none is named, without its markup's white space."""
        answer = self.client.get(address or f"/martyrs/{self.id}")
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split())

    def token(self) -> str:
        """What the form of the person's page of remembrance carries against forgery."""
        found = TOKEN.search(self.sees(f"/martyrs/{self.id}/remembrance"))
        assert found
        return found[1]

    def sends(self, what: str, **given: Any) -> TestResponse:
        """Fill in one of the person's forms and send it."""
        address = what if what.startswith("/") else f"/martyrs/{self.id}/{what}"
        return self.client.post(address, data={"csrf_token": self.token(), **given})


@pytest.fixture(scope="session")
def with_index(small: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The small archive with its own index, to be copied."""
    place = tmp_path_factory.mktemp("remembered") / "data"
    folder = DataFolder(shutil.copytree(small.folder.root, place, ignore=shutil.ignore_patterns("tributes.*")))
    search.refresh(folder)
    return folder


@pytest.fixture
def folder(with_index: DataFolder, tmp_path: Path) -> DataFolder:
    return DataFolder(shutil.copytree(with_index.root, tmp_path / "data"))


@pytest.fixture
def site(folder: DataFolder) -> Flask:
    return create_public_site(folder)


@pytest.fixture
def someone(site: Flask, small: SmallArchive) -> Someone:
    return Someone(site.test_client(), small.id(1))


@pytest.fixture
def at(site: Flask) -> Callable[[datetime], None]:
    """Sets the clock of the site; it stands at a Qingming morning until then."""

    def turn(now: datetime) -> None:
        site.extensions["tributes"] = replace(site.extensions["tributes"], clock=lambda: now)

    turn(QINGMING)
    return turn
