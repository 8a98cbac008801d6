"""Numbers as rosters print them: 36, 三十六, 卅六, 一九四七, 元."""

from __future__ import annotations

from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
ZEROS: Final = "○零Oo◯"
"""What is printed, or read, in the place of 〇."""

_TENS: Final = {"十": 1, "廿": 2, "卅": 3, "卌": 4}
_WORDS: Final = str.maketrans({**dict.fromkeys(ZEROS, "〇"), "壹": "一", "贰": "二", "叁": "三", "拾": "十"})


def plain(text: str) -> str:
    """The text with every form of a numeral brought to its commonest one."""
    return text.translate(_WORDS)


def number(text: str) -> int | None:
    """The number that the whole text is, else None. 元 and 正 are 1, as in years and months."""
    text = plain(text)
    if text in ("元", "正"):
        return 1
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS.index(character)) for character in text))
    return _with_tens(text)


def _with_tens(text: str) -> int | None:
    hundreds, _, rest = text.rpartition("百")
    total = 0
    if "百" in text:
        if hundreds not in DIGITS[1:] or not hundreds:
            return None
        total, text = 100 * DIGITS.index(hundreds), rest.removeprefix("〇")
        if not text:
            return total
    for sign, tens in _TENS.items():
        before, found, after = text.partition(sign)
        if not found:
            continue
        if len(before) > 1 or len(after) > 1 or (before and sign != "十"):
            return None
        if any(part and part not in DIGITS[1:] for part in (before, after)):
            return None
        times = DIGITS.index(before) if before else tens
        return total + 10 * times + (DIGITS.index(after) if after else 0)
    return total + DIGITS.index(text) if total and len(text) == 1 and text in DIGITS else None
