"""The evidence for a group heading is that for the characters of its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box, Vote
from ingest.pages import CellText
from ingest.parse import groups
from tests.ingest.drawing import CLEAR, written

BOX = Box(10, 20, 300, 40)


def weak_at(text: CellText, doubtful: str) -> CellText:
    """The text with a low score for the doubtful characters."""
    glyphs = tuple(replace(glyph, score=0.4) if glyph.char in doubtful else glyph for glyph in text.glyphs)
    return replace(text, glyphs=glyphs, confidence=0.4)


@pytest.mark.parametrize(
    ("printed", "doubtful", "name"),
    [
        ("沙窝乡　东李村", "　", "沙窝乡东李村"),
        ("沙窝乡（63人）", "（人）", "沙窝乡"),
        ("沙窝乡（续）", "续", "沙窝乡"),
    ],
)
def test_spaces_and_counts_cast_no_doubt_on_the_name(printed: str, doubtful: str, name: str) -> None:
    found = groups.seen([weak_at(written(printed), doubtful)], BOX)
    assert (found.printed, found.text.text, found.confidence, found.box) == (name, name, 0.4, BOX)
    assert [glyph.score for glyph in found.text.glyphs] == [CLEAR] * len(name)


def test_a_doubtful_character_of_the_name_stays_so() -> None:
    found = groups.seen([weak_at(written("沙窝乡（63人）"), "窝")], BOX)
    assert [glyph.score for glyph in found.text.glyphs] == [CLEAR, 0.4, CLEAR]


def test_another_reader_speaks_for_a_name_only_where_it_read_nothing_else() -> None:
    vote = Vote("other", "沙窝乡", 0.9)
    assert groups.seen([replace(written("沙窝乡"), votes=(vote,))], BOX).text.votes == (vote,)
    assert groups.seen([replace(written("沙窝乡（2人）"), votes=(vote,))], BOX).text.votes == ()


def test_cells_that_say_a_heading_together_give_its_evidence_together() -> None:
    found = groups.seen([written("沙窝乡"), written("2人", 0.5)], BOX)
    assert (found.printed, found.count, found.confidence) == ("沙窝乡", 2, 0.5)
    assert [glyph.char for glyph in found.text.glyphs] == list("沙窝乡")


def test_without_glyphs_the_name_is_as_sure_as_its_cell() -> None:
    assert groups.seen([CellText("沙窝乡", 0.7)], BOX).text == CellText("沙窝乡", 0.7)


@pytest.mark.parametrize("printed", ["东李村：", "东李村3人:"])
def test_a_colon_behind_a_heading_is_no_part_of_it(printed: str) -> None:
    assert groups.group(printed).printed == "东李村"
