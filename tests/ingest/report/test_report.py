"""`bohai report`: one file shows what the machine saw, whatever became of the page, and changes nothing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

import bohai
from archive.folder import DataFolder
from ingest.batch import Wishes, ingest
from ingest.crew import Crew
from ingest.pages import PageImage, Transcript
from ingest.worker import Stages
from tests.ingest.drawing import line, page
from tests.ingest.faults import STAGES, Page, book, scan

TURNED = Stages(read=f"{__name__}:read_turned")
HOSTILE = "<script>alert(1)</script>"


def read_turned(_page: PageImage) -> Transcript:
    """A page that lies on its side, with a doubtful name and a gap in its serials."""
    roster = f"""
        | 序号 | 姓名    | 籍贯   | {HOSTILE} |
        | 1    | 王德勝? | 东李村 | 汉        |
        | 3    | 李秀英  | 〃     |           |
    """
    return page(roster, outside=[line("英名录", height=40)], quarter_turns=1)


class Parts(HTMLParser):
    """The identities, the links and the addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                (self.links if tag == "a" else self.loaded).append(value or "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A data folder where the program runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOHAI_DATA", raising=False)
    return DataFolder(tmp_path / "data")


def read(folder: DataFolder, *paths: Path, stages: Stages = STAGES) -> None:
    ingest(folder, paths, Wishes(stages=stages), Crew(lambda: ThreadPoolExecutor(1), 1))


def report(*arguments: str) -> str:
    """The report as it was written beside us."""
    assert bohai.main(["report", *arguments]) == 0
    (written,) = Path().glob("*.html")
    return written.read_text("utf-8")


@pytest.fixture
def turned(folder: DataFolder) -> str:
    """The report on the page that lies on its side."""
    picture = Image.new("L", (4000, 3000), 230)
    Path("in").mkdir()
    picture.save("in/甲.png")
    read(folder, Path("in"), stages=TURNED)
    return report("甲")


def test_it_is_called_like_the_scan_and_needs_no_other_file(turned: str) -> None:
    assert Path("甲.report.html").exists()
    loaded = Parts(turned).loaded
    assert loaded
    assert all(address.startswith("data:image/jpeg;base64,") for address in loaded)
    assert "url(" not in turned
    assert "@import" not in turned


def test_every_link_leads_to_a_place_in_it_and_no_place_is_named_twice(turned: str) -> None:
    parts = Parts(turned)
    assert len(parts.ids) == len(set(parts.ids))
    assert {link.removeprefix("#") for link in parts.links} <= set(parts.ids)
    assert {"p1-r1-name", "t-p1-r1-name", "p1-r1-c3", "p1-e2"} <= set(parts.ids)


def test_boxes_lie_on_the_page_as_it_is_turned_upright(turned: str) -> None:
    assert 'viewBox="0 0 3000 4000"' in turned
    box = re.search(r'<a id="p1-r1-name".*?<rect (.*?)/>', turned, re.DOTALL)
    assert box is not None
    assert 'x="150.0" y="3835.0" width="20.0" height="60.0"' in box.group(1)


def test_doubt_is_shown_with_its_reason_and_its_piece_of_paper(turned: str) -> None:
    row = re.search(r'<tr id="t-p1-r1-name".*?</tr>', turned, re.DOTALL)
    assert row is not None
    assert "待核对" in row.group()
    assert "字迹不清" in row.group()
    assert "<img src=" in row.group()


def test_what_is_open_in_the_ledger_is_told(turned: str) -> None:
    assert "有待核实" in turned
    assert "序号从 1 跳到 3，缺 2" in turned


def test_what_stands_on_paper_is_never_taken_for_markup(turned: str) -> None:
    assert "alert(1)" in turned
    assert HOSTILE not in turned


def test_each_page_says_what_became_of_it(folder: DataFolder) -> None:
    read(folder, book(Path("book.tif"), [Page.FINE, Page.UNREADABLE, Page.BLANK]))
    html = report("book")
    pages = html.split('<section class="page"')[1:]
    assert "200 of 40" in pages[0]
    assert "nothing is printed on it; scan the other side" in pages[1]
    assert "<image" in pages[1]
    assert "这一页没有可以辨认的印字" in pages[2]
    assert {"#p1", "#p2", "#p3"} <= set(Parts(html).links)


def test_without_its_original_a_page_is_told_all_the_same(folder: DataFolder) -> None:
    read(folder, scan(Path("a.png"), mark=1))
    for original in folder.originals.rglob("*"):
        if original.is_file():
            original.unlink()
    html = report("a.png")
    assert "原件的这一页打不开" in html
    assert "1 of 40" in html


def test_it_is_written_where_it_is_wanted_and_the_archive_stays_as_it_was(folder: DataFolder) -> None:
    read(folder, scan(Path("a.png"), mark=1))
    before = folder.database.read_bytes()
    assert bohai.main(["report", "a.png", "--output", "seen.html"]) == 0
    assert Path("seen.html").exists()
    assert folder.database.read_bytes() == before


def test_a_scan_that_is_not_there_is_wrong_usage(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    read(folder, scan(Path("a.png"), mark=1))
    capsys.readouterr()
    assert bohai.main(["report", "b.png"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "b.png: no scan of the archive is called so; see `bohai export csv -`"
    ]
