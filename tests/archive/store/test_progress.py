"""How far the work has come follows readings and decisions, and is told by roster and by person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Box, Roster, entry_id
from archive.redaction import Redaction
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, progress, redactions
from archive.store.progress import RosterProgress, Work
from archive.store.standing import Ask
from tests.archive.making import add, record


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def scan(folder: DataFolder) -> str:
    """A roster with a page of two entries, each of three readings with one in doubt, whose ledger does not balance."""
    add(folder, "b.png", record("孙文"))
    return add(folder, "a.png", record("王德胜", "李三", open_points=("甲", "乙")), roster=Roster("r", "英名录"))


@contextmanager
def asking(folder: DataFolder, up_to_date: bool = True) -> Iterator[Ask]:
    if up_to_date:
        with DecisionWriter.open(folder) as writer:
            writer.bring_queue_up_to_date(100)
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        yield ask


def decide(folder: DataFolder, scan: str, row: int, who: str = "李梅", at: str = "2026-02-02T08:00:00+00:00") -> None:
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(entry_id(scan, 1, row), "牌号", at, who, "", "七", None, "七", None)])


def test_pages_entries_and_readings_are_told_by_roster_and_loose_scans_last(folder: DataFolder, scan: str) -> None:
    with asking(folder) as ask:
        assert progress.by_roster(ask) == [
            RosterProgress("r", "英名录", 1, 0, 0, 0, 1, 2, 4, 2, 0, 0),
            RosterProgress(None, "", 1, 0, 0, 0, 0, 1, 2, 1, 0, 0),
        ]


def test_what_was_settled_is_verified_and_a_page_on_which_nothing_waits_is_settled(
    folder: DataFolder, scan: str
) -> None:
    other = add(folder, "c.png", record("赵六"))
    decide(folder, scan, 1)
    decide(folder, other, 1)
    with asking(folder) as ask:
        roster, loose = progress.by_roster(ask)
    assert (roster.accepted, roster.flagged, roster.verified, roster.settled) == (4, 1, 1, 0)
    assert (loose.read, loose.settled, loose.flagged, loose.verified) == (2, 1, 1, 1)


def test_figures_agree_with_those_of_the_command_line(folder: DataFolder, scan: str) -> None:
    decide(folder, scan, 1)
    with asking(folder) as ask:
        told = progress.by_roster(ask)
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
    assert counts.entries == sum(each.entries for each in told)
    assert counts.accepted == sum(each.accepted for each in told)
    assert counts.flagged == sum(each.flagged for each in told)
    assert counts.verified == sum(each.verified for each in told)
    assert counts.ledgers_open == sum(each.unbalanced for each in told)
    assert counts.pages_read == sum(each.read for each in told)


def test_a_page_that_was_not_counted_yet_is_told_without_its_readings(folder: DataFolder, scan: str) -> None:
    with asking(folder, up_to_date=False) as ask:
        roster, _ = progress.by_roster(ask)
    assert (roster.read, roster.entries, roster.settled, roster.unbalanced) == (1, 0, 0, 1)


def test_pages_that_failed_or_wait_are_told(folder: DataFolder, scan: str) -> None:
    with ArchiveWriter.open(folder) as writer:
        page = writer.pages()[0]
    add(folder, "d.png", roster=Roster("r", "英名录"))
    failing = add(folder, "e.png", roster=Roster("r", "英名录"))
    with ArchiveWriter.open(folder) as writer:
        writer.fail(next(each for each in writer.pages() if each.scan.sha256 == failing), "它破了")
        writer.fail(page, "这次读不出")
        writer.refuse("inbox", "f", "f.png", "不是图")
    with asking(folder) as ask:
        roster, _ = progress.by_roster(ask)
        assert (roster.read, roster.failed, roster.pending) == (1, 1, 1)
        assert progress.how_many_failed(ask) == 3


def test_each_persons_decisions_of_every_kind_are_counted_with_the_last_time(folder: DataFolder, scan: str) -> None:
    decide(folder, scan, 1, "李梅", "2026-02-02T08:00:00+00:00")
    decide(folder, scan, 2, "李梅", "2026-02-03T08:00:00+00:00")
    decide(folder, scan, 2, "周敏", "2026-02-04T08:00:00+00:00")
    with DecisionWriter.open(folder) as writer:
        redactions.hide(writer, Redaction(0, scan, 1, Box(0, 0, 9, 9), "2026-02-05T08:00:00+00:00", "周敏", "住址"))
    with asking(folder) as ask:
        assert sorted(progress.by_person(ask), key=lambda work: (work.who, work.kind)) == [
            Work("周敏", "corrections", 1, "2026-02-04T08:00:00+00:00"),
            Work("周敏", "redactions", 1, "2026-02-05T08:00:00+00:00"),
            Work("李梅", "corrections", 2, "2026-02-03T08:00:00+00:00"),
        ]


def test_open_ledgers_are_listed_page_by_page_with_all_that_is_open(folder: DataFolder, scan: str) -> None:
    add(folder, "c.png", record("赵六", open_points=("丙",)))
    with asking(folder) as ask:
        assert [(each.scan, each.row, each.words) for each in progress.unbalanced(ask, 10)] == [
            ("a.png", None, "甲\n乙"),
            ("c.png", None, "丙"),
        ]
        assert [each.scan for each in progress.unbalanced(ask, 1, 1)] == ["c.png"]


def test_a_decision_that_no_longer_fits_is_listed_with_its_line(folder: DataFolder, scan: str) -> None:
    decide(folder, scan, 2)
    with ArchiveWriter.open(folder) as writer:
        page = next(each for each in writer.pages() if each.scan.sha256 == scan)
        writer.store(page, record("王德胜"), basis="b", needs_context=False, engine="e 2", transcript="[2]")
    with asking(folder) as ask:
        (spot,) = progress.loose(ask, 10)
        roster, _ = progress.by_roster(ask)
    assert (spot.scan, spot.key, spot.row, spot.words) == ("a.png", (scan, 1), 2, "牌号")
    assert (roster.loose, roster.settled) == (1, 0)
