"""What the sites send goes through the server that `bohai serve` and `bohai desk` have, headers and all.

Flask's test client hands on whatever a header holds; a server refuses what cannot be written in Latin-1.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from flask import Flask, request
from werkzeug.http import parse_options_header
from werkzeug.routing import Rule

import search
from archive.folder import DataFolder
from archive.snapshot import publish
from archive.staff.values import Role
from tests.archive.staff.quick import quick_passwords
from tests.patience import SECONDS
from tests.webapp.desk.people import sits_down, staff
from tests.webapp.served import served
from tests.webapp.small_archive import SmallArchive
from webapp import create_public_site
from webapp.desk import create_desk
from webapp.kiosk import keeping
from webapp.kiosk.app import create_kiosk

NOBODY = "无此人"
HOW = re.compile(r"<(?:(\w+)(?:\([^>]*\))?:)?(\w+)>")


def sent(address: str, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """The status, the headers and the body of an answer; every header is plain ASCII."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    try:
        connection.request("GET", quote(path, safe="/?&=%"), headers=headers)
        reply = connection.getresponse()
        told, body = reply.headers, reply.read()
    finally:
        connection.close()
    assert all(f"{name}{words}".isascii() for name, words in told.items()), (path, told)
    return reply.status, told, body


@pytest.fixture
def site(indexed: DataFolder, tmp_path: Path) -> Flask:
    return create_public_site(DataFolder(shutil.copytree(indexed.root, tmp_path / "data")))


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as place:
        yield place


def addresses(site: Flask, known: Mapping[str, str]) -> set[str]:
    """An address for each route that may be asked: with what is `known` by the names of its parts, and with nobody."""

    def filled(rule: Rule, values: Mapping[str, str]) -> str:
        return HOW.sub(lambda part: values.get(part[2], "1" if part[1] == "int" else NOBODY), rule.rule)

    asked = [rule for rule in site.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {filled(rule, values) for rule in asked for values in (known, {})}


def known_of(small: SmallArchive) -> dict[str, str]:
    return {
        **{"id": small.id(1), "entry": small.id(1), "field": "name", "sha256": small.upright},
        **{"year": "1948", "day": "03-12", "part": "pages", "filename": "site.css", "way": "沙窝乡", "number": "1"},
    }


def test_every_download_of_a_person_comes_whole_in_both_languages(address: str, small: SmallArchive) -> None:
    person = f"/martyrs/{small.id(1)}"
    for language in ("", "/en"):
        for what, kind, begins in (
            ("code.svg", "image/svg+xml; charset=utf-8", b"<?xml"),
            ("card.png", "image/png", b"\x89PNG"),
            ("certificate.pdf", "application/pdf", b"%PDF"),
        ):
            status, headers, body = sent(address, f"{language}{person}/{what}")
            assert (status, headers["Content-Type"]) == (200, kind), what
            assert body.startswith(begins)
    for picture in (
        f"/pieces/{small.id(1)}/name.jpg",
        f"/pieces/{small.id(1)}/line.jpg",
        f"/pages/{small.upright}/1.jpg",
    ):
        status, headers, body = sent(address, picture)
        assert (status, headers["Content-Type"], body[:2]) == (200, "image/jpeg", b"\xff\xd8"), picture


def test_a_certificate_is_kept_under_the_name_that_it_bears_or_else_under_its_number(
    address: str, small: SmallArchive
) -> None:
    _, headers, _ = sent(address, f"/martyrs/{small.id(1)}/certificate.pdf")
    assert f"filename={small.id(1)}.pdf;" in headers["Content-Disposition"]
    assert parse_options_header(headers["Content-Disposition"]) == ("inline", {"filename": "王德胜.pdf"})


def test_styles_and_scripts_go_packed_to_who_can_unpack_them(address: str) -> None:
    for file in ("site.css", "suggest.js"):
        _, plain, whole = sent(address, f"/static/{file}")
        _, packed, body = sent(address, f"/static/{file}", **{"Accept-Encoding": "gzip, br"})
        assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
        assert gzip.decompress(body) == whole
        assert len(body) < len(whole) / 2
        assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"
        assert plain["ETag"] != packed["ETag"]
        known = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
        assert sent(address, f"/static/{file}", **known)[0] == 304


@pytest.mark.parametrize("host", ["a b", "a/b", 'a"><b', "a@b", "惠民".encode().decode("latin-1"), "a:0x1f", "[::1"])
def test_a_host_that_cannot_be_one_is_refused(address: str, host: str) -> None:
    for path in ("/about", "/en/", "/robots.txt", "/nothing"):
        status, _, body = sent(address, path, Host=host)
        assert status == 400, path
        assert b"http:///" not in body
    assert sent(address, "/about")[0] == 200


def test_the_desk_refuses_a_host_that_cannot_be_one(indexed: DataFolder, tmp_path: Path) -> None:
    folder = DataFolder(shutil.copytree(indexed.root, tmp_path / "data"))
    with served(create_desk(folder)) as address:
        for path in ("/login", "/", "/nothing"):
            assert sent(address, path, Host="a b")[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/years/01948",
            "/years/１９４８",
            "/years/+1948",
            "/rosters/huimin/01",
            "/rosters/huimin/１",
            "/loose-pages/01",
        ),
        *("/pages/{page}/01", "/pages/{page}/１.jpg", "/pages/{page}/01/small.jpg", "/sitemap-people-01.xml"),
        *("/pages/{page}/99999999999999999999", "/years/99999999999999999999", "/rosters/huimin/0"),
    ],
)
def test_a_number_is_written_in_one_way(address: str, small: SmallArchive, path: str) -> None:
    assert sent(address, path.format(page=small.upright))[0] == 404


