"""Decisions on the lines of pages are kept, laid over the page at once, and stay through every new reading."""

from __future__ import annotations

import json
import pickle
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.errors import RecordRefused
from archive.exports import FORMATS
from archive.folder import DataFolder
from archive.records import PageRecord, Roster, Status, entry_id
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, publish_database
from archive.store.laying import decisions_on
from archive.store.structure import PageOvertaken, Proposal, decide, lay_waiting, loose_structure
from archive.structure import (
    AS_PRINTED,
    Act,
    Added,
    Decision,
    Meaning,
    Merged,
    Removed,
    Renamed,
    Settled,
    Split,
    Undone,
)
from tests.archive.making import add
from tests.archive.structure.pages import frame, keyed, page, person, seen

WANG, LI, ZHAO = person(1, "王德胜"), person(2, "李三"), person(3, "赵四", 4)
PAGE = page(WANG, LI, ZHAO, open_points=("印有 4 人，列出 3 人",))
MISSED = Added(frame(3), keyed(name="孙五", sex="女"))
SAVING = """
import sys
import time
from pathlib import Path
from archive.folder import DataFolder
from archive.store import DecisionWriter, laying
from archive.store.structure import decide
from tests.archive.store.test_structure import MISSED, proposal

def stop(*_):
    print("in the middle", flush=True)
    time.sleep(60)

kept, laying._replace = laying._replace, lambda *told: (kept(*told), stop())
with DecisionWriter.open(DataFolder(Path(sys.argv[1]))) as writer:
    writer._connection.execute("PRAGMA cache_size = 1")  # what is written goes to the disk before the end
    decide(writer, proposal(sys.argv[2], MISSED))
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def sha256(folder: DataFolder) -> str:
    return add(folder, "a.png", PAGE)


def proposal(sha256: str, act: Act, *, after: int = 0, who: str = "李梅", number: int = 1) -> Proposal:
    return Proposal(sha256, number, "2026-11-26T10:00:00+00:00", who, "看原件", act, after)


def said(folder: DataFolder, sha256: str, act: Act, after: int = 0, number: int = 1) -> Decision:
    with DecisionWriter.open(folder) as writer:
        return decide(writer, proposal(sha256, act, after=after, number=number))


def names(folder: DataFolder) -> list[str]:
    with ArchiveReader.open(folder) as archive:
        return [reading.text for one in archive.entries() if (reading := one.entry.reading("name"))]


def reread(folder: DataFolder, record: PageRecord) -> None:
    with ArchiveWriter.open(folder) as writer:
        writer.store(writer.pages()[0], record, basis="a/c", needs_context=False, engine="e 2", transcript="[2]")


def loose(folder: DataFolder) -> list[str]:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return [each.reason for _, each in loose_structure(ask)]


def test_a_missed_line_is_an_entry_like_any_other(folder: DataFolder, sha256: str) -> None:
    made = said(folder, sha256, MISSED)
    assert isinstance(made.act, Added)
    assert made.act.id == f"{sha256[:16]}-1-a1"
    assert names(folder) == ["王德胜", "李三", "孙五", "赵四"]
    with ArchiveReader.open(folder) as archive:
        assert archive.counts().entries == 4
        assert archive.counts().verified == 2
        assert archive.pages_off_ledger() == []
        assert archive.person(made.act.id) is not None
        last = archive.entry(entry_id(sha256, 1, 3))
        assert last
        assert last.entry.row == 4
        stream = StringIO()
        FORMATS["jsonl"](archive.entries(), stream)
    exported = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [one["row"] for one in exported] == [1, 2, 3, 4]
    assert exported[2]["id"] == made.act.id


def test_an_id_is_never_given_twice(folder: DataFolder, sha256: str) -> None:
    first = said(folder, sha256, MISSED)
    back = said(folder, sha256, Undone(first.id), after=first.id)
    second = said(folder, sha256, MISSED, after=back.id)
    assert isinstance(second.act, Added)
    assert second.act.id.endswith("-a2")
    whole = person(1, "王德胜")
    cut = said(
        folder, sha256, Split(seen(whole), frame(1, 20), (), Added(frame(1.5, 20), keyed(name="钱六"))), after=second.id
    )
    assert isinstance(cut.act, Split)
    assert cut.act.rest.id.endswith("-a3")


def test_a_new_reading_keeps_what_people_decided(folder: DataFolder, sha256: str) -> None:
    added = said(folder, sha256, MISSED)
    said(folder, sha256, Removed(seen(LI)), after=added.id)
    reread(folder, page(person(1, "王德勝"), LI, ZHAO))
    assert names(folder) == ["王德勝", "孙五", "赵四"]
    assert loose(folder) == []


def test_shifted_rows_never_move_a_decision_to_another_person(folder: DataFolder, sha256: str) -> None:
    said(folder, sha256, Removed(seen(LI)))
    reread(folder, page(person(1, "王德胜"), person(2, "钱六", 3), ZHAO))
    assert names(folder) == ["王德胜", "钱六", "赵四"]
    assert loose(folder) == ["the line that was seen is not there any more; the decision is not applied"]


def test_the_same_decision_holds_again_when_the_line_is_there_again(folder: DataFolder, sha256: str) -> None:
    said(folder, sha256, Removed(seen(LI)))
    reread(folder, page(WANG))
    reread(folder, PAGE)
    assert names(folder) == ["王德胜", "赵四"]
    assert loose(folder) == []


def test_who_comes_second_is_told_what_the_first_decided(folder: DataFolder, sha256: str) -> None:
    said(folder, sha256, MISSED)
    with DecisionWriter.open(folder) as writer, pytest.raises(PageOvertaken, match="李梅 decided") as told:
        decide(writer, proposal(sha256, Removed(seen(LI)), who="赵兰"))
    assert told.value.last
    assert isinstance(told.value.last.act, Added)
    assert pickle.loads(pickle.dumps(told.value)).last == told.value.last  # noqa: S301 - our own
    assert names(folder) == ["王德胜", "李三", "孙五", "赵四"]


def test_nothing_is_decided_of_a_line_that_is_read_anew_meanwhile(folder: DataFolder, sha256: str) -> None:
    reread(folder, page(WANG, person(2, "钱六", 2.5), ZHAO))
    for act in (
        Removed(seen(LI)),
        Settled(("印有 4 人，列出 3 人",)),
        Renamed("籍贯", "native_place", "unit"),
        Added(frame(2.5), keyed(name="某人")),
    ):
        told = "not there any more|read anew|has no column|stands there by now"
        with DecisionWriter.open(folder) as writer, pytest.raises(PageOvertaken, match=told):
            decide(writer, proposal(sha256, act))
    with closing(sqlite3.connect(folder.database)) as database:
        assert database.execute("SELECT count(*) FROM structure_decisions").fetchone() == (0,)


def test_there_is_nothing_to_take_back_twice(folder: DataFolder, sha256: str) -> None:
    made = said(folder, sha256, MISSED)
    back = said(folder, sha256, Undone(made.id), after=made.id)
    for number in (made.id, 99):
        with DecisionWriter.open(folder) as writer, pytest.raises(RecordRefused, match="no decision"):
            decide(writer, proposal(sha256, Undone(number), after=back.id))
    again = said(folder, sha256, Undone(back.id), after=back.id)
    assert names(folder) == ["王德胜", "李三", "孙五", "赵四"]
    said(folder, sha256, Undone(again.id), after=again.id)
    assert names(folder) == ["王德胜", "李三", "赵四"]


def test_a_ledger_is_settled_and_opened_again(folder: DataFolder, sha256: str) -> None:
    made = said(folder, sha256, Settled(PAGE.ledger.open))
    with ArchiveReader.open(folder) as archive:
        assert archive.counts().ledgers_open == 0
    said(folder, sha256, Undone(made.id), after=made.id)
    with ArchiveReader.open(folder) as archive:
        assert archive.counts().ledgers_open == 1


def correct(folder: DataFolder, id: str, saw: str, text: str) -> None:
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(id, "name", "t", "赵兰", "", saw, saw, text, text)])


def test_corrections_stay_with_what_they_were_made_on(folder: DataFolder, sha256: str) -> None:
    two, three = entry_id(sha256, 1, 2), entry_id(sha256, 1, 3)
    correct(folder, three, "赵四", "赵司")
    correct(folder, two, "李三", "李叁")
    made = said(folder, sha256, Merged(seen(LI), seen(ZHAO), ()))
    assert names(folder) == ["王德胜", "李叁赵司"]
    correct(folder, two, "李叁赵司", "李叁")
    with ArchiveReader.open(folder) as archive:
        assert archive.loose_decisions() == []
        counts = archive.counts()
        readings = [reading for one in archive.entries() for reading in one.entry.readings]
        assert counts.verified == sum(reading.status is Status.VERIFIED for reading in readings) == 1
        assert len(archive.corrections([two, three])[three]) == 1
    reread(folder, PAGE)
    assert names(folder) == ["王德胜", "李叁"]
    said(folder, sha256, Undone(made.id), after=made.id)
    assert names(folder) == ["王德胜", "李叁", "赵司"]


def test_of_an_entry_that_was_taken_out_nothing_waits_for_a_person(folder: DataFolder, sha256: str) -> None:
    correct(folder, entry_id(sha256, 1, 2), "李三", "李叁")
    said(folder, sha256, Removed(seen(LI)))
    with ArchiveReader.open(folder) as archive:
        assert archive.loose_decisions() == []


def test_a_column_means_another_field_throughout_a_roster(folder: DataFolder) -> None:
    roster = Roster("huimin", "惠民县英名录")
    first = add(folder, "a.png", PAGE, roster=roster)
    add(folder, "b.png", page(person(1, "孙五")), roster=roster)
    add(folder, "c.png", page(person(1, "钱六")), roster=Roster("other", "别县英名录"))

    knowledge = replace(AS_PRINTED, renamed=lambda field, _reading: Meaning(f"{field}!"))
    with DecisionWriter.open(folder) as writer:
        made = decide(writer, proposal(first, Renamed("牌号", "牌号", "unit", whole_roster=True)), knowledge)
        assert units(folder) == ["unit!", "unit!", "unit!", None, None]
        assert lay_waiting(writer, 9, knowledge) == 0
    assert units(folder) == ["unit!", "unit!", "unit!", "unit!", None]
    with ArchiveWriter.open(folder, knowledge) as archive:
        known = archive.pages()[1]
        archive.store(known, page(person(1, "孙伍")), basis="a/d", needs_context=False, engine="e", transcript="[3]")
    assert units(folder) == ["unit!", "unit!", "unit!", "unit!", None]
    said(folder, first, Undone(made.id), after=made.id)
    with DecisionWriter.open(folder) as writer:
        assert lay_waiting(writer, 9) == 0
    assert units(folder) == [None] * 5


def units(folder: DataFolder) -> list[str | None]:
    with ArchiveReader.open(folder) as archive:
        readings = [one.entry.reading("unit") for one in archive.entries()]
    return [reading.value if reading else None for reading in readings]


def test_killed_in_the_middle_nothing_is_half_saved(folder: DataFolder, sha256: str) -> None:
    with subprocess.Popen(  # noqa: S603 - the program above
        [sys.executable, "-c", SAVING, str(folder.root), sha256], stdout=subprocess.PIPE, text=True
    ) as saving:
        assert saving.stdout
        assert saving.stdout.readline() == "in the middle\n"
        saving.send_signal(signal.SIGKILL)
    assert names(folder) == ["王德胜", "李三", "赵四"]
    with ArchiveReader.open(folder) as archive:
        assert archive.faults() == []
        with archive.asking() as ask:
            assert decisions_on(ask, sha256, 1) == []
    said(folder, sha256, MISSED)
    assert names(folder) == ["王德胜", "李三", "孙五", "赵四"]


def test_decisions_are_only_ever_added_to(folder: DataFolder, sha256: str) -> None:
    said(folder, sha256, MISSED)
    with closing(sqlite3.connect(folder.database)) as database:
        for statement in (
            "DELETE FROM structure_decisions",
            "UPDATE structure_decisions SET who = 'x'",
            "INSERT OR REPLACE INTO structure_decisions SELECT * FROM structure_decisions",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                database.execute(statement)


def test_a_snapshot_shows_the_lines_as_they_stand_and_nothing_of_who_said_so(
    folder: DataFolder, sha256: str, tmp_path: Path
) -> None:
    correct(folder, entry_id(sha256, 1, 2), "李三", "李叁")
    made = said(folder, sha256, Merged(seen(LI), seen(ZHAO), ()))
    said(folder, sha256, MISSED, after=made.id)
    copy = DataFolder(tmp_path / "copy")
    copy.root.mkdir()
    publish_database(folder, copy)
    assert names(copy) == ["王德胜", "孙五", "李叁赵四"]
    assert "看原件".encode() not in copy.database.read_bytes()
    assert "李梅".encode() not in copy.database.read_bytes()
