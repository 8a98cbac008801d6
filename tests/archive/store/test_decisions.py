"""People decide while scans are read; nothing is lost, overwritten or half saved."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.corrections import Act, Correction
from archive.errors import InputError, RecordRefused
from archive.folder import DataFolder
from archive.records import Status, entry_id
from archive.store import ArchiveBusy, ArchiveReader, ArchiveTaken, ArchiveWriter, DecisionWriter, Overtaken
from tests.archive.making import add, record

NAMES = ("王德股", "李三", "赵兰")
READER = """
import sys
import time
from itertools import count
from pathlib import Path
from archive.folder import DataFolder
from archive.store import ArchiveWriter
from tests.archive.making import record

with ArchiveWriter.open(DataFolder(Path(sys.argv[1]))) as writer:
    page = writer.pages()[0]
    for turn in count():
        names = ("王德股", "李三", "赵兰") if turn % 2 else ("王德股", "李三", "赵蘭")
        writer.store(page, record(*names), basis=f"a/{turn}", needs_context=False, engine="e", transcript="[1]")
        print(turn, flush=True)
        time.sleep(0.01)  # a page is not read in no time
"""
SAVING = """
import sys
import time
from pathlib import Path
from archive.corrections import Act, Correction
from archive.folder import DataFolder
from archive.store import DecisionWriter

