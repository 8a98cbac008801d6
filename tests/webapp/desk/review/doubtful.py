"""An archive of two painted pages, most of whose readings wait for a person, and a desk over it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, PageRecord, Reading, Roster, Status, Vote, entry_id
from archive.store import ArchiveWriter, KnownPage, StoredScan
from tests.webapp.small_archive import paint

WIDTH, HEIGHT = 1500, 2400
LINES: Final = 28
_SURNAMES = "王李赵孙周吴郑冯陈褚卫蒋沈韩"


@dataclass(frozen=True)
class Doubtful:
    """The archive's folder and the hashes of its two scans."""

    folder: DataFolder
    first: str
    second: str

    def id(self, row: int, *, second: bool = False) -> str:
        """The id of the entry in that row."""
        return entry_id(self.second if second else self.first, 1, row)


def build(folder: DataFolder) -> Doubtful:
    """Write the archive: on each page names and years of death wait, and what some of them mean is repeated by 〃."""
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("r", "渤海县英名录"), "", {})
        hashes = [_add(writer, folder, f"{number:02}.png", page_of(number)) for number in (1, 2)]
    return Doubtful(folder, *hashes)


def page_of(number: int, *, reread: bool = False) -> PageRecord:
    """A page; `reread` as a later engine reads it, which takes 股 for 般."""
    entries = tuple(_entry(row, number, reread=reread) for row in range(1, LINES + 1))
    return PageRecord(1, WIDTH, HEIGHT, 0, "ruled", "英名录", entries, Ledger(()))


def read_again(folder: DataFolder, sha256: str, page: PageRecord) -> None:
    """Have the page of a scan be read anew."""
    with ArchiveWriter.open(folder) as writer:
        known = next(each for each in writer.pages() if each.scan.sha256 == sha256)
        writer.store(known, page, basis="anew", needs_context=False, engine="later", transcript="[]")


def _entry(row: int, number: int, *, reread: bool) -> Entry:
    char = "般" if reread else "股"
    name = f"{_SURNAMES[row % len(_SURNAMES)]}德{char}"
    died = f"194{row % 10}.{row % 12 + 1}"
    readings = (
        _reading((0, row), "name", (name, name), 0.3 + row / 100 + number / 1000, (f"{name[:2]}胜", f"{name[:2]}服")),
        _reading((1, row), "sex", ("男", "男")),
        _reading((2, row), "native_place", ("东李村", "沙窝乡东李村")),
        _reading((3, row), "position", ("战士" if row % 4 == 1 else "〃", "战士")),
        _reading((4, row), "death", (died, f"194{row % 10}-{row % 12 + 1:02}"), 0.6),
    )
    return Entry(row, Box(60, 80 * row, 1100, 60), readings)


def _reading(
    at: tuple[int, int], field: str, said: tuple[str, str], certainty: float = 1.0, others: Sequence[str] = ()
) -> Reading:
    column, row = at
    status = Status.ACCEPTED if certainty == 1.0 else Status.FLAGGED
    votes = tuple(Vote(f"reader {at}", other, 0.4 - at / 10) for at, other in enumerate(others))
    doubts = () if certainty == 1.0 else ("readers differ",)
    box = Box(60 + 220 * column, 80 * row, 200, 56)
    return replace(
        Reading(field, "", *said, certainty, status, box, votes, doubts),
        heading={"name": "姓名", "sex": "性别", "native_place": "籍贯", "position": "职务", "death": "牺牲时间"}[field],
    )


def _add(writer: ArchiveWriter, folder: DataFolder, name: str, page: PageRecord) -> str:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    paint(folder.tiles(sha256, 1), page.entries)
    scan = StoredScan(sha256, name, "scans", 1, "PNG", 1, "r")
    writer.add_scan(scan, name)
    known: KnownPage = next(each for each in writer.pages() if each.scan.sha256 == sha256)
    writer.store(known, page, basis="b", needs_context=False, engine="e", transcript="[]")
    return sha256
