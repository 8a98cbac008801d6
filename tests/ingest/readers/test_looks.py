"""Several looks at a line are weighed character by character."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.pages import Glyph
from ingest.readers import looks
from ingest.readers.lines import LineReading
from tests.ingest.readers.typesetting import printed


def seen(*glyphs: tuple[str, float, str, float]) -> LineReading:
    made = tuple(Glyph(c, s, o, os, (n + 0.5) / len(glyphs)) for n, (c, s, o, os) in enumerate(glyphs))
    return LineReading("".join(g.char for g in made), min(g.score for g in made), made)


def test_a_character_that_most_looks_give_is_the_one() -> None:
    first = seen(("王", 0.99, "玉", 0.01), ("装", 0.5, "裴", 0.45))
    other = seen(("王", 0.99, "玉", 0.01), ("裴", 0.7, "装", 0.2))
    weighed = looks.weighed(first, [other, other])
    assert weighed.text == "王裴"
    assert weighed.glyphs[1].score == pytest.approx((0.45 + 0.7 + 0.7) / 3, abs=1e-4)
    assert (weighed.glyphs[1].other, weighed.glyphs[1].at) == ("装", first.glyphs[1].at)


def test_a_look_that_sees_more_or_fewer_characters_is_left_aside() -> None:
    first = seen(("王", 0.8, "玉", 0.1), ("山", 0.9, "出", 0.05))
    assert looks.weighed(first, [seen(("玉", 0.99, "王", 0.0))]) == first


def test_looks_that_agree_are_no_surer_than_their_mean() -> None:
    first, other = seen(("王", 0.8, "玉", 0.1)), seen(("王", 0.9, "玉", 0.05))
    assert looks.weighed(first, [other]).confidence == pytest.approx(0.85)


def test_the_sign_for_nothing_is_never_taken_for_a_character() -> None:
    first, other = seen(("王", 0.3, "", 0.6)), seen(("王", 0.4, "", 0.5))
    assert looks.weighed(first, [other]).text == "王"


def test_each_look_shows_the_whole_line() -> None:
    line = printed("王德胜").picture
    pictures = list(looks.pictures(line))
    assert len(pictures) > 1
    for picture in pictures:
        assert picture.dtype == np.uint8
        assert picture.shape[0] >= line.shape[0]
        assert picture.shape[1] >= line.shape[1]
