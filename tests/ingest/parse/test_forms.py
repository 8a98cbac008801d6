"""A form gives one entry a card, each label its value, and a roster is never taken for one."""

from __future__ import annotations

import pytest

from archive.records import LineKind, Status
from tests.ingest.drawing import kinds, texts, understood, value

CARD = """
    | 姓名     | 王德胜           | 性别     | 男     | 出生年月 | 1920.10 |
    | 籍贯     | 东李村           | <        | 民族   | 汉       | <       |
    | 生前单位 | 渤海军区二分区   | <        | 职务   | 副班长   | <       |
    | 牺牲时间、地点 | 1947年5月孟良崮 | <  | <      | <        | <       |
"""


def test_each_label_has_the_value_beside_it() -> None:
    understanding = understood(CARD)
    (entry,) = understanding.record.entries
    assert texts(entry) == {
        "name": "王德胜",
        "sex": "男",
        "birth": "1920.10",
        "native_place": "东李村",
        "民族": "汉",
        "unit": "渤海军区二分区",
        "position": "副班长",
        "death": "1947年5月",
        "death_place": "孟良崮",
    }
    assert value(entry, "birth") == "1920-10"
    assert understanding.record.kind == "form"
    assert kinds(understanding) == ["heading", "entry"]
    assert understanding.record.ledger.balanced


@pytest.mark.parametrize("unit", ["县大队", "原籍"])
def test_a_value_that_reads_as_a_label_does_answers_the_label_beside_it(unit: str) -> None:
    (entry,) = understood(f"""
        | 姓名     | 王德胜 | 性别     | 男     |
        | 生前单位 | {unit} | <        | <      |
        | 职务     | 区队长 | 牺牲年月 | 1944.2 |
        | 安葬地   | 不详   | <        | <      |
    """).record.entries
    assert texts(entry) == {
        "name": "王德胜",
        "sex": "男",
        "unit": unit,
        "position": "区队长",
        "death": "1944.2",
        "burial_place": "不详",
    }


def test_the_box_of_an_entry_holds_its_card() -> None:
    (entry,) = understood(CARD).record.entries
    assert entry.box.as_list() == [0, 100, 600, 160]


def test_a_label_nobody_knows_is_told_by_its_place_and_kept() -> None:
    (entry,) = understood("""
        | 姓名   | 王德胜 | 性别   | 男   |
        | 籍贯   | 东李村 | 牌号   | 甲七 |
        | 存根   | 十一   | 职务   | 班长 |
    """).record.entries
    assert texts(entry)["牌号"] == "甲七"
    assert texts(entry)["存根"] == "十一"


def test_the_first_label_asks_for_the_name_though_a_seal_hides_it() -> None:
    for label in ("翰姓名", "口"):
        understanding = understood(CARD.replace("姓名  ", label))
        (entry,) = understanding.record.entries
        assert understanding.record.kind == "form"
        assert texts(entry)["name"] == "王德胜"
        assert entry.keyed()["name"].status is Status.FLAGGED


def test_what_answers_an_unknown_first_label_and_is_no_name_makes_no_form() -> None:
    assert understood(CARD.replace("姓名", "编号").replace("王德胜", "甲字一号")).record.kind != "form"


@pytest.mark.parametrize("cause", ["战斗牺牲", "作战牺牲", "因伤牺牲"])
def test_how_somebody_died_is_no_label_of_what_stands_below_it(cause: str) -> None:
    (entry,) = understood(f"""
        | 姓名     | 王德胜   | 性别 | 男   |
        | 籍贯     | 东李村   | 职务 | 战士 |
        | 牺牲原因 | {cause}  | <    | <    |
        | 安葬何处 | 烈士陵园 | <    | <    |
    """).record.entries
    assert texts(entry)["death_cause"] == cause
    assert texts(entry)["burial_place"] == "烈士陵园"


def test_a_blank_value_stays_with_its_label() -> None:
    (entry,) = understood("""
        | 姓名 | 王德胜 | 又名 |      | 性别 | 男   |
        | 籍贯 |        | <    | <    | 职务 | 班长 |
    """).record.entries
    assert texts(entry) == {"name": "王德胜", "sex": "男", "position": "班长"}
    assert entry.reading("alias") is not None
    assert entry.reading("native_place") is not None


def test_a_rule_too_many_does_not_cut_a_value_from_its_label() -> None:
    (entry,) = understood("""
        | 姓名     | 王德胜 | 性别     | 男 | <      |
        | 牺牲年月 | 1947   | 何地牺牲 |    | 孟良崮 |
        | 职务     | 班长   | 籍贯     | 东李村 | <  |
    """).record.entries
    assert texts(entry)["death_place"] == "孟良崮"


def test_a_word_of_headings_beside_its_label_is_a_value() -> None:
    (entry,) = understood("""
        | 姓名 | 王德胜 | 政治面貌 | 党员 |
        | 籍贯 | 东李村 | 单位     | 机关 |
    """).record.entries
    assert texts(entry)["political_status"] == "党员"
    assert texts(entry)["unit"] == "机关"


