"""What the recogniser is blind to and the paper proves: a dropped 〇, 一 read as a dash, half of 牺牲.

Only a date's grammar together with the place of the glyphs, or numerals in which a dash has no
meaning, allow a repair; names are never touched. Every repair leaves its doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low
from typing import Final

from ingest.pages import CellText, Glyph
from ingest.parse import dates, vocabulary
from ingest.parse.characters import is_han, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.numerals import DIGITS, ZEROS
from ingest.parse.pieces import glyph_at

_SHORT_YEAR: Final = re.compile(rf"(?<![{DIGITS}{ZEROS}十])一[{DIGITS}{ZEROS}]{{1,2}}(?=年)")
_ROOM_FOR_ONE: Final = 1.55
"""Steps of the type's pitch from which there is room for one character more."""
_SHORTEST: Final = 4
"""Glyphs that a year with 年 has at least, for the steps between them to show how its line is set."""
_LEAST_STEP: Final = 0.6
"""Steps of the type's pitch that two characters stand apart at least, as finely as readers place them."""
_FIGURES: Final = re.compile(r"1[89]\d\d[,，.]\d{1,2}(?:[,，.]\d{1,2})?(?!\d)")
_IN_FIGURES: Final = re.compile(r"1[89]\d\d([./-])\d{1,2}\1\d{1,2}")
_BEFORE_BREAK: Final = re.compile(r"\d{4}([./-])\d{1,2}")
_BEHIND_BREAK: Final = re.compile(r"\d{1,2}([./-])\d{1,2}")
_HALF_FALLEN: Final = re.compile(r"[牺犧][^牲\W]|[^牺犧\W\d]牲(?![口畜])")
_CLEAR: Final = 0.95
"""Score from which a character is what it was read as."""
_CLOSE: Final = 12.0
"""Lead in print within which the next nearest character may be the printed one."""
_HESITATED: Final = 0.01
"""Score of the reader's second choice from which it may be."""
_DASH: Final = "—―─–－ー-"
_NUMERAL: Final = "一二三四五六七八九十"
_MEANINGLESS_DASH: Final = re.compile(
    rf"(?:^|(?<=[^\W{_NUMERAL}\d]))[{_DASH}]+(?=[{_NUMERAL}])"  # ——五师, 华野—纵 has none
    rf"|(?:^|(?<=[{_NUMERAL}]))[{_DASH}]+(?=[师旅团军纵营连])"  # —师, 二——团
)


