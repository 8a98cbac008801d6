"""The name at the head of a paragraph is found whatever mark, number or white stands round it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from archive.records import Status
from ingest.carry import Context
from ingest.interpret import interpret
from tests.ingest.drawing import texts
from tests.ingest.prose_page import column, page, understood

TOLD = "惠民县东李村人，1920年3月生，男，1942年参加革命，中共党员，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
BORN = "1920年3月生，惠民县东李村人，男，1942年参加革命，中共党员，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
NAMES = ["王德胜", "冯骏", "逄铎仁", "李秀英"]
ENDS = {
    "two dashes": "{}——",
    "a dash": "{}—",
    "a colon": "{}：",
    "a comma": "{}，",
    "a point": "{}．",
    "a title": "{}同志，",
    "a title and no mark": "{}烈士",
    "black brackets": "【{}】",
    "other brackets": "〔{}〕",
    "brackets round the title, too": "【{}烈士】",
    "white": "{}　　",
}


def set_(people: list[str], told: str, manner: str, width: int = 24, hanging: str = "") -> list[Mapping[str, str]]:
    paragraphs = [manner.format(name) + told for name in people]
    lines = [part for each in paragraphs for part in _broken(each, width, hanging)] if hanging else paragraphs
    return [texts(entry) for entry in understood("\n".join(lines), width=width).record.entries]


def _broken(paragraph: str, width: int, hanging: str) -> list[str]:
    inner = width - len(hanging)
    rest = [hanging + paragraph[n : n + inner] for n in range(width, len(paragraph), inner)]
    return [paragraph[:width], *rest]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("told", [TOLD, BORN], ids=["origin first", "birth first"])
def test_nobody_is_lost_whatever_ends_the_name(end: str, told: str) -> None:
    people = set_(NAMES, told, ENDS[end])
    assert [one["name"] for one in people] == NAMES
    assert {one["native_place"] for one in people} == {"惠民县东李村"}
    assert {one["birth"] for one in people} == {"1920年3月"}


@pytest.mark.parametrize("dash", ["——", "—", "－"])
def test_a_sex_behind_dashes_is_no_part_of_the_name(dash: str) -> None:
    people = set_(NAMES, "男，" + TOLD.replace("男，", ""), "{}" + dash)
    assert [(one["name"], one["sex"]) for one in people] == [(name, "男") for name in NAMES]


@pytest.mark.parametrize("mark", ["●", "■ ", "★", "△", "※", "①", "1.", "12、", "（3）", "三、"])
def test_bullets_and_numbers_before_names_are_no_part_of_them(mark: str) -> None:
    people = set_(NAMES, TOLD, mark + "{}　")
    assert [one["name"] for one in people] == NAMES
    assert {one["native_place"] for one in people} == {"惠民县东李村"}


@pytest.mark.parametrize("date", ["一九二〇年三月生", "民国九年三月生"])
def test_a_date_in_words_behind_a_name_is_no_part_of_it(date: str) -> None:
    people = set_(["王德一", "李秀英"], BORN.replace("1920年3月生", date), "{}　")
    assert [one["name"] for one in people] == ["王德一", "李秀英"]
    assert {one["birth"] for one in people} == {date.removesuffix("生")}


@pytest.mark.parametrize("width", [12, 17, 24, 40])
def test_first_lines_that_stand_out_begin_entries_however_narrow_the_column(width: int) -> None:
    told = TOLD.replace("在渤纵七师任排长", "党员，任渤海军区第二军分区独立团第三营第七连排长")
    people = [*NAMES, "康方星", "谈长卫"] * 3
    assert [one["name"] for one in set_(people, told, "{}，", width, "　　")] == people


def test_bullets_that_cannot_be_read_lose_nobody_and_leave_the_names_in_doubt() -> None:
    people = ["王守奎", "颜至广", "谢连智", "桑岳山", "朱祖贤"]
    told = "章丘县祝家官庄人。1920年3月生，男，1942年参加革命，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
    lines = [part for name in people for part in _broken(f"□{name}　{told}", 16, "　　")]
    entries = understood("\n".join(lines), width=16).record.entries
    assert [texts(entry)["name"] for entry in entries] == people
    assert all("split guessed" in reading.doubts for e in entries for reading in e.readings if reading.field == "name")


@pytest.mark.parametrize("sign", ["）", ")", "(", "/", "J", "！"])
@pytest.mark.parametrize("end", ["{}男，", "{}，男，", "{}"], ids=["sex", "comma and sex", "origin"])
def test_a_character_of_a_stroke_that_is_read_as_a_sign_loses_nobody_and_leaves_the_name_in_doubt(
    sign: str, end: str
) -> None:
    told = "惠民县东李村人，1920年3月生，1942年参加革命，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
    people = ["王德胜", f"吴{sign}宪", "李秀英"]
    lines = "\n".join(end.format(name) + told for name in people)
    entries = understood(lines, width=60).record.entries
    assert [texts(entry)["name"] for entry in entries] == people
    odd = next(reading for reading in entries[1].readings if reading.field == "name")
    assert odd.status == "flagged"


def test_a_sign_with_its_other_half_is_no_character_of_a_name() -> None:
    lines = "\n".join(f"{name}（女）惠民县东李村人，{BORN}" for name in ("李秀英", "冯秀"))
    assert [texts(entry)["name"] for entry in understood(lines, width=60).record.entries] == ["李秀英", "冯秀"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("马谦", "长山县史口乡老谭家庄"),
        ("邓传", "蒲台县冯家洼"),
        ("库树光", "长山县牛庄镇前车家庄"),
        ("宋江滨", "滨县里则镇"),
        ("欧阳德", "惠民县东李村"),
        ("欧阳德胜", "惠民县东李村"),
    ],
)
def test_a_name_ends_where_a_known_county_begins_though_no_white_shows_it(name: str, place: str) -> None:
    (entry,) = understood(f"{name}{place}人。{BORN}", width=60).record.entries
    assert (texts(entry)["name"], texts(entry)["native_place"]) == (name, place)
    assert not any("split guessed" in reading.doubts for reading in entry.readings)


@pytest.mark.parametrize("placed", [(1.0, 1.25, 0.75), (0.75, 1.25, 1.0)], ids=["before", "behind"])
def test_a_character_that_is_only_placed_beside_itself_shows_no_white(placed: tuple[float, float, float]) -> None:
    at = [0.5, 1.5]
    for step in placed:
        at.append(at[-1] + step)
    drawn = column(f"逯胜祥沙窝乡西李村人。{BORN}", width=80)
    (cell,) = drawn.cells
    count = len(cell.text.text)
    glyphs = tuple(
        replace(glyph, at=(at[number] if number < len(at) else number + 0.5) / count)
        for number, glyph in enumerate(cell.text.glyphs)
    )
    moved = replace(drawn, cells=(replace(cell, text=replace(cell.text, glyphs=glyphs)),))
    (entry,) = interpret(page(moved), Context()).record.entries
    assert any("split guessed" in reading.doubts for reading in entry.readings if reading.field == "name")


def test_a_known_county_ends_a_name_of_no_known_surname() -> None:
    (entry,) = understood(f"囤鸿惠民县东李村人。{BORN}", width=60).record.entries
    assert (texts(entry)["name"], texts(entry)["native_place"]) == ("囤鸿", "惠民县东李村")


def test_where_either_may_be_the_county_the_name_is_in_doubt() -> None:
    (entry,) = understood(f"李海乐陵县东李村人。{BORN}", width=60).record.entries
    assert any("split guessed" in reading.doubts for reading in entry.readings if reading.field == "name")


@pytest.mark.parametrize(
    ("name", "place"),
    [("高延", "史口乡里柳树庄"), ("高延", "李村"), ("高延寿", "史口公社里柳树庄"), ("高延寿", "车镇公社东李村")],
)
def test_no_place_begins_with_its_kind_or_with_a_single_character_before_it(name: str, place: str) -> None:
    (entry,) = understood(f"{name}{place}人。{BORN}", width=60).record.entries
    assert (texts(entry)["name"], texts(entry)["native_place"]) == (name, place)


@pytest.mark.parametrize("word", ["党员", "连长"])
def test_a_word_of_a_list_at_the_head_of_a_line_is_nobody_whatever_ends_the_line_before(word: str) -> None:
    told = f"惠民县东李村人，1920年3月生，1942年8月参军.\n{word}，山东人民抗日救国军宣传员，1947年5月牺牲于孟良崮。"
    assert [texts(e)["name"] for e in understood(f"王德胜，男，{told}\n李秀英，女，{told}").record.entries] == [
        "王德胜",
        "李秀英",
    ]


@pytest.mark.parametrize("name", ["王德胜", "卫　寿", "王振汉"])
@pytest.mark.parametrize("behind", ["　男　", "　男汉族", "汉族", "籍贯"])
def test_a_name_ends_where_a_sex_stands_alone_or_a_people_or_an_origin_is_told(name: str, behind: str) -> None:
    told = f"{name}{behind}惠民县东李村，1920年生，1942年参加革命，在渤纵七师任排长，1947年5月在孟良崮作战牺牲。"
    (entry,) = understood(told, width=80).record.entries
    assert texts(entry)["name"] == name.replace("　", "")
    assert texts(entry)["native_place"] == "惠民县东李村"


def test_what_a_clause_of_a_life_begins_with_is_no_name() -> None:
    lines = "毛石文：临淄县官庄人1906年生1941年5月\n10参加革命连长共产党员1951年春于朝鲜牺牲"
    assert [texts(entry)["name"] for entry in understood(lines).record.entries] == ["毛石文"]


@pytest.mark.parametrize("life", ["(1915~1939.6)", "（1902.06.05—1938.12.14）", "（1919年2月～1943年7月）"])
def test_a_life_behind_a_name_is_told_to_the_day(life: str) -> None:
    (entry,) = understood(f"王德胜{life} 惠民县东李村人，1938年参加八路军，在收复博兴城战斗中牺牲。").record.entries
    told = texts(entry)
    assert told["name"] == "王德胜"
    assert life[1:-1].startswith(told["birth"])
    assert life[1:-1].endswith(told["death"])


def test_a_speck_behind_a_surname_ends_no_name() -> None:
    text = "解.喜，邹平县长山乡老林家村人\n1913年1月21日生1940年参加革命任战士1947年3月在长清病故"
    (entry,) = understood(text).record.entries
    assert texts(entry)["name"] == "解.喜"
    assert entry.keyed()["name"].status is Status.FLAGGED


def test_a_birth_ends_a_name_but_no_place() -> None:
    (entry,) = understood("安龙生于1911年1月，惠民县东李村人，1938年参军，任战士，1947年在博兴牺牲。").record.entries
    assert (texts(entry)["name"], texts(entry)["birth"]) == ("安龙", "1911年1月")
