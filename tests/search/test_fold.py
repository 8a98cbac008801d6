from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.characters import tables
from search.characters.fold import fold, tidy
from search.characters.lookalikes import lookalikes, misreadings


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("王德勝", "王德胜"),
        ("王徳胜", "王德胜"),
        ("劉", "刘"),
        ("李髙峯", "李高峰"),
        ("景德鎭", "景德镇"),
        ("鄉郷鄕", "乡乡乡"),
        ("钟鍾锺", "钟钟钟"),
        ("喆淼甯", "哲淼宁"),
        ("\U00032a8f", "\U00032a8f"),
        ("一九四○年", "一九四〇年"),
        ("１１５师", "115师"),
        ("王 德　胜", "王德胜"),
        ("尹.清", "尹清"),
        ("阿不都·热西提", "阿不都热西提"),
        ("Wáng", "wang"),
        ("张□华", "张□华"),
        ("\u2f29\u0000😀", "小"),
    ],
)
def test_what_is_the_same_to_a_reader_folds_to_the_same(written: str, kept: str) -> None:
    assert fold(written) == kept


def test_tidying_leaves_traditional_characters_as_printed() -> None:
    assert tidy("王 德勝（烈士）") == "王德勝烈士"


@given(st.text(), st.text())
def test_a_piece_of_a_text_folds_to_a_piece_of_the_folded_text(head: str, tail: str) -> None:
    assert fold(head + tail) == fold(head) + fold(tail)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_that_is_kept_stands_for_itself() -> None:
    moved = [kept for kept, _ in tables.rows("folds.csv") if fold(kept) != kept]
    assert not moved


def test_common_characters_that_are_different_people_stay_apart() -> None:
    for one, other in ("余徐", "于干", "沈沉", "肖萧", "闫阎", "仝同", "付傅", "岳乐"):
        assert fold(one) != fold(other)


def test_looking_alike_goes_both_ways() -> None:
    one_way = [
        (char, other)
        for char, others in tables.rows("lookalikes.csv")
        for other in others
        if char not in lookalikes(other)
    ]
    assert not one_way


def test_lookalikes_are_in_folded_form() -> None:
    assert all(fold(char) == char for char, _ in tables.rows("lookalikes.csv"))


def test_a_misread_word_differs_in_one_character() -> None:
    for misread in misreadings("商河"):
        assert sum(a != b for a, b in zip(misread, "商河", strict=True)) == 1
    assert "高河" in set(misreadings("商河"))
    assert "商□" in set(misreadings("商河"))


@pytest.mark.parametrize("word", ["", "王", "wang", "1947", "王□胜", "惠民县何坊乡王家庄"])
def test_what_says_too_little_or_too_much_has_no_misreadings(word: str) -> None:
    assert not list(misreadings(word))


@pytest.mark.parametrize("name", tables.TABLES)
def test_each_table_names_its_sources(name: str) -> None:
    text = (Path(tables.__file__).parent / name).read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert "Written by hand" in head or ("Source" in head and "License" in head)
