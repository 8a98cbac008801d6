from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.records import Ledger, PageRecord, entry_id
from archive.store import ArchiveReader, ArchiveWriter
from search import IndexUnavailable
from tests.webapp.conftest import FakeSearch
from tests.webapp.small_archive import LONG_UNIT, REWARD, SmallArchive
from webapp import create_app

Text = Callable[..., str]


def linked_data(page: str) -> dict[str, object]:
    """The page's JSON-LD."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data: dict[str, object] = json.loads(found)
    return data


def test_home_offers_search_and_tells_how_much_there_is(text: Text) -> None:
    page = text("/")
    assert 'name="q"' in page
    assert "现已录入 26 人，出自 2 页扫描件" in page
    assert "26 people so far, from 2 scanned pages." in text("/en/")


def test_the_figures_are_counted_once_until_the_archive_changes(
    tmp_path: Path, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(shutil.copytree(small.folder.root, tmp_path / "copy"))
    counted = []
    count = ArchiveReader.counts
    monkeypatch.setattr(ArchiveReader, "counts", lambda archive: counted.append(1) or count(archive))
    visitor = create_app(folder).test_client()
    for _ in range(3):
        assert "现已录入 26 人" in visitor.get("/").text
    assert len(counted) == 1
    with ArchiveWriter.open(folder) as writer:
        page = next(page for page in writer.pages() if page.scan.sha256 == small.turned)
        record = PageRecord(1, 10, 10, 0, "ruled", "", (), Ledger(()))
        writer.store(page, record, basis="other", needs_context=False, engine="test", transcript="{}")
    # A page that holds nobody is no source, and what is left is all of one roster.
    assert "现已录入 25 人，出自 1 部名册的 1 页扫描件" in visitor.get("/").text
    assert "25 people so far, from 1 scanned page of 1 roster." in visitor.get("/en/").text
    assert len(counted) == 2


def test_about_says_what_to_be_checked_means(text: Text) -> None:
    assert "待核对" in text("/about")


def test_results_tell_who_was_found_and_why(text: Text, finder: FakeSearch) -> None:
    finder.why = ("lookalike", "place")
    page = text("/search?q=王德勝")
    assert "找到 25 人" in page
    assert "王德胜" in page
    assert "沙窝乡小赵庄" in page
    assert "1947年3月" in page
    assert "字形相近" in page
    assert "地名相符" in page


def test_results_are_turned_over_at_addresses_that_can_be_kept(text: Text, small: SmallArchive) -> None:
    first, second = text("/search?q=渤海"), text("/search?q=渤海&page=2")
    assert "第 1 页，共 2 页" in first
    assert f"/martyrs/{small.id(20)}" in first
    assert f"/martyrs/{small.id(21)}" not in first
    assert f"/martyrs/{small.id(21)}" in second
    assert re.search(r'rel="next" href="/search\?q=%E6%B8%A4%E6%B5%B7&amp;page=2"', first)
    assert re.search(r'rel="prev" href="/search\?q=%E6%B8%A4%E6%B5%B7"', second)


def test_a_page_beyond_the_last_is_not_there(text: Text) -> None:
    text("/search?q=王&page=3", 404)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "９", "99999999999"])
def test_a_page_number_that_is_none_is_refused(text: Text, number: str) -> None:
    text(f"/search?q=王&page={number}", 400)


def test_a_flagged_reading_among_results_is_its_piece_of_paper(text: Text, small: SmallArchive) -> None:
    page = text("/search?q=李")
    assert "<mark>李</mark>□成" in page
    assert f"/pieces/{small.id(2)}/name.jpg" in page
    assert "待核对" in page


def test_nothing_found_is_told_with_what_else_to_try(text: Text, finder: FakeSearch) -> None:
    finder.ids = []
    page = text("/search?q=某某")
    assert "没有找到“某某”" in page
    assert "□" in page


def test_an_empty_question_is_met_with_the_form(text: Text, finder: FakeSearch) -> None:
    assert "请写出姓名" in text("/search?q=%20")
    assert finder.asked == []


def test_a_question_that_asks_nothing_is_refused_kindly(text: Text, finder: FakeSearch) -> None:
    finder.broken = UsageError("there is nothing to look for")
    assert "无法回答" in text("/search?q=，", 400)


def test_results_say_when_the_index_lags_behind(text: Text, finder: FakeSearch) -> None:
    finder.stale = True
    assert "名录刚有增补" in text("/search?q=王")
    finder.ids = []
    assert "名录刚有增补" in text("/search?q=王")


def test_somebody_who_left_the_archive_since_it_was_indexed_has_no_card(text: Text, finder: FakeSearch) -> None:
    finder.ids = ["gone", *finder.ids[:1]]
    assert text("/search?q=王").count("<h3 class=") == 1


def test_what_was_asked_is_escaped(text: Text) -> None:
    page = text("/search?q=<script>x</script>")
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_a_person_is_told_with_the_paper_beside_each_fact(text: Text, small: SmallArchive) -> None:
    page = text(f"/martyrs/{small.id(1)}")
    assert "<title>王德胜 · 渤海英烈名录</title>" in page
    assert "王德胜，男，1923年生" in page
    assert "<q>一九四七年三月</q>" in page
    assert "已核对" in page
    assert "《" not in page  # the title's marks are drawn by the style sheet
    assert "<cite>惠民县英名录</cite>" in page
    assert "惠民/0012.jpg" in page
    for field in ("name", "birth", "death", "native_place"):
        assert f"/pieces/{small.id(1)}/{field}.jpg" in page
        assert f"/pages/{small.upright}/1?row=1&amp;field={field}#mark" in page
    assert f"/pieces/{small.id(1)}/line.jpg" in page


def test_a_heading_of_no_known_field_leads_to_its_piece(client: FlaskClient, small: SmallArchive) -> None:
    page = client.get(f"/martyrs/{small.id(1)}").text
    (address,) = set(re.findall(r'src="([^"]*%E4%BD%95[^"]*)"', page))
    assert client.get(address).status_code == 200
    assert REWARD in page


def test_a_flagged_reading_is_never_told_as_a_fact(text: Text, small: SmallArchive) -> None:
    page = text(f"/martyrs/{small.id(2)}")
    facts, _, doubtful = page.partition('id="doubtful"')
    assert "<title>李□成（待核对） · 渤海英烈名录</title>" in page
    assert "这位烈士，男，大李庄人。" in facts
    assert "1□20年" not in facts
    assert '<q class="machine">1□20年</q>' in doubtful
    assert f"/pieces/{small.id(2)}/birth.jpg" in doubtful
    assert "空白" in doubtful
    assert "不像年月" in doubtful
    assert "字迹不清" in doubtful
    assert linked_data(page).keys() == {"@context", "@type", "@id", "url", "gender", "homeLocation"}


def test_a_person_is_one_to_machines_in_whatever_language_they_read(client: FlaskClient, small: SmallArchive) -> None:
    address = f"http://localhost/martyrs/{small.id(1)}"
    for language in ("", "/en"):
        told = linked_data(client.get(f"{language}/martyrs/{small.id(1)}").text)
        assert told["@id"] == address
        assert told["url"] == f"http://localhost{language}/martyrs/{small.id(1)}"


def test_whatever_was_read_is_shown_and_not_run(client: FlaskClient, small: SmallArchive) -> None:
    page = client.get(f"/martyrs/{small.id(3)}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    assert linked_data(page)["name"] == "<script>alert(1)</script>"


def test_a_page_that_does_not_add_up_says_so(text: Text, small: SmallArchive) -> None:
    assert "尚未核平" in text(f"/martyrs/{small.id(1, turned=True)}")
    assert "尚未核平" not in text(f"/martyrs/{small.id(1)}")


def test_a_long_unit_is_told_whole(text: Text, small: SmallArchive) -> None:
    assert f"生前单位为{LONG_UNIT}。" in text(f"/martyrs/{small.id(4)}")


@pytest.mark.parametrize("address", ["/martyrs/nobody", "/martyrs/0000000000000000-1-1", "/nothing", "/pages/x/1"])
def test_what_is_not_there_is_answered_with_a_page(text: Text, address: str) -> None:
    page = text(address, 404)
    assert "没有找到这一页" in page
    assert 'name="q"' in page


def test_a_line_is_marked_on_its_page(text: Text, small: SmallArchive) -> None:
    page = text(f"/pages/{small.upright}/1?row=2")
    assert 'viewBox="0 0 2600 2100"' in page
    assert '<polygon id="mark" class="mark" points="34.0,154.0 1226.0,154.0 1226.0,226.0 34.0,226.0"/>' in page
    assert 'class="band"' not in page
    assert "李□成" in page


def test_a_mark_follows_the_page_when_it_is_set_upright(text: Text, small: SmallArchive) -> None:
    page = text(f"/pages/{small.turned}/1?row=1&field=name")
    assert 'viewBox="0 0 2100 2600"' in page
    assert '<polygon id="mark" class="mark" points="74.0,2374.0 146.0,2374.0 146.0,2566.0 74.0,2566.0"/>' in page
    assert '<polygon class="band" points="74.0,2174.0 146.0,2174.0 146.0,2566.0 74.0,2566.0"/>' in page


def test_a_page_without_a_line_to_mark_is_shown_all_the_same(text: Text, small: SmallArchive) -> None:
    assert "<polygon" not in text(f"/pages/{small.upright}/1")


@pytest.mark.parametrize(("query", "status"), [("row=99", 404), ("row=x", 400)])
def test_a_line_that_is_not_on_the_page_is_refused(text: Text, small: SmallArchive, query: str, status: int) -> None:
    text(f"/pages/{small.upright}/1?{query}", status)


def test_health_is_told_truly(client: FlaskClient, finder: FakeSearch) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    finder.broken = IndexUnavailable("there is no search index")
    sick = client.get("/healthz")
    assert sick.status_code == 503
    assert sick.json == {"status": "unavailable", "reason": "there is no search index"}


def test_a_search_without_an_index_says_what_its_keeper_can_do(text: Text, finder: FakeSearch) -> None:
    finder.broken = IndexUnavailable("there is no search index")
    assert "bohai index" in text("/search?q=王", 503)


def test_an_archive_that_is_not_there_is_answered_with_dignity(tmp_path: Path) -> None:
    visitor = create_app(DataFolder(tmp_path)).test_client()
    answer = visitor.get("/")
    assert answer.status_code == 503
    assert "名录暂时无法打开" in answer.text
    assert "bohai ingest" in answer.text
    assert visitor.get("/about").status_code == 503
    assert visitor.get("/healthz").status_code == 503


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    ArchiveWriter.open(DataFolder(tmp_path)).close()
    answer = create_app(DataFolder(tmp_path)).test_client().get("/")
    assert answer.status_code == 200
    assert "名录尚未录入" in answer.text


def test_an_unexpected_failure_is_a_page_and_no_traceback(
    text: Text, finder: FakeSearch, caplog: pytest.LogCaptureFixture
) -> None:
    finder.broken = RuntimeError("secret detail")
    page = text("/search?q=王", 500)
    assert "secret detail" not in page
    assert "secret detail" in caplog.text


def test_nothing_can_be_sent(client: FlaskClient) -> None:
    answer = client.post("/search", data={"q": "王"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_every_answer_forbids_what_comes_from_outside(client: FlaskClient, small: SmallArchive) -> None:
    for address in ("/", "/search?q=王", f"/martyrs/{small.id(1)}", "/nothing", "/static/site.css"):
        answer = client.get(address)
        assert "default-src 'self'; script-src 'self';" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_no_page_names_an_address_elsewhere_or_carries_inline_style(client: FlaskClient, small: SmallArchive) -> None:
    for address in (
        "/",
        "/about",
        "/search?q=王",
        f"/martyrs/{small.id(1)}",
        f"/pages/{small.upright}/1?row=1",
    ):
        page = client.get(address).text
        # The site's own, which search engines want in full.
        named = page.replace('href="http://localhost/', "")
        assert set(re.findall(r'(?:href|src|action)="(\w+:|//)', named)) == set()
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"<[^>]* on\w+=", page)
        assert set(re.findall(r"<script ([^>]*)>", page)) <= {
            'src="/static/suggest.js" defer',
            'type="application/ld+json"',
        }


def test_a_page_that_has_not_changed_is_not_sent_twice(client: FlaskClient, small: SmallArchive) -> None:
    address = f"/martyrs/{small.id(1)}"
    again = client.get(address, headers={"If-None-Match": client.get(address).headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_an_entry_of_another_scan_is_not_marked_on_this_one(text: Text, small: SmallArchive) -> None:
    assert entry_id(small.upright, 1, 2) == small.id(2)
    text(f"/pages/{small.turned}/1?row=2", 404)


def test_a_fact_without_a_piece_of_its_own_leads_to_its_line(text: Text, small: SmallArchive) -> None:
    page = text(f"/martyrs/{small.id(3)}")
    assert f"/pieces/{small.id(3)}/remarks.jpg" not in page
    assert f'<a href="/pages/{small.upright}/1?row=3#mark">见原件整行' in page