@pytest.mark.parametrize("path", ["/about", "/map", "/search?q=惠民&page=1", "/units/渤海军区", "/rosters/huimin/1"])
def test_a_stroke_too_many_leads_to_the_address_without_it(address: str, path: str) -> None:
    alone, _, question = path.partition("?")
    question = question and f"?{question}"
    for language in ("", "/en"):
        status, headers, _ = sent(address, f"{language}{alone}/{question}")
        assert status == 308, path
        assert unquote(headers["Location"]) == language + path
        assert sent(address, headers["Location"])[0] == 200


@pytest.mark.parametrize(
    "path", ["/nothing/", "//about/", "//localhost/about/", "/places/惠民县//沙窝乡/", "/en//about/"]
)
def test_a_stroke_too_many_leads_to_no_page_that_is_not_there(address: str, path: str) -> None:
    status, headers, _ = sent(address, path)
    assert status in (404, 308)
    assert not headers.get("Location", "").startswith("//")


def test_no_address_of_the_public_site_breaks_its_server(site: Flask, address: str, small: SmallArchive) -> None:
    asked = addresses(site, known_of(small)) | {
        *("/places/惠民", "/units/渤纵七师", "/search?q=惠民&county=惠民县&page=1", "/search?sort=惠民"),
        *(f"/places/惠民县/沙窝乡?sort={NOBODY}", "/en/static/惠民.css?v=惠民", "/rosters/huimin", "/rosters/huimin/1"),
    }
    for path in asked | {f"/en{path}" for path in asked}:
        assert sent(address, path)[0] in (200, 302, 308, 400, 404), path


def test_no_address_of_a_kiosk_breaks_its_server(small: SmallArchive, tmp_path: Path) -> None:
    publish(small.folder, tmp_path / "snapshot", [search.refresh, keeping.lay_out])
    kiosk = create_kiosk(DataFolder(tmp_path / "snapshot"), idle=90)
    with served(kiosk) as address:
        known = known_of(small) | {"county": "惠民县", "township": "-", "surname": "王"}
        for path in addresses(kiosk, known) | {"/kiosk/named?name=王德胜", "/kiosk/places/惠民县"}:
            assert sent(address, path)[0] in (200, 302, 400, 404), path


def test_no_address_of_the_desk_breaks_its_server(indexed: DataFolder, tmp_path: Path, small: SmallArchive) -> None:
    folder = DataFolder(shutil.copytree(indexed.root, tmp_path / "data"))
    with quick_passwords():
        staff(folder)
        desk = create_desk(folder)
        archivist = sits_down(desk, Role.ADMINISTRATOR)
    with archivist.client as client:
        client.get("/")
        cookies = request.headers["Cookie"]
    known = known_of(small) | {"table": "places", "record": "惠民县"}
    with served(desk) as address:
        assert sent(address, "/authorities/places.csv", Cookie=cookies)[0] == 200
        for path in addresses(desk, known):
            assert sent(address, path, Cookie=cookies)[0] in (200, 302, 303, 308, 400, 404), path
