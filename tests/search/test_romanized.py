from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.characters.romanized import romanized


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("王德胜", "Wáng Déshèng"),
        ("王德勝", "Wáng Déshèng"),
        ("吕玉", "Lǚ Yù"),
        ("欧阳文安", "Ōuyáng Wén’ān"),
        ("单雄信", "Shàn Xióngxìn"),
        ("解珍", "Xiè Zhēn"),
        ("尉迟恭", "Yùchí Gōng"),
        ("令狐冲", "Línghú Chōng"),
        ("长孙无忌", "Zhǎngsūn Wújì"),
        ("王", "Wáng"),
        ("欧阳", "Ōuyáng"),
    ],
)
def test_a_name_is_spelled_family_name_first_with_its_tones(name: str, spelled: str) -> None:
    assert romanized(name) == spelled


def test_what_may_be_read_in_two_ways_is_spelled_in_both() -> None:
    assert romanized("赵长安") == "Zhào Cháng’ān / Zhào Zhǎng’ān"
    assert romanized("翟平") == "Zhái Píng / Dí Píng"


def test_a_gap_stays_a_gap() -> None:
    assert romanized("李□成") == "Lǐ □chéng"
    assert romanized("□明") == "□ Míng"


@pytest.mark.parametrize("name", ["", "□□", "<script>", "a1"])
def test_what_holds_no_character_is_not_spelled(name: str) -> None:
    assert romanized(name) == ""


@given(st.text(max_size=8))
def test_no_name_is_too_odd(name: str) -> None:
    assert romanized(name).count(" / ") <= 2
