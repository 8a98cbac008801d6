"""A transcript comes back from its JSON exactly as it went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Box, Vote
from ingest import transcripts
from ingest.pages import Cell, CellText, Glyph, Table, TextLine, Transcript

WORDS = st.text(alphabet="王德胜〃□一九四〇年\n\"'\\é", max_size=6)
CHANCES = st.floats(0, 1)
NUMBERS = st.floats(-1e6, 1e6)
COUNTS = st.integers(0, 9)
BOXES = st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
GLYPHS = st.builds(Glyph, WORDS, CHANCES, WORDS, CHANCES, CHANCES, COUNTS)
HELD = st.builds(Glyph, WORDS, CHANCES, WORDS, CHANCES, CHANCES, COUNTS, st.sampled_from("玉士"), CHANCES)
VOTES = st.builds(Vote, WORDS, WORDS, CHANCES)


def several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


TEXTS = st.builds(CellText, WORDS, CHANCES, several(GLYPHS | HELD), several(VOTES), several(WORDS))
CELLS = st.builds(Cell, COUNTS, COUNTS, COUNTS, COUNTS, BOXES, st.none() | BOXES, TEXTS)
TABLES = st.builds(Table, COUNTS, COUNTS, several(CELLS), BOXES, several(COUNTS))
LINES = st.builds(TextLine, BOXES, TEXTS)
TRANSCRIPTS = st.builds(
    Transcript,
    COUNTS,
    COUNTS,
    COUNTS,
    st.integers(0, 3),
    WORDS,
    several(TABLES),
    several(LINES),
    WORDS,
    several(LINES),
)


@given(TRANSCRIPTS)
def test_a_transcript_comes_back_as_it_went(transcript: Transcript) -> None:
    assert transcripts.loads(transcripts.dumps(transcript)) == transcript


@given(TRANSCRIPTS)
def test_the_same_transcript_is_always_the_same_line(transcript: Transcript) -> None:
    line = transcripts.dumps(transcript)
    assert "\n" not in line
    assert transcripts.dumps(transcripts.loads(line)) == line


@pytest.mark.parametrize(
    "stored",
    ["[]", "{}", "7", '[0,1,2,3,0,"ruled",[],[],"e"]', "[1]", "[1,2,3,4,5,6,7,8,9]", "[1,2,3,4,5,6,7,8,9,[],[]]", "no"],
)
def test_what_is_no_transcript_of_this_version_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"transcript|Expecting|unpack"):
        transcripts.loads(stored)


def test_a_table_stored_before_strokes_were_looked_for_is_read_as_one_without() -> None:
    table = Table(1, 1, (), Box(1.0, 2.0, 3.0, 4.0))
    stored = transcripts.dumps(Transcript(1, 10, 10, 0, "ruled", (table,), (), "reader/1"))
    assert "[1,1,[],[1.0,2.0,3.0,4.0]]" in stored
    assert transcripts.loads(stored).tables[0].struck == ()


def test_a_page_stored_before_unread_print_was_looked_for_is_read_as_one_without() -> None:
    stored = transcripts.dumps(Transcript(1, 10, 10, 0, "ruled", (), (), "reader/1"))
    assert stored == '[1,1,10,10,0,"ruled",[],[],"reader/1"]'
    assert transcripts.loads(stored).unread == ()


def test_a_character_stored_before_anything_was_held_against_print_is_read_as_one_without_a_rival() -> None:
    text = CellText("王", 0.9, (Glyph("王", 0.9, "玉", 0.1, 0.5),))
    page = Transcript(1, 10, 10, 0, "ruled", (), (TextLine(Box(1.0, 2.0, 3.0, 4.0), text),), "reader/1")
    stored = transcripts.dumps(page)
    assert '["王",0.9,"玉",0.1,0.5,0]' in stored
    assert transcripts.loads(stored).outside[0].text.glyphs[0].rival == ""
