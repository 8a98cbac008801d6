"""The small archive, and the site that shows it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

import search
from archive.errors import UsageError
from archive.folder import DataFolder
from search import Completion, Filters, Hit, Results, Search
from tests.webapp.small_archive import SmallArchive, build
from webapp import create_app


@dataclass
class FakeSearch:
    """Finds whom it is told to find, completes as it is told to, and remembers what was asked of it."""

    ids: list[str] = field(default_factory=list)
    why: tuple[str, ...] = ("name",)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    completions: tuple[Completion, ...] = ()
    asked: list[Search] = field(default_factory=list)
    stale: bool = False
    broken: Exception | None = None

    def __call__(self, folder: DataFolder, asked: Search) -> Results:
        if self.broken:
            raise self.broken
        if not asked.words and asked.filters == Filters():
            raise UsageError("the question holds nothing to look for", remedy="give a name or a part of one")
        self.asked.append(asked)
        shown = self.ids[asked.offset : asked.offset + asked.limit]
        hits = tuple(Hit(id, "王德胜", "沙窝乡小赵庄", "1947-03", self.why) for id in shown)
        return Results(len(self.ids), hits, self.facets, self.nearest, self.stale)

    def complete(self, folder: DataFolder, words: str) -> tuple[Completion, ...]:
        if self.broken:
            raise self.broken
        return tuple(one for one in self.completions if words and one.words.startswith(words.rsplit(maxsplit=1)[-1]))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    """The archive; nothing under test can change it."""
    return build(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def indexed(small: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The same archive with its own index."""
    folder = DataFolder(shutil.copytree(small.folder.root, tmp_path_factory.mktemp("indexed") / "data"))
    search.refresh(folder)
    return folder


@pytest.fixture
def finder(small: SmallArchive) -> FakeSearch:
    """A search that finds everyone on the upright page."""
    return FakeSearch([small.id(row) for row in range(1, 26)])


@pytest.fixture
def app(small: SmallArchive, finder: FakeSearch) -> Flask:
    """The site over the small archive."""
    return create_app(small.folder, find=finder, complete=finder.complete)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


@pytest.fixture
def reader(indexed: DataFolder) -> FlaskClient:
    """A visitor of the site as it is served, with its own search."""
    return create_app(indexed).test_client()


@pytest.fixture
def text(client: FlaskClient) -> Iterator[Callable[[str, int], str]]:
    """The words of a page, without its markup's white space."""

    def read(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split())

    return read


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing; apt-get install chromium, as `make test` does")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield started
        started.close()
