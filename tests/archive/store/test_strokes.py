"""Words are found in readings as they stand; what was made at one stroke is undone together."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Reading, Roster, Status
from archive.replacing import Change, Side, Wanted, change_of, correction_of, undoable
from archive.review.machine import Cause, Said, Unclear
from archive.store import ArchiveReader, DecisionWriter, strokes
from tests.archive.making import add, record

ROSTER = Roster("r", "惠民县英名录")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "a.png", record("王德股", "李股三", "赵兰"), roster=ROSTER)
    add(folder, "b.png", record("孙股"))
    return folder


def meant(key: str, reading: Reading, said: Said) -> tuple[str, str | None]:
    """Every word means itself; a blank is not clear."""
    if not said.text:
        raise Unclear(Cause.BLANK, "its text is blank")
    return said.text, said.value or said.text


def changes(folder: DataFolder, wanted: Wanted) -> list[Change]:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        found, _ = strokes.places(ask, wanted, 100)
    return [change_of(place, wanted, meant) for place in found]


def replace(folder: DataFolder, wanted: Wanted, stroke: str = "s") -> None:
    decided = [
        correction_of(change, "李梅", "2026-11-26T10:00:00+00:00", "看原件", stroke)
        for change in changes(folder, wanted)
    ]
    with DecisionWriter.open(folder) as writer:
        writer.decide(decided)


def names(folder: DataFolder) -> list[str]:
    with ArchiveReader.open(folder) as archive:
        return [each.entry.readings[0].text for each in archive.entries()]


def test_words_are_found_in_the_text_and_each_place_tells_what_would_become_of_it(folder: DataFolder) -> None:
    found = changes(folder, Wanted("股", "胜", field="name"))
    assert [(each.place.reading.text, each.text, each.value) for each in found] == [
        ("王德股", "王德胜", "王德胜"),
        ("李股三", "李胜三", "李胜三"),
        ("孙股", "孙胜", "孙胜"),
    ]


def test_they_are_sifted_by_roster_field_and_state(folder: DataFolder) -> None:
    assert len(changes(folder, Wanted("股", "胜", roster="r"))) == 2
    assert changes(folder, Wanted("股", "胜", field="alias")) == []
    assert changes(folder, Wanted("股", "胜", status=Status.FLAGGED)) == []
    assert len(changes(folder, Wanted("七", "八", status=Status.FLAGGED))) == 4


def test_words_are_found_in_what_a_text_means_and_the_text_stays(folder: DataFolder) -> None:
    (found,) = changes(folder, Wanted("孙股", "孙胜", Side.VALUE, "name"))
    assert (found.text, found.value) == ("孙股", "孙胜")


def test_what_is_not_clear_is_told_and_not_made(folder: DataFolder) -> None:
    (found,) = changes(folder, Wanted("赵兰", "", field="name"))
    assert found.problem == "its text is blank"


def test_readings_are_looked_through_as_people_settled_them(folder: DataFolder) -> None:
    replace(folder, Wanted("股", "胜", field="name"))
    assert changes(folder, Wanted("股", "胜", field="name")) == []
    assert len(changes(folder, Wanted("胜", "股", field="name"))) == 3


def test_no_more_than_asked_for_are_told(folder: DataFolder) -> None:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        found, more = strokes.places(ask, Wanted("股", "胜"), 2)
    assert len(found) == 2
    assert more


def test_a_stroke_is_told_with_who_and_how_many_and_undone_as_a_whole(folder: DataFolder) -> None:
    replace(folder, Wanted("股", "胜", field="name"))
    assert names(folder) == ["王德胜", "李胜三", "赵兰", "孙胜"]
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        free, taken = undoable("s", strokes.decisions_beside(ask, "s"))
    assert taken == []
    with DecisionWriter.open(folder) as writer:
        writer.undo(free, at="2026-11-26T11:00:00+00:00", who="李梅")
    assert names(folder) == ["王德股", "李股三", "赵兰", "孙股"]
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        (told,) = strokes.strokes(ask, 10)
    assert (told.name, told.signed.who, told.made, told.undone) == ("s", "李梅", 3, 3)


def test_what_somebody_decided_on_since_stays(folder: DataFolder) -> None:
    replace(folder, Wanted("股", "胜", field="name"))
    with ArchiveReader.open(folder) as archive:
        first = next(iter(archive.entries()))
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(first.id, "name", "t", "赵兰", "", "王德胜", "王德胜", "王德性", "王德性")])
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        free, taken = undoable("s", strokes.decisions_beside(ask, "s"))
    assert len(free) == 2
    assert [each.entry for each in taken] == [first.id]
