"""What a page break cuts is joined, and what is counted is counted over pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Status
from ingest.carry import Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import Transcript
from tests.ingest.drawing import kinds, line, page, table, texts, value

FIRST = """
    | 序号 | 姓名   | 籍贯   | 牺牲时间   | 备注     |
    | 沙窝乡(3人) | < | <  | <          | <        |
    | 20   | 王一山 | 东李村 | 1947年3月  |          |
    | 21   | 王二山 | 西李村 | 1948年     | 葬于济南 |
"""
HEADINGS = "| 序号 | 姓名 | 籍贯 | 牺牲时间 | 备注 |\n"
REST = "| | | | 12月 | 烈士陵园 |\n"
NEXT = "| 22 | 王三山 | 前李村 | 1949年 | |\n"
GOES_ON = line("续上表", y=70)


def read(*pages: Transcript, roster: str = "") -> list[Interpretation]:
    """The pages one after the other, each seeing its neighbours."""
    found: list[Interpretation] = []
    for number, transcript in enumerate(pages):
        before = found[-1].carry if found and interpret(transcript, Context()).needs_context else None
        after = pages[number + 1] if number + 1 < len(pages) else None
        found.append(interpret(transcript, Context(roster=roster, carry=before, after=after)))
    return found


def names(understanding: Interpretation) -> list[str]:
    return [texts(entry).get("name", "") for entry in understanding.record.entries]


@pytest.mark.parametrize(
    "second",
    [page(REST + NEXT), page(HEADINGS + REST + NEXT, outside=[GOES_ON]), page(HEADINGS + REST + NEXT)],
    ids=["without headings", "marked", "by its serials"],
)
def test_a_row_that_a_page_break_cuts_belongs_to_the_entry_before_it(second: Transcript) -> None:
    first, after = read(page(FIRST), second)
    whole = first.record.entries[1]
    assert texts(whole)["death"] == "1948年12月"
    assert texts(whole)["remarks"] == "葬于济南烈士陵园"
    assert value(whole, "death") == "1948-12"
    assert {r.field for r in whole.readings if r.status is Status.FLAGGED} == {"death", "remarks"}
    assert all(r.box is None or r.box.y < 300 for r in whole.readings)
    assert names(after) == ["王三山"]
    assert "continued" in kinds(after)
    assert first.record.ledger.balanced
    assert after.record.ledger.balanced
    assert value(after.record.entries[0], "native_place") == "沙窝乡前李村"


def test_a_piece_of_a_compound_cell_that_stands_on_the_next_page_alone_has_no_box_here() -> None:
    first, _ = read(
        page("| 序号 | 姓名 | 籍贯 | 部队职务 |\n| 1 | 王一山 | 东李村 | 渤海军区 |"), page("| | | | 副班长 |")
    )
    unit, position = (first.record.entries[0].reading(field) for field in ("unit", "position"))
    assert unit is not None
    assert position is not None
    assert (unit.text, position.text) == ("渤海军区", "副班长")
    assert unit.box is not None
    assert position.box is None


@pytest.mark.parametrize(
    "row",
    [
        "| | | 前李村 | 1949年 | 葬于本村 |\n",
        "| 22 | | | 1949年 | |\n",
        "| | | | 〃 | |\n",
        "| | 王三 | | 12月 | |\n",
    ],
    ids=["most of its columns", "a serial", "a ditto", "a name"],
)
def test_a_row_that_may_be_a_persons_own_is_an_entry(row: str) -> None:
    first, after = read(page(FIRST), page(row + NEXT))
    assert texts(first.record.entries[1])["death"] == "1948年"
    assert len(after.record.entries) == 2


def test_a_table_of_its_own_takes_nothing_from_the_page_before() -> None:
    _, after = read(page(FIRST), page(HEADINGS + "| 1 | 王三山 | 前李村 | 1949年 | |"))
    assert value(after.record.entries[0], "native_place") == "前李村"
    assert after.record.ledger.balanced


@pytest.mark.parametrize(
    ("rows", "open_points"),
    [
        ("| 24 | 王三山 | 前李村 | 1949年 | |", ("序号从 21 跳到 24，缺 22 至 23",)),
        ("| 1 | 王三山 | 前李村 | 1949年 | |", ()),
        ("| 700 | 王三山 | 前李村 | 1949年 | |", ()),
    ],
    ids=["two are missing", "it counts anew", "too far off"],
)
def test_serials_go_on_from_the_page_before(rows: str, open_points: tuple[str, ...]) -> None:
    first = page(FIRST.replace("(3人)", ""))
    _, after = read(first, page(rows))
    assert after.record.ledger.open == open_points
    _, headed = read(first, page(HEADINGS + rows))
    assert headed.record.ledger.open == (), "a table with headings of its own may be another one"
    _, told = read(first, page(HEADINGS + rows), roster="huimin")
    assert told.record.ledger.open == open_points, "unless roster.toml says that it is the same roster"


def test_a_group_is_counted_over_pages_and_told_where_it_ends() -> None:
    short = page(FIRST.replace("3人", "4人"))
    first, after = read(short, page(NEXT + "| 石庙镇 | < | < | < | < |\n| 23 | 王四山 | 后村 | | |"))
    assert first.record.ledger.balanced
    assert after.record.ledger.open == ("“沙窝乡”印有 4 人，前页列出 2 人，本页列出 1 人",)
    alone = read(short)[0]
    assert alone.record.ledger.open == ("“沙窝乡”印有 4 人，本页列出 2 人（后一页可能还有）",)


def test_a_group_is_counted_over_three_pages_and_its_subtotal_with_it() -> None:
    last = "| 23 | 王四山 | 后李村 | | |\n| 小计 | 4人 | | | |"
    found = read(page(FIRST.replace("3人", "4人")), page(NEXT), page(last))
    assert [each.record.ledger.open for each in found] == [(), (), ()]


@pytest.mark.parametrize("again", ["沙窝乡(3人)", "沙窝乡(续)"])
def test_a_group_heading_that_the_next_page_repeats_counts_on(again: str) -> None:
    unnumbered = "| 姓名 | 籍贯 | 备注 |\n"
    first = page(f"{unnumbered}| 沙窝乡(3人) | < | < |\n| 王一山 | 东李村 | |")
    second = page(f"{unnumbered}| {again} | < | < |\n| 王二山 | 西李村 | |\n| 王三山 | 东李村 | |")
    found = read(first, second)
    assert [each.record.ledger.open for each in found] == [(), ()]
    assert value(found[1].record.entries[0], "native_place") == "沙窝乡西李村"


def test_the_second_half_of_a_spread_counts_on() -> None:
    (spread,) = read(page(FIRST, HEADINGS + NEXT))
    assert spread.record.ledger.balanced
    assert value(spread.record.entries[2], "native_place") == "沙窝乡前李村"


def test_names_under_a_village_are_counted_over_pages() -> None:
    first = replace(page("| 西赵庄(3人) | < |\n| 王一山 | 王二山 |"), kind="names")
    after = replace(page("| 王三山 | |"), kind="names")
    found = read(first, after)
    assert [each.record.ledger.open for each in found] == [(), ()]
    assert value(found[1].record.entries[0], "native_place") == "西赵庄"


def struck(drawing: str, *rows: int) -> Transcript:
    """The page of a drawing with strokes through some rows of its table."""
    return page(replace(table(drawing), struck=rows))


SECOND = NEXT + "| 23 | 王四山 | 后李村 | 1949年 | |\n"


@pytest.mark.parametrize(
    "second", [struck(HEADINGS + SECOND, 1), struck(SECOND, 0)], ids=["under headings again", "without headings"]
)
def test_a_page_whose_first_row_is_struck_out_goes_on_with_the_page_before(second: Transcript) -> None:
    first, after = read(page(FIRST), second)
    assert first.record.ledger.balanced
    assert names(after) == ["王四山"]
    assert value(after.record.entries[0], "native_place") == "沙窝乡后李村"
    assert not [point for point in after.record.ledger.open if "序号" in point]


def test_a_page_of_rows_that_are_all_struck_out_hands_on_what_came_to_it() -> None:
    third = page("| 24 | 王五山 | 〃 | 1949年 | |\n| 25 | 王六山 | 前李村 | 1949年 | |\n")
    _, between, last = read(page(FIRST), struck(SECOND, 0, 1), third)
    assert not between.record.entries
    assert names(last) == ["王五山", "王六山"]
    assert value(last.record.entries[1], "native_place") == "沙窝乡前李村"


def test_the_rest_of_a_row_is_not_looked_for_past_one_that_is_struck_out() -> None:
    first, after = read(page(FIRST), struck(SECOND + REST, 0))
    assert texts(first.record.entries[1])["death"] == "1948年"
    assert "continued" not in kinds(after)


def test_a_timetable_lists_nobody_though_the_cells_over_its_rows_might_be_names() -> None:
    lessons = ("语文课", "数学课", "英语课", "体育课")
    rows = [
        f"| {'上午' if n == 0 else '高山' if n == 4 else '^'} | {n + 1} | {lessons[n % 4]} | {lessons[(n + 1) % 4]} |"
        for n in range(8)
    ]
    found = interpret(page("\n".join(rows)), Context())
    assert not found.record.entries
    assert found.record.ledger.open == ("没有表头，也没有像姓名的栏，不像名册，未作条目",)


def test_a_table_of_contents_lists_nobody_though_towns_begin_with_surnames() -> None:
    towns = ("何坊乡", "韩店镇", "温店乡", "商店镇", "明集乡", "孙镇乡")
    found = interpret(page("\n".join(f"| {town} | {7 * number + 1} |" for number, town in enumerate(towns))), Context())
    assert not found.record.entries
    assert found.record.ledger.open == ("没有表头，也没有像姓名的栏，不像名册，未作条目",)


def test_what_is_made_out_of_a_picture_lists_nobody() -> None:
    found = interpret(page("| 人 | 7D | 一 |\n| C | 口口 | 11 |\n| 丫 | C1 | 乂 |\n| 0 | 一人 | Co |"), Context())
    assert not found.record.entries


def test_a_table_without_headings_and_names_is_kept_where_it_tells_facts_of_people() -> None:
    rows = "| 甲 | 1947年5月 | 战士 |\n| 乙 | 1946年 | 班长 |\n| 丙 | 1948年3月 | 战士 |"
    assert len(interpret(page(rows), Context()).record.entries) == 3
