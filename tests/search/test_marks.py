"""What was asked for is marked in the texts that are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.questions.marks import Marks


def shown(text: str, field: str, asked: str, slips: bool = False) -> str:
    pieces = Marks(asked, slips=slips).of(text, field)
    return "".join(f"[{piece.words}]" if piece.marked else piece.words for piece in pieces) or text


@pytest.mark.parametrize(
    ("text", "field", "asked", "expected"),
    [
        ("王德胜", "name", "德胜", "王[德胜]"),
        ("王德勝", "name", "王德胜", "[王德勝]"),
        ("王德胜", "name", "wang", "[王]德胜"),
        ("王德胜", "name", "wds", "[王德胜]"),
        ("王德胜", "name", "王得胜", "[王德胜]"),
        ("王德胜", "name", "王□胜", "[王德胜]"),
        ("玉德胜", "name", "王德胜", "[玉德胜]"),
        ("王刘氏", "name", "王氏", "[王刘氏]"),
        ("惠民县何坊乡", "native_place", "王德胜 惠民", "[惠民]县何坊乡"),
        ("滨县尚集乡", "native_place", "滨城区", "[滨县]尚集乡"),
        ("惠民县何坊乡", "native_place", "liulanying huimin", "惠民县何坊乡"),
        ("惠民县何坊乡", "native_place", "刘 huimin", "[惠民]县何坊乡"),
        ("渤纵七师排长", "unit", "渤海纵队第七师", "[渤纵七师]排长"),
        ("1947年3月", "death", "1947", "[1947]年3月"),
        ("1947年3月", "death", "1946-1948", "[1947]年3月"),
        ("1947年3月", "death", "1947年3月", "[1947]年3月"),
        ("惠民县", "native_place", "wangdesheng", "惠民县"),
        ("惠民县", "native_place", "", "惠民县"),
        ("王德胜", "name", "，", "王德胜"),
    ],
)
def test_what_was_asked_for_is_marked(text: str, field: str, asked: str, expected: str) -> None:
    assert shown(text, field, asked) == expected


def test_slips_are_marked_where_they_were_forgiven() -> None:
    assert shown("张振山", "name", "zang zhen shan") == "张振山"
    assert shown("张振山", "name", "zang zhen shan", slips=True) == "[张振山]"


@given(
    st.text("王德勝　·A½惠", max_size=8),
    st.sampled_from(["name", "native_place", "unit"]),
    st.text("王德胜惠½", max_size=4),
)
def test_pieces_joined_are_the_text_and_there_are_none_without_a_mark(text: str, field: str, asked: str) -> None:
    pieces = Marks(asked).of(text, field)
    assert "".join(piece.words for piece in pieces) == (text if pieces else "")
    assert any(piece.marked for piece in pieces) == bool(pieces)
