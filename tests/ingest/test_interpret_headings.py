"""Headings tell what their columns hold, also where they were misread, ran together or lost their rule."""

from __future__ import annotations

from archive.records import Status
from tests.ingest.drawing import texts, understood, value


def test_a_heading_misread_on_one_side_is_told_by_its_twin() -> None:
    entries = understood("""
        | 姓名   | 职务 | 籍贯   | 姓各   | 职务 | 籍贯   |
        | 王一山 | 战士 | 东李村 | 王二山 | 班长 | 西李村 |
    """).record.entries
    assert [texts(entry)["name"] for entry in entries] == ["王一山", "王二山"]
    assert {r.status for entry in entries for r in entry.readings} == {Status.ACCEPTED}


def test_a_name_is_never_shared_by_two_sides_whatever_column_stands_beside_them() -> None:
    entries = understood("""
        | 姓名   | 籍贯   | 职别 | 姓名   | 籍贯   | 职别 |    |
        | 叶宝治 | 东李村 | 战士 | 李和发 | 西赵庄 | 排长 |    |
        | 高桂轩 | 南王村 | 班长 | 赵梁富 | 北周家 | 连长 | 一 |
    """).record.entries
    assert [texts(entry)["name"] for entry in entries] == ["叶宝治", "李和发", "高桂轩", "赵梁富"]


def test_a_heading_that_is_misread_on_both_sides_hides_no_other_from_its_twin() -> None:
    entries = understood("""
        | 甲乙 | 姓名   | 职务 | 籍贯   | 丙丁 | 姓名   | 职务 | 籍蠻□  |
        | 1    | 王一山 | 战士 | 东李村 | 2    | 王二山 | 班长 | 西李村 |
    """).record.entries
    assert [texts(entry)["native_place"] for entry in entries] == ["东李村", "西李村"]


def test_headings_over_headings_are_read_together() -> None:
    entry = understood("""
        | 姓名   | 籍贯   | <      | 牺牲   | <    |
        | ^      | 乡镇   | 村庄   | 时间   | 地点 |
        | 王一山 | 沙窝乡 | 东李村 | 1947.3 | 商河 |
    """).record.entries[0]
    assert texts(entry) == {"name": "王一山", "native_place": "沙窝乡东李村", "death": "1947.3", "death_place": "商河"}


def test_a_rule_lost_under_a_heading_does_not_swallow_the_first_person() -> None:
    record = understood("""
        | 姓名   | 籍贯   | 备注 |
        | 王一山 | 东李村 | ^    |
        | 王二山 | 西李村 |      |
    """).record
    assert [texts(entry).get("name") for entry in record.entries] == ["王一山", "王二山"]
    assert "remarks" not in texts(record.entries[0])


def test_a_group_heading_under_headings_whose_rule_was_lost_is_no_part_of_them() -> None:
    record = understood("""
        | 姓名           | 性别 | 籍贯   | 职务 |
        | 沙窝乡（2人）  | ^    | ^      | ^    |
        | 王一山         | 男   | 东李村 | 战士 |
        | 王二山         | 男   | 西李村 | 班长 |
    """).record
    assert [texts(entry)["sex"] for entry in record.entries] == ["男", "男"]
    assert [value(entry, "native_place") for entry in record.entries] == ["沙窝乡东李村", "沙窝乡西李村"]


def test_headings_that_ran_together_are_told_apart_by_the_columns_below_and_doubted() -> None:
    entry = understood("""
        | 姓名   | 籍贯   | 部别职务牺牲年月 | <    | <      |
        | 王一山 | 东李村 | 渤海军区特务团   | 班长 | 1947.3 |
        | 王二山 | 西李村 | 县大队           | 战士 | 1948.9 |
    """).record.entries[0]
    assert texts(entry) == {
        "name": "王一山",
        "native_place": "东李村",
        "unit": "渤海军区特务团",
        "position": "班长",
        "death": "1947.3",
    }
    flagged = {reading.field for reading in entry.readings if reading.status is Status.FLAGGED}
    assert flagged == {"unit", "position", "death"}


