from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from flask.testing import FlaskClient

import webapp.browsing.sitemap as sitemap_module
from archive.folder import DataFolder
from tests.webapp.browsing.conftest import LOOSE, SHA256
from tests.webapp.small_archive import HEIGHT, WIDTH
from webapp import create_app

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(visitor: FlaskClient, address: str) -> list[str]:
    """All addresses of a sitemap."""
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    whole = ET.fromstring(answer.data)  # noqa: S314 - the site's own
    return [str(found.text) for found in whole.iter(LOC)]


def test_the_sitemap_names_every_page_and_each_is_there(visitor: FlaskClient) -> None:
    parts = locations(visitor, "/sitemap.xml")
    found = [address for part in parts for address in locations(visitor, part)]
    assert len(found) == len(set(found))
    for address in found:
        assert visitor.get(address).status_code == 200, address
    assert sum("localhost/martyrs/" in address for address in found) == 7
    assert sum("localhost/en/martyrs/" in address for address in found) == 7


def test_every_page_of_the_sitemap_names_itself_in_both_languages(visitor: FlaskClient) -> None:
    whole = ET.fromstring(visitor.get("/sitemap-pages.xml").data)  # noqa: S314 - the site's own
    pages = {}
    for page in whole:
        location, *links = page
        pages[location.text] = {link.get("hreflang"): link.get("href") for link in links}
    both = {
        "zh-Hans": "http://localhost/about",
        "en": "http://localhost/en/about",
        "x-default": "http://localhost/about",
    }
    assert pages["http://localhost/about"] == pages["http://localhost/en/about"] == both


def test_a_part_holds_no_more_than_a_part_may(
    visitor: FlaskClient, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {address for part in locations(visitor, "/sitemap.xml") for address in locations(visitor, part)}
    monkeypatch.setattr(sitemap_module, "IN_A_PART", 3)
    other = create_app(folder).test_client()  # the first keeps what it has made
    parts = [locations(other, part) for part in locations(other, "/sitemap.xml")[1:]]
    assert all(2 <= len(part) <= 2 * 3 for part in parts)
    assert {address for part in parts for address in part} < whole


@pytest.mark.parametrize("part", ["people-0", "people-9", "people-x", "nothing", "people-²"])
def test_a_part_that_is_not_there_is_not_there(visitor: FlaskClient, part: str) -> None:
    assert visitor.get(f"/sitemap-{part}.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(visitor: FlaskClient) -> None:
    lines = visitor.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in lines
    assert "Disallow: /en/search" in lines
    assert "Disallow: /api/v1/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def check_manifest(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Holds a manifest against what Presentation API 3.0 demands of one; its canvases."""
    assert made["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert made["type"] == "Manifest"
    assert made["id"].startswith("http")
    assert_language_map(made["label"])
    for pair in made.get("metadata", []):
        assert_language_map(pair["label"])
        assert_language_map(pair["value"])
    assert made["items"]
    ids = {made["id"]}
    for canvas in made["items"]:
        assert canvas["type"] == "Canvas"
        assert canvas["height"] > 0
        assert canvas["width"] > 0
        assert_language_map(canvas["label"])
        (page,) = canvas["items"]
        assert page["type"] == "AnnotationPage"
        (annotation,) = page["items"]
        assert annotation["type"] == "Annotation"
        assert annotation["motivation"] == "painting"
        assert annotation["target"] == canvas["id"]
        body = annotation["body"]
        assert body["type"] == "Image"
        assert body["format"] == "image/jpeg"
        assert {type(body["width"]), type(body["height"])} == {int}
        for part in (canvas, page, annotation, body):
            assert part["id"].startswith("http")
            assert part["id"] not in ids
            ids.add(part["id"])
    canvases: list[dict[str, Any]] = made["items"]
    return canvases


def assert_language_map(words: dict[str, list[str]]) -> None:
    """Languages, each with a list of strings."""
    assert words
    assert all(isinstance(one, str) for said in words.values() for one in said)


def test_a_roster_is_a_manifest_of_the_presentation_api(visitor: FlaskClient) -> None:
    answer = visitor.get("/iiif/rosters/huimin/manifest.json")
    assert answer.headers["Content-Type"].startswith("application/ld+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    first, second = check_manifest(answer.get_json(force=True))
    assert (first["width"], first["height"]) == (WIDTH, HEIGHT)
    assert (second["width"], second["height"]) == (HEIGHT, WIDTH)
    body = first["items"][0]["items"][0]["body"]
    assert body["id"] == f"http://localhost/pages/{SHA256}/1.jpg"
    assert (body["width"], body["height"]) == (2400, round(HEIGHT * 2400 / WIDTH))


def test_a_canvas_is_named_by_its_page_and_not_by_its_place(visitor: FlaskClient) -> None:
    first, second = check_manifest(visitor.get("/iiif/rosters/huimin/manifest.json").get_json(force=True))
    root = "http://localhost/iiif/rosters/huimin/canvas"
    assert (first["id"], second["id"]) == (f"{root}/{SHA256[:16]}-1", f"{root}/{SHA256[:16]}-2")


def test_viewers_on_other_sites_may_read_the_pictures_of_a_book_also_when_they_have_them(visitor: FlaskClient) -> None:
    (canvas,) = check_manifest(visitor.get("/iiif/loose-pages/manifest.json").get_json(force=True))
    picture = canvas["items"][0]["items"][0]["body"]["id"]
    had = visitor.get(picture)
    again = visitor.get(picture, headers={"If-None-Match": had.headers["ETag"]})
    assert (had.status_code, again.status_code) == (200, 304)
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in (had, again)} == {"*"}
    assert "Access-Control-Allow-Origin" not in visitor.get("/about").headers


def test_loose_pages_are_a_manifest_too(visitor: FlaskClient) -> None:
    (canvas,) = check_manifest(visitor.get("/iiif/loose-pages/manifest.json").get_json(force=True))
    assert LOOSE in canvas["items"][0]["items"][0]["body"]["id"]


def test_a_roster_that_is_not_there_has_no_manifest(visitor: FlaskClient) -> None:
    assert visitor.get("/iiif/rosters/nobody/manifest.json").status_code == 404


def test_what_has_not_changed_is_not_sent_again(visitor: FlaskClient) -> None:
    for address in ("/places/", "/statistics", "/sitemap.xml", "/iiif/rosters/huimin/manifest.json"):
        known = visitor.get(address).headers["ETag"]
        assert visitor.get(address, headers={"If-None-Match": known}).status_code == 304
