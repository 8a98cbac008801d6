"""What goes into the archive comes out of it, and only one may put it in."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import BohaiError, InputError, IntegrityFailure, RecordRefused
from archive.folder import DataFolder
from archive.records import Counts, Ledger, Roster, entry_id
from archive.store import ArchiveReader, ArchiveWriter, EmptyPage, FailedPage, OpenLedger
from tests.archive.making import add, record

ROSTER = Roster("r", "惠民县英名录", year="1987", county="惠民县")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_an_entry_comes_back_as_it_went_in(folder: DataFolder) -> None:
    page = record("王德胜", "李三")
    sha256 = add(folder, "惠民/1.png", page, roster=ROSTER)
    with ArchiveReader.open(folder) as archive:
        found = archive.entry(entry_id(sha256, 1, 2))
        assert found is not None
        assert found.entry == page.entries[1]
        assert (found.scan, found.sha256, found.page, found.roster) == ("惠民/1.png", sha256, 1, ROSTER)
        assert found.person == found.id
        assert archive.entry("nobody") is None


def test_entries_come_by_scan_name_page_and_row(folder: DataFolder) -> None:
    add(folder, "b.png", record("一", "二"), record("三", number=2))
    add(folder, "a.png", record("四"))
    with ArchiveReader.open(folder) as archive:
        found = list(archive.entries())
        assert [one.entry.readings[0].text for one in found] == ["四", "一", "二", "三"]
        ids = [found[2].id, "nobody", found[0].id]
        assert [one.id for one in archive.entries_of(ids)] == [ids[0], ids[2]]


def test_more_entries_than_one_question_holds_come_back_in_order(folder: DataFolder) -> None:
    names = [str(number) for number in range(450)]
    add(folder, "a.png", record(*names))
    with ArchiveReader.open(folder) as archive:
        assert [one.entry.readings[0].text for one in archive.entries()] == names


def test_a_page_comes_back_with_its_ledger(folder: DataFolder) -> None:
    page = record("王德胜", open_points=("合计 2, 1 read",))
    sha256 = add(folder, "a.png", page)
    with ArchiveReader.open(folder) as archive:
        stored = archive.page(sha256, 1)
        assert stored is not None
        assert stored.ledger == page.ledger
        assert (stored.width, stored.height, stored.quarter_turns) == (2480, 3508, 1)
        assert (stored.kind, stored.title, stored.engine) == ("ruled", "英名录", "e 1")
        assert archive.page(sha256, 2) is None
        assert archive.open_ledgers() == [OpenLedger("a.png", 1, ("合计 2, 1 read",), sha256)]


def test_counts_take_blank_cells_for_readings(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜", "李三", open_points=("x", "y")), record("赵六", number=2))
    add(folder, "b.png")
    with ArchiveWriter.open(folder) as writer:
        writer.fail(writer.pages()[2], "dark")
        writer.refuse("/in", "c.png", "c.png", "no picture")
    with ArchiveReader.open(folder) as archive:
        assert archive.counts() == Counts(
            rosters=0,
            scans=2,
            pages_read=2,
            pages_failed=2,
            pages_of_people=2,
            pages_of_no_roster=2,
            entries=3,
            persons=3,
            accepted=6,
            flagged=3,
            verified=0,
            ledgers_balanced=1,
            ledgers_open=1,
        )
        assert archive.failures() == [FailedPage("b.png", 1, "dark"), FailedPage("c.png", None, "no picture")]


def test_entries_that_speak_of_one_person_count_one_person(folder: DataFolder) -> None:
    first, second = (add(folder, name, record("王德胜", "李三"), roster=ROSTER) for name in ("a.png", "b.png"))
    decide(folder, second, entry_id(second, 1, 1), entry_id(first, 1, 1), "linked")
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
    assert (counts.rosters, counts.scans, counts.entries, counts.persons) == (1, 2, 4, 3)


def test_pages_that_were_read_and_hold_nobody_are_told_with_what_is_printed_on_them(folder: DataFolder) -> None:
    blank = replace(record(), ledger=Ledger(()))
    first = add(folder, "a.png", record("王德胜"), replace(blank, number=2), replace(record(), number=3))
    add(folder, "b.png")
    with ArchiveReader.open(folder) as archive:
        assert archive.empty_pages() == [EmptyPage("a.png", first, 2, 0), EmptyPage("a.png", first, 3, 1)]


def test_the_generation_grows_when_entries_change_and_only_then(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    with ArchiveReader.open(folder) as archive, ArchiveWriter.open(folder) as writer:
        before = archive.generation()
        assert archive.generation() == before
        page = writer.pages()[0]
        writer.store(page, record("王德勝"), basis="a/c", needs_context=False)
        assert archive.generation() > before


def test_a_page_read_again_takes_the_place_of_what_was_read_before(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜", "李三"))
    with ArchiveWriter.open(folder) as writer:
        page = writer.pages()[0]
        writer.store(page, record("王德勝"), basis="a/c", needs_context=True, engine="e 2", transcript="[2]")
        assert writer.transcript(page.id) == "[2]"
        assert writer.pages()[0] == replace(page, basis="a/c", needs_context=True)
    with ArchiveReader.open(folder) as archive:
        assert [one.entry.readings[0].text for one in archive.entries()] == ["王德勝"]


def test_a_page_that_failed_can_be_read_after_all(folder: DataFolder) -> None:
    add(folder, "a.png")
    with ArchiveWriter.open(folder) as writer:
        page = writer.pages()[0]
        writer.fail(page, "dark")
        writer.store(page, record("王德胜"), basis="a/b", needs_context=False, engine="e 1", transcript="[1]")
    with ArchiveReader.open(folder) as archive:
        assert archive.failures() == []
        assert (archive.counts().pages_read, archive.counts().pages_failed) == (1, 0)


def test_a_record_against_the_rules_is_refused_whole(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    wrong = record("李三", "李四")
    twice = replace(wrong, entries=(wrong.entries[0], replace(wrong.entries[1], row=1)))
    with ArchiveWriter.open(folder) as writer:
        page = writer.pages()[0]
        with pytest.raises(RecordRefused):
            writer.store(page, twice, basis="a/c", needs_context=False, engine="e 2", transcript="[2]")
        assert writer.pages() == [page]
    with ArchiveReader.open(folder) as archive:
        assert [one.entry.readings[0].text for one in archive.entries()] == ["王德胜"]


def test_a_linked_entry_speaks_of_another_person_until_it_is_unlinked(folder: DataFolder) -> None:
    sha256 = add(folder, "a.png", record("王德胜", "王德勝"))
    one, two = entry_id(sha256, 1, 1), entry_id(sha256, 1, 2)
    decide(folder, sha256, two, one, "linked")
    with ArchiveReader.open(folder) as archive:
        person = archive.person(one)
        assert person is not None
        assert [entry.id for entry in person.entries] == [one, two]
        assert archive.person(two) is None
    decide(folder, sha256, two, one, "unlinked")
    with ArchiveReader.open(folder) as archive:
        person = archive.person(two)
        assert person is not None
        assert [entry.id for entry in person.entries] == [two]


def test_many_persons_and_their_sheets_come_at_once(folder: DataFolder) -> None:
    sha256 = add(folder, "a.png", record(*(f"王{number}" for number in range(450)), open_points=("合计 2",)))
    one, two, last = (entry_id(sha256, 1, row) for row in (1, 2, 450))
    decide(folder, sha256, two, one, "linked")
    with ArchiveReader.open(folder) as archive:
        found = archive.persons([last, one, two, "nobody", *(entry_id(sha256, 1, row) for row in range(3, 450))])
        assert list(found)[:2] == [last, one]
        assert len(found) == 449
        assert [entry.id for entry in found[one].entries] == [one, two]
        assert found[last] == archive.person(last)
        sheets = archive.sheets([(sha256, 1), (sha256, 2), ("nothing", 1)])
    (sheet,) = sheets.values()
    assert list(sheets) == [(sha256, 1)]
    assert (sheet.scan, sheet.quarter_turns, sheet.title, sheet.balanced) == ("a.png", 1, "英名录", False)


def decide(folder: DataFolder, sha256: str, entry: str, person: str, decision: str) -> None:
    with sqlite3.connect(folder.database) as connection:
        connection.execute(
            "INSERT INTO links (scan, entry, person, decision, at, who, why) VALUES (?, ?, ?, ?, 't', 'w', 'y')",
            (sha256, entry, person, decision),
        )
    connection.close()


CORRECTION = (
    "INSERT INTO corrections (scan, entry, field, at, who, why, text) VALUES (?, ?, 'name', 't', 'w', 'y', 'x')"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE corrections SET text = 'other'",
        "DELETE FROM corrections",
        "INSERT OR REPLACE INTO corrections SELECT id, scan, entry, field, at, 'x', why, saw_text, saw_value, "
        "text, value, x, y, width, height, act, undoes, stroke FROM corrections",
        "DELETE FROM scans",
    ],
)
def test_a_correction_is_never_changed_and_never_lost(folder: DataFolder, change: str) -> None:
    sha256 = add(folder, "a.png", record("王德胜"))
    connection = sqlite3.connect(folder.database)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(CORRECTION, (sha256, "e"))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(change)
    connection.close()


def test_a_correction_outlives_a_new_reading(folder: DataFolder) -> None:
    sha256 = add(folder, "a.png", record("王德胜"))
    entry = entry_id(sha256, 1, 1)
    with sqlite3.connect(folder.database) as connection:
        connection.execute(CORRECTION, (sha256, entry))
    with ArchiveWriter.open(folder) as writer:
        writer.store(writer.pages()[0], record("李三"), basis="a/c", needs_context=False, engine="e", transcript="[]")
    assert connection.execute("SELECT entry FROM corrections").fetchall() == [(entry,)]
    connection.close()


def test_a_second_writer_is_refused_and_readers_are_not(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    with ArchiveWriter.open(folder):
        with pytest.raises(BohaiError, match="another bohai is writing to this archive; wait"):
            ArchiveWriter.open(folder)
        with ArchiveReader.open(folder) as archive:
            assert archive.counts().entries == 1


def test_a_reader_cannot_write(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    with ArchiveReader.open(folder) as archive, pytest.raises(sqlite3.OperationalError, match="readonly"):
        archive._connection.execute("DELETE FROM entries")


def test_an_archive_in_a_folder_that_nobody_may_write_can_be_read(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    folder.lock.unlink()
    folder.database.chmod(0o444)
    folder.root.chmod(0o555)
    try:
        for immutable in (False, True):
            with ArchiveReader.open(folder, immutable=immutable) as archive:
                assert archive.counts().entries == 1
        assert [place.name for place in folder.root.iterdir() if "archive" in place.name] == ["archive.db"]
    finally:
        folder.root.chmod(0o755)


def test_where_there_is_no_archive_one_line_says_so(folder: DataFolder) -> None:
    with pytest.raises(InputError, match="there is no archive here; run `bohai ingest`"):
        ArchiveReader.open(folder)
    assert not folder.root.exists()


def test_a_damaged_database_is_told_in_one_line(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德胜"))
    folder.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(IntegrityFailure, match="the database is damaged"):
        ArchiveReader.open(folder)
