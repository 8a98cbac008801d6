"""Numbers of units as they are printed: 第七师, 七师, 第7师, 7师 are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_TENS: Final = {"十": 10, "百": 100}
_LEVELS: Final = {
    "纵": "纵队",
    "分区": "军分区",
    **{level: level for level in ("军分区", "纵队", "集团军", "兵团", "总队", "支队", "大队", "中队", "小队")},
    **{level: level for level in ("军", "师", "旅", "团", "营", "连", "排", "班")},
}
"""How the level behind a number is written, and its full form."""

_SHORT: Final = {"纵队": "纵", "军分区": "分区"}

# 新四军 is a name, and 军区 no level that is numbered.
_NUMBERED: Final = re.compile(
    rf"(?<!新(?=四军))第?([{_DIGITS}零十百]+|\d{{1,4}})({'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?!区)"
)

_LARGEST: Final = 9999


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and a level, and every way in which they are written, in full and in Chinese first."""

    number: int
    level: str

    @property
    def forms(self) -> tuple[str, ...]:
        """第七师, 七师, 第7师, 7师; for a level with a short form, that behind each."""
        levels = (self.level, *filter(None, [_SHORT.get(self.level)]))
        numerals = (chinese(self.number), str(self.number))
        return tuple(f"{ordinal}{n}{level}" for level in levels for n in numerals for ordinal in ("第", ""))


def numbered(words: str) -> list[Numbered | str]:
    """A name in pieces: what is a number with its level, and what stands before, between and behind these."""
    pieces: list[Numbered | str] = []
    end = 0
    for match in _NUMBERED.finditer(words):
        number = value(match[1])
        if number is not None:
            pieces += [*filter(None, [words[end : match.start()]]), Numbered(number, _LEVELS[match[2]])]
            end = match.end()
    return [*pieces, *filter(None, [words[end:]])]


def value(numeral: str) -> int | None:
    """What a numeral says, in Arabic digits, as 二十八 or digit by digit as 一一五; None when it says nothing."""
    if numeral.isascii():
        return int(numeral)
    plain = numeral.replace("零", "〇")
    if not any(char in _TENS for char in plain):
        return int("".join(str(_DIGITS.index(char)) for char in plain)) if len(plain) <= 4 else None
    total = 0
    digit: int | None = None
    for char in plain:
        if char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            digit = _DIGITS.index(char)
    number = total + (digit or 0)
    return number if number <= _LARGEST else None


def chinese(number: int) -> str:
    """As units are numbered in print: 二十八, and from a hundred on digit by digit, 一一五."""
    if number >= 100 or number == 0:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
