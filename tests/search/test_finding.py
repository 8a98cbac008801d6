"""What a family asks, and whom they find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.corrections import Correction, settle
from archive.errors import UsageError
from search.questions.question import Filters
from search.questions.ranking import FEW
from tests.search.people import (
    ListSource,
    Texts,
    answers,
    built,
    doubtful,
    entry,
    names,
    source_of,
    why,
)

FALLEN: tuple[Texts, ...] = (
    {
        "name": ("王德勝", "王德胜"),
        "sex": "男",
        "native_place": ("〃", "惠民县何坊乡王家庄"),
        "unit": "渤海纵队第七师",
        "position": "班长",
        "death": ("1947.5", "1947-05"),
        "death_place": "济南",
        "alias": "王小二",
    },
    {"name": "王德胜", "native_place": "商河县", "death": ("民國三十六年", "1947")},
    {"name": "王德", "native_place": "惠民县", "unit": "渤海纵队第七师", "death": ("1948年春", "1948-21")},
    {"name": "欧阳王德", "native_place": "阳信县", "death": ("1942", "1942")},
    {"name": "玉德胜", "native_place": "惠民县", "sex": "女"},
    {"name": "李高峰", "native_place": "高河县", "death": ("不详", None)},
    {"name": "單雄", "native_place": "无棣县"},
    {"name": "吕布", "native_place": "王家庄", "remarks": "1946年入伍，中共党员"},
    {"name": "张□华", "native_place": "乐陵县"},
    {"name": "张建华", "alias": "张二", "death": ("1940—1942", "1940/1942")},
    {"name": "赵七", "人数": "随军南下"},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source_of(*FALLEN), tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("王德胜", ["王德胜", "王德胜", "玉德胜"]),
        ("王德勝", ["王德胜", "王德胜", "玉德胜"]),
        ("德胜", ["王德胜", "王德胜", "玉德胜"]),
        ("王", ["王德胜", "王德胜", "王德", "欧阳王德"]),
        ("王德", ["王德", "王德胜", "王德胜", "欧阳王德", "玉德胜"]),
        ("wangdesheng", ["王德胜", "王德胜"]),
        ("Wáng Dé Shèng", ["王德胜", "王德胜"]),
        ("wds", ["王德胜", "王德胜"]),
        ("王desheng", ["王德胜", "王德胜"]),
        ("shan xiong", ["單雄"]),
        ("lvbu", ["吕布"]),
        ("lü bu", ["吕布"]),
        ("lubu", ["吕布"]),
        ("李髙峯", ["李高峰"]),
        ("张*华", ["张□华", "张建华"]),
        ("张□华", ["张□华", "张建华"]),
        ("张二", ["张建华", "张□华"]),
        ("小二", ["王德胜"]),
        ("惠民", ["王德胜", "王德", "玉德胜"]),
        ("何坊乡", ["王德胜"]),
        ("第七师", ["王德胜", "王德"]),
        ("班长", ["王德胜"]),
        ("女", ["玉德胜"]),
        ("随军南下", ["赵七"]),
        ("1947", ["王德胜", "王德胜"]),
        ("1946", ["吕布"]),
        ("1941", ["张建华"]),
        ("1947年5月", ["王德胜"]),
        ("民国三十六年", ["王德胜"]),
        ("1940-1945", ["欧阳王德", "张建华"]),
        ("王德胜 惠民", ["王德胜", "玉德胜"]),
        ("王德胜 惠民 1947", ["王德胜"]),
        ("1947 王德胜 商河", ["王德胜"]),
        ("wds 惠民", ["王德胜"]),
        ("王德胜 无棣", []),
        ("济南 1948", []),
        ("商河", ["王德胜", "李高峰"]),
        ("nobody", []),
    ],
)
def test_people_are_found_best_first(index: Path, asked: str, found: list[str]) -> None:
    assert names(answers(index, asked)) == found


@pytest.mark.parametrize(
    ("asked", "name", "reasons"),
    [
        ("王德胜", "王德胜", ("name",)),
        ("王徳勝", "王德胜", ("variant",)),
        ("李高峯", "李高峰", ("variant",)),
        ("德勝", "王德胜", ("variant",)),
        ("王德胜", "玉德胜", ("lookalike",)),
        ("wangdesheng", "王德胜", ("pinyin",)),
        ("wds", "王德胜", ("initials",)),
        ("张*华", "张建华", ("missing",)),
        ("张建华", "张□华", ("lookalike",)),
        ("张二", "张建华", ("alias",)),
        ("惠民", "王德", ("place",)),
        ("第七师", "王德", ("unit",)),
        ("1946", "吕布", ("text",)),
        ("商河", "李高峰", ("lookalike",)),
        ("王德 惠民 第七师 1948", "王德", ("name", "place", "unit", "text")),
    ],
)
def test_each_answer_says_why(index: Path, asked: str, name: str, reasons: tuple[str, ...]) -> None:
    assert why(answers(index, asked))[name] == reasons


@pytest.mark.parametrize("asked", ["gong", "gon"])
def test_a_sound_alone_brings_those_of_that_surname_first(tmp_path: Path, asked: str) -> None:
    index = built(source_of({"name": "李成功"}, {"name": "龚德"}, {"name": "李工"}, {"name": "宫德胜"}), tmp_path)
    assert names(answers(index, asked)) == ["龚德", "宫德胜", "李成功", "李工"]


def test_a_hit_is_what_the_contract_says(index: Path) -> None:
    hit = answers(index, "王德胜 惠民").hits[0]
    assert hit.as_json() == {
        "id": entry(1, {}).id,
        "name": "王德胜",
        "native_place": "惠民县何坊乡王家庄",
        "death": "1947-05",
        "why": ["name", "place"],
        "flagged": [],
    }


def test_of_two_readings_the_one_to_be_trusted_is_told(tmp_path: Path) -> None:
    first, second = doubtful(entry(1, {"name": "李□成"})), entry(2, {"name": "李玉成"}, person=entry(1, {}).id)
    (hit,) = answers(built(ListSource([first, second]), tmp_path), "李玉成").hits
    assert (hit.name, hit.flagged) == ("李玉成", ())


def test_a_name_that_matches_exactly_comes_before_all_others(tmp_path: Path) -> None:
    crowd: list[Texts] = [{"name": f"王德胜{char}"} for char in "甲乙丙丁戊"]
    index = built(source_of(*crowd, {"name": "王德胜"}, {"name": "玉德胜"}), tmp_path)
    assert names(answers(index, "王德胜"))[0] == "王德胜"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(county="惠民"), ["王德胜", "王德", "玉德胜"]),
        (Filters(county="惠民縣", unit="第七师"), ["王德胜", "王德"]),
        (Filters(surname="王"), ["王德胜", "王德胜", "王德"]),
        (Filters(surname="欧阳"), ["欧阳王德"]),
        (Filters(surname="欧"), []),
        (Filters(since=1948), ["王德"]),
        (Filters(until=1942), ["欧阳王德", "张建华"]),
        (Filters(since=1947, until=1947, county="惠民"), ["王德胜"]),
    ],
)
def test_filters_alone_are_a_question(index: Path, filters: Filters, found: list[str]) -> None:
    assert names(answers(index, "", filters)) == found


def test_filters_narrow_what_words_find(index: Path) -> None:
    assert names(answers(index, "王德胜", Filters(county="商河"))) == ["王德胜"]
    assert answers(index, "王德胜", Filters(county="商河")).hits[0].native_place == "商河县"


@pytest.mark.parametrize("asked", ["", "  ", "*", "＊　？", "，。", "□", "\x00"])
def test_nobody_asks_for_everybody(index: Path, asked: str) -> None:
    with pytest.raises(UsageError):
        answers(index, asked)


def test_no_filter_that_says_nothing_asks_for_everybody(index: Path) -> None:
    with pytest.raises(UsageError):
        answers(index, "", Filters(county="，", unit=" ", surname="\x00"))


@pytest.mark.parametrize(
    "filters", [Filters(county="王" * 10_000), Filters(since=10**9), Filters(until=-1), Filters(since=2**70)]
)
def test_filters_beyond_reason_are_refused(index: Path, filters: Filters) -> None:
    with pytest.raises(UsageError):
        answers(index, "王", filters)


@pytest.mark.parametrize(
    "asked",
    [
        "name:王* OR NOT id:*",
        '"; DROP TABLE entries; --',
        "[a TO z]",
        "{{7*7}} ${x} %s",
        "../../etc/passwd",
        "王" * 200,
        "a□" * 100,
        "xianana" * 28,
        "i" * 200,
        "👨‍👩‍👧 王 🇨🇳",
        "\u202e王\u0000\x1b[31m",
        "1600-2099",
        "9" * 200,
        "\ud800王",
        "𠀀𪜶𰀀",
        "' OR 1=1",
    ],
)
def test_whatever_is_asked_gets_an_answer(index: Path, asked: str) -> None:
    assert answers(index, asked).total <= len(FALLEN)


def test_symbols_between_words_change_nothing(index: Path) -> None:
    assert names(answers(index, "👨‍👩‍👧 王德胜 🇨🇳，惠民")) == ["王德胜", "玉德胜"]


def test_a_doubtful_name_is_found_as_it_was_read_and_as_another_reader_saw_it(tmp_path: Path) -> None:
    source = ListSource([doubtful(entry(1, {"name": "尹清"}), "尹清", "尹靖远")])
    index = built(source, tmp_path)
    assert why(answers(index, "尹清")) == {"尹清": ("name",)}
    assert why(answers(index, "尹靖远")) == {"尹清": ("lookalike",)}


def test_a_corrected_name_is_found_by_itself_and_by_what_it_was_misread_for(tmp_path: Path) -> None:
    read = entry(1, {"name": "尹靖远"})
    settled = settle(read.entry, [Correction(read.id, "name", "t", "李梅", "", "尹靖远", "尹靖远", "尹清", "尹清")])
    index = built(ListSource([replace(read, entry=settled)]), tmp_path)
    assert why(answers(index, "尹清")) == {"尹清": ("name",)}
    assert why(answers(index, "尹靖远")) == {"尹清": ("lookalike",)}


def test_entries_that_speak_of_one_person_answer_together(tmp_path: Path) -> None:
    first, second = entry(1, {"name": "王德胜"}), entry(2, {"name": "王得胜", "native_place": "惠民县"})
    source = ListSource([first, replace(second, person=first.id), entry(3, {"name": "王德胜"})])
    index = built(source, tmp_path)
    found = answers(index, "王德胜 惠民")
    assert [hit.id for hit in found.hits] == [first.id]
    assert answers(index, "王德胜").total == 2


def test_the_county_of_the_roster_is_a_place_too(tmp_path: Path) -> None:
    index = built(ListSource([entry(1, {"name": "王德胜"}, county="惠民县")]), tmp_path)
    assert why(answers(index, "惠民")) == {"王德胜": ("place",)}


def test_the_county_of_a_roster_is_nobodys_whose_own_is_printed(tmp_path: Path) -> None:
    printed = entry(1, {"name": "王云斋", "native_place": "垦利县店子公社"}, county="惠民县")
    unprinted = entry(2, {"name": "王德胜", "native_place": "小赵庄"}, county="惠民县")
    index = built(ListSource([printed, unprinted]), tmp_path)
    assert names(answers(index, "", Filters(county="惠民县"))) == ["王德胜"]
    assert answers(index, "王").facets["county"] == {"垦利县": 1, "惠民县": 1}


def test_what_was_misread_once_is_looked_for_everywhere(tmp_path: Path) -> None:
    read = entry(1, {"name": "李鬼成"})
    settled = settle(read.entry, [Correction(read.id, "name", "t", "李梅", "", "李鬼成", "李鬼成", "李兴成", "李兴成")])
    people = [replace(read, entry=settled), entry(2, {"name": "赵振鬼"}), entry(3, {"name": "钱兴国"})]
    index = built(ListSource(people), tmp_path)
    assert why(answers(index, "赵振兴")) == {"赵振鬼": ("lookalike",)}
    assert why(answers(index, "钱鬼国")) == {"钱兴国": ("lookalike",)}


def test_a_word_half_typed_finds_whole_names_and_parts_alike(tmp_path: Path) -> None:
    index = built(source_of({"name": "王德胜"}, {"name": "王德胜华"}, {"name": "小王德胜"}), tmp_path)
    assert names(answers(index, "wangdesh")) == ["王德胜", "王德胜华", "小王德胜"]


def test_a_faint_likeness_comes_last_and_only_where_few_are_found(tmp_path: Path) -> None:
    assert why(answers(built(source_of({"name": "李玉龙"}), tmp_path / "few"), "李玉天")) == {}
    many: list[Texts] = [{"name": "王德胜"}] * FEW
    crowd = built(source_of(*many, {"name": "王德肢"}), tmp_path / "crowd")
    assert names(answers(crowd, "王德胜")) == ["王德胜"] * FEW
    alone = built(source_of(*many[1:], {"name": "王德肢"}), tmp_path / "alone")
    assert why(answers(alone, "王德胜")) == {"王德胜": ("name",), "王德肢": ("lookalike",)}


@pytest.mark.parametrize(("asked", "found"), [("zsh", ["张少华", "赵升"]), ("zshh", ["张少华"]), ("zhshh", ["张少华"])])
def test_initials_of_two_letters_may_be_typed_in_full(tmp_path: Path, asked: str, found: list[str]) -> None:
    index = built(source_of({"name": "张少华"}, {"name": "赵升"}, {"name": "孙少华"}), tmp_path)
    assert sorted(names(answers(index, asked))) == sorted(found)