def test_a_column_of_sexes_is_known_by_its_contents_where_its_heading_was_misread() -> None:
    record = understood("""
        | 姓名   | 性制 | 籍贯   |
        | 王一山 | 男   | 东李村 |
        | 王二山 | 女   | 西李村 |
        | 王三山 | 男   | 南李村 |
    """).record
    readings = [entry.reading("sex") for entry in record.entries]
    assert [reading.text for reading in readings if reading] == ["男", "女", "男"]
    assert all("heading guessed" in reading.doubts for reading in readings if reading)


def test_a_column_of_dates_is_known_by_one_character_of_a_heading_that_was_misread() -> None:
    entries = understood("""
        | 姓名   | 籍贯   | 何十牺特回时 | 参何时 | 批准时日 |
        | 王一山 | 东李村 | 1947年3月    | 1942年 | 1950年   |
        | 王二山 | 西李村 | 〃           | 〃     | 〃       |
        | 王三山 | 南李村 |              | 1943年 | 1951年   |
    """).record.entries
    assert [value(entry, "death") for entry in entries] == ["1947-03", "1947-03", None]
    assert [value(entry, "enlisted") for entry in entries] == ["1942", "1942", "1943"]
    assert all("heading guessed" in entry.keyed()["death"].doubts for entry in entries)
    assert texts(entries[0])["批准时日"] == "1950年"


UNHEADED = """
    | 瞿勇丁 | 民国三年   | 滨县黄升区徐庄 | 八路军三支队   | 文书   | 民国三十七年九月 | 高苑 |
    | 来洛汉 | 民国二年   | 临淄县东方店   | 二十军六十师   | 司号员 | 民国三十五年十月 | 四平 |
    | 谷石寿 | 民国十年   | 陵县侯家桥     |                | 战士   | 民国三十三年九月 | 本村 |
    | 卫凤树 | 民国九年   | 上蔡家官庄     | 渤海军区警备旅 | 班长   | 民国三十八年     | 济南 |
    | 傅利汤 | 民国六年   | 利津县后毛庄   | 县独立营       | 卫生员 | 民国三十二年     | 章丘 |
    | 彭礼禹 | 民国十一年 | 沙窝乡任家坊   | 渤海军区       | 副排长 | 民国三十五年六月 | 周村 |
    | 顾礼勇 | 民国四年   | 蒲台县孟家桥   | 清河军区       | 战士   | 民国三十六年     | 高密 |
"""


def test_columns_without_headings_are_told_by_what_they_say_and_doubted() -> None:
    record = understood(UNHEADED).record
    assert texts(record.entries[0]) == {
        "name": "瞿勇丁",
        "birth": "民国三年",
        "native_place": "滨县黄升区徐庄",
        "unit": "八路军三支队",
        "position": "文书",
        "death": "民国三十七年九月",
        "列7": "高苑",
    }
    guessed = {key for key, reading in record.entries[0].keyed().items() if "heading guessed" in reading.doubts}
    assert guessed == {"name", "birth", "native_place", "unit", "position", "death"}
    assert not record.ledger.balanced


def test_dirt_that_was_hardly_read_beside_names_makes_no_other_column_of_them() -> None:
    people = ("瞿勇丁", "来洛汉", "谷石寿", "卫凤树", "傅利汤", "彭礼禹")
    rows = [*(f"| {name} | 战士 | 滨县 |" for name in people), *["| F? | | 一 |"] * 5]
    entries = understood("\n".join(rows)).record.entries
    assert "瞿勇丁" in [entry.keyed()["name"].text for entry in entries if "name" in entry.keyed()]


def test_a_column_whose_heading_can_be_read_is_kept_under_it_though_it_tells_a_place() -> None:
    rows = UNHEADED.strip().splitlines()
    headed = "\n".join(["| 姓名 | 生年 | 迁居何处 | 部别 | 职务 | 牺牲年月 | 牺牲地点 |", *rows])
    assert texts(understood(headed).record.entries[0])["迁居何处"] == "滨县黄升区徐庄"


