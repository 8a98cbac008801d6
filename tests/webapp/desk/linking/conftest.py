"""An archive in which a second roster tells of people whom the first tells of, too."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from archive.folder import DataFolder
from archive.records import Roster, Status, entry_id
from archive.store import ArchiveWriter
from search.linkage import refresh
from tests.webapp.small_archive import Cell, Sheet, SmallArchive, add_sheet

AGAIN = (
    Cell("name", "王德胜"),
    Cell("sex", "男"),
    Cell("birth", "1922年", "1922"),
    Cell("native_place", "沙窝乡小赵庄"),
    Cell("unit", "渤海纵队"),
    Cell("position", "班长"),
    Cell("death", "1947.3", "1947-03"),
    Cell("death_place", "莱芜城"),
)
STRANGER = (Cell("name", "周大山"), Cell("sex", "男"), Cell("native_place", "大李庄"))
SUN = (Cell("name", "孙文", status=Status.FLAGGED), Cell("death", "1946.10", "1946-10"), Cell("position", "战士"))


@dataclass(frozen=True)
class Pairs:
    """Ids of entries: Wang in both rosters, Sun in both, and somebody else."""

    wang: str
    wang_again: str
    sun: str
    sun_again: str
    stranger: str


@pytest.fixture
def pairs(folder: DataFolder, small: SmallArchive) -> Pairs:
    """The two rosters, and the proposals made of them."""
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("bohai", "渤海区革命烈士名录", "渤海区行署", "1951"), default_place="", totals={})
        sheet = Sheet("渤海/0003.jpg", (AGAIN, STRANGER, SUN), roster="bohai")
        again = add_sheet(writer, sheet, folder)
    refresh(folder)
    wang_again, stranger, sun_again = (entry_id(again, 1, row) for row in (1, 2, 3))
    return Pairs(small.id(1), wang_again, small.id(1, turned=True), sun_again, stranger)
