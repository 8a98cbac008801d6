"""What was read, held against print: whether each character's ink looks like what it was read as.

The first reader knows common characters far better than rare ones and takes 菅 for 管 without hesitating. Print
knows no such habit. What the reader makes of a character and what its ink looks like are weighed together; where
another character is likelier by both, that is what stands there, and where one comes near, it is remembered as
the rival, for the doubt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ingest.pages import CellText, Glyph
from ingest.readers import prints
from ingest.readers.blind_spots import ILLEGIBLE, NUMERALS, is_han
from ingest.readers.cutting import Floats, cut, framed, told
from ingest.readers.press import Press, of_page
from ingest.readers.script import against_traditional, simple_form
from ingest.rectify.light import Grey

PRINT: Final = "print differs"
"""What a text is in doubt for when one of its characters is not what the first reader took it for."""
_RATE: Final = 15.0
"""How much likelier a character is for each time e that its print is nearer to the ink. Of 144 independent measures
with as much noise as the nearest print leaves it would be 72; but blur and faint ink move many of them together."""
_ANYTHING: Final = 1400.0
"""How far from the print of a character its ink may be, whatever it is: cut amiss, under a seal, in a stain."""
_FLOOR: Final = 0.01
"""What the first reader is taken to give a character that it does not offer, at most: it can rule out no rare one."""
_LEFT_OVER: Final = 0.3
"""Share of what the first reader leaves over beside its own character that such a character is taken to have."""
_LEAST_FLOOR: Final = 1e-5
_UNMISTAKABLE: Final = 700.0
"""How far ink that the first reader could not read is from the print of the character that it must be, at most."""
_CLEAR_LEAD: Final = 3.5
"""Lead from which it is that character."""
_STROKES: Final = NUMERALS | frozenset("丨丶丿亅")
"""Characters that a piece of a rule or a zero at its side can be taken for."""
_NEAREST: Final = 6
"""Characters that are nearest in print, which are weighed beside those that the reader offers."""
_OWN: Final = 0.99
_LEAST_LEAD: Final = 2.0
"""Score from which a character stays what the first reader took it for unless print is for another one by such a lead:
of eight such that print had put another for, the reader had been right with five."""
_NEAR: Final = 8.0
"""Lead below which a character is cut out once more in another way."""
_SURE: Final = 0.98
"""Score from which a character shows what the press of its page is like."""
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


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page and what was read of them, before it is held against print."""

    lines: Sequence[Print]
    texts: Sequence[CellText]
    simplified: bool
    against_traditional: float
    """Odds, as a logarithm, against a traditional form on it."""

    def glyph(self, at: _Place) -> Glyph:
        return self.texts[at[0]].glyphs[at[1]]

    def against(self, char: str) -> float:
        """Odds against a character for the script of the page, as a logarithm."""
        return self.against_traditional if self.against_traditional and simple_form(char) != char else 0.0

    def shown(self, places: Iterable[_Place], *, at_white: bool = True) -> tuple[list[_Place], Floats]:
        """The places whose ink can be cut out, and that ink told by its slopes (n, FEATURES)."""
        inks: dict[int, list[Floats]] = {}
        squares: dict[_Place, Floats] = {}
        for number, place in places:
            if number not in inks:
                line, glyphs = self.lines[number], self.texts[number].glyphs
                inks[number] = cut(line.picture, glyphs, line.character, lies=line.lies, at_white=at_white)
            if (square := framed(inks[number][place])) is not None:
                squares[number, place] = square
        return list(squares), told(list(squares.values()))

    def press(self, places: Sequence[_Place], inks: Floats) -> Press:
        """The press of the page, from the characters that the first reader is sure of."""
        sure = [number for number, at in enumerate(places) if self.glyph(at).score >= _SURE]
        return of_page(inks[sure], [self.glyph(places[number]).char for number in sure], simplified=self.simplified)


def held_against_print(lines: Sequence[Print], texts: Sequence[CellText], *, simplified: bool) -> list[CellText]:
    """The texts of the lines of one page, each character with its rival, or as what its ink is likelier to be.

    With `simplified`, print offers no characters beyond those of simplified print.
    """
    page = _Page(lines, texts, simplified, against_traditional(texts) if simplified else 0.0)
    places, inks = page.shown(_places(texts, _is_compared))
    press = page.press(places, inks)
    settled = {at: _settled(page.glyph(at), j) for at, j in _judged(page, places, press.undone(inks), press).items()}
    settled |= _unread(page, press)
    return [
        _with(text, tuple(settled.get((number, place), glyph) for place, glyph in enumerate(text.glyphs)))
        for number, text in enumerate(texts)
    ]


