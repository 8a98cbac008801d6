"""Columns and headings that people settled mean what they are, also when their page is understood anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.records import Box, LineKind, Reading, Status
from archive.store import ArchiveReader, DecisionWriter
from archive.store.structure import Proposal, decide, loose_structure
from archive.structure import Act, Added, Keyed, Marked, Merged, Renamed, Seen, Undone, words_of
from ingest.corrections import settle_decided
from ingest.knowledge import KNOWLEDGE, meaning, regrouped
from tests.ingest.test_corrections import add, take_in_table

TABLE = """
    | 姓名   | 籍贯   | 职务 | 归队 | 民族 |
    | 王德股 | 东李村 | 战士 | 1947.3 | 汉   |
    | 李股英 | 西李村 | 〃   | 〃   | 汉   |
    | 赵股山 | 南李村 | 班长 | 某日 | 汉   |
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "1.png", TABLE)
    return folder


def read(text: str, value: str | None) -> Reading:
    return Reading("归队", "归队", text, value, 0.99, Status.ACCEPTED, None)


def test_a_date_is_a_date_a_ditto_means_what_it_meant_and_what_is_no_date_is_doubtful() -> None:
    assert meaning("death", read("1947.3", "1947.3")).value == "1947-03"
    assert meaning("death", read("〃", "1947.3")).value == "1947-03"
    assert not meaning("death", read("1947.3", "1947.3")).doubtful
    assert not meaning("remarks", read("", None)).doubtful
    assert meaning("death", read("某日", "某日")).doubtful
    assert meaning("unit", read("〃", None)).doubtful


def said(folder: DataFolder, act: Act, after: int = 0) -> None:
    with ArchiveReader.open(folder) as archive:
        (sha256,) = (scan.sha256 for scan in archive.scans())
    with DecisionWriter.open(folder) as writer:
        decide(writer, Proposal(sha256, 1, "2026-11-26T10:00:00+00:00", "李梅", "看原件", act, after), KNOWLEDGE)


def deaths(folder: DataFolder) -> list[tuple[str, str | None, Status]]:
    with ArchiveReader.open(folder) as archive:
        found = [one.entry.reading("death") for one in archive.entries()]
    return [(reading.text, reading.value, reading.status) for reading in found if reading]


def test_a_column_keeps_its_field_when_people_s_corrections_are_applied_to_its_page(
    folder: DataFolder, tmp_path: Path
) -> None:
    said(folder, Renamed("归队", "归队", "death"))
    wanted = [("1947.3", "1947-03"), ("〃", "1947-03"), ("某日", None)]
    assert [(text, value) for text, value, _ in deaths(folder)] == wanted
    assert deaths(folder)[2][2] is Status.FLAGGED
    with ArchiveReader.open(folder) as archive:
        id = next(archive.entries()).id
    table = tmp_path / "decided.csv"
    table.write_text(f"id,field,saw,text,why\n{id},name,王德股,王德胜,\n", "utf-8")
    take_in_table(folder, table, "李梅")
    assert [(text, value) for text, value, _ in deaths(folder)] == wanted
    with ArchiveReader.open(folder) as archive:
        assert [one.entry.readings[0].text for one in archive.entries()] == ["王德胜", "李股英", "赵股山"]
        with archive.asking() as ask:
            assert loose_structure(ask) == []


def test_lines_that_people_added_and_joined_stay_when_the_page_is_understood_anew(
    folder: DataFolder, tmp_path: Path
) -> None:
    with ArchiveReader.open(folder) as archive:
        first, second, _ = (one for one in archive.entries())
    seen = [Seen(one.id, one.entry.box, words_of(one.entry)) for one in (first, second)]
    said(folder, Merged(seen[0], seen[1], (Keyed("name", "王德胜", "王德胜"),)))
    below = Box(first.entry.box.x, 9000.0, first.entry.box.width, first.entry.box.height)
    said(folder, Added(below, (Keyed("name", "孙五", "孙五"),)), after=1)
    table = tmp_path / "decided.csv"
    with ArchiveReader.open(folder) as archive:
        added = list(archive.entries())[-1].id
    table.write_text(f"id,field,saw,text,why\n{added},name,孙五,孙武,\n", "utf-8")
    take_in_table(folder, table, "李梅")
    assert settle_decided(folder) == ()
    with ArchiveReader.open(folder) as archive:
        assert [one.entry.keyed()["name"].text for one in archive.entries()] == ["王德胜", "赵股山", "孙武"]
        assert archive.loose_decisions() == []


def place(text: str, value: str | None) -> Reading:
    return Reading("native_place", "籍贯", text, value, 0.99, Status.ACCEPTED, None)


def test_a_place_is_joined_to_the_headings_over_it_and_keeps_what_comes_from_elsewhere() -> None:
    assert regrouped(place("东李村", "东李村"), (), ("沙窝乡（3人）",)).value == "沙窝乡东李村"
    assert regrouped(place("东李村", "惠民县东李村"), (), ("沙窝乡",)).value == "惠民县沙窝乡东李村"
    assert regrouped(place("东李村", "沙窝乡东李村"), ("沙窝乡",), ("沙窝乡", "石庙镇")).value == "石庙镇东李村"
    assert regrouped(place("东李村", "惠民县沙窝乡东李村"), ("沙窝乡",), ()).value == "惠民县东李村"
    assert regrouped(place("", "沙窝乡"), ("沙窝乡",), ()).value is None
    assert regrouped(place("〃", "沙窝乡东李村"), ("沙窝乡",), ()).value == "沙窝乡东李村"


GROUPED = """
    | 姓名   | 籍贯   | 职务 |
    | 沙窝乡 | <      | <    |
    | 王德胜 | 东李村 | 战士 |
    | 石朝镇 | 〃     |      |
    | 李三   | 西李村 | 战士 |
    | 赵四   | 〃     | 战士 |
"""


def places(folder: DataFolder) -> list[str | None]:
    with ArchiveReader.open(folder) as archive:
        found = [one.entry.keyed().get("native_place") for one in archive.entries()]
    return [reading.value if reading else None for reading in found]


def test_an_entry_that_is_a_group_heading_gives_its_place_to_those_below_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "grouped")
    add(folder, "1.png", GROUPED)
    with ArchiveReader.open(folder) as archive:
        entries = list(archive.entries())
    taken = next(one for one in entries if one.entry.keyed()["name"].text == "石朝镇")
    before = places(folder)
    assert before[-2:] == ["惠民县沙窝乡西李村"] * 2
    said(folder, Marked(Seen(taken.id, taken.entry.box, words_of(taken.entry)), LineKind.GROUP_HEADING, "石庙镇"))
    assert places(folder) == ["惠民县沙窝乡东李村", "惠民县石庙镇西李村", "惠民县石庙镇西李村"]
    said(folder, Undone(1), after=1)
    assert places(folder) == before
