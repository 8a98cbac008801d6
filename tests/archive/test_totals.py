"""What a roster says it lists is held against the people that were found."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Entry, Ledger, Line, LineKind, PageRecord, Roster, entry_id
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, ListedLine
from archive.totals import disagreements, people_under
from tests.archive.making import BOX, add, reading, record

ROSTER = Roster("huimin", "惠民县革命烈士英名录")


def entry(place: str = "", group: str = "", page: int = 1) -> ListedLine:
    return ListedLine(page, None, place, group)


def heading(text: str, page: int = 1) -> ListedLine:
    return ListedLine(page, text, "", "")


def under_heading(number: int, *places: str) -> PageRecord:
    """A page with people of these places under the heading 沙窝乡(3人)."""
    page = record(*places, number=number)
    entries = tuple(
        Entry(each.row, each.box, (*each.readings, reading("native_place", place, place)))
        for each, place in zip(page.entries, places, strict=True)
    )
    lines = (Line(LineKind.GROUP_HEADING, "沙窝乡(3人)", None), *page.ledger.lines[1:])
    return replace(page, entries=entries, ledger=Ledger(lines))


@pytest.mark.parametrize(
    ("heading_of", "people"),
    [("沙窝乡", 4), ("李村", 2), ("抗日战争时期", 1), ("石庙镇", 0), ("合计", 6)],
)
def test_people_stand_under_a_heading_by_their_place_their_group_or_the_line_above(
    heading_of: str, people: int
) -> None:
    lines = [
        heading("沙窝乡 (3人)"),
        entry("惠民县沙窝乡李村"),
        entry("阳信县李村"),
        entry("东李村"),
        entry("沙窝乡东李村", page=2),
        entry("石庙公社", "抗日战争时期", page=2),
        entry("滨县", page=2),
    ]
    assert people_under(heading_of, lines) == people


def test_only_totals_that_disagree_are_told(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    add(folder, "1.png", under_heading(1, "沙窝乡东李村", "沙窝乡西李村"), roster=ROSTER)
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(ROSTER, "", {"沙窝乡": 3, "石庙镇": 0, "合计": 2})
    with ArchiveReader.open(folder) as archive:
        assert list(disagreements(archive)) == [("惠民县革命烈士英名录", "“沙窝乡”印有 3 人，找到 2 人")]


@pytest.mark.parametrize("again", [False, True], ids=["once", "and back"])
def test_people_count_where_a_person_found_their_place_to_be(tmp_path: Path, *, again: bool) -> None:
    folder = DataFolder(tmp_path / "data")
    page = under_heading(1, "石庙镇东李村", "石庙镇西李村")
    plain = replace(page, ledger=Ledger(page.ledger.lines[1:]))
    scan = add(folder, "1.png", plain, roster=ROSTER)
    texts = ["石庙镇东李村", "沙窝乡东李村", *["石庙镇东李村"][: int(again)]]
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(ROSTER, "", {"沙窝乡": 0, "石庙镇": 2})
    with DecisionWriter.open(folder) as desk:
        for saw, text in itertools.pairwise(texts):
            at = "2026-11-26T08:00:00+00:00"
            id = entry_id(scan, 1, 1)
            desk.decide([Correction(id, "native_place", at, "李梅", "看原件", saw, saw, text, text, BOX)])
    with ArchiveReader.open(folder) as archive:
        told = [words for _, words in disagreements(archive)]
    moved = ["“沙窝乡”印有 0 人，找到 1 人", "“石庙镇”印有 2 人，找到 1 人"]
    assert told == ([] if again else moved)
