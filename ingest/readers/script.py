"""Traditional or simplified: where the reader hesitates between two forms of one character, the page decides.

The reader knows both scripts and no page; in worn print 戶 and 户 look alike to it. Where old print is
traditional from end to end, the traditional form is likelier from the start.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from opencc import OpenCC

from ingest.pages import CellText, Glyph

_SURE: Final = 0.9
"""Score from which a character tells of the script of its page."""
_LEAST: Final = 10
"""Characters of a script by which a page is known to be in it."""
_SHARE: Final = 5
"""Times as many traditional as simplified characters; a few forms (台, 后, 里) are in use in both."""
_ODDS: Final = 20.0
"""How much likelier a traditional form is than its simplified one, on a traditional page, before looking at it."""


def in_script_of_page(texts: Sequence[CellText]) -> list[CellText]:
    """The texts of one page; on a traditional one with their doubtful characters in traditional forms."""
    return [_in_traditional(text) for text in texts] if is_traditional(texts) else list(texts)


def is_traditional(texts: Sequence[CellText]) -> bool:
    """Whether the characters that are sure on a page say that it is traditional from end to end."""
    old, new = _forms(texts)
    return old >= _LEAST and old >= _SHARE * new


def against_traditional(texts: Sequence[CellText]) -> float:
    """Odds, as a logarithm, against a traditional form on a page before looking at it, by how few are sure on it."""
    old, new = _forms(texts)
    return max(0.0, math.log((new + 1) / (old + 1)))


def _forms(texts: Sequence[CellText]) -> tuple[int, int]:
    """How many characters that are sure on a page have a traditional form, and how many a simplified one."""
    sure = [glyph.char for text in texts for glyph in text.glyphs if glyph.score >= _SURE]
    return sum(_as(char, "t2s") != char for char in sure), sum(_as(char, "s2t") != char for char in sure)


def simple_form(char: str) -> str:
    """The simplified form of a character, or itself."""
    return _as(char, "t2s")


def _in_traditional(text: CellText) -> CellText:
    glyphs = tuple(_traditional(glyph) for glyph in text.glyphs)
    words = "".join(glyph.char for glyph in glyphs)
    if glyphs == text.glyphs or len(words) != len(text.text):
        return text
    return replace(text, text=words, glyphs=glyphs)


def _traditional(glyph: Glyph) -> Glyph:
    """The glyph as its traditional form, if that is its runner-up and likelier by the odds."""
    if not glyph.other or glyph.other == glyph.char or _as(glyph.other, "t2s") != glyph.char:
        return glyph
    if _ODDS * glyph.other_score <= glyph.score:
        return glyph
    return replace(glyph, char=glyph.other, score=glyph.other_score, other=glyph.char, other_score=glyph.score)


@cache
def _as(char: str, direction: str) -> str:
    return str(_converter(direction).convert(char))


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)
