"""What was read, held against print: whether each character's ink looks like what it was read as.

The first reader knows common characters far better than rare ones and takes 菅 for 管 without hesitating. Print
knows no such habit. What the reader makes of a character and what its ink looks like are weighed together; where
another character is likelier by both, that is what stands there, and where one comes near, it is remembered as
the rival, for the doubt.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.pages import CellText, Glyph
from ingest.readers import prints
from ingest.readers.blind_spots import NUMERALS, is_han
from ingest.readers.cutting import Floats, cut, framed
from ingest.readers.script import simple_form
from ingest.rectify.light import Grey

PRINT: Final = "print differs"
"""What a text is in doubt for when one of its characters is not what the first reader took it for."""
_RATE: Final = 10.0
"""How much likelier a character is for each time e that its print is nearer to the ink. Of 144 independent measures
with as much noise as the nearest print leaves it would be 72; but blur and faint ink move many of them together."""
_FLOOR: Final = 0.003
"""What the first reader is taken to give a character that it does not offer, at most: it can rule out no rare one."""
_LEFT_OVER: Final = 0.3
"""Share of what the first reader leaves over beside its own character that such a character is taken to have."""
_LEAST_FLOOR: Final = 1e-5
_NEAREST: Final = 4
"""Characters that are nearest in print, which are weighed beside those that the reader offers."""
_NEAR: Final = 6.0
"""Lead below which a character is cut out once more in another way."""
_ALIKE: Final = frozenset("囗")
"""Characters that no print tells from a common one, here 口."""
_OF_DATES: Final = NUMERALS | frozenset("年月日")
"""Characters that are nearly all air, or so frequent that the first reader knows them in any print."""

_Place = tuple[int, int]
"""A line by its number, and a character of it by its own."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """By how much a character leads its likeliest rival, as a logarithm of odds, and the reader's score of that one."""

    lead: float
    rival: str
    score: float


@dataclass(frozen=True, slots=True)
class Print:
    """The picture of a line, dark on white, the height of its print in pixels, and whether it lies on its left side."""

    picture: Grey
    character: float
    lies: bool = False


def held_against_print(lines: Sequence[Print], texts: Sequence[CellText], *, simplified: bool) -> list[CellText]:
    """The texts of lines, each character with its rival, or as what its ink is likelier to be.

    With `simplified`, print offers no characters beyond GB 2312.
    """
    places = [
        (number, place)
        for number, text in enumerate(texts)
        for place, glyph in enumerate(text.glyphs)
        if _is_compared(glyph)
    ]
    found = _compared(lines, texts, places, simplified=simplified)
    # A character that looks like another one may only have been cut amiss.
    unlike = [at for at, judged in found.items() if judged.lead < _NEAR]
    for at, again in _compared(lines, texts, unlike, simplified=simplified, at_white=False).items():
        found[at] = max(found[at], again, key=lambda judged: judged.lead)
    return [
        _with(
            text,
            tuple(
                _settled(glyph, found[number, place]) if (number, place) in found else glyph
                for place, glyph in enumerate(text.glyphs)
            ),
        )
        for number, text in enumerate(texts)
    ]


def _compared(
    lines: Sequence[Print],
    texts: Sequence[CellText],
    places: Sequence[_Place],
    *,
    simplified: bool,
    at_white: bool = True,
) -> dict[_Place, _Judged]:
    """What print says of the characters at `places`."""
    inks: dict[int, list[Floats]] = {}
    squares: dict[_Place, Floats] = {}
    for number, place in places:
        if number not in inks:
            line = lines[number]
            inks[number] = cut(line.picture, texts[number].glyphs, line.character, lies=line.lies, at_white=at_white)
        if (square := framed(inks[number][place])) is not None:
            squares[number, place] = square
    glyphs = [texts[number].glyphs[place] for number, place in squares]
    offered = [[glyph.char, glyph.other] for glyph in glyphs]
    near = prints.likest(list(squares.values()), offered, _NEAREST, simplified=simplified)
    return {
        at: _judged(glyph, distances, simplified=simplified)
        for at, glyph, distances in zip(squares, glyphs, near, strict=True)
    }


def _is_compared(glyph: Glyph) -> bool:
    return is_han(glyph.char) and glyph.char not in _OF_DATES and prints.is_known(glyph.char)


def _judged(glyph: Glyph, distances: dict[str, float], *, simplified: bool) -> _Judged:
    seen = {glyph.other: glyph.other_score, glyph.char: glyph.score}
    floor = max(_LEAST_FLOOR, min(_FLOOR, _LEFT_OVER * (1 - glyph.score)))
    odds = {
        char: math.log(max(seen.get(char, 0.0), floor)) - _RATE * math.log(far)
        for char, far in distances.items()
        if char == glyph.char or _may_stand_for(glyph.char, char, simplified=simplified)
    }
    rival = max((char for char in odds if char != glyph.char), key=lambda char: odds[char])
    return _Judged(odds[glyph.char] - odds[rival], rival, seen.get(rival, 0.0))


def _may_stand_for(read: str, rival: str, *, simplified: bool) -> bool:
    """Whether print may put `rival` in the place of what was read: the script of a page is not for one character."""
    if rival in _ALIKE:
        return False
    return prints.is_simple(rival) if simplified else simple_form(read) != rival


def _settled(glyph: Glyph, judged: _Judged) -> Glyph:
    """The glyph with its rival, or as its rival where that is likelier by reader and print together."""
    lead = round(abs(judged.lead), 2)
    if judged.lead >= 0:
        return replace(glyph, rival=judged.rival, lead=lead)
    return replace(
        glyph,
        char=judged.rival,
        score=judged.score,
        other=glyph.char,
        other_score=glyph.score,
        rival=glyph.char,
        lead=lead,
    )


def _with(text: CellText, glyphs: tuple[Glyph, ...]) -> CellText:
    words = "".join(glyph.char for glyph in glyphs)
    if words == "".join(glyph.char for glyph in text.glyphs) or len(words) != len(text.text):
        return replace(text, glyphs=glyphs)
    leads = (new.lead for old, new in zip(text.glyphs, glyphs, strict=True) if old.char != new.char)
    sure = min(text.confidence, *(1 / (1 + math.exp(-lead)) for lead in leads))
    return replace(text, text=words, glyphs=glyphs, confidence=round(sure, 4), doubts=(*text.doubts, PRINT))
