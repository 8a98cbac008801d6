"""Where the entry of each person begins in running text, and what stands between the entries."""

from __future__ import annotations

import pytest

from archive.records import Status
from tests.ingest.drawing import kinds, texts
from tests.ingest.prose_page import LI, WANG, ZHAO, names, understood


def test_a_name_and_an_origin_begin_an_entry_where_the_line_above_is_full_and_no_white_ends_the_name() -> None:
    people = [
        "王德胜章丘县马山子乡右劳家寨人。一九一二年三月生，男，一九四三年参加革命，在渤纵七师任排长，一九四七年在博兴牺牲。",
        "冯骏秀吴桥县大码头区北铁匠寨人。一九二四年二月生，男，一九四九年参加革命，在独立团任副排长，一九五二年牺牲。",
        "李秀英章丘县郑路镇后砖楼村人。一九〇六年六月生，女，一九四四年参加革命，任县妇救会主任，一九四八年牺牲。",
    ]
    assert len(people[0]) == 57
    assert names("\n".join(people), width=28) == ["王德胜", "冯骏秀", "李秀英"]


def test_a_name_with_its_sex_begins_an_entry_after_a_death_whose_full_stop_was_not_read() -> None:
    text = WANG.replace("在孟良崮战斗中牺牲。", "牺牲于孟良崮").replace("王德胜 ", "王德胜，")
    dun = "顿设方，男，昌邑县马庄村人，1917年4月出生，1949年参军，团员，三野六支队连长，1953年牺牲于周村。"
    record = understood(f"{text}\n{dun}\n{ZHAO}", width=len(text)).record
    assert [texts(entry)["name"] for entry in record.entries] == ["王德胜", "顿设方", "赵石"]
    assert texts(record.entries[0])["death_place"] == "孟良崮"


@pytest.mark.parametrize("sign", ["□", "o", "・", "□依"])
def test_an_entry_ends_where_the_full_stop_behind_a_death_is_read_as_any_other_sign(sign: str) -> None:
    dun = "□郝煌鄱齐东县码头乡梁官庄人。1917年4月生，女，1949年参加革命，在二纵任指导员，1953年在甘岭作战牺牲。"
    lines = [f"　　{each}" for each in (LI, ZHAO, LI, ZHAO.removesuffix("。") + sign)]
    record = understood("\n".join([*lines, dun]), width=24).record
    assert [texts(entry)["birth"] for entry in record.entries] == ["1925年", "1918年", "1925年", "1918年", "1917年4月"]


def test_the_place_of_a_death_at_the_end_of_an_entry_is_no_heading_over_the_next() -> None:
    ends = LI.replace("1948年9月牺牲于济南。", "\n1948年9月牺牲于滕县").replace("主任，", "主任。")
    page = understood(f"{ends}\n{ZHAO}", width=50)
    assert [texts(entry)["name"] for entry in page.record.entries] == ["李秀英", "赵石"]
    assert texts(page.record.entries[0])["death_place"] == "滕县"
    assert set(kinds(page)) == {"entry"}


def test_an_end_within_its_line_begins_an_entry_though_the_edge_of_the_column_drifts() -> None:
    zhao = (
        "赵南斓滨县李庄乡西劳村人。一九三一年生，男，一九四八年秋参加革命，在独立团任副排长，一九五三年在昌乐作战牺牲。"
    )
    indented = [f"　　{each}" for each in (LI, ZHAO, LI, ZHAO)]
    assert "赵南斓" in names("\n".join([*indented[:2], zhao, *indented[2:]]))


def test_a_piece_of_a_place_at_the_head_of_a_line_is_nobody_where_no_death_is_told_yet() -> None:
    text = "　　左钧绪（一九〇四年生），男，阳信县翟\n　　王公社 上盖家庄人。一九三七年三月入伍，一九四一年在金城牺牲。"
    assert text.index("\n") == 20
    assert names(f"　　{LI}\n　　{ZHAO}\n{text}\n　　{LI}", width=20) == ["李秀英", "赵石", "左钧绪", "李秀英"]


def test_an_origin_after_a_death_begins_an_entry_though_the_name_before_it_was_not_read() -> None:
    nameless = "兴福镇大毕家沟人。1900年6月生，男，1942年6月参加革命，任政治指导员，1947年在邹平作战牺牲。"
    entries = understood(f"{WANG}\n{nameless}\n{LI}", width=24).record.entries
    assert [texts(entry)["birth"] for entry in entries] == ["1920年3月", "1900年6月", "1925年"]
    assert entries[1].keyed()["name"].status is Status.FLAGGED


