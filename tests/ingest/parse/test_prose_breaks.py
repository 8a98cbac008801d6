"""Where the clauses of a paragraph part: at marks, at white where a mark was lost, and where something else is told."""

from __future__ import annotations

import pytest

from archive.records import Status
from tests.ingest.drawing import texts
from tests.ingest.prose_page import LI, WANG, ZHAO, understood


def test_white_in_a_year_whose_zero_was_not_read_parts_nothing() -> None:
    text = "莫奎大　男　利津县北袁家楼人　一九　九年十月二十日生　一九四四年参加工作　时任战士　一九四八年阵亡"
    (entry,) = understood(text, width=80).record.entries
    assert texts(entry)["birth"] == "一九〇九年十月二十日"


def test_white_at_the_end_of_a_line_parts_two_clauses_whose_comma_was_lost() -> None:
    first = "王德胜，男，惠民县东李村人，1942年参加革命，生前为华东野战军十纵二十八师文书"
    other = f"李秀英，女{'，贫农' * 14}，沙窝乡西李村人，1925年生，1948年9月牺牲于济南。"
    people = f"{first}\n在潍县作战牺牲，时年28岁。\n{other}\n{other}"
    told = texts(understood(people, width=len(first) + 1).record.entries[0])
    assert (told["unit"], told["position"]) == ("华东野战军十纵二十八师", "文书")
    assert (told["death_place"], told["death_cause"]) == ("潍县", "作战牺牲")


def test_a_date_begins_with_its_year_so_that_a_month_before_it_is_of_the_date_before() -> None:
    told = texts(understood("戴洪平，南邹家集人，生于1929年8月1938年4月参加革命，1945年在宿北阵亡。").record.entries[0])
    assert (told["birth"], told["enlisted"]) == ("1929年8月", "1938年4月")


@pytest.mark.parametrize("service", ["渤海军区警备旅指导员", "渤海军区警备旅指导员1949年在平度牺牲"])
def test_a_unit_that_was_joined_ends_before_another_with_a_position(service: str) -> None:
    told = texts(understood(f"包平丙，大邱村人，1907年生，1946年9月参加八路军{service}。").record.entries[0])
    assert (told["enlisted"], told["unit"], told["position"]) == ("1946年9月", "渤海军区警备旅", "指导员")


def test_a_unit_is_not_cut_where_only_the_word_for_a_death_follows_it() -> None:
    told = texts(understood("祁成洪，李村人，1943年参加革命，生前任山东军区第七师通讯员牺牲。").record.entries[0])
    assert (told["unit"], told["position"], told["death_cause"]) == ("山东军区第七师", "通讯员", "牺牲")


@pytest.mark.parametrize("home", ["姜楼镇汤家道口", "桓台县大年陈乡师家店", "上郑家窝"])
def test_a_home_is_known_without_the_word_for_who_is_from_there(home: str) -> None:
    told = texts(understood(f"王德胜，男，{home}，1920年生，任渤纵七师排长，1947年5月在孟良崮牺牲。").record.entries[0])
    assert told["native_place"] == home


def test_white_within_a_line_parts_two_clauses_though_marks_part_the_others() -> None:
    text = "王德胜，男，东李村人，1938年参加革命　任三支队战士，1940,3于碾庄牺牲。"
    told = texts(understood(text, width=60).record.entries[0])
    assert (told["enlisted"], told["unit"], told["position"]) == ("1938年", "三支队", "战士")
    assert (told["death"], told["death_place"]) == ("1940.3", "碾庄")


def test_what_meets_words_that_nothing_explains_without_a_mark_is_in_doubt() -> None:
    text = "王德胜，男，东李村人，1940年入□，月入伍渤海军区战士，1947年5月在孟良崮牺牲。"
    readings = understood(text, width=60).record.entries[0].keyed()
    assert "split guessed" in readings["unit"].doubts
    assert "split guessed" not in readings["death"].doubts


def test_a_life_in_brackets_is_no_beginning_of_a_death() -> None:
    text = "江来（1906-1948），男汉族南熊家庄人惠民县大队班长牺牲于德州，时年43岁。"
    told = texts(understood(text, width=80).record.entries[0])
    assert (told["birth"], told["death"], told["death_place"], told["unit"]) == ("1906", "1948", "德州", "惠民县大队")


