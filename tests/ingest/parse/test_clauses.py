"""A clause of a gazetteer gives each field its own words and keeps what it cannot read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse import clauses


def told(words: str) -> dict[str, str]:
    return {"+".join(said.fields): words[said.start : said.end] for said in clauses.read(words)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("男", {"sex": "男"}),
        ("惠民县东李村人", {"native_place": "惠民县东李村"}),
        ("原籍惠民县人和镇王村", {"native_place": "惠民县人和镇王村"}),
        ("1920年3月生", {"birth": "1920年3月"}),
        ("一九二〇年出生", {"birth": "一九二〇年"}),
        ("生于民国九年", {"birth": "民国九年"}),
        ("1920年生于惠民县东李村", {"birth": "1920年", "native_place": "惠民县东李村"}),
        ("1942年3月参加革命", {"enlisted": "1942年3月"}),
        ("于1938年冬入伍", {"enlisted": "1938年冬"}),
        ("1943年参加八路军", {"enlisted": "1943年"}),
        ("非党山纵三支队警卫员", {"political_status": "非党", "unit+position": "山纵三支队警卫员"}),
        ("团员任山纵三支队警卫员", {"political_status": "团员", "unit+position": "山纵三支队警卫员"}),
        ("群众任县大队战士", {"political_status": "群众", "unit+position": "县大队战士"}),
        ("生前系群众剧社演员", {"unit+position": "群众剧社演员"}),
        ("中共党员", {"political_status": "中共党员"}),
        ("1944年5月加入中国共产党", {"political_status": "1944年5月加入中国共产党"}),
        ("生前系渤海军区二分区排长", {"unit+position": "渤海军区二分区排长"}),
        ("在渤海军区任副排长", {"unit": "渤海军区", "position": "副排长"}),
        ("任三野小队长", {"unit+position": "三野小队长"}),
        ("华野十纵班长", {"unit+position": "华野十纵班长"}),
        ("又名王二", {"alias": "王二"}),
        ("又名李毅、李振华", {"alias": "李毅、李振华"}),
        ("字：绍毅", {"alias": "绍毅"}),
        ("今惠民县东李村人", {"native_place": "惠民县东李村"}),
        ("生前立三等功两次", {"honors": "立三等功两次"}),
        ("葬于孟良崮烈士陵园", {"burial_place": "孟良崮烈士陵园"}),
        ("荣立三等功", {"honors": "荣立三等功"}),
        ("汉族", {"民族": "汉族"}),
        ("牺牲时年仅22岁", {"年龄": "22岁"}),
        ("惠民县东李村人氏", {"native_place": "惠民县东李村"}),
        ("1910年出生于滨县周家村一个贫苦农民家庭", {"birth": "1910年", "native_place": "滨县周家村"}),
        ("民国八年（1919年）生", {"birth": "民国八年（1919年）"}),
        ("生卒年月不详", {"birth": "不详"}),
        ("民国三十一年投军", {"enlisted": "民国三十一年"}),
        ("1945年7月参军入伍", {"enlisted": "1945年7月"}),
        ("抗日战争时期参加革命", {"enlisted": "抗日战争时期"}),
        ("同年加入中国共产党", {"political_status": "同年加入中国共产党"}),
        ("历任战士、班长、排长等职", {"position": "战士、班长、排长"}),
        ("曾任区长、县大队政委", {"position": "区长、县大队政委"}),
        ("胶东军区", {"unit": "胶东军区"}),
        ("生前部队番号不详", {"unit": "不详"}),
        ("卒于1945年7月", {"death": "1945年7月"}),
        ("牺牲时间地点不详", {"death+death_place": "不详"}),
        ("牺牲地点不详", {"death_place": "不详"}),
        ("安葬地不详", {"burial_place": "不详"}),
    ],
)
def test_a_clause_tells_its_fields(words: str, expected: dict[str, str]) -> None:
    assert told(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "1947年5月在孟良崮战斗中牺牲",
        "1947年5月牺牲于孟良崮",
        "1947年在本村病故",
        "牺牲于后方医院",
        "1947年夏津战斗牺牲",
        "同年在昌潍战役中牺牲",
    ],
)
def test_a_death_is_left_whole_for_the_cutting_of_compound_cells(words: str) -> None:
    assert told(words) == {"death+death_place+death_cause": words}


def test_clauses_whose_comma_was_lost_are_told_apart() -> None:
    assert told("惠民县东李村人1920年3月生男") == {"native_place": "惠民县东李村", "birth": "1920年3月", "sex": "男"}
    assert told("无棣县利国乡姜家楼人华野九纵") == {"native_place": "无棣县利国乡姜家楼", "unit": "华野九纵"}
    assert told("沙窝乡东李村人渤海军区战士") == {"native_place": "沙窝乡东李村", "unit+position": "渤海军区战士"}
    assert told("中共党员生前系华野十纵排长") == {"political_status": "中共党员", "unit+position": "华野十纵排长"}


def test_a_unit_takes_in_nothing_that_is_told_before_it() -> None:
    assert told("1940年参加革命生前系华野十纵排长") == {"enlisted": "1940年", "unit+position": "华野十纵排长"}
    assert told("1945年在国民革命军任排长") == {clauses.REST: "1945年", "unit": "国民革命军", "position": "排长"}


@pytest.mark.parametrize("words", ["同年转入渤海军区主力部队", "给首长当警卫员", "年支前民工"])
def test_no_unit_begins_with_what_belongs_to_a_date_or_a_verb(words: str) -> None:
    assert not words.startswith(told(words).get("unit", told(words).get("unit+position", "-")))


def test_an_army_that_was_joined_is_a_part_of_the_unit_that_its_name_goes_on_with() -> None:
    joined = "1942年3月参加八路军惠民县大队任战士"
    assert told(joined) == {"enlisted": "1942年3月", "unit": "八路军惠民县大队", "position": "战士"}
    assert told("1942年参加八路军任战士").keys() == {"enlisted", "unit+position"}


def test_dates_of_the_republic_are_told_apart_from_what_no_mark_parts_them_from() -> None:
    assert told("惠民县洋湖区上谷家屯人民国三十四年参军三十三军九十七师副排长") == {
        "native_place": "惠民县洋湖区上谷家屯",
        "enlisted": "民国三十四年",
        "unit+position": "三十三军九十七师副排长",
    }
    assert told("民国廿六年参加桓台县武工队任干事民国廿八年在南皮牺牲") == {
        "enlisted": "民国廿六年",
        "unit": "桓台县武工队",
        "position": "干事",
        "death+death_place+death_cause": "民国廿八年在南皮牺牲",
    }


def test_an_uprising_is_no_unit_and_a_school_no_honour() -> None:
    assert told("1932年8月参加博兴暴动") == {"remarks": "1932年8月参加博兴暴动"}
    assert "honors" not in told("山东省立济南第一中学毕业")


def test_a_date_and_a_place_without_the_word_for_a_death_are_a_guess() -> None:
    (guessed,) = {said.guessed for said in clauses.read("1945年在泰安")}
    assert guessed


def test_what_no_pattern_reads_is_told_as_the_rest() -> None:
    assert told("家中尚有老母") == {clauses.REST: "家中尚有老母"}
    assert told("自幼好学1942年参加革命") == {clauses.REST: "自幼好学", "enlisted": "1942年"}


@given(st.text(alphabet="王男惠民县村人1920年月生参加革命党员系任排长在牺牲于，〇", max_size=14))
def test_nothing_is_told_twice_and_the_order_is_the_printed_one(words: str) -> None:
    places = [(said.start, said.end) for said in clauses.read(words)]
    assert places == sorted(places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
