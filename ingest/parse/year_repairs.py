"""What dirt and faint print make of the year of a date, where only one other text is a date.

No year of these people begins with anything but 18 or 19, a year has four figures, and nothing stands between it and
its 年; the only 国 that has years is 民国. Every repair leaves its doubt, and a figure that was put in sends the date
to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.pages import CellText, Glyph
from ingest.parse import dates
from ingest.parse.evidence import Doubt
from ingest.parse.numerals import DIGITS, ZEROS
from ingest.parse.pieces import glyph_at

_MARK: Final = ".,，·:"
_CHINESE: Final = f"{DIGITS}{ZEROS}"
_FIRST: Final = re.compile(rf"(?P<first>[^一{_MARK}1]?)(?=[八九][{_CHINESE}]{{2}}年|[89]\d\d[年.])")
_ZERO: Final = re.compile(rf"(?<=^一[八九])[{_MARK}](?=[{_CHINESE}]年)|(?<=^一[八九][{DIGITS}])[{_MARK}](?=年)")
_DIRT: Final = re.compile(rf"(?<=\d)[{_MARK}](?=年)|(?<=\d[{_MARK}])[{_MARK}](?=\d)")
_REPUBLIC: Final = re.compile(rf"[^民](?=[国國][{DIGITS}十廿卅元]{{1,4}}年)")
_TENS: Final = re.compile(rf"(?<=^民[国國])[冊册州川甘](?=[{DIGITS}]?年)")
"""A ten of the years of the Republic, of which these are no figures: 民國冊七年 is of the year 卅七."""
_UNSEEN: Final = 0.5
"""Score of a figure that nobody saw."""


def date_with_year(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """A date whose year has a figure amiss or a mark too many, as the date that it can only be: 二九四七年, 1931..4."""
    if dates.parse(text.text).is_date and not _DIRT.search(text.text):
        return text, ()
    for other, doubt in _others(text):
        if dates.parse(other.text).is_date:
            return other, (doubt,)
    return text, ()


def _others(text: CellText) -> Iterator[tuple[CellText, Doubt]]:
    for mark in _DIRT.finditer(text.text):
        yield _put(text, *mark.span(), ""), Doubt.MARK_TAKEN_AWAY
    for mark in _ZERO.finditer(text.text):
        yield _put(text, *mark.span(), "〇"), Doubt.FIGURE_INFERRED
    if era := _REPUBLIC.match(text.text):
        yield _put(text, *era.span(), "民"), Doubt.FIGURE_INFERRED
    for ten in _TENS.finditer(text.text):
        yield _put(text, *ten.span(), "廿" if ten[0] == "甘" else "卅"), Doubt.FIGURE_INFERRED
    if first := _FIRST.match(text.text):
        one = "1" if text.text[first.end()].isascii() else "一"
        yield _put(text, *first.span(), one), Doubt.FIGURE_INFERRED


def _put(text: CellText, start: int, end: int, char: str) -> CellText:
    """The text with a character, or none, in place of what stands from `start` to `end`."""
    glyphs = glyph_at(text)
    whole = text.text[:start] + char + text.text[end:]
    if not glyphs:
        return replace(text, text=whole)
    near = glyphs[start]
    new = [Glyph(char, _UNSEEN, near.char if end > start else "", 0.0, near.at, near.line)] if char else []
    return replace(text, text=whole, glyphs=(*glyphs[:start], *new, *glyphs[end:]))
