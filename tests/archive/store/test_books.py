"""Rosters as books: how large they are, and their pages, all of them or some."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.records import Ledger, PageRecord, Roster
from archive.store import ArchiveReader, ArchiveWriter, StoredScan
from tests.webapp.small_archive import HEIGHT, WIDTH, Cell, build, make_entry

SCANS = {"c.png": 1, "a.png": 2, "b.png": 3}
"""Scans of one roster as they come in, and how many people each lists."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ArchiveReader]:
    """The small archive beside a roster of three scans; one of them has a second page that waits."""
    folder = build(tmp_path / "data").folder
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("zhanhua", "沾化县英名录"), default_place="", totals={})
        for name, people in SCANS.items():
            pages = 2 if name == "a.png" else 1
            writer.add_scan(StoredScan(f"{people:016}{0:048}", name, "scans", 1, "PNG", pages, "zhanhua"), name)
        for page in writer.pages():
            if page.scan.roster == "zhanhua" and page.number == 1:
                rows = range(1, SCANS[page.scan.name] + 1)
                entries = tuple(make_entry(row, (Cell("name", "王德胜"),)) for row in rows)
                record = PageRecord(1, WIDTH, HEIGHT, 0, "ruled", "", entries, Ledger(()))
                writer.store(page, record, basis="test", needs_context=False, engine="test", transcript="{}")
    with ArchiveReader.open(folder) as opened:
        yield opened


def test_a_book_is_as_large_as_what_was_read_of_it(reader: ArchiveReader) -> None:
    assert reader.extent("zhanhua") == (3, 6)
    assert reader.extent("nobody") == (0, 0)


def test_its_pages_stand_in_the_order_of_their_names(reader: ArchiveReader) -> None:
    assert [(leaf.scan, leaf.entries) for leaf in reader.leaves("zhanhua")] == [
        ("a.png", 2),
        ("b.png", 3),
        ("c.png", 1),
    ]


def test_some_of_its_pages_are_those_among_all(reader: ArchiveReader) -> None:
    everything = reader.leaves("zhanhua")
    assert [reader.leaves("zhanhua", place, 1) for place in range(4)] == [*([leaf] for leaf in everything), []]
    assert reader.leaves("zhanhua", 1) == everything[1:]


def test_what_belongs_to_no_roster_is_a_book_too(reader: ArchiveReader) -> None:
    pages, entries = reader.extent(None)
    assert (pages, entries) == (len(reader.leaves(None)), sum(leaf.entries for leaf in reader.leaves(None)))
    assert pages > 0


def test_a_roster_is_known_by_its_id(reader: ArchiveReader) -> None:
    known = reader.roster("zhanhua")
    assert known is not None
    assert known.title == "沾化县英名录"
    assert reader.roster("nobody") is None
