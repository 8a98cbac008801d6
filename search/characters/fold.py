"""The one folding of words, for the index and for questions alike.

Both steps work character by character and never look at a neighbour. So a piece of a text, folded,
is always a piece of the folded text, which is what lets a part of a name find the whole.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from archive.records import ILLEGIBLE
from search.characters import tables

_ZEROS: Final = "○◯"
"""Circles printed where the numeral 〇 is meant."""


@lru_cache(maxsize=1 << 15)
@lru_cache(maxsize=1 << 15)
def tidy(text: str) -> str:
    """Letters and digits of every script, `□`, nothing else; one width, one case, no accents.

    Traditional and variant characters stay as they are.
    """
    return "".join(map(_tidy_character, text))


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """`tidy`, and every character in the one form kept for it: 王德勝, 王徳胜 → 王德胜."""
    return keep(tidy(text))


def keep(tidied: str) -> str:
    """A text that is tidied already, with every character in the one form kept for it."""
    return tidied.translate(_kept())


@lru_cache(maxsize=1 << 15)
def _tidy_character(char: str) -> str:
    if char in _ZEROS:
        return "〇"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    # Compatibility forms of Chinese characters come apart under NFKD just as under NFKC; accents
    # come off because a family that asks in pinyin may or may not type the tones.
    return "".join(c for c in plain if c == ILLEGIBLE or _is_written(c))


def _is_written(char: str) -> bool:
    """Whether a letter or digit; in the planes of rare Chinese characters all are, even those newer than Python."""
    return unicodedata.category(char)[0] in "LN" or 0x20000 <= ord(char) <= 0x3FFFD


@lru_cache(maxsize=1)
def _kept() -> dict[int, str]:
    return {ord(form): kept for kept, forms in tables.rows("folds.csv") for form in forms}
