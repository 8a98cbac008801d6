"""The name at the head of a person's paragraph, and what ends it: a comma, a bracket, the sex, or white."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.parse import clauses, names
from ingest.parse.characters import is_han
from ingest.parse.flow import Flow

_LONGEST: Final = 4
_GAP: Final = 1.12
"""Steps of the type's pitch from the last character of a name to the next, where white ends the name."""
_CLEAR: Final = 0.15
"""Steps by which that is more than between the other characters."""
_USUAL: Final = 3
"""Characters of a name where nothing shows its end."""
_NEAR: Final = 10
"""Characters at the head of a paragraph within which nobody has died yet: 昌乐战斗中牺牲 is the end of one."""
_SERIAL: Final = re.compile(
    r"[(（]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:[)）]?[.、．]|[)）])|\d{1,4}(?=[\u3400-\u9fff])(?!\d*年)"
)
_SEPARATOR: Final = "，,。.；;：:（(、【["
_SPECKS: Final = "·•.,、。，'‘’`-_~^*"
"""Marks that dirt before a paragraph is read as; no name begins with any."""
_UNREAD: Final = "□…"
_SEXES: Final = ("男", "女")
_PLACES: Final = "省市县区乡镇社村庄籍"
_ORIGIN: Final = re.compile(rf"[^{_PLACES}]{{2,4}}[^，,。；;]{{0,12}}[{_PLACES}][^，,。；;]{{0,12}}人[，,。；;（(]")
"""A name with the place that its bearer is from: 冯骏秀吴桥县大码头区北铁匠寨人，"""
_LIFE: Final = re.compile(r"[(（][^()（）]{2,16}[)）][，,]?[男女](?:[，,。]|$)")
"""When somebody lived, in brackets, and the sex: （1920年3月生），男，"""
_TITLE: Final = re.compile(r".{2,4}?(?=烈士|同志)")


@dataclass(frozen=True, slots=True)
class Head:
    """The name at the head of a paragraph, from `start` to `end`.

    `sure` says that something shows its end; `plain` that it is plainly a person's, by its surname or by the sex
    or the origin that is told after it. `by_mark` says that only a mark ends it, which may end other words too,
    `by_sex` that the sex is told after it, which nothing else looks like.
    """

    start: int
    end: int
    sure: bool
    plain: bool
    by_mark: bool = False
    by_sex: bool = False

    @property
    def is_told(self) -> bool:
        """Whether the sex stands after it, or white after a known surname."""
        return self.sure and self.plain and not self.by_mark


def head(flow: Flow) -> Head | None:
    """The name that a paragraph begins with; None where it begins with anything else."""
    words = flow.words
    clean = len(words) - len(words.lstrip(_SPECKS))
    serial = _SERIAL.match(words, clean)
    start = serial.end() if serial else clean
    run = _run_from(words, start)
    if len(run) < 2:
        return None
    surname = names.has_surname(run)
    if length := _length_to_sex(words, start, run):
        return Head(start, start + length, sure=True, plain=True, by_sex=True)
    if length := _length_to_mark(words, start, run):
        return Head(start, start + length, sure=True, plain=surname, by_mark=True)
    return _before_white(flow, start, run, surname=surname)


def _before_white(flow: Flow, start: int, run: str, *, surname: bool) -> Head | None:
    """The name that white ends, or, with a known surname, the usual number of characters."""
    if len(run) <= _LONGEST:
        alone = start + len(run) == len(flow.words)
        return Head(start, start + len(run), sure=False, plain=False) if alone else None
    if clauses.tells_death(run[:_NEAR]):
        return None
    if length := _length_to_white(flow, start, run):
        # Four characters are a name only with a surname of two; else the fourth is likely of the place after it.
        sure = length < _LONGEST or names.has_double_surname(run)
        return Head(start, start + length, sure=sure, plain=surname)
    origin = _ORIGIN.match(flow.words, start) is not None
    return Head(start, start + _USUAL, sure=False, plain=origin) if surname else None


def _run_from(words: str, start: int) -> str:
    """The characters up to the first mark or figure; one that was not read may be a name's."""
    end = start
    while end < len(words) and (is_han(words[end]) or words[end] in _UNREAD):
        end += 1
    return words[start:end]


def _length_to_sex(words: str, start: int, run: str) -> int:
    """How long the name is that a sex, told as such, ends, be there a life in brackets between; 0 where none does.

    Of 张亚男，女 the 男 is the name's.
    """
    end = start + len(run)
    if len(run) <= _LONGEST and words[end + 1 : end + 2] in _SEXES and words[end] in _SEPARATOR:
        return len(run)
    if len(run) <= _LONGEST and _LIFE.match(words, end):
        return len(run)
    sexes = [n for n in range(2, min(_LONGEST + 1, len(run))) if run[n] in _SEXES and _ends_sex(words, start + n + 1)]
    return sexes[-1] if sexes else 0


def _length_to_mark(words: str, start: int, run: str) -> int:
    """How long the name is that a mark or a title ends; 0 where none does."""
    end = start + len(run)
    if len(run) <= _LONGEST and words[end : end + 1] and words[end] in _SEPARATOR:
        return len(run)
    titled = _TITLE.match(run)
    return titled.end() if titled else 0


def _ends_sex(words: str, index: int) -> bool:
    return index >= len(words) or words[index] in _SEPARATOR or words[index] == "性" or words[index].isdigit()


def _length_to_white(flow: Flow, start: int, run: str) -> int:
    """How many characters of a longer run, two to four, stand before white; 0 where none do for certain."""
    lengths = [n for n in range(1, _LONGEST + 1) if n < len(run)]
    gaps = sorted(((flow.gap(start + n), n) for n in lengths), reverse=True)
    clear = len(gaps) > 1 and gaps[0][0] >= _GAP and gaps[0][0] - gaps[1][0] >= _CLEAR
    return gaps[0][1] if clear and gaps[0][1] > 1 else 0
