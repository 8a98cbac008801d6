"""Regions are hidden and shown again by decisions that stay; the public reader leaves out what they cover."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import RecordRefused, UsageError
from archive.records import Box
from archive.redaction import Redaction
from archive.store import ArchiveReader, DecisionWriter, redactions
from tests.webapp.small_archive import SmallArchive, build

PLACE = Box(640, 80, 180, 60)
"""Where 王德勝's native place stands."""


@pytest.fixture
def small(tmp_path: Path) -> SmallArchive:
    return build(tmp_path / "data")


def redaction(small: SmallArchive, box: Box = PLACE, page: int = 1) -> Redaction:
    return Redaction(0, small.upright, page, box, "2026-03-01T08:00:00+00:00", "李梅", "亲属住址")


def hide(small: SmallArchive, box: Box = PLACE) -> int:
    with DecisionWriter.open(small.folder) as writer:
        return redactions.hide(writer, redaction(small, box))


def public_fields(small: SmallArchive) -> set[str]:
    with ArchiveReader.open_for_the_public(small.folder) as archive:
        (alone,) = archive.entries_of([small.id(1)])
        person = archive.person(small.id(1))
        assert person is not None
        assert person.entries == (alone,)
        return set(alone.entry.keyed())


def test_the_public_no_longer_reads_what_is_hidden_and_archivists_do(small: SmallArchive) -> None:
    assert "native_place" in public_fields(small)
    hide(small)
    assert "native_place" not in public_fields(small)
    with ArchiveReader.open(small.folder) as archive:
        entry = archive.entry(small.id(1))
        assert entry is not None
        assert "native_place" in entry.entry.keyed()


def test_who_hid_what_and_why_is_told(small: SmallArchive) -> None:
    id = hide(small)
    with ArchiveReader.open(small.folder) as archive:
        assert archive.redactions(small.upright, 1) == [replace(redaction(small), id=id)]
        assert archive.redactions(small.turned, 1) == []
        assert archive.all_redactions() == archive.redactions(small.upright, 1)


def test_what_was_hidden_is_shown_again_and_both_decisions_stay(small: SmallArchive) -> None:
    id = hide(small)
    with DecisionWriter.open(small.folder) as writer:
        redactions.show(writer, id, "2026-03-02T08:00:00+00:00", "赵兰", "已征得同意")
        with pytest.raises(RecordRefused, match="not in force"):
            redactions.show(writer, id, "2026-03-02T08:00:00+00:00", "赵兰", "再来一次")
    assert "native_place" in public_fields(small)
    with closing(sqlite3.connect(small.folder.database)) as database:
        assert [row[0] for row in database.execute("SELECT who FROM redactions ORDER BY id")] == ["李梅", "赵兰"]
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            database.execute("DELETE FROM redactions")


def test_each_decision_makes_the_index_follow(small: SmallArchive) -> None:
    with ArchiveReader.open(small.folder) as archive:
        before = archive.generation()
        hide(small)
        assert archive.generation() == before + 1


@pytest.mark.parametrize(
    ("box", "page", "error", "words"),
    [
        (Box(40, 80, 180, 60), 1, UsageError, "王德勝"),
        (Box(9000, 80, 180, 60), 1, RecordRefused, "beside the page"),
        (PLACE, 9, RecordRefused, "not read"),
    ],
)
def test_a_region_that_may_not_be_hidden_is_refused_and_nothing_written(
    small: SmallArchive, box: Box, page: int, error: type[Exception], words: str
) -> None:
    with DecisionWriter.open(small.folder) as writer, pytest.raises(error, match=words):
        redactions.hide(writer, redaction(small, box, page))
    with ArchiveReader.open(small.folder) as archive:
        assert archive.all_redactions() == []


def test_it_wants_a_name_and_a_reason(small: SmallArchive) -> None:
    with DecisionWriter.open(small.folder) as writer, pytest.raises(UsageError):
        redactions.hide(writer, replace(redaction(small), why=" "))
