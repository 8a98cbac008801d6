"""A page becomes entries, values and a ledger, and nobody is lost on the way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from archive.records import LineKind, Status
from ingest.carry import Context
from tests.ingest.drawing import kinds, line, page, table, texts, understood, value

SIMPLE = """
    | 序号 | 姓 名  | 性别 | 籍贯   | 牺牲时间 | 民族 |
    | 1    | 王德勝 | 男   | 东李村 | 1947.3   | 汉   |
    | 2    | 李秀英 | 女   | 西李村 |          |      |
"""


def test_each_row_is_an_entry_with_a_reading_for_each_column() -> None:
    record = understood(SIMPLE).record
    assert [texts(entry) for entry in record.entries] == [
        {"name": "王德勝", "sex": "男", "native_place": "东李村", "death": "1947.3", "民族": "汉"},
        {"name": "李秀英", "sex": "女", "native_place": "西李村"},
    ]
    assert [entry.row for entry in record.entries] == [1, 2]
    assert value(record.entries[0], "name") == "王德胜"
    assert value(record.entries[0], "death") == "1947-03"
    assert value(record.entries[1], "death") is None
    assert record.ledger.balanced


def test_a_reading_keeps_its_heading_and_the_frame_of_its_ink() -> None:
    reading = understood(SIMPLE).record.entries[0].reading("name")
    assert reading is not None
    assert reading.heading == "姓名"
    assert reading.box is not None
    assert reading.box.as_list() == [105, 150, 60, 20]


def test_every_line_of_the_page_is_explained() -> None:
    understanding = understood(
        SIMPLE, outside=[line("惠民县烈士英名录", height=40), line("31", y=2000), line("续上表", y=70)]
    )
    assert kinds(understanding) == ["title", "furniture", "heading", "entry", "entry", "furniture"]
    assert understanding.record.title == "惠民县烈士英名录"


def test_a_line_outside_that_could_be_a_person_is_left_open() -> None:
    record = understood(SIMPLE, outside=[line("王石 男 1923年生", y=150, x=900)]).record
    assert record.ledger.lines[-1].kind is LineKind.UNEXPLAINED
    assert "王石男1923年生" in record.ledger.open[0]


def test_two_entries_in_one_row_are_read_left_before_right_and_a_blank_half_is_explained() -> None:
    understanding = understood("""
        | 姓名   | 职务 | 籍贯   | 姓名   | 职务 | 籍贯   |
        | 王一山 | 战士 | 东李村 | 王二山 | 班长 | 〃     |
        | 王三山 | 〃   | 〃     |        |      |        |
    """)
    entries = understanding.record.entries
    assert [texts(entry)["name"] for entry in entries] == ["王一山", "王二山", "王三山"]
    assert kinds(understanding) == ["heading", "entry", "entry", "entry", "blank"]
    assert value(entries[2], "position") == "战士"
    assert value(entries[1], "native_place") is None, "a ditto looks up, not across"


def test_a_compound_cell_gives_each_field_its_part_of_the_line() -> None:
    entry = understood("""
        | 姓名   | 部队职务 |
        | 王一山 | 渤海军区副班长 |
    """).record.entries[0]
    unit, position = entry.reading("unit"), entry.reading("position")
    assert unit is not None
    assert position is not None
    assert unit.box is not None
    assert position.box is not None
    assert unit.box.as_list() == [105, 150, 80, 20]
    assert position.box.as_list() == [185, 150, 60, 20]


def test_two_columns_of_one_meaning_are_both_kept() -> None:
    entry = understood("""
        | 姓名   | 籍贯   | 住址   |
        | 王一山 | 东李村 | 西李村 |
    """).record.entries[0]
    assert texts(entry) == {"name": "王一山", "native_place": "东李村", "住址": "西李村"}


def test_a_blank_of_a_compound_column_is_doubted_where_another_column_prints_one_of_its_fields() -> None:
    first, last = understood("""
        | 姓名   | 单位及籍贯     | 家庭住址 |
        | 王一山 |                | 西李村   |
        | 王二山 |                |          |
    """).record.entries
    assert first.keyed()["unit"].status is Status.FLAGGED
    assert first.keyed()["native_place"].text == "西李村"
    assert {reading.status for reading in last.readings if reading.field != "name"} == {Status.ACCEPTED}


def test_a_column_that_prints_one_fact_alone_has_it_though_another_tells_it_with_others() -> None:
    for headings, cells in (("牺牲 | 牺牲地点", "1943年10月 | 福州"), ("牺牲地点 | 牺牲", "福州 | 1943年10月")):
        entry = understood(f"| 姓名 | {headings} |\n| 王一山 | {cells} |").record.entries[0]
        assert texts(entry)["death"] == "1943年10月"
        assert texts(entry)["death_place"] == "福州"


def test_headings_repeated_within_a_table_are_headings_again() -> None:
    understanding = understood("""
        | 沙窝乡 | <      | <    |
        | 姓名   | 籍贯   | 性别 |
        | 王一山 | 东李村 | 男   |
        | 石庙镇 | <      | <    |
        | 姓名   | 籍贯   | 性别 |
        | 王二山 | 西李村 | 男   |
    """)
    assert [value(e, "native_place") for e in understanding.record.entries] == ["沙窝乡东李村", "石庙镇西李村"]
    assert kinds(understanding) == ["group_heading", "heading", "entry"] * 2


def test_the_second_table_of_a_spread_goes_on_counting_and_may_continue_the_first() -> None:
    understanding = understood(SIMPLE, "| 3 | 赵一山 | 男 | 东李村 | 1948.1 | |")
    assert [entry.row for entry in understanding.record.entries] == [1, 2, 3]
    assert texts(understanding.record.entries[2])["death"] == "1948.1"
    assert not understanding.needs_context


def test_a_page_without_headings_is_read_by_those_of_the_page_before() -> None:
    before = understood("""
        | 姓名   | 籍贯   | 性别 |
        | 沙窝乡 | <      | <    |
        | 王一山 | 东李村 | 男   |
    """)
    assert not before.needs_context
    drawing = "| 王二山 | 西李村 | 女 |"
    alone = understood(drawing)
    assert alone.needs_context
    assert "表头" in alone.record.ledger.open[0]
    continued = understood(drawing, context=Context(carry=before.carry))
    assert continued.needs_context
    assert value(continued.record.entries[0], "native_place") == "沙窝乡西李村"
    assert continued.record.ledger.balanced
    assert continued.carry is not None, "the page after it may continue too"


def test_without_any_headings_every_column_is_kept_and_the_name_is_a_flagged_guess() -> None:
    record = understood("""
        | 王一山 | 东李村 | 1947.3 |
        | 李二山 | 西李村 | 1948.3 |
    """).record
    assert texts(record.entries[0]) == {"name": "王一山", "列2": "东李村", "列3": "1947.3"}
    name = record.entries[0].reading("name")
    assert name is not None
    assert name.status is Status.FLAGGED


def test_a_table_of_figures_is_explained_and_makes_nobody() -> None:
    record = understood("| 乡镇 | 烈士人数 | 备注 |\n| 沙窝乡 | 13 | |\n| 石庙镇 | 9 | |").record
    assert not record.entries
    assert "统计表" in record.ledger.open[0]


def test_the_rosters_place_goes_before_places_without_a_county() -> None:
    entries = understood(
        "| 姓名 | 籍贯 |\n| 王一山 | 东李村 |\n| 王二山 | 惠民县西李村 |", context=Context("无棣县", "无棣县")
    ).record.entries
    assert [value(entry, "native_place") for entry in entries] == ["无棣县东李村", "惠民县西李村"]


def test_dates_that_contradict_each_other_are_flagged_and_left_as_they_are() -> None:
    entry = understood("| 姓名 | 出生年月 | 牺牲时间 |\n| 王一山 | 1947.3 | 1944.5 |").record.entries[0]
    assert [(r.value, r.status) for r in entry.readings[1:]] == [
        ("1947-03", Status.FLAGGED),
        ("1944-05", Status.FLAGGED),
    ]


def test_printed_serials_and_counts_are_held_against_the_entries() -> None:
    record = understood("""
        | 序号 | 姓名   | 籍贯   |
        | 沙窝乡(3人) | < | <   |
        | 12   | 王一山 | 东李村 |
        | 14   | 王二山 | 东李村 |
        | 小计 | 3人    |        |
        | 石庙镇 | <    | <      |
        | 15   | 王三山 | 东李村 |
    """).record
    assert record.ledger.open == (
        "序号从 12 跳到 14，缺 13",
        "“小计 3人”与表中所列 2 人不符",
        "“沙窝乡”印有 3 人，本页列出 2 人",
    )


def test_a_page_that_lies_on_its_side_has_its_title_and_pieces_found_all_the_same() -> None:
    from ingest.interpret import interpret  # noqa: PLC0415 - the one test that builds its page by hand

    lying = page(
        table("| 姓名 | 部队职务 |\n| 王一山 | 渤海军区副班长 |", left=1000),
        outside=[line("烈士英名录", x=1500, y=120)],
    )
    turned = type(lying)(**{f: getattr(lying, f) for f in lying.__slots__} | {"quarter_turns": 1})
    record = interpret(turned, Context()).record
    assert record.title == "烈士英名录"
    unit = record.entries[0].reading("unit")
    assert unit is not None
    assert unit.box is not None
    assert unit.box.width > 4 * unit.box.height


WORDS = st.sampled_from(
    (
        "- - < ^ 王一山 李德胜 男 〃 同上 东李村 1947.3 一九四年 沙窝乡(3人) 石庙镇 小计 渤海军区战士 不详 甲? 12 "
        "1942年8月商河战斗牺牲 姓名 籍贯 性别 部队职务 牺牲时间、地点、原因 序号"
    )
    .replace("-", "")
    .split(" ")
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=7), st.booleans())
def test_every_word_of_a_table_appears_in_a_reading_or_a_line(rows: list[list[str]], headed: bool) -> None:
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    rows = [
        ["" if (w == "<" and c == 0) or (w == "^" and r == 0) else w for c, w in enumerate(row)]
        for r, row in enumerate(rows)
    ]
    if headed:
        rows.insert(0, ["姓名", "籍贯", "性别", "职务", "牺牲时间", "备注"][:width] + [""] * (width - 6))
    drawing = table("\n".join(f"|{'|'.join(row)}|" for row in rows))
    record = understood(drawing).record
    printed = Counter(cell.text.text for cell in drawing.cells if cell.text.text)
    explained = " ".join(line.text for line in record.ledger.lines)
    assert all(word in explained for word in printed)
    for told in record.ledger.lines:
        read = "".join(r.text for entry in record.entries if entry.row == told.row for r in entry.readings)
        lost = [word for word in told.text.split() if told.row and word not in read]
        assert not lost or "序号" in printed, f"{lost} of {told.text}"
    assert [line.row for line in record.ledger.lines if line.row] == [entry.row for entry in record.entries]
    assert [entry.row for entry in record.entries] == list(range(1, len(record.entries) + 1))
    assert all(len({r.field for r in entry.readings}) == len(entry.readings) for entry in record.entries)
    assert all(entry.reading("name") for entry in record.entries)
