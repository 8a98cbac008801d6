"""Printed dates → EDTF (levels 0 and 1).

    1947.3 · 1947年3月12日 · 一九四七年十二月廿一日 · 民国三十六年三月 · 1947年春 · 约1947年 · 1946-1947

What cannot be said without inventing is left out: 1947年底 and 1947年3月上旬 keep the year and the
month; a lunar day is converted exactly, a lunar month only as far as its year (see `lunar`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.parse import lunar
from ingest.parse.characters import narrow, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.numerals import number, plain

_ERAS: Final = {"民国": 1911, "宣统": 1908, "光绪": 1874, "同治": 1861, "咸丰": 1850}
"""The year before the first of each era."""
_SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_SEASON_PLACES: Final = {"夏": ("津", "邑", "县", "口", "庄"), "秋": ("口",), "春": ("亭",)}
"""What follows a season's character in the names of places (夏津, a county beside this district)."""
_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}

_CN: Final = "〇一二三四五六七八九"
_LUNAR_WORD: Final = "农历|阴历|旧历|夏历|古历"
_POINT: Final = re.compile(
    rf"""
    (?P<about>大?约(?:在|于)?|大概)?
    (?P<early>{_LUNAR_WORD})?
    (?:
        (?P<western>[12]\d{{3}}|一[{_CN}]{{3}})
      | (?:中华)?(?P<era>{"|".join(_ERAS)})(?P<reign>元|\d{{1,3}}|[{_CN}十廿卅]{{1,4}})
      | (?P<short>\d\d|[{_CN}]{{2}})(?=年)
    )
    (?:年份?|(?P<dot>[./-]))?
    (?P<rest>.*)
    """,
    re.VERBOSE,
)
_WITHIN: Final = re.compile(
    rf"""
    (?P<late>{_LUNAR_WORD})?
    (?P<leap>闰)?
    (?P<month>[正元冬腊]|\d{{1,2}}|[{_CN}十]{{1,3}})
    (?:
        月份?(?P<third>[上中下]旬|初|底|末|中|间)?
        (?:(?P<lunar_day>初[一二三四五六七八九十])|(?P<day>\d{{1,2}}|[{_CN}十廿卅]{{1,3}}))?(?P<sign>[日号])?
      | (?:[./-](?P<dotted_day>\d{{1,2}}))?[日号]?
    )
    """,
    re.VERBOSE,
)
_GLOSS: Final = re.compile(r"(?<=[年月日号])\((?:即|公元)*([^()]+)\)")
"""A date in brackets behind a date: 民国八年（1919年）."""
_RELATIVE: Final = re.compile(rf"(?:[同当是次翌]年|同月)(?:[{''.join(_SEASONS)}底初]|\d{{1,2}}月(?:\d{{1,2}}日)?)?")
"""Dates told by the one before, which mean nothing by themselves."""
_VAGUE: Final = re.compile(r"(?:年?初|年?底|年?末|年?中|中期|上半年|下半年|初期|末期|间|内)?")
_VALUE: Final = re.compile(r"\d{4}(?:-(?:2[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?[~?]?")
_LOOSE: Final = re.compile(r"(?:前后|左右|许|\(约\))$")
_BETWEEN: Final = re.compile(r"至|到|~|—|--|-|/")
_COMPACT: Final = re.compile(r"(?P<year>1[89]\d\d)(?P<month>\d\d)(?P<day>\d\d)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """What a printed date means: `value` in EDTF, None where nothing certain can be said."""

    value: str | None
    doubts: tuple[Doubt, ...] = ()
    is_date: bool = True
    """Whether the text has the grammar of a date, possible or not."""


_NO_DATE: Final = Dated(None, (Doubt.NOT_A_DATE,), is_date=False)


def parse(text: str) -> Dated:
    """What the whole of `text` means as a date; never raises."""
    words = _tidy(text)
    if compact := _COMPACT.fullmatch(words):
        words = ".".join(part for part in compact.groups() if part)
    if gloss := _GLOSS.search(words):
        return _glossed(words[: gloss.start()] + words[gloss.end() :], gloss[1])
    point = _point(words)
    if point.value is not None:
        return point
    interval = _interval(words)
    return interval if interval.is_date else point


def leading_date(text: str) -> int:
    """How many characters at the start of `text` are a date; 0 where it begins with none.

    The longest start that has the grammar of a date wins: 1942年8月 of 1942年8月商河战斗牺牲. It must end
    where a date can end, so that 1942年8月十里堡 and 1942年8月12团 keep the village and the regiment whole. What is
    told by the date before, 同年, stands for one.
    """
    ends = range(min(len(text), 24), 1, -1)
    told_before = _RELATIVE.match(text)
    otherwise = told_before.end() if told_before else 0
    return next((end for end in ends if _can_end(text, end) and parse(text[:end]).is_date), otherwise)


def _can_end(text: str, end: int) -> bool:
    head, rest = text[:end].rstrip(), text[end:]
    if not head:
        return False
    if not rest:
        return True
    if head[-1] in _SEASONS:
        return not rest.startswith(_SEASON_PLACES.get(head[-1], ()))
    if head[-1].isdigit():
        return not rest[0].isdigit() and not set(head) & set("年月")
    return head[-1] in "年月日号旬底初末季后右许.)）"


def _glossed(words: str, gloss: str) -> Dated:
    """What a date means whose year, or whole, is told once more in brackets; in doubt where the two differ."""
    own, other = parse(words), parse(gloss)
    if own.value is None or other.value is None:
        return own
    exact, vague = sorted((own.value, other.value), key=len, reverse=True)
    return (
        own
        if own.value == exact and exact.startswith(vague)
        else replace(own, doubts=(*own.doubts, Doubt.IMPROBABLE_YEAR))
    )


def is_edtf(value: str) -> bool:
    """Whether the value is a date as `parse` gives it."""
    return all(_VALUE.fullmatch(part) for part in value.split("/")) and value.count("/") <= 1


def year_of(value: str) -> int:
    """The first year that an EDTF value names."""
    return int(value[:4])


def _tidy(text: str) -> str:
    words = plain(simplified(narrow(text)))
    words = re.sub(r"(?<=[\d月年])[·。、,・•](?=\d)", ".", words)
    return re.sub(r"[–―─]+", "—", words).rstrip(".。,、·")


def _point(words: str) -> Dated:
    uncertain = words.endswith(("?", "(?)"))
    words = words.removesuffix("(?)").rstrip("?")
    loose = bool(_LOOSE.search(words))
    match = _POINT.fullmatch(_LOOSE.sub("", words))
    if match is None:
        return _NO_DATE
    year, doubts = _year(match)
    if year is None:
        return _NO_DATE
    dated = _within(year, match["rest"], match["dot"], lunar_word=bool(match["early"]))
    mark = "?" if uncertain else "~" if loose or match["about"] else ""
    return Dated(dated.value and dated.value + mark, doubts + dated.doubts, dated.is_date)


def _year(match: re.Match[str]) -> tuple[int | None, tuple[Doubt, ...]]:
    if match["era"]:
        reign = number(match["reign"])
        return (None if not reign else _ERAS[match["era"]] + reign), ()
    if match["short"]:
        short = number(match["short"])
        return (None if short is None else 1900 + short), (Doubt.CENTURY_ASSUMED,)
    return number(match["western"]), ()


def _within(year: int, rest: str, dot: str | None, *, lunar_word: bool) -> Dated:
    """The date that `rest` gives inside a year; `dot` is what stood between, None for 年 or nothing."""
    if not rest and not dot:
        return Dated(f"{year:04}")
    if (season := rest.removesuffix("季").removesuffix("天")) in _SEASONS:
        return Dated(f"{year:04}-{_SEASONS[season]}")
    if _VAGUE.fullmatch(rest) and not dot:
        return Dated(f"{year:04}", (Doubt.VAGUE,))
    match = _WITHIN.fullmatch(rest)
    if match is None or (not dot and "月" not in rest):
        return _NO_DATE
    if lunar_word or match["late"] or match["leap"] or match["lunar_day"] or match["month"] in "正冬腊":
        dated = _lunar(year, match)
    else:
        dated = _solar(year, match)
    unread = match["sign"] and not (match["day"] or match["lunar_day"])
    return replace(dated, doubts=(*dated.doubts, Doubt.DAY_UNREAD)) if unread else dated


def _solar(year: int, match: re.Match[str]) -> Dated:
    words = match["day"] or match["dotted_day"]
    month, day = number(match["month"]), number(words) if words else None
    if month is None or (words and day is None):
        return _NO_DATE
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return Dated(None, (Doubt.IMPOSSIBLE_DATE,))
    vague = (Doubt.VAGUE,) if match["third"] else ()
    unsigned = (Doubt.DAY_UNSIGNED,) if match["day"] and not match["sign"] else ()
    return Dated(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""), vague + unsigned)


def _lunar(year: int, match: re.Match[str]) -> Dated:
    month = _LUNAR_MONTHS.get(match["month"]) or number(match["month"])
    words = (match["lunar_day"] or "").removeprefix("初") or match["day"] or match["dotted_day"]
    day = number(words) if words else None
    value = lunar.gregorian(year, month or 0, day, leap=bool(match["leap"]))
    return Dated(value, (Doubt.LUNAR,) if value else (Doubt.IMPOSSIBLE_DATE,))


def _interval(words: str) -> Dated:
    """`1946/1947` of 1946年至1947年; the end may leave out the year (1946年3月至5月) or its century."""
    for between in _BETWEEN.finditer(words):
        left, right = words[: between.start()], words[between.end() :]
        start = _point(left)
        if start.value is None or not start.value[-1].isdigit():
            continue
        year, doubts = start.value[:4], start.doubts
        ends: list[tuple[str, tuple[Doubt, ...]]] = [(right, ())]
        if "月" in left:
            ends.append((f"{year}年{right}", ()))
        if re.fullmatch(r"\d\d年?", right):
            ends = [(year[:2] + right, (Doubt.CENTURY_ASSUMED,))]
        for end_words, assumed in ends:
            end = _point(end_words)
            if end.value is not None and end.value > start.value:
                return Dated(f"{start.value}/{end.value}", doubts + end.doubts + assumed)
    return _NO_DATE
