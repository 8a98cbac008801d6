"""The county that a place begins with, against those that are known: 高河县 is none, and 商河县 one character off.

A known name is put in place of the printed one only where the picture itself offers it: as the runner-up of the
one character, as what its print is next nearest to, or as what the other reader saw. Without that the reading stands
and a person looks. Any two names of one character (滨县) are one character apart: of those only the picture speaks,
and what it says stays as doubtful as it was.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from archive.authority.local import kept_for_each
from archive.authority.places import counties_at
from ingest.pages import CellText
from ingest.parse.characters import simplified
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import glyph_at

_COUNTY: Final = re.compile(r"(?:山[东東]省?)?(?P<name>[^\W\d_]{1,3})[县縣]")
"""Where no province but Shandong is named: elsewhere there are counties that nobody here knows."""
_CLOSE: Final = 12.0
"""Lead in print within which the next nearest character may be the printed one."""
_HESITATED: Final = 0.01
"""Score of the reader's second choice from which it speaks for a county of one character."""


def with_known_county(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """The text with its county put right, or in doubt, where but for one character it is a known one."""
    found = _COUNTY.match(text.text)
    if found is None or simplified(found["name"]) in _known():
        return text, ()
    start = found.start("name")
    near = [other for known in _known() if (other := _one_other(found["name"], known))]
    short = len(found["name"]) == 1
    offered = [(start + at, char) for at, char in near if (_hesitates if short else _offers)(text, start + at, char)]
    if len(offered) != 1:
        # Of one whose first character was not seen the rest is left: 城县 of 青城县.
        cut = any(known.endswith(simplified(found["name"])) for known in _known())
        return text, (Doubt.UNKNOWN_COUNTY,) if cut or (near and not short) else ()
    at, char = offered[0]
    glyphs = list(glyph_at(text))
    if glyphs:
        own = glyphs[at]
        score = min(own.score, own.other_score) if short else own.score
        glyphs[at] = replace(own, char=char, score=score, other=own.char)
    repaired = replace(text, text=text.text[:at] + char + text.text[at + 1 :], glyphs=tuple(glyphs))
    return repaired, (Doubt.COUNTY_INFERRED,)


def begins_with_one(words: str) -> bool:
    """Whether the words, in simplified characters, begin with a known county: 长山县史口乡, not 山县史口乡."""
    end = words[1:6].find("县") + 1
    return end > 0 and words[:end] in _known()


@kept_for_each(maxsize=4)
def _known() -> frozenset[str]:
    return frozenset(name[:-1] for name in counties_at(None) if name.endswith("县"))


def _one_other(printed: str, known: str) -> tuple[int, str] | None:
    """The one place at which a printed name differs from a known one, and what stands there; None if not one."""
    if len(printed) != len(known):
        return None
    differing = [
        (place, other)
        for place, (one, other) in enumerate(zip(simplified(printed), known, strict=True))
        if one != other
    ]
    return differing[0] if len(differing) == 1 else None


def _offers(text: CellText, at: int, char: str) -> bool:
    """Whether the picture lets a character be `char`: the second choice of reader or print, or the other reader's."""
    if glyphs := glyph_at(text):
        own = glyphs[at]
        if simplified(own.other) == char or (simplified(own.rival) == char and own.lead < _CLOSE):
            return True
    votes = (simplified("".join(vote.text.split())) for vote in text.votes)
    return any(len(vote) == len(text.text) and vote[at] == char for vote in votes)


def _hesitates(text: CellText, at: int, char: str) -> bool:
    """Whether the reader itself held `char` for possible where it read another."""
    glyphs = glyph_at(text)
    return bool(glyphs) and simplified(glyphs[at].other) == char and glyphs[at].other_score >= _HESITATED
