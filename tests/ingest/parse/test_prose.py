"""Paragraphs of gazetteers: nobody is lost, nobody is made of a line, and each fact keeps its own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import LineKind, Status
from ingest.carry import Context
from ingest.interpret import interpret
from tests.ingest.drawing import kinds, texts, value
from tests.ingest.prose_page import EM, column, page, understood

WANG = (
    "王德胜 男，惠民县东李村人，1920年3月生，1942年参加革命，中共党员，"
    "生前系渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"
)
LI = "李秀英 女，沙窝乡西李村人，1925年生，1944年5月参加革命，生前系县妇救会主任，1948年9月牺牲于济南。"
ZHAO = "赵石 男，阳信县赵家庄人，1918年生，1940年参加革命，生前系清河军区战士，1943年在本村作战牺牲。"
FACTS = {
    "name": "王德胜",
    "sex": "男",
    "native_place": "惠民县东李村",
    "birth": "1920年3月",
    "enlisted": "1942年",
    "political_status": "中共党员",
    "unit": "渤纵七师",
    "position": "排长",
    "death": "1947年5月",
    "death_place": "孟良崮",
    "death_cause": "战斗中牺牲",
}


def names(*columns: str, width: int = 24) -> list[str]:
    return [texts(entry)["name"] for entry in understood(*columns, width=width).record.entries]


def test_a_name_whose_end_is_only_guessed_is_in_doubt_and_so_is_the_place_after_it() -> None:
    text = "洪泰黄升镇陆台人。1920年生，男，1942年参加革命，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
    (entry,) = understood(text).record.entries
    doubts = {reading.field: reading.doubts for reading in entry.readings}
    assert "split guessed" in doubts["name"]
    assert "split guessed" in doubts["native_place"]
    assert "split guessed" not in doubts["death"]


def test_what_a_mark_parts_that_was_hardly_read_is_in_doubt() -> None:
    drawn = column("李秀英 女，沙窝乡西李村人，1925年生，1944年5月参加革命，1948年9月牺牲于莱芜.掩护群众", width=60)
    (cell,) = drawn.cells
    glyphs = tuple(replace(glyph, score=0.5) if glyph.char == "." else glyph for glyph in cell.text.glyphs)
    blurred = replace(drawn, cells=(replace(cell, text=replace(cell.text, glyphs=glyphs)),))
    sure, unsure = (interpret(page(table), Context()).record.entries[0] for table in (drawn, blurred))
    assert not any("split guessed" in reading.doubts for reading in sure.readings)
    doubted = [reading.field for reading in unsure.readings if "split guessed" in reading.doubts]
    assert doubted == ["death", "death_place", "death_cause"]


def test_a_mark_at_the_end_of_a_line_that_goes_on_must_be_read_better_for_dirt_lies_there() -> None:
    drawn = column(
        "王德胜男，惠民县东李村人，1942年入伍，生前系渤海军区看护，\n员，1947年5月在孟良崮战斗中牺牲。", width=60
    )
    first, *rest = drawn.cells
    glyphs = tuple(replace(glyph, score=0.8) if glyph.char == "，" else glyph for glyph in first.text.glyphs)
    pale = replace(drawn, cells=(replace(first, text=replace(first.text, glyphs=glyphs)), *rest))
    (entry,) = interpret(page(pale), Context()).record.entries
    assert [r.field for r in entry.readings if "split guessed" in r.doubts] == ["unit", "position"]


@pytest.mark.parametrize(("white", "doubted"), [(0.6, False), (1.3, True)])
def test_white_at_the_end_of_a_line_that_goes_on_puts_its_date_in_doubt(white: float, doubted: bool) -> None:
    drawn = column("\n".join([LI, ZHAO, WANG]), width=WANG.index("5月在"))
    cells = [*drawn.cells]
    at = next(number for number, cell in enumerate(cells) if cell.text.text.endswith("1947年"))
    ink = cells[at].ink
    assert ink is not None
    cells[at] = replace(cells[at], ink=replace(ink, width=ink.width - white * EM))
    record = interpret(page(replace(drawn, cells=tuple(cells))), Context()).record
    assert ("white where the line goes on" in record.entries[2].keyed()["death"].doubts) == doubted


def test_a_point_within_a_sentence_is_dirt_where_sentences_end_otherwise() -> None:
    text = "王德胜，男，惠民县东李村人。1920年生，1942年入伍，任军分.区警卫连排长。1947年5月于孟良崮牺牲。"
    assert texts(understood(text).record.entries[0])["unit"] == "军分区警卫连"


def test_no_place_is_of_one_character_so_that_a_point_after_it_is_dirt() -> None:
    text = "李秀英 女，沙窝乡西李村人，1925年生，1944年5月参加革命，1948年9月在莱.芜战斗中牺牲"
    assert texts(understood(text).record.entries[0])["death_place"] == "莱芜"


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


def test_what_is_told_of_a_service_ends_before_the_date_of_the_death_though_no_comma_was_read() -> None:
    service = "1940年参加革□在六十七军十九旅任副排长1947年在泊镇作战牺牲。"
    told = texts(understood(f"{ZHAO.partition('1940年')[0]}{service}").record.entries[0])
    assert (told["enlisted"], told["unit"], told["position"]) == ("1940年", "六十七军十九旅", "副排长")
    assert (told["death"], told["death_place"]) == ("1947年", "泊镇")


def test_a_date_and_what_was_done_then_are_one_though_dirt_between_them_reads_as_a_comma() -> None:
    told = texts(understood(ZHAO.replace("1918年生", "1918年，生").replace("1940年参", "1940年，参")).record.entries[0])
    assert (told["birth"], told["enlisted"], told["unit"]) == ("1918年", "1940年", "清河军区")
    assert "remarks" not in told


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


def test_the_facts_of_a_second_person_in_an_entry_are_told() -> None:
    record = understood(f"{LI.removesuffix('。')}□□□，男，{ZHAO.partition('，')[2]}\n{WANG}").record
    both, own = record.entries
    assert all("facts of two people" in reading.doubts for reading in both.readings)
    assert not any("facts of two people" in reading.doubts for reading in own.readings)
    assert "可能有一位烈士未单独列出" in record.ledger.open[0]


def test_an_origin_after_a_death_begins_an_entry_though_the_name_before_it_was_not_read() -> None:
    nameless = "兴福镇大毕家沟人。1900年6月生，男，1942年6月参加革命，任政治指导员，1947年在邹平作战牺牲。"
    entries = understood(f"{WANG}\n{nameless}\n{LI}", width=24).record.entries
    assert [texts(entry)["birth"] for entry in entries] == ["1920年3月", "1900年6月", "1925年"]
    assert entries[1].keyed()["name"].status is Status.FLAGGED


def test_a_sex_whose_comma_was_not_read_is_no_part_of_the_origin() -> None:
    entry = understood(WANG.replace("男，惠民县", "男惠民县")).record.entries[0]
    assert texts(entry) == FACTS
    assert texts(understood(LI.replace("沙窝乡西李村", "女姑口")).record.entries[0])["native_place"] == "女姑口"


def test_what_is_told_once_after_a_death_is_of_the_same_person() -> None:
    record = understood(WANG.replace("牺牲。", "牺牲，时年27岁，葬于惠民县东李村。1983年追认为中共党员。")).record
    assert record.ledger.balanced
    assert not any("facts of two people" in reading.doubts for reading in record.entries[0].readings)


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


@pytest.mark.parametrize("speck", ["·", ".", "、", "-", "·'"])
def test_dirt_before_a_name_loses_nobody(speck: str) -> None:
    assert names(f"{speck}{WANG}\n{LI}\n{speck}{ZHAO}") == ["王德胜", "李秀英", "赵石"]


@pytest.mark.parametrize("indent", ["", "　", "　　"])
@pytest.mark.parametrize("width", [17, 24, 31, 60, 200])
def test_each_paragraph_is_an_entry_however_it_is_set(indent: str, width: int) -> None:
    text = "\n".join(indent + each for each in (WANG, LI, ZHAO))
    assert names(text, width=width) == ["王德胜", "李秀英", "赵石"]


@pytest.mark.parametrize(
    "sentence",
    [
        WANG,
        WANG.replace("，", ","),
        "王德胜（1920年3月生），男，惠民县东李村人。1942年入伍，中共党员，"
        "任渤纵七师排长。1947年5月在孟良崮战斗中牺牲。",
        "王德胜，男，惠民县东李村人，1920年3月出生，1942年参军，中共党员，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。",
        "王德胜 惠民县东李村人。1920年3月生，男，中共党员，1942年参加革命，"
        "在渤纵七师任排长，1947年5月在孟良崮战斗中牺牲。",
        "王德胜烈士，男，原籍惠民县东李村，生于1920年3月，1942年参加八路军，中共党员，"
        "生前任渤纵七师排长，1947年5月，在孟良崮战斗中牺牲。",
        "12．王德胜，男，惠民县东李村人，中共党员，1920年3月生，1942年参军，渤纵七师排长，1947年5月在孟良崮战斗中牺牲。",
    ],
)
def test_the_same_facts_are_read_from_every_manner_of_telling(sentence: str) -> None:
    entry = understood(f"{LI}\n{sentence}").record.entries[1]
    assert texts(entry) == FACTS


def test_values_are_understood_and_the_native_place_stands_under_its_heading() -> None:
    understanding = understood(f"沙窝乡（2人）\n{LI.replace('沙窝乡', '')}\n{ZHAO}")
    first, _ = understanding.record.entries
    assert value(first, "native_place") == "沙窝乡西李村"
    assert value(first, "enlisted") == "1944-05"
    assert kinds(understanding) == ["group_heading", "entry", "entry"]


def test_an_entry_goes_on_in_the_next_column() -> None:
    text = f"{WANG}\n{LI}"
    assert len(text) > 60
    left, right = text[:60], text[60:]
    (first, second) = understood(left, right, width=20).record.entries
    assert texts(first) == FACTS
    assert texts(second)["death_place"] == "济南"


def test_a_paragraph_that_begins_with_no_name_belongs_to_the_entry_before() -> None:
    (first, second) = understood(f"　　{WANG}\n　　1943年，他在家乡一带坚持斗争。\n　　{LI}").record.entries
    assert texts(first)["name"] == "王德胜"
    assert "坚持斗争" in texts(first)["remarks"]
    assert texts(second)["name"] == "李秀英"


def test_a_piece_is_as_sure_as_its_own_characters_and_has_a_box_on_its_line() -> None:
    entry = understood(WANG, width=100).record.entries[0]
    reading = entry.reading("sex")
    assert reading is not None
    assert reading.confidence >= 0.99
    assert reading.box is not None
    assert reading.box.width == pytest.approx(20, abs=11)
    assert entry.box.width >= reading.box.width


def test_a_name_that_ends_like_a_sex_stays_whole() -> None:
    assert names("张亚男，女，惠民县东李村人，1920年生，1947年牺牲于济南。\n" + WANG) == ["张亚男", "王德胜"]


def test_offices_held_before_the_last_go_to_the_remarks() -> None:
    entry = understood(
        "王德胜，男，惠民县东李村人，1942年参军，任渤纵七师班长，1946年入党，后任渤纵八师连长，1947年牺牲于济南。"
    ).record.entries[0]
    assert texts(entry)["unit"] == "渤纵八师"
    assert texts(entry)["position"] == "连长"
    assert texts(entry)["remarks"] == "渤纵七师，班长"
    assert [reading.field for reading in entry.readings if "told twice" in reading.doubts] == ["unit", "position"]


def test_a_lost_comma_does_not_draw_the_life_into_the_death() -> None:
    entry = understood(WANG.replace("1942年参加革命，中共党员，", "1942年参加革命")).record.entries[0]
    assert texts(entry) == {field: text for field, text in FACTS.items() if field != "political_status"}


def test_no_word_of_a_paragraph_is_lost() -> None:
    sentence = "王德胜，男，自幼家贫，惠民县东李村人，给地主扛活，1942年参军，善使大刀，1947年牺牲于济南，年方廿七。"
    entry = understood(sentence).record.entries[0]
    for words in ("自幼家贫", "给地主扛活", "善使大刀", "年方廿七"):
        assert words in texts(entry)["remarks"]


def test_a_page_that_ends_within_an_entry_says_so_and_the_next_page_knows() -> None:
    first = understood(f"{LI}\n{WANG[:48]}", width=24)
    assert [texts(e)["name"] for e in first.record.entries] == ["李秀英", "王德胜"]
    assert "末条未完" in first.record.ledger.open[0]
    assert first.carry is not None
    second = understood(f"{WANG[48:]}\n{ZHAO}", context=Context(carry=first.carry))
    assert [texts(e)["name"] for e in second.record.entries] == ["赵石"]
    assert "接着上一页" in second.record.ledger.open[0]
    assert second.needs_context


@pytest.mark.parametrize(
    "text",
    [
        "　　敬爱的同志们，你们好。来信收到，家中一切都好，请不要挂念。今年的麦子长得很好，村里又修了一条渠。\n"
        "　　母亲的身体也比去年好些，常常说起你小时候的事情，说着说着就笑起来。",
        "　　高山上有一座庙，庙里住着一位老人。每天清晨，他都要到河边挑水，走过那片杏树林。\n"
        "　　林子里的鸟一年四季都在叫，他说那是春天的声音。",
    ],
)
def test_a_letter_or_a_novel_gives_nobody_and_says_so(text: str) -> None:
    record = understood(text, width=20).record
    assert not record.entries
    assert record.kind == "other"
    assert "没有认出烈士条目" in record.ledger.open[0]
    assert {line.kind for line in record.ledger.lines} == {LineKind.FURNITURE}


def test_titles_and_page_numbers_within_a_column_are_explained() -> None:
    assert understood(f"惠民县牺牲人员一览表\n{WANG}\n{LI}").record.ledger.balanced
    understanding = understood(f"惠民县烈士英名录\n{WANG}\n{LI}\n-31-")
    assert kinds(understanding) == ["title", "entry", "entry", "furniture"]
    assert understanding.record.title == "惠民县烈士英名录"
    assert understanding.record.ledger.balanced


@pytest.mark.parametrize(("read", "meant"), [("一九o八年", "一九〇八年"), ("一九o○年", "一九〇〇年")])
def test_a_letter_in_a_year_of_chinese_figures_is_a_zero(read: str, meant: str) -> None:
    entry = understood(WANG.replace("1920年", read)).record.entries[0]
    assert texts(entry)["birth"] == f"{meant}3月"


def test_a_speck_between_a_day_and_its_sign_is_dirt() -> None:
    entry = understood(WANG.replace("1947年5月", "1947年5月21.日")).record.entries[0]
    assert texts(entry)["death"] == "1947年5月21日"


def test_a_speck_within_the_number_of_a_unit_is_dirt_though_a_line_ends_there() -> None:
    line = "王德胜男，惠民县东李村人，1942年入伍，生前系解放军二十六军4.\n6师战士，1947年5月在孟良崮战斗中牺牲。"
    (entry,) = understood(line, width=line.index("\n")).record.entries
    assert (texts(entry)["unit"], texts(entry)["position"]) == ("解放军二十六军46师", "战士")


def test_dirt_between_characters_and_a_dropped_stroke_of_zero_do_not_spoil_the_words() -> None:
    entry = understood(WANG.replace("党员", "党·员").replace("1920年3月", "一九二。年三月") + "\n" + LI).record.entries[
        0
    ]
    assert texts(entry)["political_status"] == "中共党员"
    assert texts(entry)["birth"] == "一九二〇年三月"
