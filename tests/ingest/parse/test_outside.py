"""What stands outside every table is explained, or left open where it may be a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box, LineKind
from ingest.carry import Context
from ingest.interpret import interpret
from ingest.pages import NAMES, CellText, TextLine
from tests.ingest.drawing import line, page, table, understood

SIMPLE = """
    | 序号 | 姓 名  | 性别 | 籍贯   | 牺牲时间 | 民族 |
    | 1    | 王德勝 | 男   | 东李村 | 1947.3   | 汉   |
    | 2    | 李秀英 | 女   | 西李村 |          |      |
"""


def test_a_row_that_stands_outside_the_table_is_one_line_and_left_open_wherever_it_is() -> None:
    for y in (30, 400):
        cells = [
            line("赵 兰", y=y, x=120),
            line("12", y=y + 3, x=10),
            line("女", y=y, x=220),
            line("李家庄", y=y, x=300),
        ]
        record = understood(SIMPLE, outside=cells).record
        (row,) = [each for each in record.ledger.lines if each.kind is LineKind.UNEXPLAINED]
        assert row.text == "12 赵 兰 女 李家庄"
        assert row.box == Box(10, y, 350, 23)
        assert record.ledger.open == ("表外有一行没有得到解释：“12 赵 兰 女 李家庄”",)


def test_what_reads_as_a_name_close_to_names_in_blocks_is_left_open() -> None:
    names = replace(page("| 沙窝乡 | < |\n| 王德胜 | 张山 |"), kind=NAMES)
    bottom = names.tables[0].box.y + names.tables[0].box.height
    for y, is_open in ((bottom + 40, True), (bottom + 900, False)):
        outside = (line("沙窝乡英名录", y=5), line("孔 云", y=y))
        opened = interpret(replace(names, outside=outside), Context()).record.ledger.open
        assert ("表外有一行没有得到解释：“孔云”" in opened) is is_open


@pytest.mark.parametrize("place", ["沙窝区", "何坊乡", "后马寨"])
def test_a_place_close_above_names_in_blocks_is_their_heading_and_no_title(place: str) -> None:
    names = replace(page("| 王德胜 | 张山 |\n| 西赵村 | < |\n| 刘长河 | |"), kind=NAMES)
    found = interpret(replace(names, outside=(line(place, y=60),)), Context()).record
    assert found.title == ""
    assert next(each.text for each in found.ledger.lines if each.kind is LineKind.GROUP_HEADING) == place
    assert {entry.keyed()["native_place"].text for entry in found.entries[:2]} == {place}
    assert found.ledger.balanced


def test_a_place_far_above_names_in_blocks_is_no_heading_of_theirs() -> None:
    names = replace(page(table("| 西赵村 | < |\n| 刘长河 | |", top=600.0)), kind=NAMES)
    found = interpret(replace(names, outside=(line("沙窝区", y=60),)), Context()).record
    assert [entry.keyed()["native_place"].text for entry in found.entries] == ["西赵村"]


@pytest.mark.parametrize(
    "words",
    [
        "赵兰女李家庄一九四六年二月",
        "徐鳳才麻大湖公社北高家村民國十五年九月清河軍區獨立團",
        "趙銘德平縣大高鎮紅廟寨民國十九年十月",
        "赵兰惠民县中共党员",
        "孙玉堂渤海军区警备团排长",
    ],
)
def test_a_line_over_or_under_the_table_that_tells_of_a_person_is_left_open(words: str) -> None:
    record = understood(SIMPLE, outside=[line(words, y=400)]).record
    assert record.ledger.open == (f"表外有一行没有得到解释：“{words}”",)


@pytest.mark.parametrize(
    "words",
    [
        "惠民县民政局一九八四年十月编印",
        "流坡坞镇人民政府一九八四年十月",
        "渤海区革命烈士英名录（1937年7月—1949年9月）",
        "惠民县革命烈士英名录",
    ],
)
def test_dates_of_print_and_signatures_tell_of_nobody(words: str) -> None:
    assert understood(SIMPLE, outside=[line(words, y=400)]).record.ledger.balanced


def test_titles_notes_and_page_numbers_on_one_level_are_no_row() -> None:
    signed = [line("填表人：王五", y=400, x=0), line("审核：李六", y=400, x=300), line("惠民县民政局", y=400, x=600)]
    heads = [line("惠民县烈士名录", y=20, x=0), line("利津县烈士名录", y=20, x=400), line("附：", y=20, x=900)]
    numbers = [line("12", y=900, x=0), line("渤海区", y=900, x=300), line("13", y=900, x=600)]
    assert understood(SIMPLE, outside=[*heads, *signed, *numbers]).record.ledger.balanced


def test_a_title_reaches_down_past_the_highest_corner_of_a_table_that_leans() -> None:
    top = page(SIMPLE).tables[0].box.y
    record = understood(SIMPLE, outside=[line("高苑县烈士名册", y=top - 9)]).record
    assert record.ledger.balanced
    assert record.title == "高苑县烈士名册"
    assert not understood(SIMPLE, outside=[line("高苑县烈士名册", y=top + 9)]).record.ledger.balanced


def test_print_of_which_nothing_was_made_is_a_line_of_its_own_and_left_open() -> None:
    places = [TextLine(Box(x, 1500, 800, 30), CellText("", 0.0)) for x in (0, 2000)]
    record = understood(SIMPLE, unread=places).record
    assert [line.box for line in record.ledger.lines if line.kind is LineKind.UNREAD] == [place.box for place in places]
    assert record.ledger.open == (
        "距左 10%、距上 50% 处印有字，没有读出；若印有人名，请补上",
        "距左 60%、距上 50% 处印有字，没有读出；若印有人名，请补上",
    )


def test_a_page_number_that_could_hardly_be_read_is_explained_and_a_figure_beside_the_table_is_not() -> None:
    number = TextLine(Box(500, 2900, 60, 20), CellText("·500", 0.41))
    record = understood(SIMPLE, unread=[number]).record
    assert record.ledger.balanced
    assert (record.ledger.lines[-1].kind, record.ledger.lines[-1].text) == (LineKind.FURNITURE, "·500")
    beside = TextLine(Box(900, 150, 60, 20), CellText("500", 0.41))
    assert not understood(SIMPLE, unread=[beside]).record.ledger.balanced
