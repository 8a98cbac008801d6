"""A kiosk only shows: nothing in it writes, keeps or leads away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.errors import UsageError
from archive.folder import DataFolder
from tests.webapp.kiosk.conftest import PUBLIC
from tests.webapp.small_archive import SmallArchive
from webapp.kiosk import views
from webapp.kiosk.app import create_kiosk

ADDRESS = re.compile(
    r"""(?:href|src|action|data-start|data-keys)=["']([^"']*)["']|url\(["']?([^"')]*)["']?\)|url=([^"']+)["']"""
)
TYPED = re.compile("typed=..")
"""Letters lead to letters without end; the first of them show what there is to see."""


def named_in(text: str) -> set[str]:
    """Every address that a page or a style sheet names."""
    return {unescape(next(filter(None, found), "")) for found in ADDRESS.findall(text)}


def crawl(visitor: FlaskClient) -> Iterator[tuple[str, int, str, str]]:
    """Every page, script and style sheet that can be come to from the start: address, status, kind and text."""
    known, edge = {"/"}, ["/"]
    while edge:
        address = edge.pop()
        answer = visitor.get(address)
        text = answer.text if answer.mimetype.startswith("text/") else ""
        yield address, answer.status_code, answer.mimetype, text
        onward = [answer.location] if answer.location else named_in(text) if "html" in answer.mimetype else []
        for one in onward:
            new = urldefrag(urljoin(address, one)).url
            if new.startswith("/") and new not in known and not TYPED.search(new):
                known.add(new)
                edge.append(new)


def test_every_route_only_shows(kiosk: Flask) -> None:
    for rule in kiosk.url_map.iter_rules():
        assert rule.methods
        assert rule.methods <= {"GET", "HEAD"}, rule


def test_all_that_a_page_shows_stands_in_a_landmark(visitor: FlaskClient) -> None:
    page = visitor.get("/kiosk/keys").text
    body = page[page.index("<body") : page.index("</body>")]
    outside = re.sub(r"(?s)^<body[^>]*>|<(header|main|nav)\b.*?</\1>", "", body)
    assert outside.strip() == ""


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_whoever_sends_something_is_refused(visitor: FlaskClient, kiosk: Flask, method: str) -> None:
    for address in ("/", "/kiosk/keys", "/search", "/static/kiosk.css"):
        assert visitor.open(address, method=method).status_code == 405


def test_no_page_leads_away_and_none_is_broken(visitor: FlaskClient) -> None:
    visited = set()
    for address, status, kind, text in crawl(visitor):
        visited.add(address.split("?")[0].rsplit("/", 1)[0])
        assert status in (200, 302), address
        for named in named_in(text):
            assert not re.match(r"\w+:|//", named), f"{address} names {named}"
        if kind == "text/html":
            assert "<form" not in text, address
            assert "<input" not in text.replace('<input type="checkbox" id="flower"', ""), address
            assert "style=" not in text, address
            assert not re.search(r'<a [^>]*href="[^"]*\.jpg', text), f"{address} leads to a picture, and no way back"
        if kind in ("text/css", "text/javascript"):
            assert "http" not in text, address
    for room in ("/kiosk/surnames", "/kiosk/places", "/martyrs", "/pages", "/pieces", "/static"):
        assert any(address.startswith(room) for address in visited), room


def test_every_answer_sets_no_cookie_and_lets_nothing_in(visitor: FlaskClient, decided: SmallArchive) -> None:
    for address in ("/", "/kiosk/keys?typed=w", f"/martyrs/{decided.id(1)}", "/nowhere", "/static/kiosk.js"):
        answer = visitor.get(address)
        assert "Set-Cookie" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "form-action 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_every_page_but_the_start_returns_to_it_without_scripts(visitor: FlaskClient) -> None:
    for address, status, kind, text in crawl(visitor):
        if kind == "text/html" and status == 200:
            refresh = '<noscript><meta http-equiv="refresh" content="90;url=/"></noscript>'
            assert (refresh in text) is (address != "/"), address


def test_letters_lead_to_names_of_this_archive(visitor: FlaskClient) -> None:
    empty, some = visitor.get("/kiosk/keys").text, visitor.get("/kiosk/keys?typed=wd").text
    assert "王德胜" not in empty.split('id="names"')[1]
    assert 'href="/kiosk/named?name=%E7%8E%8B%E5%BE%B7%E8%83%9C"' in some
    assert 'href="/kiosk/keys?typed=wds"' in some
    assert 'href="/kiosk/keys?typed=w"' in some


def test_a_single_letter_leads_to_the_surnames_that_begin_with_it(visitor: FlaskClient) -> None:
    page = visitor.get("/kiosk/keys?typed=l").text
    assert 'href="/kiosk/surnames/%E6%9D%8E"' in page
    assert "没有这样拼写的名字" not in page


def test_letters_that_spell_nobody_say_so(visitor: FlaskClient) -> None:
    assert "没有这样拼写的名字" in visitor.get("/kiosk/keys?typed=xxyy").text


@pytest.mark.parametrize("typed", ["<b>1</b>", "w" * 500, "王德胜", "..%2f", "W D"])
def test_what_is_no_letter_is_no_key(visitor: FlaskClient, typed: str) -> None:
    answer = visitor.get("/kiosk/keys", query_string={"typed": typed})
    assert answer.status_code == 200
    (shown,) = re.findall("<output>(.*?)</output>", answer.text)
    assert re.fullmatch("[a-z]{0,24}", shown)


def test_a_name_that_one_person_bears_leads_to_them(visitor: FlaskClient, decided: SmallArchive) -> None:
    answer = visitor.get("/kiosk/named?name=孙文")
    assert answer.location == f"/martyrs/{decided.id(1, turned=True)}"


def test_a_name_that_nobody_bears_is_told_gently(visitor: FlaskClient) -> None:
    assert "这并不表示他不在名册里" in visitor.get("/kiosk/named?name=欧阳修远").text
    assert visitor.get("/kiosk/named?name=").status_code == 400


def test_many_of_one_surname_are_gone_through_page_by_page(visitor: FlaskClient) -> None:
    first = visitor.get("/kiosk/surnames/赵").text
    assert first.count("<li>") == 20
    (onward,) = re.findall('rel="next" href="([^"]*)"', first)
    second = visitor.get(onward).text
    assert second.count("<li>") == 2
    assert 'rel="prev" href="/kiosk/surnames/%E8%B5%B5"' in second
    assert visitor.get("/kiosk/surnames/赵?page=3").status_code == 404


def test_letters_lead_into_a_list_that_is_too_long_to_go_through(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'class="letters"' not in visitor.get("/kiosk/places/-/-").text
    monkeypatch.setattr(views, "_MANY", 5)
    everybody, some = visitor.get("/kiosk/places/-/-").text, visitor.get("/kiosk/places/-/-?letter=S").text
    assert re.findall("letter=([A-Z])", everybody) == ["L", "S", "W", "Z"]
    assert some.count("<li>") == 1
    assert "孙文" in some


@pytest.mark.parametrize("address", ["/kiosk/surnames/欧", "/kiosk/places/无县", "/kiosk/places/无县/无乡"])
def test_what_is_not_on_the_walls_is_not_there(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_a_life_is_told_in_its_own_dress_and_leads_to_the_walls(visitor: FlaskClient, decided: SmallArchive) -> None:
    page = visitor.get(f"/martyrs/{decided.id(1, turned=True)}").text
    assert 'href="/static/person.css"' in page
    assert '<time datetime="1946-10">1946年10月</time>' in page
    assert 'href="/kiosk/surnames/%E5%AD%99"' in page
    assert "/years/" not in page


def test_a_person_has_a_code_for_the_phone_where_there_is_a_public_site(
    visitor: FlaskClient, snapshot: DataFolder, decided: SmallArchive
) -> None:
    page = visitor.get(f"/martyrs/{decided.id(4)}", follow_redirects=True).text
    assert 'class="code"' in page
    assert PUBLIC not in page
    without = create_kiosk(snapshot).test_client().get(f"/martyrs/{decided.id(1)}").text
    assert 'class="code"' not in without


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://", "javascript:alert(1)", "https://a?b"]
)
def test_a_public_address_that_is_none_is_refused(snapshot: DataFolder, address: str) -> None:
    with pytest.raises(UsageError, match="no address of a site"):
        create_kiosk(snapshot, public_address=address)


def test_the_machine_of_a_kiosk_is_set_up_from_the_snapshot(snapshot: DataFolder) -> None:
    laid = snapshot.root / "kiosk"
    policy = json.loads((laid / "chromium-policy.json").read_text("utf-8"))
    assert policy["URLBlocklist"] == ["*"]
    (allowed,) = policy["URLAllowlist"]
    server = (laid / "bohai-kiosk.service").read_text("utf-8")
    browser = (laid / "bohai-kiosk-browser.service").read_text("utf-8")
    assert allowed in browser
    assert "serve --kiosk" in server
    assert "\nRestart=always\n" in server
    assert "\nRestart=always\n" in browser
    told = (laid / "README.md").read_text("utf-8")
    assert told.index("## 中文") < told.index("## English")
    assert told.count("apt-get install chromium chromium-l10n cage xwayland fonts-noto-cjk python3-venv") == 2
    assert "LANGUAGE=zh_CN" in browser  # what the browser itself says, such as that a page is blocked
    for name in ("chromium-policy.json", "bohai-kiosk.service", "bohai-kiosk-browser.service"):
        assert told.count(name) == 2 if name.endswith("json") else told.count(name) >= 2
