"""What a person decides stands, whatever the machine reads later, and nothing about it is silent."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.backup import back_up
from archive.corrections import REREAD_DIFFERS, Act, Correction, loose, settle
from archive.errors import RecordRefused
from archive.exports import jsonl
from archive.folder import DataFolder
from archive.integrity import faults
from archive.records import Box, Emendation, Entry, PageRecord, Reading, Status, entry_id
from archive.restoring import restore
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter
from tests.archive.making import BOX, add, reading, record

BELOW = Box(BOX.x, BOX.y + BOX.height, BOX.width, BOX.height)
"""Where the next line stands."""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def decision(saw: str | None, text: str, *, field: str = "name", entry: str = "e-1-1", who: str = "李梅") -> Correction:
    line = BOX if entry == "e-1-1" else None
    return Correction(entry, field, "2026-11-26T08:00:00+00:00", who, "看原件", saw, saw, text, text, line)


def emendation(saw: str, text: str, why: str = "") -> Correction:
    return replace(decision(saw, text), act=Act.EMEND, why=why)


def one(*readings: Reading, box: Box = BOX) -> Entry:
    return Entry(1, box, readings)


def name_of(entry: Entry) -> Reading:
    found = entry.reading("name")
    assert found is not None
    return found


def read_again(folder: DataFolder, page: PageRecord) -> None:
    with ArchiveWriter.open(folder) as writer:
        writer.store(writer.pages()[0], page, basis="a/c", needs_context=False, engine="e 2", transcript="[2]")


def decide(folder: DataFolder, *made: Correction) -> None:
    with DecisionWriter.open(folder) as writer:
        writer.decide(made)


class TestSettling:
    """Readings and decisions in order → readings as they stand."""

    def test_a_corrected_reading_is_verified_and_keeps_what_the_machine_read(self) -> None:
        read = reading("name", "王德股", "王德股")
        found = name_of(settle(one(read), [decision("王德股", "王德勝")]))
        assert (found.text, found.status, found.confidence, found.box) == ("王德勝", Status.VERIFIED, 1.0, BOX)
        assert found.machine == read
        assert found.votes == read.votes
        assert found.doubts == (), "what spoke against the misreading does not speak against the correction"

    def test_a_confirmed_reading_is_verified_with_its_doubts(self) -> None:
        read = reading("name", "王德股", "王德股", Status.FLAGGED)
        found = name_of(settle(one(read), [decision("王德股", "王德股")]))
        assert (found.text, found.status, found.doubts) == ("王德股", Status.VERIFIED, ("faint",))

    def test_of_several_decisions_the_last_one_stands(self) -> None:
        made = [decision("王德股", "王德胜"), decision("王德胜", "王德勝")]
        found = name_of(settle(one(reading("name", "王德股", "王德股")), made))
        assert (found.text, found.doubts) == ("王德勝", ())

    def test_what_the_machine_reads_otherwise_later_is_shown_and_changes_nothing(self) -> None:
        later = reading("name", "王得股", "王得股")
        found = name_of(settle(one(later), [decision("王德股", "王德胜")]))
        assert (found.text, found.status, found.doubts) == ("王德胜", Status.VERIFIED, (REREAD_DIFFERS,))
        assert found.machine == later

    def test_a_machine_that_comes_to_read_what_was_decided_is_no_surprise(self) -> None:
        found = name_of(settle(one(reading("name", "王德胜", "王德胜")), [decision("王德股", "王德胜")]))
        assert REREAD_DIFFERS not in found.doubts

    def test_somebody_who_saw_the_later_reading_too_has_settled_it(self) -> None:
        made = [decision("王德股", "王德胜"), decision("王得股", "王德胜")]
        found = name_of(settle(one(reading("name", "王得股", "王得股")), made))
        assert (found.text, found.doubts) == ("王德胜", ())

    def test_a_decision_outlives_the_reading_it_was_made_on(self) -> None:
        settled = settle(one(reading("sex", "男", "男")), [decision("王德股", "王德胜")])
        found = name_of(settled)
        assert (found.text, found.status, found.machine, found.doubts) == (
            "王德胜",
            Status.VERIFIED,
            None,
            (REREAD_DIFFERS,),
        )

    def test_shifted_rows_never_move_a_decision_to_another_person(self) -> None:
        somebody_else = one(reading("name", "李四", "李四"), box=BELOW)
        made = [decision("王德股", "王德胜")]
        assert settle(somebody_else, made) == somebody_else
        assert ["shifted" in each.reason for each in loose(somebody_else, made)] == [True]

    def test_a_line_that_is_framed_a_little_otherwise_is_the_same_line(self) -> None:
        wider = Box(BOX.x - 8, BOX.y + 5, BOX.width + 30, BOX.height - 4)
        settled = settle(one(reading("name", "王德股", "王德股"), box=wider), [decision("王德股", "王德胜")])
        assert name_of(settled).text == "王德胜"

    def test_one_of_two_columns_under_one_heading_can_be_decided(self) -> None:
        entry = one(reading("牌号", "七"), reading("牌号", "八"))
        settled = settle(entry, [decision("八", "九", field="牌号 2")])
        assert [r.text for r in settled.readings] == ["七", "九"]

    def test_an_emendation_leaves_what_is_printed_as_it_is(self) -> None:
        made = [emendation("1932", "1942", "据县志")]
        found = settle(one(reading("name", "1932", "1932", Status.FLAGGED)), made).readings[0]
        assert (found.text, found.value, found.status) == ("1932", "1932", Status.FLAGGED)
        assert found.emended == Emendation("1942", "1942", "据县志")

    def test_an_emendation_of_a_print_that_is_read_otherwise_since_is_not_shown_but_told(self) -> None:
        entry = settle(one(reading("name", "1933", "1933")), [emendation("1932", "1942")])
        assert entry.readings[0].emended is None
        (told,) = loose(entry, [emendation("1932", "1942")])
        assert told.reason == "the print is read otherwise since; the emendation is not shown"

    def test_an_emendation_to_what_is_printed_takes_the_earlier_one_away(self) -> None:
        made = [emendation("1932", "1942"), emendation("1932", "1932")]
        entry = settle(one(reading("name", "1932", "1932")), made)
        assert entry.readings[0].emended is None
        assert loose(entry, made) == []

    def test_an_emendation_stands_beside_what_was_decided_of_the_print(self) -> None:
        made = [decision("193?", "1932"), emendation("1932", "1942")]
        found = settle(one(reading("name", "193?", None)), made).readings[0]
        assert (found.text, found.status) == ("1932", Status.VERIFIED)
        assert found.emended == Emendation("1942", "1942", "")

    @given(st.text(max_size=3), st.lists(st.text(max_size=3), min_size=1, max_size=4))
    def test_the_last_decision_stands_and_every_other_reading_is_as_it_was(self, read: str, texts: list[str]) -> None:
        untouched = reading("sex", "男", "男")
        made = [decision(saw, text) for saw, text in zip([read, *texts], texts, strict=False)]
        settled = settle(one(reading("name", read, read), untouched), made)
        assert name_of(settled).text == texts[-1]
        assert name_of(settled).status is Status.VERIFIED
        assert REREAD_DIFFERS not in name_of(settled).doubts
        assert settled.readings[1] == untouched


class TestStoring:
    """Decisions go in whole, on what stands, and come out with every entry."""

    def test_every_door_gives_what_was_decided(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股", "李三"))
        id = entry_id(sha256, 1, 1)
        decide(folder, decision("王德股", "王德胜", entry=id))
        with ArchiveReader.open(folder) as archive:
            person, entry = archive.person(id), archive.entry(id)
            assert person is not None
            assert entry is not None
            assert person.entries == (entry,)
            assert [name_of(each.entry).text for each in archive.entries()] == ["王德胜", "李三"]
            counts = archive.counts()
            assert (counts.accepted, counts.flagged, counts.verified) == (3, 2, 1)
            stream = io.StringIO()
            jsonl.write(archive.entries(), stream)
            assert '"text": "王德胜", "value": "王德胜", "confidence": 1.0, "status": "verified"' in stream.getvalue()

    def test_entries_change_with_a_decision_so_that_the_index_follows(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股"))
        with ArchiveReader.open(folder) as archive:
            before = archive.generation()
            decide(folder, decision("王德股", "王德胜", entry=entry_id(sha256, 1, 1)))
            assert archive.generation() > before

    def test_what_was_not_seen_cannot_be_decided_and_nothing_of_the_lot_is(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股", "李三"))
        first, second = (entry_id(sha256, 1, row) for row in (1, 2))
        lot = [decision("王德股", "王德胜", entry=first), decision("王德股", "王德胜", entry=second)]
        with pytest.raises(RecordRefused, match=r"a\.png page 1 row 2: 'name' is by now '李三', not '王德股'; look"):
            decide(folder, *lot)
        with pytest.raises(RecordRefused, match="there is no entry 'nobody'"):
            decide(folder, decision("王德股", "王德胜", entry="nobody"))
        with ArchiveReader.open(folder) as archive:
            assert archive.corrections([first, second]) == {}

    def test_decisions_on_one_cell_are_made_one_on_top_of_the_other(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股"))
        id = entry_id(sha256, 1, 1)
        made = [decision("王德股", "王德胜", entry=id), decision("王德胜", "王德勝", entry=id, who="赵兰")]
        decide(folder, *made)
        with ArchiveReader.open(folder) as archive:
            stored = [replace(each, line=BOX, id=number) for number, each in enumerate(made, 1)]
            assert archive.corrections([id]) == {id: stored}
            assert name_of(next(archive.entries()).entry).text == "王德勝"

    def test_a_new_reading_keeps_every_decision_and_tells_where_it_differs(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股", "李三"))
        decide(folder, *(decision(saw, text, entry=entry_id(sha256, 1, row)) for row, saw, text in DECIDED))
        read_again(folder, record("王得股", "李三"))
        with ArchiveReader.open(folder) as archive:
            assert [name_of(each.entry).text for each in archive.entries()] == ["王德胜", "李三"]
            (told,) = archive.loose_decisions()
            assert (told.scan, told.page, told.row) == ("a.png", 1, 1)
            assert told.reason == "the machine now reads '王得股'; the decision stands"
        assert faults(folder) == [], "what waits for a person is no fault"

    def test_a_decision_whose_entry_is_no_more_is_told(self, folder: DataFolder) -> None:
        sha256 = add(folder, "a.png", record("王德股", "李三"))
        decide(folder, decision("李三", "李三", entry=entry_id(sha256, 1, 2)))
        read_again(folder, record("王德股"))
        with ArchiveReader.open(folder) as archive:
            assert [told.reason for told in archive.loose_decisions()] == ["the entry is no more"]
            assert archive.counts().verified == 0

    def test_a_backup_carries_every_decision(self, folder: DataFolder, tmp_path: Path) -> None:
        sha256 = add(folder, "a.png", record("王德股"))
        decide(folder, decision("王德股", "王德胜", entry=entry_id(sha256, 1, 1)))
        back_up(folder, tmp_path / "b.tar")
        again = DataFolder(tmp_path / "again")
        restore(again, tmp_path / "b.tar")
        with ArchiveReader.open(again) as archive:
            assert name_of(next(archive.entries()).entry).text == "王德胜"


DECIDED = ((1, "王德股", "王德胜"), (2, "李三", "李三"))
