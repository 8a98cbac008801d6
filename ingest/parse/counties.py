"""The county that a place begins with, against those that are known: 高河县 is none, and 商河县 one character off.

A known name is put in place of the printed one only where the picture itself offers it: as the runner-up of the
one character, or as what the other reader saw. Without that the reading stands and a person looks. Names of one
character (滨县) are left alone, for any two of them are one character apart.
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

_COUNTY: Final = re.compile(r"(?:山[东東]省?)?(?P<name>[^\W\d_]{2,3})[县縣]")
"""Where no province but Shandong is named: elsewhere there are counties that nobody here knows."""


def with_known_county(text: CellText) -> tuple[CellText, tuple[Doubt, ...]]:
    """The text with its county put right, or in doubt, where but for one character it is a known one."""
    found = _COUNTY.match(text.text)
    if found is None or simplified(found["name"]) in _known():
        return text, ()
    start = found.start("name")
    near = [other for known in _known() if (other := _one_other(found["name"], known))]
    if not near:
        return text, ()
    offered = [(at, char) for at, char in near if _offers(text, start + at, char)]
    if len(offered) != 1:
        return text, (Doubt.UNKNOWN_COUNTY,)
    at, char = start + offered[0][0], offered[0][1]
    glyphs = tuple(
        replace(glyph, char=char, other=glyph.char) if place == at else glyph
        for place, glyph in enumerate(glyph_at(text))
    )
    return replace(text, text=text.text[:at] + char + text.text[at + 1 :], glyphs=glyphs), (Doubt.COUNTY_INFERRED,)


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
    """Whether the picture lets a character be `char`: the reader's second choice, or the other reader's first."""
    glyphs = glyph_at(text)
    if glyphs and simplified(glyphs[at].other) == char:
        return True
    votes = (simplified("".join(vote.text.split())) for vote in text.votes)
    return any(len(vote) == len(text.text) and vote[at] == char for vote in votes)
