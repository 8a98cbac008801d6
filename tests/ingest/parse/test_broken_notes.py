"""Names and villages that are printed in several pieces: notes and headings that run on over columns and rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box
from ingest.carry import Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import NAMES, Cell
from tests.ingest.drawing import page
from tests.ingest.parse.test_name_lists import people, understood


def test_a_note_that_runs_on_over_columns_is_that_of_the_name_it_begins_behind() -> None:
    found = understood("""
        | 沙窝乡东李村          | <      | <      | <      |
        | 王德胜                | 张山（渤海军区警卫员） | < | 刘长河 |
        | 陈桂兰（曾任区委书记） | <      | 孙立成 | 周文田 |
        | 沙窝乡西赵庄          | <      | <      | <      |
        | 高升                  | 李明   |        |        |
    """)
    names = [name for name, _, _ in people(found)]
    assert names == ["王德胜", "张山", "刘长河", "陈桂兰", "孙立成", "周文田", "高升", "李明"]
    assert found.record.ledger.balanced


def test_a_note_that_is_broken_off_goes_on_in_the_next_column_or_row() -> None:
    found = understood("""
        | 沙窝乡东李村   | <            | <      |
        | 王德胜（华东野 | 战军）       | 张山   |
        | 刘长河         | 陈桂兰（女） | 孙立成（县大队 |
        | 副大队长）     | 周文田       | 李明   |
    """)
    names = [name for name, _, _ in people(found)]
    assert names == ["王德胜", "张山", "刘长河", "陈桂兰", "孙立成", "周文田", "李明"]
    note = found.record.entries[0].reading("remarks")
    assert note is not None
    assert note.text == "华东野战军"


def test_a_name_behind_the_end_of_a_note_is_one_of_its_own() -> None:
    found = understood("""
        | 沙窝乡东李村 | <      | <              |
        | 王德胜       | 张山   | 刘长河（县大队 |
        | 队长）陈桂兰 | 孙立成 | 周文田         |
    """)
    assert [name for name, _, _ in people(found)] == ["王德胜", "张山", "刘长河", "陈桂兰", "孙立成", "周文田"]


def test_nobody_is_missing_behind_a_note_that_takes_all_its_place() -> None:
    rows = """
        | 沙窝乡东李村 | <      | <      |
        | {} | | 张山 |
        | 刘长河 | 陈桂兰 | 孙立成 |
    """
    assert understood(rows.format("王德胜（指导员）")).record.ledger.balanced
    assert not understood(rows.format("王德胜")).record.ledger.balanced


def test_a_village_with_another_name_behind_it_is_a_heading() -> None:
    found = understood("""
        | 王家庄（又名小王庄） | <      | <      |
        | 王德胜               | 张山   | 刘长河 |
    """)
    assert [name for name, _, _ in people(found)] == ["王德胜", "张山", "刘长河"]


def test_the_number_of_people_that_was_cut_from_its_village_is_a_part_of_the_heading() -> None:
    found = understood("""
        | 西湾头北街 | （3名） |        |
        | 王德胜     | 张山    | 刘长河 |
    """)
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "西湾头北街"),
        ("张山", "西湾头北街"),
        ("刘长河", "西湾头北街"),
    ]


BESIDE = """
    | 焦桥镇桑塔道 | <      | <      |
    | 王德胜       | 张山   | 刘长河 |
    | 口（5人）    | <      | <      |
    | 陈桂兰       | 孙立成 |        |
    | 大贾营（2人） | <     | <      |
    | 高升         | 李明   |        |
    | 西赵庄（1人） | <     | <      |
    | 周文田       |        |        |
"""


def beside(drawing: str, *, apart: float) -> Interpretation:
    """The page, its rows so many of their heights apart; a village stands level with the row that it is drawn over."""
    drawn = page(drawing)
    (table,) = drawn.tables

    def stood(cell: Cell) -> Cell:
        village = int(cell.column_span > 1)
        box = Box(100.0 * (1 + cell.column - village), 10.0 * apart * (cell.row + village) / 2, 90.0, 10.0)
        return replace(cell, box=box, ink=cell.ink and box)

    whole = replace(table, cells=tuple(map(stood, table.cells)))
    return interpret(replace(drawn, kind=NAMES, tables=(whole,)), Context())


def test_a_village_beside_its_names_that_goes_on_in_the_next_line_is_one() -> None:
    found = beside(BESIDE, apart=1.6)
    villages = dict.fromkeys(place for _, place, _ in people(found))
    assert list(villages) == ["焦桥镇桑塔道口", "大贾营", "西赵庄"]
    assert found.record.ledger.balanced


def test_a_village_without_a_count_over_names_ends_where_the_next_one_begins() -> None:
    villages = dict.fromkeys(place for _, place, _ in people(beside(BESIDE, apart=3.2)))
    assert list(villages) == ["焦桥镇桑塔道", "口", "大贾营", "西赵庄"]


@pytest.mark.parametrize(
    ("first", "second"), [("湾头北街（6", "人）"), ("东蒋家街（1", "5人）"), ("辛店镇西牟家", "集")]
)
def test_a_village_that_is_broken_off_goes_on_in_the_line_below_it(first: str, second: str) -> None:
    rows = f"""
        | {first}  | <      | <      |
        | 王德胜   | 张山   | 刘长河 |
        | {second} | <      | <      |
        | 陈桂兰   | 孙立成 | 高升   |
    """
    villages = {place for _, place, _ in people(beside(rows, apart=1.6))}
    assert villages == {(first + second).partition("（")[0]}
