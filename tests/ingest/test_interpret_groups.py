"""Group headings join what stands under them, and dittos mean what stands above them."""

from __future__ import annotations

import pytest

from archive.records import LineKind, Status
from tests.ingest.drawing import kinds, texts, understood, value


@pytest.mark.parametrize(
    "heading",
    [
        "| 沙窝乡(2人) | < | < |",
        "| 沙窝乡(2人) | | |",
        "| | 沙窝乡（2人） | |",
        "| 沙窝乡 | 2人 | |",
        "| 沙窝乡 | < | (2人) |",
    ],
)
def test_a_group_heading_joins_the_places_under_it_whatever_became_of_its_cell(heading: str) -> None:
    record = understood(f"""
        | 姓名   | 性别 | 籍贯   |
        {heading}
        | 王一山 | 男   | 东李村 |
        | 王二山 | 男   | 沙窝乡西李村 |
    """).record
    assert [value(entry, "native_place") for entry in record.entries] == ["沙窝乡东李村", "沙窝乡西李村"]
    assert record.entries[0].reading("native_place").text == "东李村"  # type: ignore[union-attr]
    assert record.ledger.balanced


def test_a_group_heading_cut_through_its_words_is_still_one() -> None:
    understanding = understood("""
        | 姓名   | 性别 | 籍贯   | 姓名   | 性别 | 籍贯   |
        | 柳林公社 | < | (2名 | 引） | < | < |
        | 王一山 | 男   | 东李村 | 王二山 | 男   | 西李村 |
    """)
    assert kinds(understanding) == ["heading", "group_heading", "entry", "entry"]
    assert value(understanding.record.entries[1], "native_place") == "柳林公社西李村"


def test_groups_within_groups_are_joined_from_the_widest() -> None:
    entries = understood("""
        | 姓名   | 职务 | 牺牲时间 |
        | 沙窝乡 | <    | <        |
        | 西李村(1人) | < | <      |
        | 王一山 | 战士 | 1947     |
        | 东李村 | <    | <        |
        | 王二山 | 战士 | 1947     |
        | 石庙镇 | <    | <        |
        | 王三山 | 战士 | 1947     |
    """).record.entries
    assert [value(entry, "native_place") for entry in entries] == ["沙窝乡西李村", "沙窝乡东李村", "石庙镇"]


def test_a_group_that_is_no_place_is_kept_with_its_entries() -> None:
    entry = understood("""
        | 姓名   | 职务 | 籍贯 |
        | 抗日战争时期 | < | < |
        | 王一山 | 战士 | 东李村 |
    """).record.entries[0]
    assert texts(entry)["组别"] == "抗日战争时期"
    assert value(entry, "native_place") == "东李村"


def test_a_name_alone_in_its_row_is_a_person() -> None:
    record = understood("""
        | 姓名   | 职务 | 籍贯 |
        | 王一山 |      |      |
    """).record
    assert texts(record.entries[0]) == {"name": "王一山"}


def test_what_could_be_a_group_or_a_name_is_left_to_a_person() -> None:
    record = understood("""
        | 姓名   | 职务 | 籍贯   |
        | 石庙镇 |      |        |
        | 王一山 | 战士 | 东李村 |
    """).record
    assert value(record.entries[0], "native_place") == "石庙镇东李村"
    assert "石庙镇" in record.ledger.open[0]


def test_an_entry_without_a_name_is_an_entry_with_a_flagged_name() -> None:
    record = understood("""
        | 姓名   | 职务 | 籍贯   |
        |        | 战士 | 东李村 |
    """).record
    name = record.entries[0].reading("name")
    assert name is not None
    assert (name.text, name.value, name.status) == ("", None, Status.FLAGGED)


def test_a_row_with_nothing_but_its_serial_is_blank() -> None:
    understanding = understood("| 序号 | 姓名 | 籍贯 |\n| 1 | 王一山 | 东李村 |\n| 2 | | |")
    assert kinds(understanding) == ["heading", "entry", "blank"]


