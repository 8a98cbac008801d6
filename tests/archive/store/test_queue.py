"""The queue of doubts follows readings and decisions, whoever writes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Roster, Status, Vote, entry_id
from archive.review.doubts import What
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, queue
from archive.store.queue import Sift, Waiting
from tests.archive.making import add, reading, record

ANY = Sift()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def scan(folder: DataFolder) -> str:
    """A page whose second name, and the column 牌号 of both lines, are in doubt."""
    page = record("王德胜", "李股英")
    doubtful = replace(
        reading("name", "李股英", "李股英", Status.FLAGGED), confidence=0.3, votes=(Vote("b", "李服英", 0.4),)
    )
    second = replace(page.entries[1], readings=(doubtful, *page.entries[1].readings[1:]))
    page = replace(page, entries=(page.entries[0], second))
    return add(folder, "a.png", page, roster=Roster("r", "英名录"))


def brought_up(folder: DataFolder, most: int = 100) -> int:
    with DecisionWriter.open(folder) as writer:
        return writer.bring_queue_up_to_date(most)


def waiting(folder: DataFolder, sift: Sift = ANY, limit: int = 10) -> list[Waiting]:
    brought_up(folder)
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return queue.next_doubts(ask, sift, limit)


def fields(folder: DataFolder, sift: Sift = ANY) -> list[tuple[int, str]]:
    return [(each.row, each.field) for each in waiting(folder, sift)]


def decide(folder: DataFolder, id: str, saw: str, text: str, field: str = "name") -> int:
    with DecisionWriter.open(folder) as writer:
        value = None if field == "牌号" else saw
        (number,) = writer.decide([Correction(id, field, "t", "李梅", "", saw, value, text, text)])
        return number


def test_the_most_urgent_doubt_comes_first(folder: DataFolder, scan: str) -> None:
    first, *others = waiting(folder)
    assert first == Waiting(entry_id(scan, 1, 2), "name", What.FLAGGED, scan, 1, 2, 3)
    assert [(each.row, each.field) for each in others] == [(1, "牌号"), (2, "牌号")]


def test_what_is_decided_waits_no_more_and_what_is_taken_back_waits_again(folder: DataFolder, scan: str) -> None:
    number = decide(folder, entry_id(scan, 1, 2), "李股英", "李服英")
    assert fields(folder) == [(1, "牌号"), (2, "牌号")]
    with DecisionWriter.open(folder) as writer:
        writer.undo([number], at="t", who="李梅")
    assert (2, "name") in fields(folder)


def test_what_is_read_anew_is_queued_anew(folder: DataFolder, scan: str) -> None:
    assert len(waiting(folder)) == 3
    with ArchiveWriter.open(folder) as writer:
        page = record("王德胜")
        writer.store(writer.pages()[0], page, basis="b", needs_context=False, engine="e", transcript="[]")
    assert fields(folder) == [(1, "牌号")]


def test_a_decision_that_does_not_fit_what_is_read_anew_waits(folder: DataFolder, scan: str) -> None:
    decide(folder, entry_id(scan, 1, 1), "王德胜", "王德勝")
    decide(folder, entry_id(scan, 1, 2), "李股英", "李服英")
    with ArchiveWriter.open(folder) as writer:
        page = record("王得胜")
        writer.store(writer.pages()[0], page, basis="b", needs_context=False, engine="e", transcript="[]")
    loose = [(each.row, each.field) for each in waiting(folder) if each.what is What.LOOSE]
    assert loose == [(1, "name")]
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        assert [(each.row, each.field) for each in queue.lost(ask, 10)] == [(2, "name")], "its line is no more"


@pytest.mark.parametrize(
    ("sift", "found"),
    [
        (Sift(field="name"), [(2, "name")]),
        (Sift(field="others"), [(1, "牌号"), (2, "牌号")]),
        (Sift(field="places"), []),
        (Sift(kind="股→服"), [(2, "name")]),
        (Sift(roster="r", kind="faint"), [(2, "name"), (1, "牌号"), (2, "牌号")]),
        (Sift(roster="another"), []),
        (Sift(page=2), []),
    ],
)
def test_doubts_are_sifted(folder: DataFolder, scan: str, sift: Sift, found: list[tuple[int, str]]) -> None:
    assert fields(folder, sift) == found
    assert fields(folder, replace(sift, scan=scan)) == found
    assert fields(folder, replace(sift, scan="0" * 64)) == []


def test_doubts_are_counted_by_what_one_sifts_by(folder: DataFolder, scan: str) -> None:
    brought_up(folder)
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        told = queue.tally(ask, Sift())
        assert (told.all, told.fields, told.rosters) == (3, {"name": 1, "牌号": 2}, {"r": 3})
        assert told.kinds == {"faint": 3, "股→服": 1}
        assert told.scans == ((scan, "a.png", 3),)
        assert queue.tally(ask, Sift(field="name")).kinds == {"faint": 1, "股→服": 1}


def test_pages_are_brought_up_a_few_at_a_time_and_only_once(folder: DataFolder, scan: str) -> None:
    add(folder, "b.png", record("赵兰"))
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        assert queue.behind(ask) == 2
    assert [brought_up(folder, most=1) for _ in range(3)] == [1, 1, 0]


def test_bringing_up_the_queue_changes_nothing_that_others_follow(folder: DataFolder, scan: str) -> None:
    with ArchiveReader.open(folder) as archive:
        before = archive.generation()
        brought_up(folder)
        assert archive.generation() == before