def test_labels_side_by_side_are_answered_by_the_row_below() -> None:
    (entry,) = understood("""
        | 姓名     | 性别       | 职务 | 出生年月 |
        | 王德胜   | 男         | 班长 | 1920.3   |
        | 籍贯     | 东李村     | <    | <        |
        | 牺牲时间 | 1947.5     | 牺牲地点 | 孟良崮 |
        | 主要事迹 | <          | <    | <        |
        | 作战勇敢 | <          | <    | <        |
    """).record.entries
    assert texts(entry) == {
        "name": "王德胜",
        "sex": "男",
        "position": "班长",
        "birth": "1920.3",
        "native_place": "东李村",
        "death": "1947.5",
        "death_place": "孟良崮",
        "remarks": "作战勇敢",
    }


def test_a_label_over_several_rows_is_read_with_each_label_in_them() -> None:
    (entry,) = understood("""
        | 姓名 | 王德胜 | <      | 性别 | 男   |
        | 籍贯 | 东李村 | <      | 职务 | 班长 |
        | 牺牲 | 时间   | 1947.5 | <    | <    |
        | ^    | 地点   | 孟良崮 | <    | <    |
    """).record.entries
    assert texts(entry)["death"] == "1947.5"
    assert texts(entry)["death_place"] == "孟良崮"


def test_relatives_named_on_a_card_are_no_entries_and_no_names() -> None:
    (entry,) = understood("""
        | 姓名     | 王德胜 | 性别   | 男     |
        | 籍贯     | 东李村 | 职务   | 班长   |
        | 家庭成员 | 姓名   | 关系   | 住址   |
        | ^        | 王大山 | 父     | 东李村 |
        | ^        | 李秀英 | 母     | 〃     |
    """).record.entries
    assert texts(entry)["name"] == "王德胜"
    assert texts(entry)["家庭成员姓名"] == "王大山李秀英"


def test_cards_in_one_table_are_told_apart_down_and_across() -> None:
    record = understood("""
        | 姓名 | 王一山 | 性别 | 男     | 姓名 | 王二山 | 性别 | 男     |
        | 职务 | 班长   | 籍贯 | 东李村 | 职务 | 排长   | 籍贯 | 西李村 |
        | 姓名 | 王三山 | 性别 | 女     | 姓名 | 王四山 | 性别 | 男     |
        | 职务 | 战士   | 籍贯 | 南李村 | 职务 | 连长   | 籍贯 | 北李村 |
    """).record
    assert [(texts(e)["name"], texts(e)["native_place"]) for e in record.entries] == [
        ("王一山", "东李村"),
        ("王二山", "西李村"),
        ("王三山", "南李村"),
        ("王四山", "北李村"),
    ]


def test_a_card_nobody_filled_in_makes_nobody() -> None:
    record = understood("""
        | 姓名 |  | 性别 |  |
        | 职务 |  | 籍贯 |  |
    """).record
    assert not record.entries
    assert [line.kind for line in record.ledger.lines] == [LineKind.BLANK]


@pytest.mark.parametrize(
    "drawing",
    [
        """
        | 姓名   | 性别 | 籍贯   | 职务 |
        | 王德胜 | 男   | 东李村 | 班长 |
        | 李秀英 | 女   | 西李村 | 主任 |
        """,
        """
        | 姓名   | 政治面貌 | 单位 | 姓名   | 政治面貌 | 单位 |
        | 王德胜 | 党员     | 机关 | 李秀英 | 团员     | 部队 |
        | 王一山 | 党员     | 部队 | 王二山 | 党员     | 机关 |
        """,
        """
        | 序号 | 姓名   | 性别 |     | 籍贯   |
        | 1    | 王德胜 | 男   | 甲  | 东李村 |
        | 2    | 李秀英 | 女   | 乙  | 西李村 |
        | 3    | 王一山 | 男   | 丙  | 西李村 |
        """,
    ],
)
def test_a_roster_is_no_form(drawing: str) -> None:
    record = understood(drawing).record
    assert record.kind == "ruled"
    assert {texts(entry)["name"] for entry in record.entries} >= {"王德胜", "李秀英"}


def test_a_roster_whose_cells_speak_of_joining_and_falling_is_no_form() -> None:
    understanding = understood("""
        | 姓名   | 性别 | 何时入党团  | 所在军队 | 牺牲时间地点原因     | 备注 |
        | 王德胜 | 男   | 1944年入党  | 县大队   | 1943年滕县战斗牺牲   |      |
        | 张玉山 | 男   | 1940年入党  | 独立营   | 1949年利津战斗牺牲   |      |
        | 刘长河 | 男   | 党员        | 县大队   | 1947年5月济宁战斗牺牲 |      |
        | 孙立成 | 男   | 1939年入党  | 独立营   | 1953年博兴战斗牺牲   |      |
    """)
    assert [texts(entry)["name"] for entry in understanding.record.entries] == ["王德胜", "张玉山", "刘长河", "孙立成"]
    assert understanding.record.kind != "form"
    assert understanding.record.ledger.balanced