def test_a_place_that_dirt_parts_is_in_doubt() -> None:
    text = "颜万扇(1930年生)，男，德平县石头孙公社。矫庄人。1944年入伍，任排长。1944年2月6日于利津牺牲*"
    readings = understood(text, width=80).record.entries[0].keyed()
    assert "told twice" in readings["native_place"].doubts
    assert "split guessed" not in readings["death"].doubts


def test_a_point_within_a_month_is_dirt() -> None:
    told = texts(understood("王德胜，男，东李村人，1940年6.月入伍，任战士，1947年5月3.日牺牲。").record.entries[0])
    assert (told["enlisted"], told["death"]) == ("1940年6月", "1947年5月3日")


def test_a_colon_behind_a_label_parts_it_from_nothing() -> None:
    told = texts(
        understood("韩裕田，男，字：绍毅，籍贯：惠民县东李村，1938年参军，1940年在博兴牺牲。").record.entries[0]
    )
    assert (told["alias"], told["native_place"]) == ("绍毅", "惠民县东李村")


def test_a_place_of_a_death_with_the_enemy_in_it_or_a_time_is_in_doubt() -> None:
    for told in ("1944年5月1日日伪军“扫荡”沙窝一带时，跳崖牺牲。", "1948年11月在淮海前线运送弹药时遭敌机轰炸牺牲。"):
        readings = understood(f"王德胜，男，东李村人，1942年参军，{told}").record.entries[0].keyed()
        assert "split guessed" in readings["death_place"].doubts


def test_lines_that_hang_further_in_than_first_ones_are_not_broken_off() -> None:
    people = "\n".join(f"{each[:22]}\n　　{each[22:42]}\n　　{each[42:]}" for each in (WANG, LI, ZHAO))
    record = understood(people, width=22).record
    assert not any("white where the line goes on" in r.doubts for entry in record.entries for r in entry.readings)


def test_white_for_a_comma_at_the_end_of_a_line_puts_nothing_in_doubt() -> None:
    lines = "房主　男　汉族　熊家集人　生于1909年", "1938年9月入伍　指导员", "1947年8月在碾庄牺牲　时年38岁"
    people = "\n".join(["\n".join(lines), *[each.replace("，", "　") for each in (WANG, LI, ZHAO)]])
    readings = understood(people, width=22).record.entries[0].keyed()
    assert "white where the line goes on" not in readings["birth"].doubts
    assert "white where the line goes on" in readings["position"].doubts


def death(words: str) -> tuple[str | None, ...]:
    """Date, place and cause of the death that a sentence tells of at the end of an entry."""
    told = texts(understood(f"王德胜，男，惠民县东李村人，1942年参加革命，任副连长，{words}").record.entries[0])
    return tuple(told.get(field) for field in ("death", "death_place", "death_cause"))


def test_a_death_is_told_where_it_has_a_date_of_its_own_or_goes_on_behind_a_comma() -> None:
    assert death("1950年入朝，1951年5月在朝鲜牺牲。") == ("1951年5月", "朝鲜", "牺牲")
    assert death("1948年11月在碾庄战斗中负伤，后牺牲于后方医院。") == (
        "1948年11月",
        "后方医院",
        "在碾庄战斗中负伤，后牺牲",
    )
    assert death("1944年6月12日在执行任务时遭敌伏击，壮烈牺牲。") == (
        "1944年6月12日",
        None,
        "执行任务时遭敌伏击，壮烈牺牲",
    )
    assert death("1940年春在反“扫荡”中牺牲。") == ("1940年春", None, "反“扫荡”中牺牲")
    assert death("同年在昌潍战役中牺牲。") == ("同年", "昌潍", "战役中牺牲")


def test_positions_held_one_after_the_other_are_sure_if_each_is_known() -> None:
    for held, doubted in (("班长、排长", False), ("区长、县大队政委", True)):
        text = f"王德胜，男，惠民县东李村人，1942年参加革命，历任{held}，1947年5月在孟良崮牺牲。"
        position = understood(text).record.entries[0].keyed()["position"]
        assert (position.text, "split guessed" in position.doubts) == (held, doubted)


def test_a_date_whose_month_was_not_read_as_a_figure_is_in_doubt() -> None:
    told = {True: "一九四〇年九月牺牲于淄川战斗。", False: "一九四〇年丸月牺牲于淄川战斗。"}
    for sure, death in told.items():
        (entry,) = understood(f"王德胜，男，惠民县东李村人，1920年生，1938年参军，任战士，{death}").record.entries
        reading = entry.reading("death")
        assert reading is not None
        assert (reading.status is Status.ACCEPTED) is sure
