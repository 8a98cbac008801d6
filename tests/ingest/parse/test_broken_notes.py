"""Names and villages that are printed in several pieces: notes and headings that run on over columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from archive.records import Box
from ingest.carry import Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import NAMES, Cell
from ingest.parse.broken_headings import Line, going_on
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
        wide = 10.0 * len(cell.text.text) if village else 90.0
        box = Box(100.0 * (1 + cell.column - village), 10.0 * apart * (cell.row + village) / 2, wide, 10.0)
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


def villages(rows: Sequence[tuple[str, str]]) -> dict[str, bool]:
    """The villages of a page whose rows of names, each beside a line of a village, lie close; whether each is sure."""
    drawing = "\n".join(f"| {village} | < | < |\n| {names} |" for village, names in rows)
    read = [entry.reading("native_place") for entry in beside(drawing, apart=1.6).record.entries]
    return {place.text: "may go on in the line below" not in place.doubts for place in read if place is not None}


FULL, OPEN = "王德胜 | 张山 | 刘长河", "陈桂兰 | 孙立成 | "
BROKEN = [("秦皇公社老潘", FULL), ("官庄", OPEN), ("塔时坡", FULL), ("市东公社桑杜", FULL), ("官庄", OPEN)]


def test_a_village_that_fills_its_column_goes_on_in_the_line_below_where_no_heading_counts_people() -> None:
    assert villages(BROKEN) == {"秦皇公社老潘官庄": True, "塔时坡": True, "市东公社桑杜官庄": True}


def test_what_goes_on_with_so_much_that_it_may_be_a_village_is_in_doubt() -> None:
    assert villages([*BROKEN, ("庞家公社北方", FULL), ("家坊子", OPEN)]) == {
        "秦皇公社老潘官庄": True,
        "塔时坡": True,
        "市东公社桑杜官庄": True,
        "庞家公社北方家坊子": False,
    }


def test_villages_go_on_in_no_line_below_a_row_of_names_that_is_left_open() -> None:
    rows = [("秦皇公社老潘", OPEN), ("官庄", OPEN), ("市东公社桑杜", FULL), ("东街", OPEN)]
    assert villages(rows) == dict.fromkeys(["秦皇公社老潘", "官庄", "市东公社桑杜", "东街"], True)


def test_a_township_over_the_next_villages_ends_none() -> None:
    township = [("市东公社", " | | "), ("北关村", OPEN)]
    assert list(villages([*BROKEN, ("庞家公社北方", FULL), *township]))[-2:] == ["庞家公社北方", "市东公社北关村"]


def test_lines_of_villages_broken_before_or_within_their_counts_are_each_whole() -> None:
    rows = [
        ("黄升区前段家", FULL),
        ("台（3名）", " | | "),
        ("下邹家口（5", FULL),
        ("名）", OPEN),
        ("淄角区马卢坊", FULL),
    ]
    rows += [("子（7名）", FULL), ("后莫家寨（4", FULL), ("名）", OPEN)]
    assert villages(rows) == dict.fromkeys(["黄升区前段家台", "下邹家口", "淄角区马卢坊子", "后莫家寨"], True)


def test_a_count_alone_below_a_village_is_the_end_of_its_heading() -> None:
    rows = [("麻店乡塔石园", FULL), ("（9人）", OPEN), ("后傅家街", FULL), ("东石家坡", OPEN)]
    assert list(villages(rows)) == ["麻店乡塔石园", "后傅家街", "东石家坡"]


@pytest.mark.parametrize(("apart", "going"), [(1.0, {4: True}), (1.15, {})])
def test_villages_set_apart_from_those_above_tell_which_lines_go_on(apart: float, going: dict[int, bool]) -> None:
    words = ("淄角乡陶家屯", "佘家乡大翟园", "寺常道口", "富源乡东秦皇", "北街")
    lines = [
        Line(each, Box(0, 20.0 * n, 10.0 * len(each), 10), rows=1, filled=n != 1, apart=1.15 if n < 4 else apart)
        for n, each in enumerate(words)
    ]
    assert going_on(lines) == going


@pytest.mark.parametrize(
    ("print_", "doubted"), [("梁化（泰", True), ("梁化（党", False), ("梁化（女", False), ("梁化（党员", False)]
)
def test_a_character_behind_a_bracket_that_nothing_closes_may_be_one_of_the_name(print_: str, *, doubted: bool) -> None:
    found = understood(f"""
        | 沙窝乡东李村 | <        | <      |
        | 王德胜       | {print_} | 刘长河 |
    """)
    name = found.record.entries[1].reading("name")
    assert name is not None
    assert ("not a character of names" in name.doubts) == doubted
