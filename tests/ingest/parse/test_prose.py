"""Paragraphs of gazetteers: nobody is lost, nobody is made of a line, and each fact keeps its own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import LineKind
from ingest.carry import Context
from ingest.interpret import interpret
from tests.ingest.drawing import kinds, texts, value
from tests.ingest.prose_page import EM, LI, WANG, ZHAO, column, names, page, understood

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


def test_a_name_whose_end_is_only_guessed_is_in_doubt_and_so_is_the_place_after_it() -> None:
    text = "洪泰黄升镇陆台人。1920年生，男，1942年参加革命，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
    (entry,) = understood(text).record.entries
    doubts = {reading.field: reading.doubts for reading in entry.readings}
    assert "split guessed" in doubts["name"]
    assert "split guessed" in doubts["native_place"]
    assert "split guessed" not in doubts["death"]


def test_a_position_that_may_name_its_unit_is_told_from_the_verb_before_it_and_in_doubt() -> None:
    (entry,) = understood(
        "王德胜，男，沙窝乡小赵庄人，1920年生，1942年入伍，任县委书记，1947年5月牺牲于莱芜。"
    ).record.entries
    readings = entry.keyed()
    assert readings["position"].text == "县委书记"
    assert "may name the unit too" in readings["position"].doubts


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


def test_what_is_told_of_a_service_ends_before_the_date_of_the_death_though_no_comma_was_read() -> None:
    service = "1940年参加革□在六十七军十九旅任副排长1947年在泊镇作战牺牲。"
    told = texts(understood(f"{ZHAO.partition('1940年')[0]}{service}").record.entries[0])
    assert (told["enlisted"], told["unit"], told["position"]) == ("1940年", "六十七军十九旅", "副排长")
    assert (told["death"], told["death_place"]) == ("1947年", "泊镇")


def test_white_at_the_end_of_a_line_that_goes_on_puts_what_begins_the_next_one_in_doubt() -> None:
    ends, goes_on = "王德胜（1920年3月生），男，寿光县陈户乡", "下丛村人。1942年参加革命，生前系渤纵七师排长，牺牲。"
    for lost, doubted in (("", False), ("寿光县陈户乡", True)):
        cut = ends.removesuffix(lost)
        people = [f"{cut}\n{goes_on}", *[f"{each[:20]}\n{each[20:]}" for each in (LI, ZHAO, LI, ZHAO)]]
        own = understood("\n".join(people), width=22).record.entries[0].keyed()["native_place"]
        assert ("white where the line goes on" in own.doubts) == doubted


def test_a_date_and_what_was_done_then_are_one_though_dirt_between_them_reads_as_a_comma() -> None:
    told = texts(understood(ZHAO.replace("1918年生", "1918年，生").replace("1940年参", "1940年，参")).record.entries[0])
    assert (told["birth"], told["enlisted"], told["unit"]) == ("1918年", "1940年", "清河军区")
    assert "remarks" not in told


def test_the_facts_of_a_second_person_in_an_entry_are_told() -> None:
    record = understood(f"{LI.removesuffix('。')}□□□，男，{ZHAO.partition('，')[2]}\n{WANG}").record
    both, own = record.entries
    assert all("facts of two people" in reading.doubts for reading in both.readings)
    assert not any("facts of two people" in reading.doubts for reading in own.readings)
    assert "可能有一位烈士未单独列出" in record.ledger.open[0]


def test_a_sex_whose_comma_was_not_read_is_no_part_of_the_origin() -> None:
    entry = understood(WANG.replace("男，惠民县", "男惠民县")).record.entries[0]
    assert texts(entry) == FACTS
    assert texts(understood(LI.replace("沙窝乡西李村", "女姑口")).record.entries[0])["native_place"] == "女姑口"


def test_what_is_told_once_after_a_death_is_of_the_same_person() -> None:
    record = understood(WANG.replace("牺牲。", "牺牲，时年27岁，葬于惠民县东李村。1983年追认为中共党员。")).record
    assert record.ledger.balanced
    assert not any("facts of two people" in reading.doubts for reading in record.entries[0].readings)


@pytest.mark.parametrize("speck", ["·", ".", "、", "-", "·'"])
def test_dirt_before_a_name_loses_nobody(speck: str) -> None:
    assert names(f"{speck}{WANG}\n{LI}\n{speck}{ZHAO}") == ["王德胜", "李秀英", "赵石"]


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
        "　　为了缅怀革命先烈，教育后人，我们编印了这本英名录。在抗日战争和解放战争中，"
        "渤海区人民在中国共产党的领导下，前仆后继，英勇奋斗，"
        "为民族独立和人民解放事业作出了巨大贡献。全书共收录烈士名单，按乡镇排列，资料来源于各乡镇的普查登记。",
    ],
)
def test_a_letter_a_novel_or_a_preface_gives_nobody_and_says_so(text: str) -> None:
    record = understood(text, width=20).record
    assert not record.entries
    assert record.kind == "other"
    assert "没有认出烈士条目" in record.ledger.open[0]
    assert {line.kind for line in record.ledger.lines} == {LineKind.FURNITURE}


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


@pytest.mark.parametrize("life", ["（1920—1947）", "(1920-1947)", "（1920年～1947年）", "（1920年3月—1947.5）"])
def test_a_life_in_brackets_behind_a_name_tells_when_it_began_and_ended(life: str) -> None:
    text = f"王德胜{life}，男，惠民县东李村人，1942年参加革命，生前系渤纵七师排长，在孟良崮战斗中牺牲。"
    (entry,) = understood(text).record.entries
    assert (value(entry, "birth")[:4], value(entry, "death")[:4]) == ("1920", "1947")
    assert texts(entry)["death_place"] == "孟良崮"


def test_what_the_text_tells_more_exactly_than_a_life_in_brackets_counts() -> None:
    text = "王德胜（1920—1947），男，惠民县东李村人，生前系渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"
    (entry,) = understood(text).record.entries
    told = texts(entry)
    assert (told["birth"], told["death"], told["remarks"]) == ("1920", "1947年5月", "1947")


def test_white_parts_what_is_told_where_no_marks_are_read() -> None:
    text = "王德勝 惠民縣東李村人 民國九年三月生 曾任渤縱七師排長 民國三十六年五月於孟良崮陣亡"
    told = texts(understood(text, width=60).record.entries[0])
    assert told == {
        "name": "王德勝",
        "native_place": "惠民縣東李村",
        "birth": "民國九年三月",
        "unit": "渤縱七師",
        "position": "排長",
        "death": "民國三十六年五月",
        "death_place": "孟良崮",
        "death_cause": "陣亡",
    }


def test_a_position_that_a_unit_may_stand_in_is_in_doubt_where_it_is_told_alone() -> None:
    text = WANG.replace("生前系渤纵七师排长", "在渤海军区任山东军区战士")
    (entry,) = understood(text).record.entries
    doubts = {reading.field: reading.doubts for reading in entry.readings}
    assert "split guessed" in doubts["position"]


def test_a_people_whose_comma_was_not_read_is_no_part_of_the_origin() -> None:
    (entry,) = understood(WANG.replace("男，惠民县", "男，汉族惠民县")).record.entries
    assert texts(entry)["native_place"] == "惠民县东李村"


@pytest.mark.parametrize("name", ["王·德胜", "王德'胜", "'王德胜", "|王德胜", "1王德胜", "，王德胜"])
def test_a_name_in_or_before_which_a_mark_is_read_is_in_doubt(name: str) -> None:
    told = [
        reading.doubts
        for first in (name, "王德胜", "1．王德胜", "·王德胜", "12王德胜")
        for reading in [understood(WANG.replace("王德胜", first)).record.entries[0].reading("name")]
        if reading is not None
    ]
    assert ["not a character of names" in doubts for doubts in told] == [True, False, False, False, False]
