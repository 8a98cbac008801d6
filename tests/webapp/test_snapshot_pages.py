"""The site of a snapshot is the site of the archive: every page, every picture, everybody found."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from archive.folder import DataFolder
from archive.snapshot import publish
from search import Search
from tests.archive.decided import build_decided
from tests.webapp.small_archive import SmallArchive
from webapp import create_app


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    small = build_decided(tmp_path_factory.mktemp("full"))
    search.refresh(small.folder)
    return small


@pytest.fixture(scope="module")
def snapshot(full: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    place: Path = tmp_path_factory.mktemp("published") / "snapshot"
    publish(full.folder, place, [search.refresh])
    return DataFolder(place)


def test_every_page_is_the_same(full: SmallArchive, snapshot: DataFolder) -> None:
    before, after = create_app(full.folder).test_client(), create_app(snapshot).test_client()
    persons = [full.id(row) for row in range(1, 26)] + [full.id(1, turned=True)]
    for address in (
        *("/", "/about", "/search?q=王德胜", "/search?q=1948"),
        *(f"/martyrs/{id}" for id in persons),
        *(f"/api/v1/martyrs/{id}" for id in persons),
        *(f"/pieces/{id}/line.jpg" for id in persons),
        *(f"/pages/{full.upright}/1?row={row}&field=name" for row in range(1, 26)),
        f"/pages/{full.turned}/1",
    ):
        one, other = before.get(address), after.get(address)
        assert (one.status_code, one.data) == (other.status_code, other.data), address


@pytest.mark.parametrize(
    "words", ["王德胜", "王得勝", "李大成", "李□成", "wds", "赵", "赵01", "沙窝乡", "1947", "孙文"]
)
def test_the_same_people_are_found_for_the_same_reasons(full: SmallArchive, snapshot: DataFolder, words: str) -> None:
    wanted = search.find(full.folder, Search(words))
    assert wanted.total
    assert search.find(snapshot, Search(words), immutable=True) == wanted
