"""A second person keys what the paper says, a third settles where they differ, and a sample tells what is right."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.errors import RecordRefused
from archive.folder import DataFolder
from archive.keying import Part, Task
from archive.records import Roster, Status, entry_id
from archive.store import ArchiveReader, DecisionWriter, publish_database
from archive.store.keying import CellTaken, Keyed, accuracy, key, next_task, open_round, rounds
from tests.archive.making import add
from tests.archive.structure.pages import page, person

TRUTH = {"王德股": "王德胜", "李三": "李三", "赵四": "赵四", "孙五": "孙五"}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "a.png", page(person(1, "王德股"), person(2, "李三"), person(3, "赵四")), roster=Roster("a", "甲"))
    add(folder, "b.png", page(person(1, "孙五")), roster=Roster("b", "乙"))
    return folder


def opened(folder: DataFolder, *fields: str, size: int = 10) -> int:
    with DecisionWriter.open(folder) as writer:
        return open_round(
            writer, at="2026-11-01", who="主任", why="抽查", fields=fields or ("name",), size=size, seed=7
        )


def task(folder: DataFolder, who: str, after: int = 0) -> Task | None:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return next_task(ask, 1, who, after)


def keyed(folder: DataFolder, number: int, part: Part, who: str, text: str) -> bool:
    with DecisionWriter.open(folder) as writer:
        return key(writer, Keyed(1, number, part, "2026-11-26T10:00:00", who, text), lambda field, text, reading: text)


def all_keyed(folder: DataFolder, who: str) -> list[Part]:
    """Key all that is there for one person, as the paper has it; the parts they had."""
    parts = []
    while found := task(folder, who):
        keyed(folder, found.cell.number, found.part, who, TRUTH.get(found.cell.saw_text, found.cell.saw_text))
        parts.append(found.part)
    return parts


def name(folder: DataFolder, text: str) -> Status | None:
    with ArchiveReader.open(folder) as archive:
        readings = [one.entry.keyed()["name"] for one in archive.entries()]
    return next((reading.status for reading in readings if reading.text == text), None)


def test_where_both_agree_it_is_verified_and_where_not_a_third_settles_it(folder: DataFolder) -> None:
    opened(folder)
    assert all_keyed(folder, "李梅") == [Part.SECOND] * 4
    assert name(folder, "李三") is Status.VERIFIED
    assert name(folder, "王德股") is Status.ACCEPTED
    waiting = task(folder, "赵兰")
    assert waiting
    assert waiting.part is Part.THIRD
    assert waiting.others == ("王德股", "王德胜")
    assert keyed(folder, waiting.cell.number, Part.THIRD, "赵兰", "王德胜")
    assert name(folder, "王德胜") is Status.VERIFIED
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        (round,) = rounds(ask)
    assert (round.cells, round.keyed, round.settled, round.finished) == (4, 4, 4, "2026-11-26T10:00:00")


def test_nobody_keys_a_cell_twice_nor_what_they_decided(folder: DataFolder) -> None:
    with ArchiveReader.open(folder) as archive:
        first = next(archive.entries())
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(first.id, "name", "t", "李梅", "", "王德股", "王德股", "王德股", "王德股")])
    opened(folder)
    assert len(all_keyed(folder, "李梅")) == 3
    last = task(folder, "赵兰")
    assert last
    assert last.cell.first == "李梅"
    with pytest.raises(RecordRefused, match="twice"):
        keyed(folder, last.cell.number, Part.SECOND, "李梅", "王德胜")
    assert not keyed(folder, last.cell.number, Part.SECOND, "赵兰", "王德胜")
    for who in ("李梅", "赵兰"):
        assert task(folder, who) is None
        with pytest.raises(RecordRefused, match="twice"):
            keyed(folder, last.cell.number, Part.THIRD, who, "王德胜")
    assert keyed(folder, last.cell.number, Part.THIRD, "钱明", "王德胜")


def test_who_comes_second_to_a_cell_is_told(folder: DataFolder) -> None:
    opened(folder)
    assert keyed(folder, 1, Part.SECOND, "李梅", TRUTH["李三"]) in {True, False}
    with pytest.raises(CellTaken, match="somebody else keyed it") as told:
        keyed(folder, 1, Part.SECOND, "赵兰", "某人")
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)  # noqa: S301 - our own


def test_what_was_decided_since_is_not_touched(folder: DataFolder) -> None:
    opened(folder)
    with ArchiveReader.open(folder) as archive:
        first = next(archive.entries())
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(first.id, "name", "t", "钱明", "", "王德股", "王德股", "王得胜", "王得胜")])
    all_keyed(folder, "李梅")
    all_keyed(folder, "赵兰")
    assert name(folder, "王得胜") is Status.VERIFIED


def test_widths_and_spaces_are_no_difference(folder: DataFolder) -> None:
    opened(folder, "牌号")
    assert keyed(folder, 1, Part.SECOND, "李梅", " 七　连")


def test_a_finished_sample_tells_how_much_is_right(folder: DataFolder, tmp_path: Path) -> None:
    opened(folder, "name", "sex")
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        assert accuracy(ask) == []
    all_keyed(folder, "李梅")
    all_keyed(folder, "赵兰")
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        told = accuracy(ask)
    assert [(each.field, each.accepted, each.right, each.size) for each in told] == [
        ("name", True, 3, 4),
        ("name", False, 3, 4),
        ("sex", True, 4, 4),
        ("sex", False, 4, 4),
    ]
    copy = DataFolder(tmp_path / "copy")
    copy.root.mkdir()
    publish_database(folder, copy)
    with ArchiveReader.open(copy) as archive, archive.asking() as ask:
        assert accuracy(ask) == told
        assert rounds(ask) == []
    assert "赵兰".encode() not in copy.database.read_bytes()


def test_a_sample_of_a_few_has_of_each_roster_its_share(folder: DataFolder) -> None:
    opened(folder, size=2)
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        (round,) = rounds(ask)
    assert (round.size, round.seed, round.cells) == (2, 7, 2)


def test_there_is_no_round_of_nothing(folder: DataFolder) -> None:
    with pytest.raises(RecordRefused, match="no entry has any"):
        opened(folder, "alias")


def test_an_entry_that_is_no_more_leaves_the_round(folder: DataFolder) -> None:
    opened(folder)
    with closing(sqlite3.connect(folder.database)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with ArchiveReader.open(folder) as archive:
            scan = archive.scans()[0].sha256
        database.execute("DELETE FROM entries WHERE id = ?", (entry_id(scan, 1, 1),))
        database.commit()
    assert len(all_keyed(folder, "李梅")) == 3
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        (round,) = rounds(ask)
        assert round.finished
        assert {each.size for each in accuracy(ask)} == {3}


def test_what_was_keyed_is_only_ever_added_to(folder: DataFolder) -> None:
    opened(folder)
    all_keyed(folder, "李梅")
    with closing(sqlite3.connect(folder.database)) as database:
        for table in ("keying_rounds", "keying_cells", "keyings"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                database.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above
