from __future__ import annotations

import time

import pytest

from search.characters.pinyin import letters_of, readings
from search.characters.spelling import find_spelled, runs_of, spellings


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Wang", "wang"),
        ("wáng", "wang"),
        ("de2sheng4", "desheng"),
        ("lǚ", "lv"),
        ("LÜ", "lv"),
        ("lu:4", "lv"),
        ("xi'an", "xian"),
        ("ｗａｎｇ", "wang"),
        ("王", ""),
        ("wang王", ""),
        ("115", ""),
        ("", ""),
    ],
)
def test_pinyin_is_understood_with_and_without_tones(typed: str, letters: str) -> None:
    assert letters_of(typed) == letters


@pytest.mark.parametrize(
    ("surname", "sound"),
    [
        ("单", "shan"),
        ("仇", "qiu"),
        ("解", "xie"),
        ("查", "zha"),
        ("区", "ou"),
        ("曾", "zeng"),
        ("翟", "zhai"),
        ("盖", "ge"),
        ("乐", "yue"),
        ("朴", "piao"),
        ("缪", "miao"),
        ("洗", "xian"),
        ("吕", "lv"),
        ("吕", "lu"),
        ("黑", "he"),
        ("單", "shan"),
        ("乾", "qian"),
        ("长", "zhang"),
    ],
)
def test_a_surname_is_known_by_its_own_reading(surname: str, sound: str) -> None:
    assert sound in readings(surname)


def test_a_surname_of_one_character_is_read_as_a_surname_first() -> None:
    assert readings("单")[0] == "shan"
    assert "dan" in readings("单")


def test_what_has_no_sound_has_no_readings() -> None:
    assert readings("□") == readings("1") == readings("嗯")[:0] == ()


@pytest.mark.parametrize(
    ("word", "name", "whole"),
    [
        ("wangdesheng", "王德勝", True),
        ("wangdes", "王德胜", True),
        ("wangde", "王德胜", False),
        ("desheng", "王德胜", False),
        ("wds", "王德胜", True),
        ("zhdm", "张大明", True),
        ("zdm", "张大明", True),
        ("wdesheng", "王德胜", True),
        ("wangds", "王德胜", True),
        ("王desheng", "王德胜", True),
        ("王ds", "王德胜", True),
        ("王d", "王德胜", False),
        ("wang德胜", "王德胜", True),
        ("王□胜", "王德勝", True),
        ("□德胜", "王德胜", True),
        ("王□", "王德胜", False),
        ("w□sheng", "王德胜", True),
        ("xian", "先", True),
        ("xian", "西安", True),
        ("ouyangx", "欧阳修", True),
        ("lvbu", "吕布", True),
        ("lubu", "吕布", True),
        ("wangsheng", "王德胜", None),
        ("wsd", "王德胜", None),
        ("王□胜", "王胜", None),
        ("王□□胜", "王德胜", None),
        ("sheng", "王德胜", False),
        ("张desheng", "王德胜", None),
    ],
)
def test_a_word_spells_a_name(word: str, name: str, whole: bool | None) -> None:
    found = [find_spelled(spelling, name) for spelling in spellings(word)]
    assert (True if True in found else False if False in found else None) is whole


@pytest.mark.parametrize("word", ["w", "x", "□", "□□", "a", "王德胜", "1947", "x" * 25, "w□s"])
def test_a_word_that_says_too_little_spells_nothing(word: str) -> None:
    assert spellings(word) == []


@pytest.mark.parametrize("word", ["xianana" * 3 + "iii", "a□" * 12, "zhi" * 8, "王a" * 12, "i" * 24, "angeng" * 4])
def test_no_word_takes_long_to_cut(word: str) -> None:
    start = time.process_time()
    spellings(word)
    assert time.process_time() - start < 0.5


def test_a_name_is_known_by_all_its_sounds_and_parts() -> None:
    spoken, initials = runs_of("单德")
    assert {"shan'de", "dan'de", "chan'de", "shan", "de"} <= spoken
    assert initials == {"sd", "Sd", "dd", "cd", "Cd"}
    assert runs_of("张建国") == ({"zhang", "jian", "guo", "zhang'jian", "jian'guo"}, {"zj", "jg", "zjg", "Zj", "Zjg"})


def test_sounds_do_not_reach_across_what_nobody_can_read() -> None:
    spoken, initials = runs_of("张□国")
    assert spoken == {"zhang", "guo"}
    assert not initials
