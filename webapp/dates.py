"""Dates as the archive keeps them (EDTF), told in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive.bilingual import Both

_POINT: Final = re.compile(
    r"(?P<year>\d{3}[\dX])"
    r"(?:-(?:(?P<season>2[1-4])|(?P<month>0[1-9]|1[0-2]|XX)(?:-(?P<day>0[1-9]|[12]\d|3[01]|XX))?))?"
    r"(?P<mark>[~?%]?)"
)
_SEASONS: Final = {
    "21": ("春", "spring"),
    "22": ("夏", "summer"),
    "23": ("秋", "autumn"),
    "24": ("冬", "winter"),
}
MONTHS: Final = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - one line to read
)
_DOUBT: Final = {
    "": ("", ""),
    "~": ("约", "about "),
    "?": ("可能是", "perhaps "),
    "%": ("大约可能是", "perhaps about "),
}
_PLAIN: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date in words; `when` is the English with the preposition that a sentence needs."""

    zh: str
    en: str
    when: str

    def both(self) -> Both:
        """The words to show."""
        return Both(self.zh, self.en)


@lru_cache(maxsize=1 << 12)
def date_words(edtf: str) -> DateWords | None:
    """The words for an EDTF date or interval; None for a form that the archive does not write.

    Understands years, months, days, seasons, decades (194X), unspecified parts (XX), the marks
    ~ ? %, and intervals that may be open (`..` or nothing) at either end.
    """
    start, slash, end = edtf.partition("/")
    return _interval(start, end) if slash else _point(edtf)


def iso_date(edtf: str) -> str | None:
    """The date where EDTF and ISO 8601 say the same, as schema.org wants it; else None."""
    return edtf if _PLAIN.fullmatch(edtf) else None


def _interval(start: str, end: str) -> DateWords | None:
    first, last = (None if side in ("", "..") else _point(side) for side in (start, end))
    if first and last:
        english = f"{first.en} to {last.en}"
        return DateWords(f"{first.zh}至{last.zh}", english, f"from {english}")
    if first and end in ("", ".."):
        return DateWords(f"{first.zh}以后", f"{first.en} or later", f"in or after {first.en}")
    if last and start in ("", ".."):
        return DateWords(f"{last.zh}以前", f"{last.en} or earlier", f"in or before {last.en}")
    return None


def _point(edtf: str) -> DateWords | None:
    match = _POINT.fullmatch(edtf)
    if match is None:
        return None
    zh, en, preposition = _calendar(match)
    doubt_zh, doubt_en = _DOUBT[match["mark"]]
    when = f"{doubt_en}{en}" if match["mark"] else f"{preposition} {en}"
    return DateWords(doubt_zh + zh, doubt_en + en, when)


def _calendar(match: re.Match[str]) -> tuple[str, str, str]:
    """The date in Chinese, in English, and the English preposition before it."""
    year = match["year"]
    if year.endswith("X"):
        return f"{year[:3]}0年代", f"the {year[:3]}0s", "in"
    if match["season"]:
        zh, en = _SEASONS[match["season"]]
        return f"{year}年{zh}", f"{en} {year}", "in"
    if match["month"] in (None, "XX"):
        return f"{year}年", year, "in"
    month = int(match["month"])
    if match["day"] in (None, "XX"):
        return f"{year}年{month}月", f"{MONTHS[month - 1]} {year}", "in"
    day = int(match["day"])
    return f"{year}年{month}月{day}日", f"{day} {MONTHS[month - 1]} {year}", "on"
