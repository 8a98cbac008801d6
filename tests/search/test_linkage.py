"""Proposals of one person for several entries follow the archive, and nothing is linked by them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.linkage.decisions import Seen
from archive.linkage.keeping import NOTHING, read
from archive.records import Signed, entry_id
from archive.store import ArchiveReader, DecisionWriter, links
from bohai import main
from search import linkage
from tests.archive.making import add, record

NAMES = ("王德勝", "李大成")
LI = Signed("李梅", "2026-11-26T10:00:00+00:00", "")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "a.png", record("鹿书合", "李三"))
    add(folder, "b.png", record("鹿書合", "赵兰"))
    return folder


def test_proposals_are_made_again_when_the_archive_has_changed(folder: DataFolder) -> None:
    assert read(folder) == NOTHING
    assert linkage.refresh(folder)
    assert not linkage.refresh(folder)
    assert linkage.refresh(folder, rebuild=True)
    add(folder, "c.png", record("王德胜"))
    assert linkage.refresh(folder)


@pytest.mark.parametrize("broken", ["", "{}", "no json", '{"form": 0, "generation": 5}\n'])
def test_proposals_that_cannot_be_read_are_made_again(folder: DataFolder, broken: str) -> None:
    linkage.refresh(folder)
    folder.proposals.write_text(broken)
    assert read(folder) == NOTHING
    assert linkage.refresh(folder)


def test_the_command_tells_how_many_pairs_wait_and_links_nobody(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["propose", "--data", os.fspath(folder.root)]) == 0
    assert "to decide on" in capsys.readouterr().out
    with ArchiveReader.open(folder) as archive:
        assert archive.linked_persons() == frozenset()


def test_a_reading_that_was_linked_stays_so_when_all_follows_the_archive(folder: DataFolder) -> None:
    with ArchiveReader.open(folder) as archive:
        one, other = (scan.sha256 for scan in archive.scans())
    first, second = entry_id(one, 1, 1), entry_id(other, 1, 1)
    with DecisionWriter.open(folder) as writer:
        links.link(writer, Seen(first, first), Seen(second, second), LI)
    linkage.follow(folder)
    with ArchiveReader.open(folder) as archive:
        assert archive.linked_persons() == {first}
    assert not any({each.one, each.other} == {first, second} for each in read(folder).found)
