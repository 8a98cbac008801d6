"""Which figures may have been read for one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Status
from ingest import doubt, figures
from ingest.pages import Glyph
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import Piece
from tests.ingest.drawing import written


@pytest.mark.parametrize(
    ("char", "score", "other", "unclear"),
    [
        ("3", 0.997, "8", False),
        ("3", 0.99, "8", True),
        ("3", 0.94, "8", True),
        ("3", 0.94, "", False),
        ("5", 0.978, "3", True),
        ("五", 0.98, "三", False),
        ("五", 0.96, "三", True),
        ("二", 0.7, "三", True),
        ("七", 0.2, "", True),
        ("〇", 0.4, "○", False),
        ("王", 0.4, "玉", False),
    ],
)
def test_a_figure_is_unclear_where_the_reader_hesitates(char: str, score: float, other: str, unclear: bool) -> None:
    assert figures.is_unclear(Glyph(char, score, other, 1 - score, 0.5)) is unclear


def test_a_figure_whose_strokes_were_counted_is_unclear_where_the_reader_had_held_another_possible() -> None:
    counted = Glyph("二", 0.96, "三", 0.06, 0.5)
    assert figures.is_unclear(counted)
    assert not figures.is_unclear(replace(counted, other_score=0.01))


def test_a_three_is_unclear_where_the_reader_held_a_two_possible_at_all() -> None:
    assert figures.is_unclear(Glyph("三", 0.99, "二", 0.008, 0.5))
    assert not figures.is_unclear(Glyph("三", 0.99, "二", 0.001, 0.5))
    assert not figures.is_unclear(Glyph("三", 0.99, "五", 0.008, 0.5))


def test_a_figure_that_print_tells_from_every_other_is_clear() -> None:
    hesitant = Glyph("卅", 0.4, "廿", 0.5, 0.5, rival="廿", lead=9.4)
    assert not figures.is_unclear(hesitant)
    assert figures.is_unclear(replace(hesitant, lead=2.0))
    assert figures.is_unclear(replace(hesitant, rival="", lead=0.0))


def test_a_date_with_an_unclear_figure_is_flagged_however_sure_the_rest_is() -> None:
    date = written("一九五七年", 0.9999)
    glyphs = (*date.glyphs[:3], replace(date.glyphs[3], score=0.8, other="〇"), date.glyphs[4])
    reading = doubt.reading(Piece("death", "牺牲时间", replace(date, glyphs=glyphs), None), "1957")
    assert reading.status is Status.FLAGGED
    assert str(Doubt.FIGURE) in reading.doubts
    assert doubt.reading(Piece("death", "牺牲时间", date, None), "1957").status is Status.ACCEPTED
