"""Lists of names: who is an entry, under which village, and what is no name."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Box, LineKind
from ingest.carry import Carry, Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import NAMES
from ingest.parse.groups import group
from tests.ingest.drawing import page

LIST = """
    | 沙窝乡东李村 | <      | <      |
    | 王德胜       | 张山   | 刘长河 |
    | 陈桂兰       |        |        |
    | 柳林洼       | <      | <      |
    | 孙立成       | 周文田 |        |
"""


def understood(drawing: str, context: Context | None = None) -> Interpretation:
    return interpret(replace(page(drawing), kind=NAMES), context or Context())


def people(found: Interpretation) -> list[tuple[str, str, str | None]]:
    """Name, printed place and its meaning of each entry."""
    told = []
    for entry in found.record.entries:
        name, place = entry.reading("name"), entry.reading("native_place")
        assert name is not None
        told.append((name.text, place.text if place else "", place.value if place else None))
    return told


def test_each_name_is_an_entry_under_the_heading_above_it() -> None:
    found = understood(LIST)
    assert people(found) == [
        ("王德胜", "沙窝乡东李村", "沙窝乡东李村"),
        ("张山", "沙窝乡东李村", "沙窝乡东李村"),
        ("刘长河", "沙窝乡东李村", "沙窝乡东李村"),
        ("陈桂兰", "沙窝乡东李村", "沙窝乡东李村"),
        ("孙立成", "柳林洼", "柳林洼"),
        ("周文田", "柳林洼", "柳林洼"),
    ]
    assert [entry.row for entry in found.record.entries] == [1, 2, 3, 4, 5, 6]
    assert found.record.ledger.balanced


def test_the_place_of_a_name_is_shown_where_the_heading_stands() -> None:
    found = understood(LIST)
    heading = next(line for line in found.record.ledger.lines if line.kind is LineKind.GROUP_HEADING)
    place = found.record.entries[0].reading("native_place")
    assert place is not None
    assert place.box == heading.box


def test_a_heading_that_was_cut_between_two_columns_of_names_is_one() -> None:
    found = understood("""
        | 洋湖乡郑家 | 官庄(3人 | )      |
        | 王德胜     | 张山     | 刘长河 |
    """)
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "洋湖乡郑家官庄"),
        ("张山", "洋湖乡郑家官庄"),
        ("刘长河", "洋湖乡郑家官庄"),
    ]
    assert found.record.ledger.balanced


def test_a_village_that_ends_as_no_place_does_is_a_heading_where_it_stands_alone_over_names() -> None:
    found = understood("""
        | 纯化乡   | <    | <      |
        | 前薛家堡 |      |        |
        | 王德胜   | 张山 | 刘长河 |
        | 司马长河 |      |        |
    """)
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "纯化乡前薛家堡"),
        ("张山", "纯化乡前薛家堡"),
        ("刘长河", "纯化乡前薛家堡"),
        ("司马长河", "纯化乡前薛家堡"),
    ]


def test_a_township_behind_the_villages_of_a_district_may_lie_beside_it() -> None:
    found = understood("""
        | 洋湖区 | <    |
        | 东李村 | <    |
        | 王德胜 | 张山 |
        | 纯化乡 | <    |
        | 西赵庄 | <    |
        | 刘长河 |      |
        | 何坊乡 | <    |
        | 后马寨 | <    |
        | 孙立成 |      |
    """)
    doubted = "may lie beside the district over it"
    assert [doubted in e.keyed()["native_place"].doubts for e in found.record.entries] == [False, False, True, True]


def test_places_under_a_heading_that_counts_fewer_people_are_in_doubt() -> None:
    def places(count: int) -> list[bool]:
        drawing = f"""
            | 沙窝乡东李村({count}人) | <      | <      |
            | 王德胜                  | 张山   | 刘长河 |
            | 西赵庄(1人)             | <      | <      |
            | 孙立成                  |        |        |
        """
        read = [entry.keyed()["native_place"] for entry in understood(drawing).record.entries]
        return ["under a heading that counts fewer people" in reading.doubts for reading in read]

    assert places(3) == [False] * 4
    assert places(4) == [False] * 4
    assert places(2) == [True, True, True, False]


def test_a_village_stands_within_the_township_over_it() -> None:
    found = understood("| 柳林镇 | < |\n| 西赵庄 | < |\n| 王德胜 | 张山 |\n| 东李村 | < |\n| 刘长河 | |")
    assert [value for _, _, value in people(found)] == ["柳林镇西赵庄", "柳林镇西赵庄", "柳林镇东李村"]


def test_a_printed_count_is_held_against_the_names() -> None:
    assert understood("| 东李村(3人) | < | < |\n| 王德胜 | 张山 | 刘长河 |").record.ledger.balanced
    wrong = understood("| 东李村(4人) | < | < |\n| 王德胜 | 张山 | 刘长河 |\n| 西赵庄 | < | < |\n| 陈桂兰 | | |")
    assert not wrong.record.ledger.balanced


def test_a_heading_that_lost_its_span_is_known_by_its_words() -> None:
    found = understood("| 沙窝乡东李村 | | |\n| 王德胜 | 张山 | 刘长河 |")
    assert [name for name, _, _ in people(found)] == ["王德胜", "张山", "刘长河"]


def test_marks_beside_a_heading_that_tells_a_place_do_not_make_it_a_name() -> None:
    found = understood("| 东李村 | < | < |\n| 王德胜 | | |\n| 稻庄乡老马场庙 | 买s | |\n| 张山 | 刘长河 | |")
    assert people(found) == [
        ("王德胜", "东李村", "东李村"),
        ("张山", "稻庄乡老马场庙", "稻庄乡老马场庙"),
        ("刘长河", "稻庄乡老马场庙", "稻庄乡老马场庙"),
    ]


def test_two_names_that_ran_together_are_no_heading_beside_others() -> None:
    found = understood("| 东李村 | < | < |\n| 王镇海李秀英 | 陈桂兰 | |")
    assert ("陈桂兰", "东李村", "东李村") in people(found)


def set_in(drawing: str, *, alone: str, by: float) -> list[tuple[str, str, str | None]]:
    """The people of a page whose names, and what stands `alone` on its line, are set in under the headings."""
    drawn = page(drawing)
    (table,) = drawn.tables
    cells = tuple(
        replace(cell, ink=replace(cell.ink, x=cell.ink.x + by))
        if cell.ink and (cell.column_span == 1 or cell.text.text == alone)
        else cell
        for cell in table.cells
    )
    return people(interpret(replace(drawn, kind=NAMES, tables=(replace(table, cells=cells),)), Context()))


def test_the_last_name_of_a_village_is_no_heading_though_it_stands_alone_on_its_line() -> None:
    drawing = "| 东李村 | < | < |\n| 王德胜 | 张山 | 刘长河 |\n| 陈桂兰 | < | < |\n| 西赵庄 | < | < |\n| 孙立成 | | |"
    assert ("陈桂兰", "东李村", "东李村") in set_in(drawing, alone="陈桂兰", by=20)
    assert "陈桂兰" not in [name for name, _, _ in set_in(drawing, alone="", by=20)]
    under = drawing.replace("西赵庄 | < | <", "周文田 | 李明 | 高升")
    assert "陈桂兰" not in [name for name, _, _ in set_in(under, alone="陈桂兰", by=20)]


def test_stray_print_is_nobody_and_is_explained() -> None:
    found = understood("| 东李村 | < | < |\n| 王德胜 | 张山 | 刘长河 |\n| | | 会 |\n| 12 | | |")
    assert [name for name, _, _ in people(found)] == ["王德胜", "张山", "刘长河"]
    assert [line.text for line in found.record.ledger.lines if line.kind is LineKind.FURNITURE] == ["会", "12"]


def test_a_name_that_stands_alone_farther_right_is_not_lost() -> None:
    assert ("陈桂兰", "东李村", "东李村") in people(understood("| 东李村 | < | < |\n| | | 陈桂兰 |"))


def test_names_before_the_first_heading_stand_under_that_of_the_page_before() -> None:
    drawing = "| 王德胜 | 张山 |\n| 东李村 | < |\n| 刘长河 | |"
    alone = understood(drawing)
    assert alone.needs_context
    after = understood(drawing, Context(carry=Carry(None, (group("西赵庄"),))))
    assert [place for _, place, _ in people(after)] == ["西赵庄", "西赵庄", "东李村"]
    assert after.carry is not None
    assert [over.printed for over in after.carry.groups] == ["东李村"]


def test_a_note_in_brackets_behind_a_name_is_no_part_of_it() -> None:
    found = understood("""
        | 沙窝乡东李村 | <              | <            |
        | 王德胜       | 张玉兰（女）   | 刘长河(班长) |
        | 陈桂生(党员  | 赵连生（失踪） |              |
    """)
    told = [
        {reading.field: reading.text for reading in entry.readings if reading.field != "native_place"}
        for entry in found.record.entries
    ]
    assert told == [
        {"name": "王德胜"},
        {"name": "张玉兰", "sex": "女"},
        {"name": "刘长河", "position": "班长"},
        {"name": "陈桂生", "political_status": "党员"},
        {"name": "赵连生", "remarks": "失踪"},
    ]


def test_a_note_whose_bracket_was_not_seen_may_be_longer() -> None:
    found = understood("| 东李村 | < |\n| 王德胜（党 | 张山（党员） |")
    doubts = [entry.keyed()["political_status"].doubts for entry in found.record.entries]
    assert ["white where the line goes on" in each for each in doubts] == [True, False]


def test_a_short_place_alone_over_names_is_a_heading_though_it_begins_with_a_surname() -> None:
    found = understood("""
        | 沙窝乡 | <      | <      |
        | 毛庄   | <      | <      |
        | 王德胜 | 张山   | 刘长河 |
        | 陆店   |        |        |
        | 陈桂兰 | 赵连生 |        |
        |        | 韩店区 |        |
        | 石家屯 |        |        |
        | 孙立成 | 周文田 | 高升   |
        | 李庄   |        |        |
    """)
    assert [name for name, _, _ in people(found)][:6] == ["王德胜", "张山", "刘长河", "陈桂兰", "赵连生", "孙立成"]
    assert {place for _, place, _ in people(found)} >= {"沙窝乡毛庄", "沙窝乡陆店", "韩店区石家屯"}


def test_a_village_alone_over_a_single_name_is_its_heading_though_both_read_as_names() -> None:
    found = understood("| 沙窝区 | < |\n| 高家庄 | |\n| 王德胜 | |\n| 柳林乡 | < |\n| 刘长河 | 张山 |")
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "沙窝区高家庄"),
        ("刘长河", "沙窝区柳林乡"),
        ("张山", "沙窝区柳林乡"),
    ]


def test_a_title_over_the_names_is_nobody_s_village() -> None:
    found = understood("| 惠民县革命烈士英名录 | < |\n| 王德胜 | 张山 |")
    assert [place for _, place, _ in people(found)] == ["", ""]
    assert found.record.title == "惠民县革命烈士英名录"


def test_a_place_left_blank_before_other_names_of_its_row_is_open() -> None:
    found = understood("| 东李村 | < | < |\n| 王德胜 | | 刘长河 |\n| 陈桂兰 | 张山 | |")
    assert [name for name, _, _ in people(found)] == ["王德胜", "刘长河", "陈桂兰", "张山"]
    (line,) = [each for each in found.record.ledger.lines if each.kind is LineKind.UNREAD]
    assert line.box == Box(100, 140, 100, 40)
    assert len(found.record.ledger.open) == 1


def test_a_name_with_a_note_alone_in_its_row_is_no_village() -> None:
    found = understood("| 东李村 | < | < |\n| 洪玉身（党员） | | |\n| 西赵村 | < | < |\n| 王德胜 | 张山 | |")
    assert people(found)[0] == ("洪玉身", "东李村", "东李村")
    spanning = understood("| 东李村 | < | < |\n| 洪玉身（党员） | < | < |\n| 西赵村 | < | < |\n| 王德胜 | 张山 | |")
    assert people(spanning) == people(found)
    counted = understood("| 陈家坊（2人） | | |\n| 王德胜 | 张山 | |")
    assert [place for _, place, _ in people(counted)] == ["陈家坊"] * 2


def test_a_township_that_was_cut_between_two_columns_is_a_heading_and_nobody() -> None:
    found = understood(
        "| 东李村 | < | < | < |\n| 王德胜 | 张山 | | |\n| | 冯 | 家乡 | |\n| 段村 | < | < | < |\n| 刘长河 | | | |"
    )
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "东李村"),
        ("张山", "东李村"),
        ("刘长河", "冯家乡段村"),
    ]


def test_a_mark_before_a_heading_is_no_part_of_it() -> None:
    found = understood("| 东李村 | < | < |\n| 王德胜 | 张山 | |\n| J | < | 焦桥镇江家寨 |\n| 刘长河 | | |")
    assert [(name, place) for name, place, _ in people(found)] == [
        ("王德胜", "东李村"),
        ("张山", "东李村"),
        ("刘长河", "焦桥镇江家寨"),
    ]


def test_a_name_of_two_characters_that_is_shorter_than_others_which_are_set_with_a_gap_is_in_doubt() -> None:
    drawn = page("| 东李村 | < | < |\n| 张山 | 李明 | 高升 |\n| 吴江 | 潘金 | 冯春 |")
    (table,) = drawn.tables
    cells = tuple(
        replace(cell, ink=replace(cell.ink, width=cell.ink.width * 1.4))
        if cell.ink and cell.column_span == 1 and cell.text.text != "潘金"
        else cell
        for cell in table.cells
    )
    read = interpret(replace(drawn, kind=NAMES, tables=(replace(table, cells=cells),)), Context()).record.entries
    names = [entry.keyed()["name"] for entry in read]
    assert [name.text for name in names if "unusual length of a name" in name.doubts] == ["潘金"]


def test_a_name_that_begins_farther_right_than_those_above_and_below_it_is_in_doubt() -> None:
    drawn = page("| 王德胜 | 张山 |\n| 李明生 | 高升 |\n| 天洪 | 冯春 |\n| 刘长河 | 吴江 |\n| 陈桂兰 | 朱明 |")
    (table,) = drawn.tables
    cells = tuple(
        replace(cell, ink=replace(cell.ink, x=cell.ink.x + 20)) if cell.ink and cell.text.text == "天洪" else cell
        for cell in table.cells
    )
    read = interpret(replace(drawn, kind=NAMES, tables=(replace(table, cells=cells),)), Context()).record.entries
    names = [entry.keyed()["name"] for entry in read]
    assert [name.text for name in names if "unusual length of a name" in name.doubts] == ["天洪"]
