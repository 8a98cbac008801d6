"""How likely one character is what was printed: reader, print and second reader weighed together.

The weights are fitted with those of whole texts (`ingest.certainty`), on characters of pages that the project renders
and degrades itself. What one of them lacks another makes up for, character by character: where the first reader
hesitates and print knows no rival, there is no doubt, whatever the other characters of the text are like.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from ingest.pages import CellText, Glyph
from ingest.parse import characters

_FLOOR: Final = 1e-5
"""Scores are given to four places; nothing is surer than this."""
_MOST_LEAD: Final = 12.0
"""Odds in print, as a logarithm, beyond which a character is not surer."""
_UNHELD: Final = 8.0
"""The lead of a character that print knows in a text of which nothing was held against it."""
_LEVEL_2: Final = 0xD8
"""First byte of GB 2312 from which its second level of characters begins, which are rare ones."""
_OF_DATES: Final = frozenset("〇一二三四五六七八九十年月日")
"""Chinese characters that are not held against print."""
_BEYOND: Final = 2
"""The level of what GB 2312 lacks."""

FEATURES: Final = (
    "constant",
    "score",
    "score and lead",
    "lead in print",
    "put by print",
    "lead of what print put",
    "second reader agrees",
    "figure",
    "Chinese figure",
    "mark",
    "beyond print",
    "rare character",
)

IN_FAVOUR: Final = frozenset({"score", "lead in print", "lead of what print put", "second reader agrees"})
"""Measures that can only speak for a character."""


def measures(text: CellText, glyphs: Sequence[Glyph]) -> list[Mapping[str, float]]:
    """The measures of each of a text's glyphs by name, as in FEATURES."""
    agreed = _agreed(text, glyphs)
    held = any(glyph.rival for glyph in glyphs)
    return [_measures(glyph, agrees=number in agreed, held=held) for number, glyph in enumerate(glyphs)]


def _measures(glyph: Glyph, *, agrees: bool, held: bool) -> dict[str, float]:
    """The measures of a glyph of a text, of which some are `held` against print or none, as before there was that."""
    put = bool(glyph.rival) and glyph.score < glyph.other_score
    score = 0.0 if put else -math.log10(1 - glyph.score + _FLOOR)
    of_date, han = glyph.char in _OF_DATES, _is_han(glyph.char)
    unheld = han and not of_date and not held and level(simple(glyph.char)) < _BEYOND
    lead = min(glyph.lead if glyph.rival else _UNHELD if unheld else 0.0, _MOST_LEAD) / _MOST_LEAD
    return {
        "constant": 1.0,
        "score": score,
        "score and lead": 0.0 if put else score * lead,
        "lead in print": 0.0 if put else lead,
        "put by print": float(put),
        "lead of what print put": lead if put else 0.0,
        "second reader agrees": float(agrees),
        "figure": float(glyph.char.isdigit()),
        "Chinese figure": float(of_date),
        "mark": float(not han and not glyph.char.isalnum()),
        "beyond print": float(han and not of_date and not glyph.rival and not unheld),
        "rare character": float(level(simple(glyph.char)) == 1),
    }


def _agreed(text: CellText, glyphs: Sequence[Glyph]) -> set[int]:
    """The numbers of the glyphs that the second reader has in their place too."""
    other = "".join(vote.text for vote in text.votes if vote.reader != text.votes[0].reader)
    if not other:
        return set()
    own, seen = [simple(glyph.char) for glyph in glyphs], [simple(char) for char in other if not char.isspace()]
    blocks = SequenceMatcher(None, own, seen, autojunk=False).get_matching_blocks()
    return {number for block in blocks for number in range(block.a, block.a + block.size)}


def level(char: str) -> int:
    """0 for a character of GB 2312's first level and what is no Chinese character, 1 for its second, 2 beyond."""
    if not "\u3400" <= char <= "\u9fff":
        return 0
    try:
        return int(char.encode("gb2312")[0] >= _LEVEL_2)
    except UnicodeEncodeError:
        return _BEYOND


@cache
def simple(char: str) -> str:
    """The simplified form of a character by itself."""
    return characters.simplified(char)


@cache
def _is_han(char: str) -> bool:
    return characters.is_han(char)
