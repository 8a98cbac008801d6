"""What an archive knows of its own stands over the shipped tables, for that archive alone."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from archive.authority import places, units
from archive.authority.lines import COLUMNS, LocalLine, as_line
from archive.authority.local import NONE, LocalAuthority, in_force, local_authority, using
from archive.authority.positions import full_position
from archive.authority.tables import TABLES
from archive.folder import DataFolder
from archive.records import Signed
from archive.store import ArchiveReader, DecisionWriter
from archive.store.authority import LineOvertaken, LineSeen, last_lines, line_history, local_lines, put_line
from tests.archive.making import add, record

LI = Signed("李梅", "2026-11-26T10:00:00+00:00", "见县志")
NEW = LocalLine(
    ("新民县", "县", "1945/1946", "渤海行政区 1945/1946", "惠民县 1946", "新民", "", "县档"), (("县档", "县档案馆"),)
)


def own(*lines: LocalLine, table: str = "places") -> LocalAuthority:
    return local_authority({table: lines})


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "a.png", record("王德胜"))
    return folder


def test_a_place_of_the_archive_is_known_while_its_lines_are_in_force() -> None:
    assert "新民县" not in places.names_through_time("惠民县")
    with using(own(NEW)):
        assert places.places()["新民县"].within[0].of == "渤海行政区"
        assert "新民县" in places.names_through_time("惠民县")
        assert "新民县" in places.counties_at(1945)
    assert "新民县" not in places.counties_at(None)


def test_a_line_of_the_archive_stands_in_place_of_the_shipped_one() -> None:
    shipped = as_line(units.units()["渤海纵队第七师"])
    changed = LocalLine((*shipped.cells[:5], "老甲部队;" + shipped.cells[5], *shipped.cells[6:]))
    with using(own(changed, table="units")):
        assert units.full_name("老甲部队") == "渤海纵队第七师"
        assert list(units.units()) == list(dict.fromkeys(units.units()))
    assert units.full_name("老甲部队") == "老甲部队"


def test_positions_are_one_under_all_their_forms() -> None:
    assert full_position("通讯员") == "通信员"
    line = LocalLine(("交通员", "战士", "", "", "", "跑交通", "", "通例"))
    with using(own(line, table="positions")):
        assert full_position("跑交通") == "交通员"
    assert full_position("跑交通") == "跑交通"


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_shipped_record_comes_back_from_its_line(table: str) -> None:
    for known in TABLES[table].records().values():
        with using(own(as_line(known), table=table)):
            assert TABLES[table].records()[known.id] == known


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("新民县", "国", "", "", "", "", "", "区划码"), "level"),
        (("新民县", "县", "1945", "", "", "", "", "区划码"), "spell of years"),
        (("新民县", "县", "", "无此县 1945/", "", "", "", "区划码"), "无此县"),
        (("新民县", "县", "", "", "", "", "", "无此书"), "无此书"),
        (("新民县", "县", "", "", "", "", "", ""), "source"),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_left_out(cells: tuple[str, ...], says: str) -> None:
    with using(own(LocalLine(cells))):
        assert says in TABLES["places"].unfit()["新民县"]
        assert "新民县" not in places.places()
        assert places.places_called("惠民县")


def test_a_line_that_speaks_of_one_that_does_not_fit_is_left_out_too() -> None:
    wrong = LocalLine(("甲县", "国", "", "", "", "", "", "区划码"))
    after = LocalLine(("乙县", "县", "", "", "甲县 1946", "", "", "区划码"))
    with using(own(wrong, after)):
        assert set(TABLES["places"].unfit()) == {"甲县", "乙县"}


def test_the_version_names_what_the_lines_say() -> None:
    assert own() == NONE
    assert own(NEW) == own(NEW)
    assert own(NEW) != own(LocalLine(NEW.cells))
    assert LocalAuthority.from_json(own(NEW).as_json()) == own(NEW)
    assert in_force() == NONE


def test_an_archive_keeps_its_lines_with_who_and_why(folder: DataFolder) -> None:
    with DecisionWriter.open(folder) as writer, ArchiveReader.open(folder) as archive:
        put_line(writer, LineSeen("places", "新民县", 0), NEW, LI)
        with archive.asking() as ask:
            assert local_lines(ask) == own(NEW)
            (made,) = line_history(ask, "places", "新民县")
        assert (made.line, made.signed) == (NEW, LI)
        put_line(writer, LineSeen("places", "新民县", made.id), None, LI)
        with archive.asking() as ask:
            assert local_lines(ask) == NONE
            assert [each.line for each in last_lines(ask, 5)] == [None, NEW]


def test_whoever_changes_a_line_that_was_changed_since_is_told_by_whom(folder: DataFolder) -> None:
    with DecisionWriter.open(folder) as writer:
        put_line(writer, LineSeen("places", "新民县", 0), NEW, LI)
        with pytest.raises(LineOvertaken) as told:
            put_line(writer, LineSeen("places", "新民县", 0), None, Signed("赵兰", "t", ""))
    assert told.value.last.signed.who == "李梅"


def test_what_is_derived_is_told_that_the_authority_has_changed(folder: DataFolder) -> None:
    with ArchiveReader.open(folder) as archive:
        before = archive.generation()
        with DecisionWriter.open(folder) as writer:
            put_line(writer, LineSeen("places", "新民县", 0), NEW, LI)
        assert archive.generation() > before


def test_the_lines_are_written_in_the_form_of_the_shipped_table() -> None:
    stream = StringIO()
    with using(own(NEW)):
        TABLES["places"].write(stream)
    head, *rows = stream.getvalue().splitlines()
    assert head == "# [县档] 县档案馆"
    assert [tuple(row) for row in csv.reader(rows)] == [COLUMNS, NEW.cells]
