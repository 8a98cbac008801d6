"""The ways in stand on every page, and tell on which of them it lies."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def marked(page: str) -> list[tuple[str, str]]:
    ways = page[page.index('<nav class="ways"') :].partition("</nav>")[0]
    assert ways.count("<a ") == 7
    return re.findall(r'<a href="([^"]*)" aria-current="(\w+)">', ways)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", []),
        ("/search?q=王", []),
        ("/places/", [("/places/", "page")]),
        ("/places/惠民县", [("/places/", "true")]),
        ("/map", [("/map", "page")]),
        ("/surnames/王", [("/surnames/", "true")]),
    ],
)
def test_the_way_on_which_a_page_lies_is_marked_in_both_languages(
    client: FlaskClient, address: str, expected: list[tuple[str, str]]
) -> None:
    for language in ("", "/en", ""):
        page = client.get(language + address).text
        assert marked(page) == [(language + way, how) for way, how in expected]
        assert (">Surnames<" in page) == bool(language)


def test_they_lead_to_wherever_the_site_is_mounted(client: FlaskClient) -> None:
    mounted = client.get("/places/", environ_overrides={"SCRIPT_NAME": "/roll"}).text
    assert marked(mounted) == [("/roll/places/", "page")]
    assert marked(client.get("/places/").text) == [("/places/", "page")]
