"""What leads to the site from outside leads to where the public reaches it, whoever asks by which address."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from flask import Flask

import search
from archive.errors import UsageError
from archive.folder import DataFolder
from tests.webapp.small_archive import SmallArchive
from webapp import create_public_site

PUBLIC = "https://roll.example.org"
INSIDE = "http://192.168.0.7:8000"
ABSOLUTE = re.compile(r"""(?:https?:)?//[^"'<\s]+""")
NAMESPACES = (
    "http://www.sitemaps.org",
    "https://schema.org",
    "http://iiif.io",
    "http://www.w3.org",
    "https://www.w3.org",
)


@pytest.fixture(scope="module")
def folder(small: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    made = DataFolder(shutil.copytree(small.folder.root, tmp_path_factory.mktemp("outside") / "data"))
    search.refresh(made)
    return made


@pytest.fixture(scope="module")
def site(folder: DataFolder) -> Flask:
    return create_public_site(folder, f"{PUBLIC}/")


def absolute(site: Flask, address: str, at: str = INSIDE) -> set[str]:
    """The absolute addresses that an answer names, without those that only name a vocabulary."""
    text = site.test_client().get(address, base_url=at).get_data(as_text=True)
    return {found for found in ABSOLUTE.findall(text) if not found.startswith(NAMESPACES) and len(found) > 2}


def test_a_person_is_led_to_by_the_public_address(site: Flask, small: SmallArchive) -> None:
    address = f"/martyrs/{small.id(1)}"
    found = absolute(site, address)
    assert f"{PUBLIC}{address}" in found
    assert f"{PUBLIC}/en{address}" in found
    assert f"{PUBLIC}{address}/card.png" in found
    assert all(one.startswith(PUBLIC) for one in found), found
    assert all(one.startswith(PUBLIC) for one in absolute(site, f"/en{address}"))


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-people-1.xml", "/robots.txt"])
def test_search_engines_are_told_the_public_address(site: Flask, address: str) -> None:
    found = absolute(site, address)
    assert found
    assert all(one.startswith(f"{PUBLIC}/") for one in found), found


def test_a_book_names_itself_by_the_public_address(site: Flask) -> None:
    answer = site.test_client().get("/iiif/loose-pages/manifest.json", base_url=INSIDE)
    assert json.loads(answer.text)["id"] == f"{PUBLIC}/iiif/loose-pages/manifest.json"


def test_links_within_the_site_stay_where_the_visitor_is(site: Flask, small: SmallArchive) -> None:
    page = site.test_client().get(f"/martyrs/{small.id(1)}", base_url=INSIDE).text
    assert f'href="/martyrs/{small.id(1)}/certificate.pdf"' in page
    assert "192.168.0.7" not in page


def test_a_site_below_an_address_of_another_keeps_its_place(folder: DataFolder, small: SmallArchive) -> None:
    site = create_public_site(folder, f"{PUBLIC}/roll")
    assert f"{PUBLIC}/roll/martyrs/{small.id(1)}" in absolute(site, f"/martyrs/{small.id(1)}")
    mounted = absolute(site, f"/martyrs/{small.id(1)}", at=f"{INSIDE}/roll")
    assert f"{PUBLIC}/roll/martyrs/{small.id(1)}" in mounted


def test_without_one_they_lead_to_where_the_visitor_came(folder: DataFolder, small: SmallArchive) -> None:
    found = absolute(create_public_site(folder), f"/martyrs/{small.id(1)}")
    assert f"{INSIDE}/martyrs/{small.id(1)}" in found


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://", "https://a?b"])
def test_an_address_that_is_none_is_refused(folder: DataFolder, address: str) -> None:
    with pytest.raises(UsageError, match="no address of a site"):
        create_public_site(folder, address)