def test_what_may_have_been_parted_from_print_under_no_heading_is_doubted() -> None:
    entries = understood("""
        | 姓名   | 籍贯   | 部别           |      | 职务 |
        | 王一山 | 东李村 | 渤海军区特务   | 团   | 班长 |
        | 王二山 | 西李村 | 县大队         |      | 战士 |
    """).record.entries
    flagged = [{r.field for r in entry.readings if "under no heading" in " ".join(r.doubts)} for entry in entries]
    assert flagged == [{"unit", "position"}, set()]
    assert texts(entries[0])["列4"] == "团"


def test_serials_under_no_heading_are_no_part_of_the_names_beside_them() -> None:
    entries = understood("""
        |    | 姓名   | 籍贯   | 职务 |
        | 1  | 王一山 | 东李村 | 班长 |
        | 2  | 王二山 | 西李村 | 战士 |
    """).record.entries
    assert [texts(entry)["name"] for entry in entries] == ["王一山", "王二山"]
    named = [reading for entry in entries for reading in entry.readings if reading.field == "name"]
    assert {reading.status for reading in named} == {Status.ACCEPTED}


def test_a_name_heading_over_two_columns_leaves_the_left_one_to_groups() -> None:
    record = understood("""
        | 姓 名   | <      | 性别 | 职务   |
        | 负责人  | 曾一明 | 男   | 工程师 |
        | ^       |        |      |        |
        | 一组    |        |      |        |
        | 服务人员 | 刘一燕 | 女   | 工程师 |
        | ^       | 郭一华 | 女   | 工程师 |
    """).record
    assert [(texts(e)["组别"], texts(e)["name"]) for e in record.entries] == [
        ("负责人", "曾一明"),
        ("服务人员", "刘一燕"),
        ("服务人员", "郭一华"),
    ]


def test_the_circumstances_of_a_death_over_time_and_place_ask_for_each_of_them_alone() -> None:
    (entry,) = understood("""
        | 姓名   | 籍贯   | 牺牲情况 | <      | <        |
        | ^      | ^      | 时间     | 地点   | 原因     |
        | 王德胜 | 东李村 | 1947.5   | 双堆集 | 作战牺牲 |
    """).record.entries
    assert texts(entry) == {
        "name": "王德胜",
        "native_place": "东李村",
        "death": "1947.5",
        "death_place": "双堆集",
        "death_cause": "作战牺牲",
    }


def test_a_place_under_the_heading_of_the_names_is_no_heading_whatever_soil_stands_beside_it() -> None:
    record = understood("""
        | 姓名     | 性别 | 籍贯   | 部别   | 职务 |
        | 好生公社 |      |        | 1      |      |
        | 王一山   | 男   | 东李村 | 独立团 | 战士 |
        | 王二山   | 男   | 西李村 | 独立团 | 班长 |
    """).record
    assert texts(record.entries[-1]) == {
        "name": "王二山",
        "sex": "男",
        "native_place": "西李村",
        "unit": "独立团",
        "position": "班长",
    }


def test_a_blank_is_in_doubt_where_print_beside_it_stands_under_a_character_that_its_heading_lacks() -> None:
    entries = understood("""
        | 姓名   | 出       | 生年 | 籍贯   | 村 | 号 |
        | 王一山 | 一九二年 | 三月 | 东李村 | 甲 | 乙 |
        | 王二山 | 一九三年 |      | 东李村 | 甲 | 乙 |
        | 王三山 |          | 八年 | 东李村 | 甲 | 乙 |
    """).record.entries
    flagged = [{r.field for r in entry.readings if "under no heading" in " ".join(r.doubts)} for entry in entries]
    assert flagged == [{"birth"}, {"birth"}, set()]


def test_a_date_is_in_doubt_where_figures_beside_it_stand_under_a_piece_of_its_heading() -> None:
    entries = understood("""
        | 姓名   | 生年 | 日月 | 籍贯   | 批准文号 |
        | 王一山 | 1920 | 3/12 | 东李村 | 17       |
        | 王二山 | 1921 |      | 东李村 | 18       |
    """).record.entries
    flagged = [{r.field for r in entry.readings if "under no heading" in " ".join(r.doubts)} for entry in entries]
    assert flagged == [{"birth"}, set()]
