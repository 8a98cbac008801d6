"""Ink beside the characters of a line is noticed; their own is not, nor are specks."""

from __future__ import annotations

import pytest

from ingest.parse.evidence import Doubt
from ingest.readers.unaccounted import UNREAD, has_unread_ink
from tests.ingest.paper import SIZE
from tests.ingest.readers.typesetting import printed
from tests.rendering.typefaces import FACES, SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "seen"),
    [("胡勇丶", "胡勇 "), ("王星氵", "王星 "), ("潍县", " 县"), ("1924.11", "1924. 1"), ("1950年4", "1950年 ")],
)
def test_a_character_that_was_not_read_is_noticed(text: str, seen: str) -> None:
    line = printed(text)
    assert has_unread_ink(line.picture, line.read(seen).glyphs, line.character)


@pytest.mark.parametrize(
    "text", ["王德胜", "渤海军区警备团战士", "1947年3月12日", "1950.12.4", "一二三四", "男", "小八川", "于乙一", "3营"]
)
def test_a_line_read_whole_has_no_ink_left(text: str) -> None:
    for face in FACES[SIMPLIFIED][::3]:
        line = printed(text, SIZE, face)
        assert not has_unread_ink(line.picture, line.read(text).glyphs, line.character), face.name


def test_a_cut_off_character_is_noticed() -> None:
    line = printed("冻伤牺牲")
    cut_off = line.picture[:, : round(sum(line.centres[1:3]) / 2 * line.picture.shape[1] + 0.45 * SIZE)]
    share = line.picture.shape[1] / cut_off.shape[1]
    glyphs = [type(glyph)(glyph.char, glyph.score, "", 0.0, glyph.at * share) for glyph in line.read("冻伤  ").glyphs]
    assert has_unread_ink(cut_off, glyphs, line.character)


def test_a_speck_is_none_and_neither_is_a_line_of_nothing() -> None:
    line = printed("王　胜").with_speck(1.7)
    assert not has_unread_ink(line.picture, line.read("王 胜").glyphs, line.character)
    assert not has_unread_ink(line.picture, (), line.character)


def test_it_is_called_the_same_where_it_is_seen_and_where_it_is_weighed() -> None:
    assert Doubt.UNREAD_INK == UNREAD
