"""What is asked of each line or page in turn is found by its key, however large the archive is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from archive.folder import DataFolder
from archive.records import Roster
from archive.store import ArchiveReader, ArchiveWriter
from tests.archive.plans import asked, unexplained, walks
from tests.webapp.small_archive import build

RIGHT: Final = {
    "SELECT entries.id FROM entries JOIN pages": "all entries, in the order of their scans",
    "SELECT (SELECT count(*) FROM rosters": "all is counted",
    "SELECT scan, number FROM pages WHERE state = 'read'": "all pages that were read",
    "SELECT scans.name, scans.sha256, pages.number, (SELECT count(*)": "of all pages read, those with nothing",
    "SELECT name, NULL AS number": "of all pages, those that failed",
    "SELECT rosters.*, count(*) AS leaves": "of each roster all pages are counted, and of each page its entries",
}
"""Statements that may go through the archive, by their beginnings, and why."""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """The small archive, whose roster says how many it lists."""
    made = build(tmp_path / "data").folder
    with ArchiveWriter.open(made) as writer:
        writer.put_roster(Roster("huimin", "惠民县英名录"), default_place="", totals={"合计": 25})
    return made


def test_what_tells_of_the_whole_archive_goes_through_it_once(folder: DataFolder) -> None:
    with asked(folder) as told, ArchiveReader.open_for_the_public(folder) as archive:
        assert list(archive.entries())
        archive.counts()
        archive.rosters()
        archive.leaves("huimin")
        archive.pages_read()
        archive.failures()
        archive.empty_pages()
        archive.open_ledgers()
        archive.loose_decisions()
        archive.rosters_with_totals()
        archive.linked_persons()
    assert unexplained(walks(folder, told), RIGHT) == []
