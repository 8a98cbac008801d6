"""Characters: width, spaces, and simplified forms for values (never for texts)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_VARIANTS_KEPT = frozenset(
    # Forms that the table of variants, not that of simplifications, replaces, and pairs of which both
    # sides are surnames or names in their own right. In a name they are what the person was called.
    "峯嶽巖遊湧詠祕牀羣脣淨勳兇佔僱嫋嫺悽溼燻甕皁癡糉羶蝨蠍蠔諡諮譁讎豔蹠蹤醃鑑餚鹼麼亙喫壎槓鍾於徵餘"
)
_ALSO_TRADITIONAL = dict(zip("為產産眾綫緑説顔閲録墻絶", "为产产众线绿说颜阅录墙绝", strict=True))
_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def narrow(text: str) -> str:
    """The text in its narrow forms without any space, for comparing and parsing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def close_up(text: str) -> str:
    """The text without the spaces that typesetters put between Chinese characters (王 胜)."""
    return _SPACE.sub("", text.strip())


def simplified(text: str) -> str:
    """The text in simplified characters, phrase by phrase; not for names."""
    return str(_converter("t2s").convert(text))


def simplified_name(name: str) -> str:
    """A name with its traditional characters simplified, and its variants left alone.

    A character counts as traditional when simplifying and going back returns to it: 勝 → 胜 → 勝,
    but 淩 → 凌 → 凌, which is why 淩 stays.
    """
    return "".join(_simplified_in_name(character) for character in name)


@cache
def _simplified_in_name(character: str) -> str:
    if character in _VARIANTS_KEPT:
        return character
    if character in _ALSO_TRADITIONAL:
        return _ALSO_TRADITIONAL[character]
    simple = str(_converter("t2s").convert(character))
    return simple if str(_converter("s2t").convert(simple)) == character else character


def are_variants(one: str, other: str) -> bool:
    """Whether both are old forms of one character, which print hardly tells apart: 眾 and 衆, 鎮 and 鎭."""
    simple = simplified(one)
    return one != other and simple == simplified(other) and simple not in (one, other)


def is_han(character: str) -> bool:
    """Whether the character is a Chinese one (compatibility forms and extensions too)."""
    return unicodedata.name(character, "").startswith("CJK ") and unicodedata.category(character) == "Lo"
