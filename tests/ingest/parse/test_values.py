"""Values say what texts mean; names keep the characters that were the person's own."""

from __future__ import annotations

import pytest

from ingest.parse import ditto, groups, names
from ingest.parse.characters import close_up, simplified_name
from ingest.parse.evidence import Doubt
from ingest.parse.values import understand


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("王德勝", "王德胜"),
        ("趙榮蘭", "赵荣兰"),
        ("張淩雲", "张淩云"),
        ("李閤", "李閤"),
        ("於峯", "於峯"),
        ("顔為", "颜为"),
    ],
)
def test_a_name_is_simplified_but_its_variants_are_not_corrected(printed: str, value: str) -> None:
    assert simplified_name(printed) == value


@pytest.mark.parametrize(("printed", "value"), [("男", "男"), ("女性", "女"), ("", None), ("不详", None)])
def test_a_sex_is_one_of_two_or_nothing(printed: str, value: str | None) -> None:
    assert understand("sex", printed).value == value
    assert not understand("sex", printed).doubts


def test_any_other_sex_is_doubted() -> None:
    assert understand("sex", "易").doubts == (Doubt.NOT_A_SEX,)


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("尹.清", Doubt.NAME_CHARACTER),
        ("王A胜", Doubt.NAME_CHARACTER),
        ("王□胜", Doubt.ILLEGIBLE),
        ("王", Doubt.NAME_LENGTH),
        ("王德胜李大", Doubt.NAME_LENGTH),
        ("棍德胜", Doubt.RARE_SURNAME),
    ],
)
def test_what_is_odd_about_a_name_is_doubted(name: str, doubt: Doubt) -> None:
    assert doubt in names.doubts(name)
    assert understand("name", name).value == name


@pytest.mark.parametrize("name", ["王胜", "王德勝", "欧阳一山", "尉迟二山", "亓三山", "李秀英（女）"])
def test_an_ordinary_name_is_not(name: str) -> None:
    assert names.looks_like_name(name)


def test_a_broken_word_is_doubted() -> None:
    assert understand("death_cause", "战斗牺性").doubts == (Doubt.BROKEN_WORD,)


@pytest.mark.parametrize(
    ("field", "text"),
    [("position", "S团长"), ("unit", "AL解放军"), ("native_place", "前堤口村ノ"), ("political_status", "党员#")],
)
def test_a_letter_or_sign_among_chinese_words_is_doubted(field: str, text: str) -> None:
    assert understand(field, text).doubts == (Doubt.FOREIGN_SIGN,)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("unit", "八路军115师（三营）3连"),
        ("unit", "鲁北支队—三十六团"),
        ("native_place", "𠮷家庄、〇村"),
        ("remarks", "A型血"),
        ("编号", "B-12"),
    ],
)
def test_figures_and_the_usual_signs_are_not(field: str, text: str) -> None:
    assert understand(field, text).doubts == ()


@pytest.mark.parametrize("place", ["三野四支队任副排长1942年4月在三里庄", "夏于南麻", "一九四七年孟良崮"])
def test_a_place_from_which_a_date_was_not_cut_off_is_doubted(place: str) -> None:
    assert Doubt.NOT_SPLIT in understand("death_place", place).doubts


@pytest.mark.parametrize("place", ["大年陈镇", "夏津县", "秋口村", "于家庄"])
def test_places_that_only_hold_such_characters_are_not(place: str) -> None:
    assert not understand("native_place", place).doubts


def test_spaces_between_chinese_characters_are_typesetting() -> None:
    assert close_up(" 王　胜 ") == "王胜"
    assert close_up("11 B 团") == "11 B团"


@pytest.mark.parametrize("mark", ["〃", "同上", "仝上", "同前", "同 上"])
def test_a_ditto_is_a_ditto(mark: str) -> None:
    assert ditto.find(mark, digits_mean=True) == ditto.Ditto()


@pytest.mark.parametrize("mark", ["11", "″", "//", "''", "I1", "司上", "同士", "同上,", '"'])
def test_what_a_ditto_is_misread_for_is_one_with_a_doubt(mark: str) -> None:
    assert ditto.find(mark, digits_mean=False) == ditto.Ditto(doubts=(Doubt.MAYBE_DITTO,))


@pytest.mark.parametrize("text", ["11", "1947", "东李村", ""])
def test_where_digits_mean_something_they_are_no_ditto(text: str) -> None:
    assert ditto.find(text, digits_mean=True) is None


@pytest.mark.parametrize(
    ("heading", "name", "count", "is_place"),
    [
        ("沙窝乡(63人)", "沙窝乡", 63, True),
        ("沙窝公社（六十三人）", "沙窝公社", 63, True),
        ("西李村 5名", "西李村", 5, True),
        ("柳林镇", "柳林镇", None, True),
        ("抗日战争时期", "抗日战争时期", None, False),
        ("渤海军区(12人)", "渤海军区", 12, False),
        ("抗日战争时期(1937-1945)", "抗日战争时期(1937-1945)", None, False),
    ],
)
def test_a_group_heading_tells_its_name_and_count(heading: str, name: str, count: int | None, is_place: bool) -> None:
    group = groups.group(heading)
    assert (group.printed, group.count, group.is_place) == (name, count, is_place)


@pytest.mark.parametrize(
    ("place", "whole"),
    [
        ("东柳家坊子", "无棣县柳林镇东柳家坊子"),
        ("柳林镇东村", "无棣县柳林镇东村"),
        ("石庙乡东村", "无棣县石庙乡东村"),
        ("惠民县石庙镇东村", "惠民县石庙镇东村"),
        ("东镇村", "无棣县柳林镇东镇村"),
    ],
)
def test_a_group_heading_joins_the_places_under_it_once(place: str, whole: str) -> None:
    assert groups.joined((groups.group("柳林镇(20人)"),), place, "无棣县") == whole


@pytest.mark.parametrize(
    ("printed", "count"),
    [("小计", None), ("合计 63 人", 63), ("共计：六十三人", 63), ("以上12人", 12), ("小计：5人", 5)],
)
def test_a_total_is_one(printed: str, count: int | None) -> None:
    assert groups.total(printed) == groups.Total(count)


@pytest.mark.parametrize("printed", ["王德胜", "共青团员", "以上", "沙窝乡"])
def test_other_rows_are_no_totals(printed: str) -> None:
    assert groups.total(printed) is None


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("战士", ()),
        ("播种员", ()),
        ("不详", ()),
        ("", ()),
        ("战土", (Doubt.UNKNOWN_POSITION,)),
        ("射于", (Doubt.UNKNOWN_POSITION,)),
    ],
)
def test_a_position_that_neither_is_known_nor_ends_like_one_is_doubted(text: str, doubts: tuple[Doubt, ...]) -> None:
    assert understand("position", text).doubts == doubts


@pytest.mark.parametrize("mark", "丨|1'’“.·、丶丿亅阝扌氵囗√")
@pytest.mark.parametrize("name", ["{}梁化泰", "梁{}泰", "梁化泰{}"])
def test_what_rules_specks_and_torn_print_are_read_as_makes_a_name_doubtful_and_stays(mark: str, name: str) -> None:
    meaning = understand("name", name.format(mark))
    assert meaning.value == name.format(mark)
    assert Doubt.NAME_CHARACTER in meaning.doubts


def test_a_name_of_four_characters_is_doubtful_unless_its_surname_has_two() -> None:
    assert Doubt.NAME_LENGTH in understand("name", "金慶黨員").doubts
    assert Doubt.NAME_LENGTH not in understand("name", "欧阳德胜").doubts