def test_dittos_resolve_through_chains_and_keep_their_print() -> None:
    entries = understood("""
        | 姓名   | 性别 | 籍贯   | 牺牲时间  | 部别     |
        | 王一山 | 男   | 东李村 | 1947年3月 | 渤海军区 |
        | 王二山 | 〃   | 同上   | 〃        | 11       |
        | 王三山 | 同上 | 〃     | 同上      | 〃       |
    """).record.entries
    third = entries[2]
    assert texts(third)["native_place"] == "〃"
    assert [value(third, f) for f in ("sex", "native_place", "death")] == ["男", "东李村", "1947-03"]
    looks_like = entries[1].reading("unit")
    assert looks_like is not None
    assert (looks_like.text, looks_like.value, looks_like.status) == ("11", "渤海军区", Status.FLAGGED)
    after = third.reading("unit")
    assert after is not None
    assert after.status is Status.FLAGGED, "a ditto is no surer than what it repeats"


def test_a_ditto_under_nothing_or_under_a_blank_is_not_understood() -> None:
    entries = understood("""
        | 姓名   | 性别 | 籍贯   |
        | 王一山 | 〃   |        |
        | 王二山 | 男   | 〃     |
    """).record.entries
    for entry, field in ((entries[0], "sex"), (entries[1], "native_place")):
        reading = entry.reading(field)
        assert reading is not None
        assert (reading.value, reading.status) == (None, Status.FLAGGED)


def test_a_place_is_taken_across_a_group_heading_only_with_a_doubt() -> None:
    entries = understood("""
        | 姓名   | 性别 | 籍贯   |
        | 沙窝乡 | <    | <      |
        | 王一山 | 男   | 东李村 |
        | 石庙镇 | <    | <      |
        | 王二山 | 〃   | 〃     |
    """).record.entries
    place, sex = entries[1].reading("native_place"), entries[1].reading("sex")
    assert place is not None
    assert sex is not None
    assert (place.value, place.status) == ("沙窝乡东李村", Status.FLAGGED)
    assert (sex.value, sex.status) == ("男", Status.ACCEPTED)


def test_a_stamp_across_the_table_is_no_heading_but_a_place_hard_to_read_is() -> None:
    understanding = understood("""
        | 姓名   | 性别 | 籍贯   |
        | 沙窝乡? | <   | <      |
        | 王一山 | 男   | 东李村 |
        | 公章□? | <    | <      |
        | 王二山 | 男   | 西李村 |
    """)
    assert kinds(understanding) == ["heading", "group_heading", "entry", "furniture", "entry"]
    assert [value(e, "native_place") for e in understanding.record.entries] == ["沙窝乡东李村", "沙窝乡西李村"]


def test_a_place_over_the_whole_table_is_no_second_row_of_headings() -> None:
    record = understood("""
        | 烈士姓名 | 性别 | 籍贯   | 何时牺牲 |
        | 车镇区   | <    | <      | <        |
        | 王一山   | 男   | 北许庄 | 1947年   |
    """).record
    assert [line.kind for line in record.ledger.lines][:2] == [LineKind.HEADING, LineKind.GROUP_HEADING]
    assert value(record.entries[0], "native_place") == "车镇区北许庄"


def test_a_place_that_only_a_group_tells_is_doubted_beside_a_column_whose_heading_nobody_knows() -> None:
    entry = understood("""
        | 姓名        | 职务 | 牺牲时间 | 住主址□ |
        | 沙窝乡(1人) | <    | <        | <       |
        | 王一山      | 战士 | 1947年   | 东李村  |
    """).record.entries[0]
    place = entry.reading("native_place")
    assert place
    assert place.status is Status.FLAGGED
    assert "a column of unknown heading may tell it" in place.doubts
    other = understood("""
        | 姓名        | 职务 | 牺牲时间 | 年龄 |
        | 沙窝乡(1人) | <    | <        | <    |
        | 王一山      | 战士 | 1947年   | 24   |
    """).record.entries[0]
    assert all(reading.status is Status.ACCEPTED for reading in other.readings)
