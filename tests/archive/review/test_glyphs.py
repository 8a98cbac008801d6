"""Each character of a reading is shown where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box, Reading, Status
from archive.review.glyphs import Character, characters_of
from archive.review.machine import Glyph

BOX = Box(100, 200, 60, 20)
READ = Reading("name", "姓名", "王德股", "王德股", 0.5, Status.FLAGGED, BOX)
SEEN = [
    Glyph("王", 0.9, "玉", 0.1, Box(100, 200, 15, 20)),
    Glyph("德", 0.8, "得", 0.1, Box(115, 200, 20, 20)),
    Glyph("股", 0.4, "服", 0.3, Box(135, 200, 25, 20)),
    Glyph("男", 0.9, "", 0.0, Box(170, 200, 20, 20)),
]


def test_characters_stand_where_they_were_seen_as_surely_as_they_were_read() -> None:
    found = characters_of(READ, 0, SEEN)
    assert found[2] == Character("股", Box(135, 200, 25, 20), 0.4, "服")
    assert [each.char for each in found] == ["王", "德", "股"]


def test_a_character_that_was_put_right_stands_where_the_wrong_one_stood() -> None:
    found = characters_of(replace(READ, text="王德勝", machine=READ), 0, SEEN)
    assert found[2] == Character("勝", Box(135, 200, 25, 20))
    assert found[1].score == 0.8


@pytest.mark.parametrize(
    ("turns", "boxes"),
    [
        (0, [(100, 200), (120, 200), (140, 200)]),
        (2, [(140, 200), (120, 200), (100, 200)]),
        (1, [(100, 200), (100, 206.7), (100, 213.3)]),
        (3, [(100, 213.3), (100, 206.7), (100, 200)]),
    ],
)
def test_where_nothing_was_seen_they_share_the_box_evenly(turns: int, boxes: list[tuple[float, float]]) -> None:
    found = characters_of(READ, turns, SEEN[:1])
    assert [(each.box.x, round(each.box.y, 1)) for each in found] == boxes


def test_a_reading_without_a_box_or_a_text_has_none() -> None:
    assert characters_of(replace(READ, box=None), 0, SEEN) == []
    assert characters_of(replace(READ, text=""), 0, SEEN) == []
