"""The database of a snapshot tells what the archive tells the public, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.records import ArchivedEntry
from archive.redaction import Redaction
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, publish_database, redactions
from archive.store.authority import last_lines, local_lines
from tests.archive.decided import NOTE, SECRETS, build_decided
from tests.webapp.small_archive import SmallArchive


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    return build_decided(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def public(full: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    copy = DataFolder(tmp_path_factory.mktemp("public"))
    publish_database(full.folder, copy)
    return copy


@pytest.fixture
def archive(public: DataFolder) -> Iterator[ArchiveReader]:
    with ArchiveReader.open(public, immutable=True) as opened:
        yield opened


def as_shown(archived: ArchivedEntry) -> ArchivedEntry:
    """An entry without what no page of the site shows: who read what, and what was read before it was settled."""
    readings = tuple(replace(reading, votes=(), machine=None) for reading in archived.entry.readings)
    return replace(archived, entry=replace(archived.entry, readings=readings))


def test_every_entry_stands_as_people_settled_it(full: SmallArchive, archive: ArchiveReader) -> None:
    with ArchiveReader.open(full.folder) as before:
        wanted = [as_shown(entry) for entry in before.entries()]
        assert [as_shown(entry) for entry in archive.entries()] == wanted
        assert archive.person(full.id(1)) is not None
        assert archive.linked_persons() == before.linked_persons()
        assert archive.generation() == before.generation()
        assert replace(archive.counts(), pages_failed=0) == replace(before.counts(), pages_failed=0)


def test_pages_are_as_upright_and_as_balanced_as_before(full: SmallArchive, archive: ArchiveReader) -> None:
    with ArchiveReader.open(full.folder) as before:
        for sha256, number in before.pages_read():
            old, new = before.page(sha256, number), archive.page(sha256, number)
            assert old
            assert new
            assert new.ledger.balanced is old.ledger.balanced
            assert replace(new, ledger=old.ledger, engine=old.engine) == old


def test_nothing_that_the_public_may_not_see_is_left_in_a_single_byte(public: DataFolder, full: SmallArchive) -> None:
    before, after = full.folder.database.read_bytes(), public.database.read_bytes()
    for secret in SECRETS:
        assert secret.encode() in before, secret
        assert secret.encode() not in after, secret


def test_what_a_name_was_read_as_stays_without_who_read_it(full: SmallArchive, archive: ArchiveReader) -> None:
    settled, other = archive.entry(full.id(2)), archive.entry(full.id(4))
    assert settled
    assert other
    name, sex = settled.entry.reading("name"), settled.entry.reading("sex")
    assert name
    assert sex
    assert {vote.text for vote in name.votes} == {"李□成", "王得勝", "王德勝"}
    assert {(vote.reader, vote.confidence) for vote in name.votes} == {("", 0.0)}
    assert sex.votes == ()
    assert all(reading.votes == () for reading in other.entry.readings)


def test_tables_of_the_work_are_empty(public: DataFolder) -> None:
    with closing(sqlite3.connect(public.database)) as database:
        for table in (
            "transcripts",
            "refused_files",
            "ledger_lines",
            "doubts",
            "doubt_kinds",
            "pages_to_queue",
            "page_figures",
        ):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608 - ours
        assert database.execute("SELECT at, who, act, field, why FROM corrections").fetchall() == [
            ("", "", "emend", "enlisted", NOTE)
        ]
        assert database.execute("SELECT DISTINCT at, who, why, decision FROM links").fetchall() == [
            ("", "", "", "linked")
        ]
        assert database.execute("SELECT count(*) FROM pages WHERE reason IS NOT NULL").fetchone() == (0,)


def test_it_is_sound_keeps_no_log_and_no_free_page(public: DataFolder, archive: ArchiveReader) -> None:
    assert archive.faults() == []
    with closing(sqlite3.connect(public.database)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert [path.name for path in public.root.iterdir()] == ["archive.db"]


def test_what_the_archive_adds_to_the_authority_goes_with_it(full: SmallArchive, archive: ArchiveReader) -> None:
    with ArchiveReader.open(full.folder) as before, before.asking() as ask:
        wanted = local_lines(ask)
    with archive.asking() as ask:
        assert local_lines(ask) == wanted
        assert [(made.signed.who, made.signed.why) for made in last_lines(ask, 9)] == [("", "")]
    assert [line.id for line in wanted.of("positions")] == ["交通员"]


def test_decisions_can_still_only_be_added_to(public: DataFolder) -> None:
    with closing(sqlite3.connect(public.database)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("DELETE FROM links")


def test_it_is_taken_while_somebody_writes(full: SmallArchive, tmp_path: Path) -> None:
    with ArchiveWriter.open(full.folder):
        publish_database(full.folder, DataFolder(tmp_path))
    assert (tmp_path / "archive.db").is_file()


def test_what_an_editor_says_of_a_print_in_a_hidden_region_is_hidden_with_it(tmp_path: Path) -> None:
    small = build_decided(tmp_path / "data")
    with ArchiveReader.open(small.folder) as archive:
        archived = archive.entry(small.id(1))
    assert archived
    box = archived.entry.keyed()["enlisted"].box
    assert box
    with DecisionWriter.open(small.folder) as writer:
        redactions.hide(writer, Redaction(0, small.upright, 1, box, "2026-03-01", "李梅", "亲属住址"))
    copy = DataFolder(tmp_path / "copy")
    copy.root.mkdir()
    publish_database(small.folder, copy)
    with ArchiveReader.open(copy) as published:
        shown = published.entry(small.id(1))
    assert shown
    assert "enlisted" not in shown.entry.keyed()
    assert "position" in shown.entry.keyed()
    assert NOTE.encode() not in copy.database.read_bytes()