def _places(texts: Sequence[CellText], are_wanted: Callable[[Glyph], bool]) -> list[_Place]:
    return [(n, place) for n, text in enumerate(texts) for place, glyph in enumerate(text.glyphs) if are_wanted(glyph)]


def _unread(page: _Page, press: Press) -> dict[_Place, Glyph]:
    """What the first reader could not read, where print says without mistake what it is: it lacks some characters."""
    places, inks = page.shown(_places(page.texts, _is_unread))
    near = prints.likest(press.table, press.undone(inks), [()] * len(places), 2, simplified=page.simplified)
    found = {}
    for at, far in zip(places, near, strict=True):
        first, second = sorted(far, key=lambda char: far[char])
        lead = _likeness(far[first]) - _likeness(far[second])
        if far[first] <= _UNMISTAKABLE and lead >= _CLEAR_LEAD and first not in _STROKES:
            found[at] = replace(
                page.glyph(at), char=first, score=_FLOOR, other="", other_score=0.0, rival=second, lead=round(lead, 2)
            )
    return found


def _judged(page: _Page, places: Sequence[_Place], rows: Floats, press: Press) -> dict[_Place, _Judged]:
    """What print says of the characters at `places`, which are these rows."""
    far = dict(zip(places, _likest(page, places, rows, press), strict=True))
    found = {at: _weighed(page, page.glyph(at), far[at]) for at in places}
    # A character that looks like another one may only have been cut amiss.
    unlike, inks = page.shown((at for at in places if found[at].lead < _NEAR), at_white=False)
    again = press.undone(inks)
    named = [sorted({*far[at], *near}) for at, near in zip(unlike, _likest(page, unlike, again, press), strict=True)]
    number = {at: number for number, at in enumerate(places)}
    looks = [prints.distances(press.table, seen, named) for seen in (rows[[number[at] for at in unlike]], again)]
    for at, one, other in zip(unlike, *looks, strict=True):
        both = {char: math.sqrt(one[char] * other[char]) for char in one}
        found[at] = _weighed(page, page.glyph(at), both)
    return found


def _likest(page: _Page, places: Sequence[_Place], rows: Floats, press: Press) -> list[dict[str, float]]:
    glyphs = map(page.glyph, places)
    offered = [(glyph.char, glyph.other, simple_form(glyph.char)) for glyph in glyphs]
    return prints.likest(press.table, rows, offered, _NEAREST, simplified=page.simplified)


def _is_unread(glyph: Glyph) -> bool:
    """Whether the first reader says that it cannot read it, or takes it for a letter of a foreign script."""
    foreign = glyph.char.isalpha() and not glyph.char.isascii() and not is_han(glyph.char)
    return glyph.char == ILLEGIBLE or foreign


def _is_compared(glyph: Glyph) -> bool:
    return is_han(glyph.char) and glyph.char not in _OF_DATES and prints.is_known(glyph.char)


def _weighed(page: _Page, glyph: Glyph, distances: dict[str, float]) -> _Judged:
    seen = {glyph.other: glyph.other_score, glyph.char: glyph.score}
    floor = max(_LEAST_FLOOR, min(_FLOOR, _LEFT_OVER * (1 - glyph.score)))
    odds = {
        char: math.log(max(seen.get(char, 0.0), floor)) + _likeness(far) - page.against(char)
        for char, far in distances.items()
        if char == glyph.char or _may_stand_for(glyph.char, char, simplified=page.simplified)
    }
    rival = max((char for char in odds if char != glyph.char), key=lambda char: odds[char])
    return _Judged(odds[glyph.char] - odds[rival], rival, seen.get(rival, 0.0))


def _likeness(far: float) -> float:
    """How likely ink so far from a character's print is of that character, as a logarithm."""
    return float(np.logaddexp(-_RATE * math.log(far), -_RATE * math.log(_ANYTHING)))


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
    if glyph.score >= _OWN and lead < _LEAST_LEAD:
        return replace(glyph, rival=judged.rival, lead=0.0)
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