def test_a_piece_of_a_title_above_the_first_paragraph_is_nobody_but_is_asked_about() -> None:
    record = understood(f"沾化县烈\n{WANG}\n{LI}").record
    assert [texts(entry)["name"] for entry in record.entries] == ["王德胜", "李秀英"]
    assert not record.ledger.balanced


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("王德胜 男，惠民县东李村人，1942年参军，中共党员，", "冀鲁 边军区骑兵连电话员，1947年5月在孟良崮战斗中牺牲。"),
        ("王德胜 男，惠民县东李村人，1942年参军，中共党员，", "冀鲁边军区骑兵连电话员，1947年5月在孟良崮战斗中牺牲。"),
        ("王德胜 男，惠民县东李村人，1919年12", "月出生，1942年参军，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"),
        (
            "王德胜 惠民县东李村人。一九二七年九月二十",
            "日生，男，1942年参军，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。",
        ),
        ("王德胜 男，惠民县东李村人，一九一", "年八月生，1942年参军，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"),
    ],
)
def test_a_line_that_breaks_off_within_a_sentence_is_followed_by_no_entry(line: str, rest: str) -> None:
    assert names(f"{LI}\n{line}\n{rest}\n{ZHAO}", width=48) == ["李秀英", "王德胜", "赵石"]


@pytest.mark.parametrize("name", ["王德胜", "晖茂"])
@pytest.mark.parametrize("life", ["，男", "（1920年3月生），男"])
def test_a_name_whose_sex_is_told_after_a_full_stop_begins_an_entry_wherever_it_stands(name: str, life: str) -> None:
    indented = [f"　　{each}" for each in (LI, ZHAO, LI, ZHAO)]
    odd = f"{name}{life}，惠民县东李村人，1942年参加革命，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"
    assert name in names("\n".join([*indented[:2], odd, *indented[2:]]))


@pytest.mark.parametrize("indent", ["", "　", "　　"])
@pytest.mark.parametrize("width", [17, 24, 31, 60, 200])
def test_each_paragraph_is_an_entry_however_it_is_set(indent: str, width: int) -> None:
    text = "\n".join(indent + each for each in (WANG, LI, ZHAO))
    assert names(text, width=width) == ["王德胜", "李秀英", "赵石"]


def test_a_paragraph_that_begins_with_no_name_belongs_to_the_entry_before() -> None:
    (first, second) = understood(f"　　{WANG}\n　　1943年，他在家乡一带坚持斗争。\n　　{LI}").record.entries
    assert texts(first)["name"] == "王德胜"
    assert "坚持斗争" in texts(first)["remarks"]
    assert texts(second)["name"] == "李秀英"


def test_titles_and_page_numbers_within_a_column_are_explained() -> None:
    assert understood(f"惠民县牺牲人员一览表\n{WANG}\n{LI}").record.ledger.balanced
    understanding = understood(f"惠民县烈士英名录\n{WANG}\n{LI}\n-31-")
    assert kinds(understanding) == ["title", "entry", "entry", "furniture"]
    assert understanding.record.title == "惠民县烈士英名录"
    assert understanding.record.ledger.balanced


@pytest.mark.parametrize("age", ["，时年27岁", "，时年二十七岁", "，年仅19岁"])
def test_an_entry_ends_with_an_age_whose_full_stop_was_not_read_at_the_end_of_a_full_line(age: str) -> None:
    text = WANG.removesuffix("。") + age
    assert names(f"{text}\n{ZHAO}\n{LI}", width=len(text)) == ["王德胜", "赵石", "李秀英"]


def test_a_title_at_the_right_end_of_the_first_line_is_none_of_the_text() -> None:
    title = "惠民县革命烈士英名录"
    page = understood(f"{'　' * (40 - len(title))}{title}\n{WANG[:40]}\n{WANG[40:]}\n{ZHAO}", width=40)
    assert [texts(entry)["name"] for entry in page.record.entries][:1] == ["王德胜"]
    assert kinds(page)[0] == "title"


def test_a_death_told_in_traditional_characters_ends_an_entry_at_the_end_of_a_full_line() -> None:
    lines = (
        "池榮林德縣朱家鋪人任三區區中隊教導員民國三十六年於李家莊陣亡",
        "梅金亨德縣朱家鋪人任渤海四分區戰士民國三十八年九月於禹城陣亡",
    )
    assert names("\n".join(lines), width=len(lines[0])) == ["池榮林", "梅金亨"]


def test_a_name_with_the_years_of_a_life_begins_an_entry_though_the_end_of_the_one_before_was_not_read() -> None:
    cut = ZHAO.removesuffix("本村作战牺牲。")
    text = f"{WANG}\n{cut}牺牲于\n熊孔（1921～1949），男，秦家坊人，1946年参军，县独立营战士，牺牲于天津。"
    assert names(text, width=len(cut) + 3) == ["王德胜", "赵石", "熊孔"]


def test_a_comma_far_before_the_edge_that_ends_a_death_is_a_full_stop() -> None:
    first = LI.replace("济南。", "济南，")
    text = f"{first}\n甘兴斌，男，东陈家洼人，1944年2月参加八路军，曾任排长，牺牲于淮海。\n{ZHAO}"
    assert names(text, width=len(first) + 6) == ["李秀英", "甘兴斌", "赵石"]


