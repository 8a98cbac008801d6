"""A site whose people come from many counties, units and years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

import search
from archive.folder import DataFolder
from archive.records import Ledger, PageRecord, Roster, Status
from archive.store import ArchiveWriter, StoredScan
from tests.webapp.small_archive import HEIGHT, WIDTH, Cell, make_entry, paint
from webapp import create_app

SHA256 = "ab" * 32
LOOSE = "cd" * 32
TODAY = date(2026, 3, 12)


def line(name: str, home: str, death: str, unit: str = "", *more: Cell) -> tuple[Cell, ...]:
    """One person."""
    return (
        Cell("name", name),
        Cell("native_place", home),
        Cell("death", death),
        *((Cell("unit", unit),) if unit else ()),
        *more,
    )


PEOPLE = (
    line(
        "王德胜", "惠民县沙窝乡小赵庄", "1947-03-12", "渤纵七师", Cell("birth", "1923"), Cell("death_place", "莱芜战役")
    ),
    line("李秀英", "山东省惠民县沙窝乡大李庄", "1948-03-12", "渤海纵队第七师", Cell("birth", "1920-05")),
    line("欧阳成", "惠民县石庙镇", "1947-05"),
    line("张文", "蒲台县", "1947"),
    line("吕明", "振华县四区", "1946-11-05", "民兵"),
    line("孙武", "无此县东村", "1948~"),
    (Cell("name", "赵□", status=Status.FLAGGED), Cell("death", "1947-03-12", status=Status.FLAGGED)),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The archive and its index."""
    made = DataFolder(tmp_path_factory.mktemp("browsed"))
    with ArchiveWriter.open(made) as writer:
        writer.put_roster(Roster("huimin", "惠民县英名录", "惠民县民政局", "1984"), default_place="", totals={})
        writer.add_scan(StoredScan(SHA256, "甲.pdf", "scans", 1, "PDF", 2, "huimin"), "甲.pdf")
        writer.add_scan(StoredScan(LOOSE, "散.jpg", "scans", 1, "JPEG", 1, None), "散.jpg")
        for page in list(writer.pages()):
            first = (page.scan.sha256, page.number) == (SHA256, 1)
            entries = tuple(make_entry(row, cells) for row, cells in enumerate(PEOPLE, start=1)) if first else ()
            turns = 0 if first else 1
            paint(made.tiles(page.scan.sha256, page.number), entries)
            record = PageRecord(page.number, WIDTH, HEIGHT, turns, "ruled", "英名录", entries, Ledger(()))
            writer.store(page, record, basis="test", needs_context=False, engine="test", transcript="{}")
    search.refresh(made)
    return made


@pytest.fixture
def visitor(folder: DataFolder) -> FlaskClient:
    """A visitor on 12 March."""
    return create_app(folder, today=lambda: TODAY).test_client()


@pytest.fixture
def read(visitor: FlaskClient) -> Iterator[Callable[..., str]]:
    """The words of a page, without its markup's white space."""

    def words(address: str, status: int = 200) -> str:
        answer = visitor.get(address)
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split())

    return words