with DecisionWriter.open(DataFolder(Path(sys.argv[1]))) as writer, writer.turn() as connection:
    connection.execute("PRAGMA cache_size = 1")  # what is written goes to the disk before the end
    for number in range(2000):
        connection.execute(
            "INSERT INTO corrections (scan, entry, field, at, who, why, text) VALUES (?, ?, 'name', 't', 'w', ?, 'x')",
            (sys.argv[2], sys.argv[3], "y" * 500),
        )
    print("in the middle", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def sha256(folder: DataFolder) -> str:
    return add(folder, "a.png", record(*NAMES))


@pytest.fixture
def reading(folder: DataFolder, sha256: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that stores the page again and again, and has begun."""
    yield from started(READER, folder)


def started(program: str, folder: DataFolder, *words: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 - one of the programs above
        [sys.executable, "-c", program, str(folder.root), *words], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline()
        yield process
        process.kill()


def decision(id: str, saw: str, text: str, who: str = "李梅") -> Correction:
    return Correction(id, "name", "2026-11-26T08:00:00+00:00", who, "看原件", saw, saw, text, text)


def names(folder: DataFolder) -> list[str]:
    with ArchiveReader.open(folder) as archive:
        return [each.entry.readings[0].text for each in archive.entries()]


def test_what_is_decided_while_a_page_is_stored_again_and_again_stands(
    folder: DataFolder, sha256: str, reading: subprocess.Popen[str]
) -> None:
    first, second = (entry_id(sha256, 1, row) for row in (1, 2))
    with DecisionWriter.open(folder) as writer:
        for turn in range(10):
            writer.decide([decision(first, f"王德{turn - 1}" if turn else "王德股", f"王德{turn}")])
            writer.decide([decision(second, f"李{turn - 1}" if turn else "李三", f"李{turn}")])
    assert reading.poll() is None, "the reader was still at work"
    reading.kill()
    reading.wait(30)
    assert names(folder)[:2] == ["王德9", "李9"]
    with ArchiveReader.open(folder) as archive:
        assert [len(made) for made in archive.corrections([first, second]).values()] == [10, 10]


def test_what_is_read_otherwise_after_somebody_looked_is_not_decided(folder: DataFolder, sha256: str) -> None:
    with ArchiveWriter.open(folder) as reader, DecisionWriter.open(folder) as writer:
        page = reader.pages()[0]
        reader.store(page, record("王得股"), basis="a/c", needs_context=False, engine="e 2", transcript="[2]")
        with pytest.raises(Overtaken, match="is by now '王得股', not '王德股'") as overtaken:
            writer.decide([decision(entry_id(sha256, 1, 1), "王德股", "王德胜")])
    assert overtaken.value.last is None, "nobody but the machine changed it"
    assert names(folder) == ["王得股"]


def test_of_two_who_saw_the_same_the_second_is_told_what_the_first_decided(folder: DataFolder, sha256: str) -> None:
    id = entry_id(sha256, 1, 1)
    with DecisionWriter.open(folder) as one, DecisionWriter.open(folder) as two:
        one.decide([decision(id, "王德股", "王德胜")])
        with pytest.raises(Overtaken) as overtaken:
            two.decide([decision(id, "王德股", "王德服", "赵兰")])
    told = overtaken.value
    assert told.stands
    assert told.last
    assert (told.stands.text, told.last.who, told.last.text) == ("王德胜", "李梅", "王德胜")
    assert str(pickle.loads(pickle.dumps(told))) == str(told)  # noqa: S301 - our own bytes
    assert names(folder)[0] == "王德胜"


def test_who_waits_too_long_for_a_turn_is_told_so_and_nothing_is_written(folder: DataFolder, sha256: str) -> None:
    with (
        DecisionWriter.open(folder) as one,
        DecisionWriter.open(folder, patience=0.1) as two,
        one.turn(),
        pytest.raises(ArchiveBusy, match="try again in a moment"),
    ):
        two.decide([decision(entry_id(sha256, 1, 1), "王德股", "王德胜")])
    assert names(folder)[0] == "王德股"


def test_a_process_killed_in_the_middle_of_saving_leaves_nothing_half_saved(folder: DataFolder, sha256: str) -> None:
    id = entry_id(sha256, 1, 1)
    for process in started(SAVING, folder, sha256, id):
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        assert folder.database.with_name("archive.db-journal").exists(), "it was in the middle"
    with ArchiveReader.open(folder) as archive:
        assert archive.corrections([id]) == {}
        assert archive.faults() == []
    with DecisionWriter.open(folder) as writer:
        writer.decide([decision(id, "王德股", "王德胜")])
    assert names(folder)[0] == "王德胜"


def test_a_killed_decision_is_undone_for_readers_while_scans_are_read(folder: DataFolder, sha256: str) -> None:
    with ArchiveWriter.open(folder):
        for process in started(SAVING, folder, sha256, entry_id(sha256, 1, 1)):
            process.send_signal(signal.SIGKILL)
            process.wait(30)
        assert names(folder) == list(NAMES)


def test_decisions_need_an_archive(folder: DataFolder) -> None:
    with pytest.raises(InputError, match="there is no archive here"):
        DecisionWriter.open(folder)


def test_only_one_process_reads_scans_at_a_time(folder: DataFolder, sha256: str) -> None:
    with ArchiveWriter.open(folder), pytest.raises(ArchiveTaken):
        ArchiveWriter.open(folder)


def verified(folder: DataFolder) -> list[Status]:
    with ArchiveReader.open(folder) as archive:
        return [each.entry.readings[0].status for each in archive.entries()]


def test_what_is_taken_back_stands_as_it_stood_before_and_stays_in_the_history(folder: DataFolder, sha256: str) -> None:
    id = entry_id(sha256, 1, 1)
    with DecisionWriter.open(folder) as writer:
        first, second = writer.decide([decision(id, "王德股", "王德胜"), decision(id, "王德胜", "王德勝")])
        writer.undo([second], at="t", who="李梅", why="看错")
        assert names(folder)[0] == "王德胜"
        writer.undo([first], at="t", who="李梅")
    assert (names(folder)[0], verified(folder)[0]) == ("王德股", Status.ACCEPTED)
    with ArchiveReader.open(folder) as archive:
        told = archive.corrections([id])[id]
    assert [(each.act, each.undoes, each.saw_text, each.text) for each in told] == [
        (Act.READ, None, "王德股", "王德胜"),
        (Act.READ, None, "王德胜", "王德勝"),
        (Act.UNDO, second, "王德勝", "王德胜"),
        (Act.UNDO, first, "王德胜", "王德股"),
    ]


def test_several_are_taken_back_at_a_stroke_last_first(folder: DataFolder, sha256: str) -> None:
    id = entry_id(sha256, 1, 1)
    with DecisionWriter.open(folder) as writer:
        made = writer.decide([decision(id, "王德股", "王德胜"), decision(id, "王德胜", "王德勝")])
        writer.undo(reversed(made), at="t", who="李梅")
    assert names(folder)[0] == "王德股"


def test_what_somebody_decided_on_top_of_is_not_taken_back(folder: DataFolder, sha256: str) -> None:
    id = entry_id(sha256, 1, 1)
    with DecisionWriter.open(folder) as writer:
        (first,) = writer.decide([decision(id, "王德股", "王德胜")])
        writer.decide([decision(id, "王德胜", "王德勝", "赵兰")])
        with pytest.raises(Overtaken) as overtaken:
            writer.undo([first], at="t", who="李梅")
    assert overtaken.value.last
    assert overtaken.value.last.who == "赵兰"
    assert names(folder)[0] == "王德勝"


def test_nothing_is_taken_back_twice_or_that_never_was(folder: DataFolder, sha256: str) -> None:
    with DecisionWriter.open(folder) as writer:
        (first,) = writer.decide([decision(entry_id(sha256, 1, 1), "王德股", "王德胜")])
        writer.undo([first], at="t", who="李梅")
        for id in (first, 99):
            with pytest.raises(RecordRefused, match=f"decision {id} cannot be taken back"):
                writer.undo([id], at="t", who="李梅")


def test_a_decision_whose_line_is_gone_can_be_taken_back(folder: DataFolder, sha256: str) -> None:
    with ArchiveWriter.open(folder) as reader, DecisionWriter.open(folder) as writer:
        (first,) = writer.decide([decision(entry_id(sha256, 1, 3), "赵兰", "赵蘭")])
        reader.store(reader.pages()[0], record("王德股"), basis="c", needs_context=False)
        writer.undo([first], at="t", who="李梅")
    with ArchiveReader.open(folder) as archive:
        assert archive.loose_decisions() == []
