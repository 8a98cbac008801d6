"""Pages that are given again, and never a stale one."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import search
from archive.folder import DataFolder
from archive.redaction import Redaction
from archive.snapshot import publish
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter
from archive.store.redactions import hide
from search import Results, Search
from tests.archive.decided import decide
from tests.webapp.conftest import FakeSearch
from tests.webapp.small_archive import SmallArchive
from webapp import create_app, create_public_site
from webapp.kept import Form, Page, Pages
from webapp.kiosk import keeping
from webapp.kiosk.app import create_kiosk


@pytest.fixture
def own(small: SmallArchive, indexed: DataFolder, tmp_path: Path) -> SmallArchive:
    """The small archive with an index, for a test to change."""
    return replace(small, folder=DataFolder(shutil.copytree(indexed.root, tmp_path / "own")))


@pytest.fixture
def asked(small: SmallArchive) -> FakeSearch:
    """A search that remembers what it was asked, which tells whether a page was made."""
    return FakeSearch([small.id(row) for row in range(1, 26)])


@pytest.fixture
def site(own: SmallArchive, asked: FakeSearch) -> Flask:
    return create_app(own.folder, find=asked, complete=asked.complete)


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def page(body: bytes = b"x") -> Page:
    return Page(Form(body, "tag", ()))


def test_a_page_is_made_once_and_given_again_as_it_was(visitor: FlaskClient, asked: FakeSearch) -> None:
    first, again = visitor.get("/search?q=王"), visitor.get("/search?q=王")
    assert again.data == first.data
    assert {**again.headers} == {name: words for name, words in first.headers if name != "Date"}
    assert len(asked.asked) == 1


def test_who_has_a_page_already_is_told_so_without_its_being_made(visitor: FlaskClient, asked: FakeSearch) -> None:
    tag = visitor.get("/search?q=王").headers["ETag"]
    again = visitor.get("/search?q=王", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert "Content-Security-Policy" in again.headers
    assert len(asked.asked) == 1


def test_a_page_that_was_asked_for_with_a_tag_is_kept_whole(visitor: FlaskClient, own: SmallArchive) -> None:
    tag = visitor.get("/search?q=王").headers["ETag"]
    touch(own)
    assert visitor.get("/search?q=王", headers={"If-None-Match": tag}).status_code == 304
    assert "王" in visitor.get("/search?q=王").text


def test_only_the_head_of_a_kept_page_is_given_to_who_asks_for_that(visitor: FlaskClient) -> None:
    whole = visitor.get("/about")
    head = visitor.head("/about")
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_asking_for_a_head_keeps_nothing(visitor: FlaskClient, asked: FakeSearch) -> None:
    visitor.head("/search?q=王")
    assert visitor.get("/search?q=王").data
    assert len(asked.asked) == 2


def test_a_page_goes_packed_to_who_can_unpack_it_from_the_first_time_on(
    visitor: FlaskClient, asked: FakeSearch
) -> None:
    packs = {"Accept-Encoding": "gzip, deflate, br"}
    first, again = (visitor.get("/search?q=王", headers=packs) for _ in range(2))
    plain = visitor.get("/search?q=王")
    assert len(asked.asked) == 1
    for answer in (first, again):
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == str(len(answer.data))
        assert gzip.decompress(answer.data) == plain.data
        assert answer.headers["ETag"] != plain.headers["ETag"]
    assert {**again.headers} == {name: words for name, words in first.headers if name != "Date"}
    assert "Content-Encoding" not in plain.headers
    assert {answer.headers["Vary"] for answer in (first, again, plain)} == {"Accept-Encoding"}


def test_a_page_that_was_made_plain_goes_packed_to_the_next(visitor: FlaskClient) -> None:
    plain = visitor.get("/en/about")
    packed = visitor.get("/en/about", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 1.5


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "nonsense;;;"])
def test_who_does_not_unpack_gets_it_plain(visitor: FlaskClient, accepted: str) -> None:
    answer = visitor.get("/about", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert "</html>" in answer.text


def test_each_form_has_its_own_tag(visitor: FlaskClient) -> None:
    packs = {"Accept-Encoding": "gzip"}
    tags = visitor.get("/about").headers["ETag"], visitor.get("/about", headers=packs).headers["ETag"]
    assert visitor.get("/about", headers={"If-None-Match": tags[0]}).status_code == 304
    assert visitor.get("/about", headers={"If-None-Match": tags[1], **packs}).status_code == 304
    assert visitor.get("/about", headers={"If-None-Match": tags[1]}).status_code == 200
    assert visitor.get("/about", headers={"If-None-Match": tags[0], **packs}).status_code == 200


def test_a_tag_is_known_before_anything_is_kept(visitor: FlaskClient, own: SmallArchive) -> None:
    packs = {"Accept-Encoding": "gzip"}
    tag = visitor.get("/about", headers=packs).headers["ETag"]
    touch(own)
    assert visitor.get("/about", headers={"If-None-Match": tag, **packs}).status_code == 304


def test_the_head_of_a_page_tells_of_the_form_that_would_come(visitor: FlaskClient) -> None:
    packs = {"Accept-Encoding": "gzip"}
    made = visitor.head("/about", headers=packs)
    whole = visitor.get("/about", headers=packs)
    kept = visitor.head("/about", headers=packs)
    for head in (made, kept):
        assert head.data == b""
        for name in ("Content-Length", "Content-Encoding", "ETag", "Vary"):
            assert head.headers[name] == whole.headers[name]


def test_what_is_small_or_nobody_elses_is_never_packed(own: SmallArchive, visitor: FlaskClient) -> None:
    packs = {"Accept-Encoding": "gzip"}
    small = visitor.get("/robots.txt", headers=packs)
    form = create_public_site(own.folder).test_client().get(f"/martyrs/{own.id(1)}/remembrance", headers=packs)
    assert form.status_code == 200
    for answer in (small, form):
        assert "Content-Encoding" not in answer.headers


def test_each_address_and_each_question_has_a_page_of_its_own(visitor: FlaskClient, asked: FakeSearch) -> None:
    pages = {visitor.get(f"/search?q={words}").text for words in ("王", "李", "王&page=2", "王&sort=year")}
    assert len(pages) == 4


def test_a_page_with_addresses_in_it_is_kept_for_each_host(visitor: FlaskClient) -> None:
    for host in ("one.example", "two.example"):
        told = visitor.get("/robots.txt", base_url=f"https://{host}").text
        assert f"https://{host}/sitemap.xml" in told


def test_a_correction_is_seen_at_once(visitor: FlaskClient, own: SmallArchive) -> None:
    address = f"/martyrs/{own.id(2)}"
    assert "李大成" not in visitor.get(address).text
    decide(own, 2, "name", "李大成", "李大成")
    assert "李大成" in visitor.get(address).text
    assert "李大成" in visitor.get(f"/api/v1/martyrs/{own.id(2)}").text


def test_each_language_has_pages_of_its_own(visitor: FlaskClient, own: SmallArchive) -> None:
    chinese, english = (visitor.get(f"{root}/martyrs/{own.id(1)}") for root in ("", "/en"))
    for root, first in (("", chinese), ("/en", english)):
        again = visitor.get(f"{root}/martyrs/{own.id(1)}")
        assert again.data == first.data
        assert again.headers["Content-Language"] == first.headers["Content-Language"]
    assert chinese.data != english.data


def test_what_is_withdrawn_from_the_public_is_gone_at_once(visitor: FlaskClient, own: SmallArchive) -> None:
    address = f"/martyrs/{own.id(1)}"
    assert "小赵庄" in visitor.get(address).text
    with ArchiveReader.open(own.folder) as archive:
        found = archive.entry(own.id(1))
    assert found
    home = found.entry.reading("native_place")
    assert home
    assert home.box
    with DecisionWriter.open(own.folder) as writer:
        hide(writer, Redaction(0, own.upright, 1, home.box, "2026-02-02T00:00:00", "李梅", "家属要求撤下"))
    assert "小赵庄" not in visitor.get(address).text


def test_a_new_index_is_asked_at_once(own: SmallArchive) -> None:
    visitor = create_app(own.folder).test_client()
    decide(own, 2, "name", "周无双", "周无双")
    assert own.id(2) not in visitor.get("/search?q=周无双").text
    search.refresh(own.folder)
    assert own.id(2) in visitor.get("/search?q=周无双").text


def test_another_day_has_other_pages(own: SmallArchive) -> None:
    today = [date(2025, 9, 29)]
    visitor = create_app(own.folder, today=lambda: today[0]).test_client()
    assert "烈士纪念日" not in visitor.get("/").text
    today[0] = date(2025, 9, 30)
    assert "烈士纪念日" in visitor.get("/").text


def test_an_archive_put_in_place_of_another_is_shown_at_once(
    visitor: FlaskClient, own: SmallArchive, tmp_path: Path
) -> None:
    assert visitor.get("/about").status_code == 200
    other = DataFolder(tmp_path / "other")
    ArchiveWriter.open(other).close()
    before = visitor.get("/").text
    other.database.replace(own.folder.database)
    assert "名录尚未录入" not in before
    assert "名录尚未录入" in visitor.get("/").text


def test_an_archive_that_is_gone_leaves_no_pages_behind(visitor: FlaskClient, own: SmallArchive) -> None:
    assert visitor.get("/about").status_code == 200
    own.folder.database.unlink()
    assert visitor.get("/about").status_code == 503


def test_what_went_wrong_is_not_kept(visitor: FlaskClient, asked: FakeSearch) -> None:
    asked.broken = RuntimeError("for a moment")
    assert visitor.get("/search?q=王").status_code == 500
    asked.broken = None
    assert visitor.get("/search?q=王").status_code == 200


def test_a_page_during_whose_making_the_archive_changed_is_not_given_again(
    own: SmallArchive, asked: FakeSearch
) -> None:
    def find_while_it_grows(folder: DataFolder, what: Search) -> Results:
        touch(own)
        return asked(folder, what)

    visitor = create_app(own.folder, find=find_while_it_grows).test_client()
    visitor.get("/search?q=王")
    visitor.get("/search?q=王")
    assert len(asked.asked) == 2


def test_whether_it_can_answer_is_tried_each_time(visitor: FlaskClient, asked: FakeSearch) -> None:
    assert visitor.get("/healthz").status_code == visitor.get("/healthz").status_code == 200
    assert len(asked.asked) == 2


def test_pictures_are_not_kept(visitor: FlaskClient, own: SmallArchive) -> None:
    address = f"/pieces/{own.id(1)}/line.jpg"
    assert visitor.get(address).status_code == 200
    shutil.rmtree(own.folder.tiles(own.upright, 1))
    assert visitor.get(address).status_code != 200


def test_a_kiosk_shows_the_snapshot_that_is_there_now(own: SmallArchive, tmp_path: Path) -> None:
    """It keeps no pages, for it serves one screen."""
    snapshot = tmp_path / "snapshot"
    publish(own.folder, snapshot, [search.refresh, keeping.lay_out])
    visitor = create_kiosk(DataFolder(snapshot)).test_client()
    assert "李大成" not in visitor.get(f"/martyrs/{own.id(2)}").text
    decide(own, 2, "name", "李大成", "李大成")
    publish(own.folder, snapshot, [search.refresh, keeping.lay_out])
    assert "李大成" in visitor.get(f"/martyrs/{own.id(2)}").text


def test_pages_take_no_more_room_than_they_may() -> None:
    pages = Pages(most=10_000)
    pages.of(("now",), ("any",))
    for number in range(10):
        pages.keep(("now",), (str(number),), page(b"x" * 1_000))
    kept = [number for number in range(10) if pages.of(("now",), (str(number),))]
    assert kept == [5, 6, 7, 8, 9]


def test_the_page_that_was_not_asked_for_longest_goes_first() -> None:
    pages = Pages(most=4_500)
    pages.of(("now",), ("any",))
    pages.keep(("now",), ("one",), page(b"x" * 1_000))
    pages.keep(("now",), ("two",), page(b"x" * 1_000))
    assert pages.of(("now",), ("one",))
    pages.keep(("now",), ("three",), page(b"x" * 1_000))
    assert pages.of(("now",), ("one",))
    assert pages.of(("now",), ("two",)) is None


def test_a_page_begun_before_a_change_is_not_kept_after_it() -> None:
    pages = Pages()
    assert pages.of(("then",), ("one",)) is None
    assert pages.of(("now",), ("one",)) is None
    pages.keep(("then",), ("one",), page())
    assert pages.of(("now",), ("one",)) is None


def test_a_page_whose_ground_has_gone_is_let_go() -> None:
    holds = [True]
    grounds: tuple[Callable[[], bool], ...] = (lambda: holds[0],)
    pages = Pages()
    pages.of(("now",), ("one",))
    pages.keep(("now",), ("one",), Page(Form(b"x", "tag", ()), grounds=grounds))
    assert pages.of(("now",), ("one",))
    holds[0] = False
    assert pages.of(("now",), ("one",)) is None
    holds[0] = True
    assert pages.of(("now",), ("one",)) is None


def touch(own: SmallArchive) -> None:
    """Have the archive grow by nothing."""
    with DecisionWriter.open(own.folder) as writer:
        writer.decide([])
