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
_SEXES: Final = ("男", "女")
_TITLE: Final = re.compile(r".{2,4}?(?=烈士|同志)")


@dataclass(frozen=True, slots=True)
class Head:
    """The name at the head of a paragraph, from `start` to `end`; `sure` says that something shows its end."""

    start: int
    end: int
    sure: bool


def head(flow: Flow) -> Head | None:
    """The name that a paragraph begins with; None where it begins with anything else."""
    words = flow.words
    serial = _SERIAL.match(words)
    start = serial.end() if serial else 0
    run = _han_from(words, start)
    if len(run) < 2:
        return None
    if end := _end_by_print(words, start, run):
        return Head(start, end, sure=True)
    if len(run) <= _LONGEST:
        return Head(start, start + len(run), sure=False) if start + len(run) == len(words) else None
    if clauses.tells_death(run[:_NEAR]):
        return None
    if end := _end_by_white(flow, start, run):
        return Head(start, end, sure=True)
    return Head(start, start + _USUAL, sure=False) if names.has_surname(run) else None


def _han_from(words: str, start: int) -> str:
    end = start
    while end < len(words) and is_han(words[end]):
        end += 1
    return words[start:end]


def _end_by_print(words: str, start: int, run: str) -> int:
    """Where the sex, a mark or a title ends the name; 0 where none does."""
    end = start + len(run)
    sexes = [n for n in range(2, min(_LONGEST + 1, len(run))) if run[n] in _SEXES and _ends_sex(words, start + n + 1)]
    # Of 张亚男，女 the first 男 is the name's.
    if sexes and not (len(run) <= _LONGEST and words[end + 1 : end + 2] in _SEXES):
        return start + sexes[-1]
    if len(run) <= _LONGEST and words[end : end + 1] and words[end] in _SEPARATOR:
        return end
    titled = _TITLE.match(run)
    return start + titled.end() if titled else 0


def _ends_sex(words: str, index: int) -> bool:
    return index >= len(words) or words[index] in _SEPARATOR or words[index] == "性" or words[index].isdigit()


def _end_by_white(flow: Flow, start: int, run: str) -> int:
    """Where white stands behind two to four characters of a longer run; 0 where none does for certain."""
    lengths = [n for n in range(1, _LONGEST + 1) if n < len(run)]
    gaps = sorted(((flow.gap(start + n), n) for n in lengths), reverse=True)
    clear = len(gaps) > 1 and gaps[0][0] >= _GAP and gaps[0][0] - gaps[1][0] >= _CLEAR
    return start + gaps[0][1] if clear and gaps[0][1] > 1 else 0
