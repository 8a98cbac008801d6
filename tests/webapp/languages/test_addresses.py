from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.folder import DataFolder
from tests.webapp.small_archive import SmallArchive
from webapp import create_app
from webapp.kiosk.app import create_kiosk


def switch(page: str) -> str:
    """Where the way to the other language leads."""
    (found,) = re.findall(r'<a class="switch" href="([^"]*)"', page)
    return unescape(found)


def test_a_page_stands_at_its_own_address_in_chinese_and_below_en_in_english(client: FlaskClient) -> None:
    chinese, english = client.get("/about"), client.get("/en/about")
    assert '<html lang="zh-Hans">' in chinese.text
    assert chinese.headers["Content-Language"] == "zh-Hans"
    assert '<html lang="en">' in english.text
    assert english.headers["Content-Language"] == "en"
    assert "Set-Cookie" not in english.headers


def test_links_stay_in_their_language(client: FlaskClient) -> None:
    assert 'href="/en/places/"' in client.get("/en/about").text
    assert "/en/" not in re.sub(r"<(?:link|a class=.switch)[^>]*>", "", client.get("/about").text)


def test_the_switch_leads_to_the_same_page_with_its_question(client: FlaskClient) -> None:
    asked = "search?q=%E7%8E%8B%20%26&sort=name"
    assert switch(client.get(f"/{asked}").text) == f"/en/{asked}"
    assert switch(client.get(f"/en/{asked}").text) == f"/{asked}"
    assert switch(client.get("/en/").text) == "/"


def test_a_page_that_is_not_there_leads_to_the_start_in_the_other_language(client: FlaskClient) -> None:
    assert switch(client.get("/nothing?" + "x" * 9_000).text) == "/en/"


def test_pages_name_their_like_in_the_other_language(client: FlaskClient) -> None:
    for address in ("/about", "/en/about"):
        found = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', client.get(address).text)
        assert found == [
            ("zh-Hans", "http://localhost/about"),
            ("en", "http://localhost/en/about"),
            ("x-default", "http://localhost/about"),
        ]


def test_files_and_pieces_of_scans_have_one_address(client: FlaskClient, small: SmallArchive) -> None:
    page = client.get(f"/en/martyrs/{small.id(1)}").text
    assert 'href="/static/site.css"' in page
    assert f'src="/pieces/{small.id(1)}/name.jpg"' in page
    assert "/en/static" not in page
    assert "/en/pieces" not in page


@pytest.mark.parametrize("address", ["/static/site.css", "/api/v1/search?q=%E7%8E%8B", "/healthz", "/robots.txt"])
def test_what_is_the_same_in_every_language_leads_to_its_one_address(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/en{address}")
    assert (answer.status_code, answer.location) == (308, address)


@pytest.mark.parametrize(
    ("endpoint", "given"),
    [
        ("public.home", {}),
        ("public.results", {"q": "王 德+胜&?#%/", "unit": None, "page": 2}),
        ("public.martyr", {"id": "惠民/县 ?#%"}),
        ("public.martyr", {"id": "a", "q": "王"}),
        ("public.paper", {"sha256": "0f", "number": 3, "row": 7, "field": "native_place"}),
        ("pieces.field", {"entry": "0f-1-1", "field": "备 注/又名"}),
        ("browsing.township", {"name": "惠民县", "way": "沙窝乡/小赵庄"}),
        ("browsing.year", {"year": 1947, "month": None}),
    ],
)
def test_addresses_are_written_as_the_router_itself_does(
    indexed: DataFolder, endpoint: str, given: dict[str, str | int | None]
) -> None:
    site = create_app(indexed)
    # Twice: what was written once is remembered.
    site.add_url_rule("/written", view_func=lambda: [site.url_for(endpoint, **given) for _ in range(2)])
    expected = site.url_map.bind("localhost").build(endpoint, given)
    written = site.test_client().get("/written").json
    assert written
    assert [_read(each) for each in written] == [_read(expected)] * 2


def _read(address: str) -> tuple[str, list[tuple[str, str]]]:
    """What an address asks for; some characters may stand in it as they are, or not."""
    parts = urlsplit(address)
    return unquote(parts.path), parse_qsl(parts.query)


def test_en_by_itself_is_the_start_in_english(client: FlaskClient) -> None:
    answer = client.get("/en")
    assert (answer.status_code, answer.location) == (308, "/en/")
    assert client.get("/en/en/").status_code == 404
    assert client.get("/england").status_code == 404


def test_a_site_below_an_address_of_its_own_keeps_it(client: FlaskClient) -> None:
    below = {"SCRIPT_NAME": "/bohai"}
    english = client.get("/en/about", environ_overrides=below).text
    assert 'href="/bohai/en/places/"' in english
    assert 'href="/bohai/static/site.css"' in english
    assert switch(english) == "/bohai/about"


def test_the_api_speaks_as_ever(client: FlaskClient, small: SmallArchive) -> None:
    told = client.get(f"/api/v1/martyrs/{small.id(1)}").json
    assert told
    assert told["address"] == f"/martyrs/{small.id(1)}"
    assert told["life"]["zh"].startswith("王德胜，男，")
    assert told["life"]["en"].startswith("王德胜, male, born in 1923")


def test_a_kiosk_has_both_languages_and_asks_nothing(indexed: DataFolder) -> None:
    visitor = create_kiosk(indexed).test_client()
    assert '<html lang="en"' in visitor.get("/en/").text
    assert visitor.post("/en/").status_code == 405
    assert create_app(indexed).test_client().get("/en/").status_code == 200
