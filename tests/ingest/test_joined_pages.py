"""Pages that were cut by page breaks are joined the same, whichever of them comes in first."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.exports import jsonl
from archive.folder import DataFolder
from archive.integrity import faults
from archive.records import Ledger, PageRecord
from archive.store import ArchiveReader, ArchiveWriter, OpenLedger
from ingest.batch import Wishes, ingest
from ingest.crew import Crew
from ingest.pages import PageImage, Transcript
from ingest.worker import Stages
from tests.ingest import prose_page
from tests.ingest.drawing import page
from tests.ingest.faults import Page, scan
from tests.ingest.parse.test_prose import LI, WANG, ZHAO

STAGES = Stages(read=f"{__name__}:read_page")
TABLES = (
    page("| 序号 | 姓名 | 籍贯 | 备注 |\n| 沙窝乡(3人) | < | < | < |\n| 1 | 王一山 | 东李村 | 葬于济南 |"),
    page("| | | | 烈士陵园 |\n| 2 | 王二山 | 西李村 | |"),
    page("| 3 | 王三山 | 前李村 | |"),
)
PROSE = tuple(
    prose_page.page(prose_page.column(text))
    for text in (f"{LI}\n{WANG[:24]}", f"{WANG[24:]}\n{ZHAO}\n{WANG[:48]}", f"{WANG[48:]}\n{LI}")
)
HEADED = page("| 序号 | 姓名 | 籍贯 | 备注 |\n| | | | 烈士陵园 |\n| 2 | 王二山 | 西李村 | |")
READ = (*TABLES, *PROSE, HEADED)
UNREADABLE = 200


def read_page(image: PageImage) -> Transcript:
    """What stands on the page that the scan's last pixel names."""
    mark = int(image.pixels[-1, -1])
    if mark == UNREADABLE:
        raise InputError("it is too dark")
    return replace(READ[mark], number=image.number)


def taken_in(folder: DataFolder, scans: Sequence[Path]) -> tuple[str, list[OpenLedger]]:
    """What the archive tells after the scans came in one after the other."""
    for path in scans:
        ingest(folder, [path], Wishes(stages=STAGES), Crew(lambda: ThreadPoolExecutor(1), 1))
    assert faults(folder) == []
    stream = io.StringIO()
    with ArchiveReader.open(folder) as archive:
        jsonl.write(archive.entries(), stream)
        return stream.getvalue(), archive.open_ledgers()


@pytest.mark.parametrize("first", [0, 3], ids=["tables", "prose"])
def test_the_archive_is_the_same_whichever_page_comes_first(tmp_path: Path, first: int) -> None:
    scans = [scan(tmp_path / "in" / f"{n}.png", Page.FINE, mark=first + n) for n in range(3)]
    together = taken_in(DataFolder(tmp_path / "together"), [tmp_path / "in"])
    assert together[0]
    assert together[1] == []
    for number, order in enumerate(permutations(scans)):
        assert taken_in(DataFolder(tmp_path / f"{number}"), order) == together


def test_a_page_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    for number, mark in enumerate((3, UNREADABLE, 5)):
        scan(tmp_path / "in" / f"{number}.png", Page.FINE, mark=mark)
    _, open_ledgers = taken_in(DataFolder(tmp_path / "data"), [tmp_path / "in"])
    assert [(ledger.scan, ledger.points[0][:4]) for ledger in open_ledgers] == [
        ("0.png", "末条未完"),
        ("2.png", "有一段不"),
    ]


def test_an_archive_that_knew_nothing_of_page_breaks_is_joined_by_the_next_run(tmp_path: Path) -> None:
    scan(tmp_path / "in" / "0.png", Page.FINE, mark=0)
    scan(tmp_path / "in" / "1.png", Page.FINE, mark=6)
    old, new = DataFolder(tmp_path / "old"), DataFolder(tmp_path / "new")
    whole = taken_in(new, [tmp_path / "in"])
    assert "葬于济南烈士陵园" in whole[0]
    taken_in(old, [tmp_path / "in"])
    with ArchiveWriter.open(old) as writer:
        for known in writer.pages():
            blank = PageRecord(1, 10, 10, 0, "ruled", "", (), Ledger(()))
            digest = str(known.basis).partition("/")[0]
            writer.store(known, blank, basis=f"{digest}/of old", needs_context=False)
    assert taken_in(old, [tmp_path / "in"]) == whole
