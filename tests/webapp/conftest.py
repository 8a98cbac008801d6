"""The small archive, and the site that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.folder import DataFolder
from search import Hit, Results
from tests.webapp.small_archive import SmallArchive, build
from webapp import create_app


@dataclass
class FakeSearch:
    """Finds what it is told to find, and remembers what was asked of it."""

    ids: list[str] = field(default_factory=list)
    why: tuple[str, ...] = ("name",)
    asked: list[str] = field(default_factory=list)
    stale: bool = False
    broken: Exception | None = None

    def __call__(self, folder: DataFolder, words: str, *, limit: int = 20, offset: int = 0) -> Results:
        if self.broken:
            raise self.broken
        self.asked.append(words)
        hits = [Hit(id, "王德胜", "沙窝乡小赵庄", "1947-03", self.why) for id in self.ids[offset : offset + limit]]
        return Results(len(self.ids), tuple(hits), self.stale)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    """The archive; nothing under test can change it."""
    return build(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def finder(small: SmallArchive) -> FakeSearch:
    """A search that finds everyone on the upright page."""
    return FakeSearch([small.id(row) for row in range(1, 26)])


@pytest.fixture
def app(small: SmallArchive, finder: FakeSearch) -> Flask:
    """The site over the small archive."""
    return create_app(small.folder, find=finder)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


@pytest.fixture
def text(client: FlaskClient) -> Iterator[Callable[[str, int], str]]:
    """The words of a page, without its markup's white space."""

    def read(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split())

    return read