def test_a_sex_and_an_origin_after_a_death_begin_an_entry_though_the_line_of_the_name_was_not_seen() -> None:
    nameless = "男，西邹村人，1944年12月参加八路军，任文书，牺牲于上海。"
    entries = understood(f"{WANG}\n{nameless}\n{LI}", width=24).record.entries
    assert [texts(entry)["enlisted"] for entry in entries] == ["1942年", "1944年12月", "1944年5月"]
    assert entries[1].keyed()["name"].status is Status.FLAGGED


@pytest.mark.parametrize("mark", ["√", "|"])
def test_a_tick_beside_a_line_is_no_part_of_it(mark: str) -> None:
    page = understood(f"{WANG}{mark}\n大年陈乡{mark}\n{LI}\n{mark}\n{ZHAO}", width=70)
    assert [texts(entry)["name"] for entry in page.record.entries] == ["王德胜", "李秀英", "赵石"]
    assert kinds(page) == ["entry", "group_heading", "entry", "furniture", "entry"]
    assert not any(mark in reading.text for entry in page.record.entries for reading in entry.readings)


@pytest.mark.parametrize("between", ["-123一", "I"])
def test_a_page_number_or_dirt_between_two_lines_of_a_paragraph_does_not_part_them(between: str) -> None:
    record = understood(f"{WANG}\n{LI[:20]}\n　　{between}\n{LI[20:]}\n{ZHAO}", width=60).record
    assert [texts(entry)["name"] for entry in record.entries] == ["王德胜", "李秀英", "赵石"]
    assert texts(record.entries[1])["death_place"] == "济南"
    assert record.ledger.balanced


def test_a_line_that_ends_within_a_date_of_points_ends_no_entry() -> None:
    text = "毛石文，临淄县官庄人，1906年生，1941.5.\n11参加革命，任连长，1951年春牺牲于朝鲜。"
    assert names(f"{WANG}\n{text}\n{ZHAO}", width=60) == ["王德胜", "毛石文", "赵石"]


def test_an_age_ends_an_entry_whose_full_stop_was_not_read() -> None:
    first = LI.replace("济南。", "济南，时年23岁")
    text = f"{first}\n魏俊康籍贯昌邑县姚家道口，1908年生，任民兵，1949年在上海战斗牺牲，时年42岁\n{ZHAO}"
    assert names(text, width=len(first)) == ["李秀英", "魏俊康", "赵石"]


def test_a_note_under_the_entries_is_none_of_them_and_is_asked_about() -> None:
    page = understood(f"{WANG}\n{LI[:30]}\n注：以上烈士资料由惠民县民政局提供。\n{LI[30:]}\n{ZHAO}", width=60)
    assert [texts(entry)["name"] for entry in page.record.entries] == ["王德胜", "李秀英", "赵石"]
    assert texts(page.record.entries[1])["death_place"] == "济南"
    assert "注：以上烈士资料" in page.record.ledger.open[0]


def test_a_name_and_an_origin_that_stand_out_begin_an_entry_though_the_line_before_was_not_seen() -> None:
    people = [
        "臧贞：富国镇胡店人，男，1913\n　　年7月出生，任战士，1943年9月25",
        "苑喜：富国镇孙家村人，男，1900\n　　年1月出生，任民兵，1949年秋在李家庄阵\n　　亡。",
        "牛旺：富国镇史家楼人，男，1925\n　　年出生，任通讯员，1949年在青城阵亡。",
    ]
    told = names("\n".join([people[2], *people, people[2]]), width=18)
    assert told == ["牛旺", "臧贞", "苑喜", "牛旺", "牛旺"]


def test_a_title_over_the_next_column_is_nobody() -> None:
    page = understood(f"{WANG}\n　　　　　　　博兴县革命烈士传略\n{LI}", width=60)
    assert [texts(entry)["name"] for entry in page.record.entries] == ["王德胜", "李秀英"]
    assert kinds(page) == ["entry", "title", "entry"]


@pytest.mark.parametrize("over", ["革命烈士英名录", "二、解放战争时期烈士", "抗日战争时期"])
def test_a_heading_as_wide_as_its_column_is_nobody(over: str) -> None:
    assert names(f"{over}\n{WANG}\n{ZHAO}", width=len(over)) == ["王德胜", "赵石"]


def test_a_running_head_that_counts_parts_or_volumes_is_nobody_and_no_group() -> None:
    record = understood(f"第二十篇人物\n{WANG}\n{ZHAO}", width=24).record
    assert [texts(entry)["name"] for entry in record.entries] == ["王德胜", "赵石"]
    assert not any("第二十篇人物" in texts(entry).values() for entry in record.entries)
