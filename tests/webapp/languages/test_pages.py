"""A page is in one language; what is in another says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from archive.folder import DataFolder
from tests.webapp.languages.pages import of_kiosk, of_site
from webapp import create_public_site
from webapp.kiosk.app import create_kiosk

HAN = re.compile(r"[〇㐀-鿿]")
LATIN = re.compile(r"[A-Za-z]{3,}")
AS_WELL = {"IIIF", "PDF", "JPEG", "PNG", "WebP", "Cookie", "page"}
"""What Chinese calls so, too, and what an address calls its parameter."""
EMPTY = {"meta", "link", "img", "input", "br", "path", "circle", "polygon", "polyline", "rect", "image", "ellipse"}
UNSEEN = {"title", "script", "style", "option", "textarea", "code"}
"""Names stand in titles and choices, where nothing can be marked; what is typed is the visitor's own."""
SPOKEN = ("alt", "aria-label", "placeholder", "data-suggestions", "data-name", "data-place")


class Said(HTMLParser):
    """Every text that a visitor sees or hears, with the language it says it is in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.told: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        above = self.open[-1][1] if self.open else ""
        language = given.get("lang", above)
        self.told += [(language, given[name]) for name in SPOKEN if name in given]
        if tag not in EMPTY:
            self.open.append((tag, language, given.get("class", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told += [(self.open[-1][1], value or "") for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not UNSEEN & {tag for tag, _, _ in self.open}:
            tag, language, kind = self.open[-1]
            if kind not in ("scan", "address", "texts") and tag not in ("output",):
                self.told.append((language, data.strip()))


@pytest.fixture(scope="module")
def visitors(folder: DataFolder) -> list[tuple[FlaskClient, tuple[str, ...]]]:
    """Of the public site and of a kiosk, each with the pages of every kind."""
    return [
        (create_public_site(folder).test_client(), of_site(folder)),
        (create_kiosk(folder, public_address="https://roll.example.org").test_client(), of_kiosk(folder)),
    ]


def pages(visitors: list[tuple[FlaskClient, tuple[str, ...]]], prefix: str) -> Iterator[tuple[str, str]]:
    for visitor, addresses in visitors:
        for address in addresses:
            answer = visitor.get(prefix + address)
            assert answer.mimetype == "text/html", address
            yield prefix + address, answer.text


def test_an_english_page_has_no_chinese_but_what_is_marked(
    visitors: list[tuple[FlaskClient, tuple[str, ...]]],
) -> None:
    for address, page in pages(visitors, "/en"):
        assert '<html lang="en"' in page
        wrong = [told for language, told in Said(page).told if HAN.search(told) and language != "zh-Hans"]
        assert wrong == [], address


def test_a_chinese_page_has_no_english_but_what_is_marked(
    visitors: list[tuple[FlaskClient, tuple[str, ...]]],
) -> None:
    for address, page in pages(visitors, ""):
        assert '<html lang="zh-Hans"' in page
        wrong = [
            told
            for language, told in Said(page).told
            if language not in ("en", "zh-Latn-pinyin") and set(LATIN.findall(told)) - AS_WELL
        ]
        assert wrong == [], address


def test_a_name_on_an_english_page_is_as_printed_with_its_sound_beside_it(folder: DataFolder) -> None:
    page = create_public_site(folder).test_client().get("/en/search?q=王德胜").text
    assert '<mark><span lang="zh-Hans">王德胜</span></mark></span> <span class="sound"' in page
    assert ">Wáng Déshèng</span>" in page
    assert "12 March 1947" in page


def test_headings_go_down_one_step_at_a_time(visitors: list[tuple[FlaskClient, tuple[str, ...]]]) -> None:
    for address, page in pages(visitors, ""):
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", page)]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_what_a_visitor_wrote_is_escaped_in_every_language(folder: DataFolder) -> None:
    visitor = create_public_site(folder).test_client()
    for prefix in ("", "/en"):
        page = visitor.get(f"{prefix}/search?q=<script>王</script>&sex=<b>").text
        assert "<script>王" not in page
        assert "<b>" not in page
        page = visitor.get(f"{prefix}/search?q=<script>王</script>").text
        assert "<script>王" not in page
        assert "<script><" not in page


def test_beside_places_in_english_stands_how_they_are_read(folder: DataFolder) -> None:
    visitor = create_public_site(folder).test_client()
    first = next(address for address in of_site(folder) if address.startswith("/martyrs/"))
    for address, sound in (
        ("/places/", "Huìmín Xiàn"),
        ("/places/惠民县", "Shāwō Xiāng"),
        (first, "Huìmín Xiàn Shāwō Xiāng Xiǎozhàozhuāng"),
    ):
        told = f'<span class="sound" lang="zh-Latn-pinyin">{sound}</span>'
        assert told in visitor.get(f"/en{address}").text
        assert told not in visitor.get(address).text
