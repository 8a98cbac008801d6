"""Where there is room for one character, one is read."""

from __future__ import annotations

from ingest.pages import Glyph
from ingest.readers.crowding import uncrowded
from tests.ingest.readers.typesetting import printed, reading


def test_of_two_characters_in_the_room_of_one_the_surer_is_read_and_the_other_remembered() -> None:
    twice = reading(
        Glyph("子", 0.9, "孑", 0.05, 0.11), Glyph("孟", 0.6, "盂", 0.3, 0.19), Glyph("英", 1.0, "", 0.0, 0.6)
    )
    found = uncrowded(twice, 100, 26)
    assert (found.text, found.confidence) == ("子英", 0.45)
    assert found.glyphs[0] == Glyph("子", 0.45, "孟", 0.3, 0.15)


def test_characters_that_have_their_room_stay() -> None:
    line = printed("渤海军区第二军分区")
    read = line.read("渤海军区第二军分区")
    assert uncrowded(read, line.picture.shape[1], line.character) is read


def test_numerals_may_stand_close() -> None:
    close = reading(Glyph("二", 0.9, "", 0.0, 0.1), Glyph("一", 0.9, "", 0.0, 0.18))
    assert uncrowded(close, 100, 26) is close
