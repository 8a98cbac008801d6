"""What other sites and search engines are told of a page: its address, its title and a sentence."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from archive.folder import DataFolder
from tests.webapp.browsing.conftest import folder, visitor
from tests.webapp.languages.pages import of_site
from webapp import create_public_site

__all__ = ["folder", "visitor"]

META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
HAN = re.compile("[一-鿿]")


def told(page: str) -> dict[str, str]:
    return {name: unescape(words) for name, words in META.findall(page)}


def canonical(page: str) -> str:
    (found,) = CANONICAL.findall(page)
    return unquote(unescape(found)).removeprefix("http://localhost")


def test_every_page_that_may_be_found_says_where_it_is_known_and_what_it_is(folder: DataFolder) -> None:
    client = create_public_site(folder).test_client()
    for address in of_site(folder):
        for language in ("", "/en"):
            answer = client.get(language + address)
            page = answer.text
            if answer.status_code != 200 or 'name="robots" content="noindex"' in page:
                assert not CANONICAL.search(page), address
                continue
            known = told(page)
            assert known["og:url"] == unescape(CANONICAL.findall(page)[0])
            (title,) = re.findall("<title>(.*?)</title>", page)
            assert known["og:type"] == (
                "profile" if known["og:url"].rpartition("/")[0].endswith("martyrs") else "website"
            )
            assert known["og:title"] == unescape(title) or known["og:type"] == "profile"
            if known["og:type"] == "website":
                assert 8 < len(known["description"]) < 200, address
                assert known["description"] == known["og:description"]
                assert "<" not in known["description"]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/", "/"),
        ("/en/", "/en/"),
        ("/places/惠民县?sort=strokes&page=1", "/places/惠民县"),
        ("/years/1947?month=05&sort=name", "/years/1947?month=5"),
        ("/en/years/1947?month=3", "/en/years/1947?month=3"),
        ("/surnames/?by=strokes", "/surnames/"),
        ("/about?page=2&utm_source=x", "/about"),
        ("/places/渤海行政区第四专区?page=x", "/places/渤海行政区第四专区"),
    ],
)
def test_a_page_is_known_by_one_address_without_what_is_needless(visitor: FlaskClient, asked: str, own: str) -> None:
    page = visitor.get(asked).text
    assert canonical(page) == own
    chinese, english, other = (
        unquote(unescape(found)) for found in re.findall(r'hreflang="[^"]*" href="(http[^"]*)"', page)
    )
    plain = own.removeprefix("/en")
    assert (chinese, english, other) == tuple(f"http://localhost{one}" for one in (plain, f"/en{plain}", plain))


def test_the_sentence_of_a_page_names_what_it_is_about(visitor: FlaskClient) -> None:
    for address, name in (
        ("/places/惠民县", "惠民县"),
        ("/units/渤海纵队第七师", "渤海纵队第七师"),
        ("/years/1947", "1947"),
    ):
        for language in ("", "/en"):
            assert name in told(visitor.get(language + address).text)["description"]
    for address in ("/", "/about", "/years/", "/units/", "/days/", "/map"):
        assert not HAN.search(told(visitor.get(f"/en{address}").text)["description"])


def test_a_question_is_known_by_no_address(visitor: FlaskClient) -> None:
    page = visitor.get("/search?q=王").text
    assert 'content="noindex"' in page
    assert "canonical" not in page
    assert "/en/search?q=" in page
