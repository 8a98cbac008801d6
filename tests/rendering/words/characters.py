"""Traditional characters for simplified words, character by character, as rosters print them."""

from __future__ import annotations

from functools import cache
from typing import Final

from opencc import OpenCC

KEPT: Final = frozenset("于范余岳里松冲郁姜谷曲台涂种仇朴千丑斗卜克布制向占游沈升几采准征")
"""Characters that stay as they are in names and places, though in other words they change."""
CHOSEN: Final = {
    "后": "後",
    "干": "幹",
    "发": "發",
    "历": "歷",
    "复": "復",
    "钟": "鍾",
    "团": "團",
    "群": "群",
    "众": "眾",
}
"""Where a simplified character stands for several, the one that rosters mean: 后 is 'behind', no empress."""


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)


@cache
def _traditional_character(char: str) -> str:
    if char in CHOSEN:
        return CHOSEN[char]
    return char if char in KEPT else str(_converter("s2t").convert(char))


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return "".join(map(_traditional_character, text))


def simplified(text: str) -> str:
    """The text in simplified characters, character by character."""
    return "".join(str(_converter("t2s").convert(char)) for char in text)


def has_one_traditional_form(text: str) -> bool:
    """Whether going to traditional characters and back gives the same text."""
    return simplified(traditional(text)) == text