def with_zeros(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """The text with the 〇 that its year has lost, where the gaps between the glyphs show the place.

    一九四年 is no year; if the glyphs leave room for one character between 四 and 年 and nowhere
    else, it is 一九四〇年. Where the line breaks before 年 and no gap is in it, what was lost stood at the break,
    which nothing but the grammar shows. Where nothing shows it, the text stays and the doubt says so.
    """
    year = _SHORT_YEAR.search(text.text)
    if year is None:
        return text, ()
    lost = 4 - len(year[0])
    glyphs = glyph_at(text)[: year.end() + 1][year.start() :]
    line = [glyph for glyph in glyph_at(text) if glyphs and glyph.line == glyphs[0].line]
    if len(glyphs) <= year.end() - year.start() or any(glyph not in line for glyph in glyphs[:-1]):
        return text, (Doubt.ZERO_MISSING,)
    broken = glyphs[-1] not in line
    gaps = (_gaps_before_break if broken else _gaps)(glyphs, year.start(), line, lost)
    repaired = text
    for index, places in sorted(gaps.items(), reverse=True):
        repaired = _inserted(repaired, index, places)
    if not gaps or not dates.leading_date(repaired.text[year.start() :]):
        return text, (Doubt.ZERO_MISSING,)
    at_break = broken and year.end() in gaps
    return repaired, (Doubt.ZERO_INFERRED, *((Doubt.LINE_BROKEN_OFF,) if at_break else ()))


def _gaps(glyphs: Sequence[Glyph], start: int, line: Sequence[Glyph], lost: int) -> dict[int, int]:
    """How many characters a year has lost before which of its glyphs, by its index in the text; none if not `lost`."""
    found = (_empty_places(glyphs, start, pitch) for pitch in _pitches(line, lost))
    return next((gaps for gaps in found if sum(gaps.values()) == lost), {})


def _gaps_before_break(glyphs: Sequence[Glyph], start: int, line: Sequence[Glyph], lost: int) -> dict[int, int]:
    """The same where the last of the glyphs, 年, stands in the next line: without a gap, they were lost before it."""
    pitch = median_low([right.at - left.at for left, right in pairwise(line)])
    if len(glyphs) < _SHORTEST or any(b.at - a.at < _LEAST_STEP * pitch for a, b in pairwise(glyphs[:-1])):
        return {}
    gaps = _empty_places(glyphs[:-1], start, pitch) or {start + len(glyphs) - 1: lost}
    return gaps if sum(gaps.values()) == lost else {}


def _pitches(line: Sequence[Glyph], lost: int) -> list[float]:
    """What the step from character to character of a line may be: the usual one, and that which the lost ones leave.

    The reader places characters no finer than a quarter of a step, but the length of a line of Chinese
    characters, which are all of one width, is sure.
    """
    usual = median_low([right.at - left.at for left, right in pairwise(line)])
    even = (line[-1].at - line[0].at) / (len(line) - 1 + lost)
    steps = [usual, even] if all(is_han(glyph.char) for glyph in line) else [usual]
    return [step for step in steps if step > 0]


def _empty_places(glyphs: Sequence[Glyph], start: int, pitch: float) -> dict[int, int]:
    """How many characters would fit before each glyph but the first, by its index in the text."""
    ratios = [(right.at - left.at) / pitch for left, right in pairwise(glyphs)]
    if min(ratios) < _LEAST_STEP:
        return {}
    return {index: round(ratio) - 1 for index, ratio in enumerate(ratios, start + 1) if ratio > _ROOM_FOR_ONE}


def _inserted(text: CellText, index: int, places: int) -> CellText:
    glyphs = glyph_at(text)
    before, after = glyphs[index - 1], glyphs[index]
    end = after.at if after.line == before.line else 1.0
    step = (end - before.at) / (places + 1)
    zeros = tuple(
        Glyph("〇", min(before.score, after.score), "", 0.0, before.at + step * (place + 1), before.line)
        for place in range(places)
    )
    return replace(
        text,
        text=text.text[:index] + "〇" * places + text.text[index:],
        glyphs=(*glyphs[:index], *zeros, *glyphs[index:]),
    )


def date_with_ones(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """A date with its dashes read as 一, where only so it is a date: —九四七年."""
    if dates.parse(text.text).is_date:
        return text, ()
    ones = _ones(text, 0, len(text.text))
    if ones.text == text.text or not dates.parse(ones.text).is_date:
        return text, ()
    return ones, (Doubt.DASH_INFERRED,)


def date_with_points(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """A text that begins with a date in figures, its commas read as the points that such dates have: 1950,7."""
    date = _FIGURES.match(text.text)
    if date is None or not set(date[0]) & set(",，"):
        return text, ()
    whole = re.sub("[,，]", ".", date[0]) + text.text[date.end() :]
    glyphs = tuple(replace(glyph, char=char) for glyph, char in zip(glyph_at(text), whole, strict=False))
    return replace(text, text=whole, glyphs=glyphs), (Doubt.POINT_INFERRED,)


def date_over_lines(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """A date in figures that goes on in a second line, with the point that was lost at its break: 1952.09 / 03.

    Only where it is no date without, and one with the point that it has elsewhere: 1952.1 / 1 may be of November.
    """
    glyphs = glyph_at(text)
    breaks = [n for n, (one, next_) in enumerate(pairwise(glyphs), 1) if one.line != next_.line]
    if len(breaks) != 1 or dates.parse(text.text).is_date:
        return text, ()
    (at,) = breaks
    upper, lower = text.text[:at], text.text[at:]
    point = _BEFORE_BREAK.fullmatch(upper) or _BEHIND_BREAK.fullmatch(lower)
    whole = f"{upper}{point[1]}{lower}" if point else ""
    if not point or not _IN_FIGURES.fullmatch(whole) or dates.parse(whole).value is None:
        return text, ()
    before = glyphs[at - 1]
    lost = replace(before, char=point[1], other="", other_score=0.0, at=min(1.0, before.at + 0.05), rival="")
    return replace(text, text=whole, glyphs=(*glyphs[:at], lost, *glyphs[at:])), (Doubt.POINT_INFERRED,)


def with_fallen(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """The text with 牺牲 whole where one of its two characters was read with doubt as another: 机牲, 牺性.

    No other word of a death has either character, so the one that is clear tells the other.
    """
    glyphs = glyph_at(text)
    repaired = text
    for found in _HALF_FALLEN.finditer(text.text):
        index = found.start() + (found[0][0] in "牺犧")
        if not glyphs or glyphs[index].score >= _CLEAR:
            continue
        char = "牲" if index > found.start() else ("犧" if simplified(text.text) != text.text else "牺")
        clear = glyphs[found.start() + found.end() - 1 - index]
        own = replace(glyphs[index], char=char, score=clear.score, other=glyphs[index].char)
        repaired = replace(
            repaired,
            text=repaired.text[:index] + char + repaired.text[index + 1 :],
            glyphs=(*glyph_at(repaired)[:index], own, *glyph_at(repaired)[index + 1 :]),
        )
    return (repaired, (Doubt.WORD_COMPLETED,)) if repaired is not text else (text, ())


def word_of_list(field: str, text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """The text as the one word of its field's closed list that the picture makes of it by one character, as unsure.

    勇 is no sex, and 侦祭排长 no position; 男 and 侦察排长 are, and reader or print held 男 and 察 for possible.
    """
    glyphs = glyph_at(text)
    if not glyphs or vocabulary.knows(field, text.text):
        return text, ()
    offered = {(n, char) for n, glyph in enumerate(glyphs) for char in _second_choices(glyph)}
    words = {(n, char): text.text[:n] + char + text.text[n + 1 :] for n, char in offered}
    known = [place for place, word in words.items() if vocabulary.knows(field, word)]
    if len(known) != 1:
        return text, ()
    at, char = known[0]
    own = glyphs[at]
    score = own.other_score if own.other == char else 0.0
    mended = replace(own, char=char, score=min(own.score, score), other=own.char, other_score=own.score)
    return (
        replace(text, text=words[at, char], glyphs=(*glyphs[:at], mended, *glyphs[at + 1 :])),
        (Doubt.WORD_INFERRED,),
    )


def _second_choices(glyph: Glyph) -> set[str]:
    """What reader and print held a character for possible as, beside what it was read as."""
    near = {glyph.rival} if glyph.lead < _CLOSE else set()
    offered = {glyph.other} if glyph.other_score >= _HESITATED else set()
    return {char for char in near | offered if char and is_han(char)}


def unit_with_ones(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """A unit's name with its meaningless dashes read as 一: ——五师 → 一一五师."""
    ones = text
    for dash in _MEANINGLESS_DASH.finditer(text.text):
        ones = _ones(ones, *dash.span())
    return (ones, (Doubt.DASH_INFERRED,)) if ones.text != text.text else (text, ())


def _ones(text: CellText, start: int, end: int) -> CellText:
    piece = re.sub(f"[{_DASH}]", "一", text.text[start:end])
    whole = text.text[:start] + piece + text.text[end:]
    glyphs = tuple(replace(glyph, char=char) for glyph, char in zip(glyph_at(text), whole, strict=False))
    return replace(text, text=whole, glyphs=glyphs)
