"""No page of the site or the kiosk walks through the archive: what it asks, SQLite finds by its keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.store import ArchiveReader
from tests.archive.plans import asked, unexplained, walks
from tests.benchmarks.fallen import Roll
from tests.benchmarks.peopled import make
from tests.webapp.browsing.conftest import folder as browsed
from tests.webapp.languages.pages import of_kiosk, of_site
from webapp import create_public_site
from webapp.kiosk.app import create_kiosk

__all__ = ["browsed"]

RIGHT: Final = {
    "SELECT (SELECT count(*) FROM rosters": "all is counted, once for each generation of the archive",
    "SELECT rosters.*, count(*) AS leaves": "of each roster all pages are counted, and of each page its entries",
    "SELECT DISTINCT coalesce(person, id) AS person": "a sitemap goes through all people, a part at a time",
}
"""Statements that may go through the archive, by their beginnings, and why."""


@pytest.fixture
def folder(browsed: DataFolder, tmp_path: Path) -> DataFolder:
    """An archive of its own, of which no connection is open."""
    return DataFolder(shutil.copytree(browsed.root, tmp_path / "data"))


@pytest.fixture
def crowded(tmp_path: Path) -> DataFolder:
    """An archive in which lists are full, and everybody has companions: how many are asked for decides on a plan."""
    made = DataFolder(tmp_path / "crowded")
    make(made, Roll(300))
    return made


def unexplained_of(site: Flask, folder: DataFolder, addresses: Iterable[str]) -> list[str]:
    client = site.test_client()
    with asked(folder) as told:
        for address in addresses:
            assert client.get(address).status_code in (200, 400, 404), address
    assert len(told) > 20
    return unexplained(walks(folder, told), RIGHT)


def test_no_page_of_the_site_walks_through_the_archive(folder: DataFolder) -> None:
    machines = (
        *("/sitemap.xml", "/sitemap-people-1.xml", "/iiif/rosters/huimin/manifest.json", "/api/v1/search?q=王"),
        *("/api/v1/suggest?q=王", "/healthz"),
    )
    addresses = of_site(folder)
    person = next(address for address in addresses if address.startswith("/martyrs/"))
    more = (f"/api/v1{person}", f"{person}/code.svg", f"{person}/card.png", f"{person}/certificate.pdf", f"/en{person}")
    assert unexplained_of(create_public_site(folder), folder, (*addresses, *machines, *more)) == []


def test_no_page_of_a_kiosk_walks_through_the_archive(folder: DataFolder) -> None:
    assert unexplained_of(create_kiosk(folder), folder, of_kiosk(folder)) == []


def test_full_pages_do_not_either(crowded: DataFolder) -> None:
    with ArchiveReader.open(crowded) as archive:
        people = [f"/martyrs/{id}" for id in archive.person_ids(0, 20)]
    lists = ("/search?q=王", "/search?q=1947", "/surnames/王", "/years/1947", "/rosters/roll", "/rosters/roll/3")
    assert unexplained_of(create_public_site(crowded), crowded, (*people, *lists)) == []
    assert unexplained_of(create_kiosk(crowded), crowded, (*people[:5], "/kiosk/surnames/王", "/search?q=王")) == []


def test_a_walk_is_seen(folder: DataFolder) -> None:
    ids = ", ".join(f"'{number}'" for number in range(15))
    by_field = f"SELECT * FROM readings WHERE entry IN ({ids}) AND field = 'name' ORDER BY entry, position"  # noqa: S608 - our own words
    by_entry = by_field.replace("AND field", "AND +field")
    every = "SELECT * FROM entries WHERE row = 1"
    assert set(walks(folder, [by_field, by_entry, every])) == {by_field, every}
