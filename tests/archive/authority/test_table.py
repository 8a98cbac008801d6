"""A table of the authority is taken whole, or refused in one line that says what to put right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.authority import campaigns, places, units
from archive.authority.lineage import lineage
from archive.authority.lines import COLUMNS, Record
from archive.authority.spells import EARLIER, LATER, Spell, parse_spell
from archive.authority.table import load
from archive.errors import InputError

HEADER = ",".join(COLUMNS)
LEVELS = ("区", "县")


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join(("# 说明", "# [志] 县志,民国本", header, *lines, "")), "utf-8")
    return path


def loaded(folder: Path, *lines: str) -> dict[str, Record]:
    return load(table(folder, *lines), Record, LEVELS)


def test_a_line_tells_all_its_columns(tmp_path: Path) -> None:
    records = loaded(
        tmp_path,
        "甲县,县,../1948,丙区 1940/1948 待证,乙县 1948 部分;乙县,甲,注,志",
        "乙县,县,1948/..,,,,,志",
        "丙区,区,,,,,,志",
    )
    first = records["甲县"]
    assert (first.name, first.level, first.also, first.note, first.sources) == ("甲县", "县", ("甲",), "注", ("志",))
    assert first.spells == (Spell(EARLIER, 1948),)
    assert [(link.of, link.during, link.unproven) for link in first.within] == [("丙区", Spell(1940, 1948), True)]
    assert [(link.other, link.year, link.part) for link in first.became] == [
        ("乙县", 1948, True),
        ("乙县", None, False),
    ]


def test_what_a_place_came_from_follows_from_what_the_others_became(tmp_path: Path) -> None:
    records = loaded(tmp_path, "甲县,县,/1948,,乙县 1948,,,志", "乙县,县,1948/,,,,,志")
    assert [(link.other, link.year) for link in records["乙县"].came_from] == [("甲县", 1948)]


def test_a_table_saved_by_a_spreadsheet_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f'"# [志] 县志,民国本",,,,,,,\r\n{HEADER}\r\n甲县,县,,,,,,志\r\n,,,,,,,\r\n', "utf-8-sig")
    assert list(load(path, Record, LEVELS)) == ["甲县"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("甲县,县,1948,,,,,志", "'1948' is no spell of years"),
        ("甲县,县,1948/1943,,,,,志", "'1948/1943' ends before it begins"),
        ("甲县,县,1048/1950,,,,,志", "1048 is no year between 1900 and 2100"),
        ("甲县,镇,,,,,,志", "甲县 has the level '镇', which is none of 区 县"),
        ("甲县,县,,,,,,", "甲县 names no source"),
        ("甲县,县,,,,,,志 传", "no source is called 传"),
        ("甲县,县,,,,志", "6 cells instead of 8"),
        (",县,,,,,,志", "it has no name"),
        ("甲县,县,,丙区,,,,志", "'丙区' is not an id, a spell of years"),
        ("甲县,县,,,乙县 四八,,,志", "'四八' is no year of four digits"),
        ("甲县,县,,,乙县 1948 全部,,,志", "'乙县 1948 全部' is not an id"),
    ],
)
def test_a_broken_line_is_named_with_what_is_wrong(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        loaded(tmp_path, line)
    assert str(refused.value).startswith(f"places.csv line 4: {says}")
    assert "\n" not in str(refused.value)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 5: 甲县 stands here a second time"):
        loaded(tmp_path, "甲县,县,,,,,,志", "甲县,县,,,,,,志")


@pytest.mark.parametrize("cells", [",丙区 1940/1941,", ",,丙区 1941"])
def test_a_place_that_has_no_line_of_its_own_is_asked_for(tmp_path: Path, cells: str) -> None:
    with pytest.raises(InputError, match="甲县 speaks of 丙区, which has no line of its own"):
        loaded(tmp_path, f"甲县,县,{cells},,,志")


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3: the columns are id,name"):
        load(table(tmp_path, header="id,name"), Record, LEVELS)


def test_a_year_nobody_knows_proves_nothing_and_excludes_nothing() -> None:
    since = parse_spell("1945/")
    assert since.known_at(1945)
    assert not since.known_at(1947)
    assert since.meets(parse_spell("1960/1961"))
    assert not since.meets(parse_spell("/1944"))
    assert parse_spell("../1950").meeting(parse_spell("1944/")) == Spell(1944, 1950)
    assert parse_spell("1944/..").known_at(LATER)


def test_counties_that_were_once_joined_do_not_lead_to_one_another(tmp_path: Path) -> None:
    records = loaded(
        tmp_path, "甲县,县,,,丙县 1948,,,志", "乙县,县,,,丙县 1948,,,志", "丙县,县,,,丁县 1990,,,志", "丁县,县,,,,,,志"
    )
    assert [record.id for record in lineage(records, ["甲县"])] == ["丙县", "丁县"]
    assert [record.id for record in lineage(records, ["丁县"])] == ["丙县", "甲县", "乙县"]


def test_what_only_a_part_went_to_is_named_last_and_not_followed(tmp_path: Path) -> None:
    records = loaded(
        tmp_path,
        "甲县,县,,,乙县 1945 部分;丙县 1948,,,志",
        "乙县,县,,,丁县 1950,,,志",
        "丙县,县,,,,,,志",
        "丁县,县,,,,,,志",
    )
    assert [record.id for record in lineage(records, ["甲县"])] == ["丙县", "乙县"]
    assert [record.id for record in lineage(records, ["甲县"], parts=False)] == ["丙县"]


@pytest.mark.parametrize("path", [campaigns.TABLE, places.TABLE, units.TABLE])
def test_every_source_that_a_table_explains_is_named_by_a_line(path: Path) -> None:
    head, _, lines = path.read_text("utf-8").partition(HEADER)
    explained = set(re.findall(r"^# \[(\S+)\]", head, re.MULTILINE))
    named = {key for line in lines.splitlines() for key in line.rpartition(",")[2].split()}
    assert explained == named
