"""The name at the head of a person's paragraph, and what ends it: a mark, a bracket, the sex, a date, or white."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.parse import clauses, counties, names, vocabulary
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
    r"|[\u2460-\u2473]"
)
_BULLETS: Final = "●○◎■◆◇★☆▲△▼▽▶►※"
_DASHES: Final = "—―─－–-"
_SEPARATOR: Final = "，,。.．；;：:（(、【[〔" + _DASHES
_POINTS: Final = ".．"
"""Separators that a speck between two characters of a name is read as, too: 尹.清"""
_SPECKS: Final = "·•.,、。，'‘’`-_~^*"
"""Marks that dirt before a paragraph is read as; no name begins with any."""
_LIST: Final = "·•-"
"""Those of them that a list may be set with."""
_STROKE: Final = "1"
"""The only figure that a piece of a rule is read as."""
_UNREAD: Final = "□…"
_MISREAD: Final = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[)）\]}/\\|!！>＞A-Za-z]|[(（\[{<＜](?![^)）\]}>＞]{0,16}[)）\]}>＞]))(?=[\u3400-\u9fff])"
)
"""A sign between two characters of a name, as a character of a stroke or two is read: 吴）宪 for 吴丿宪. What opens
nothing and closes nothing is no bracket."""
_KIND: Final = re.compile(r"[县市区乡镇村庄]|公社")
"""What no place begins with."""
_SHORT_PLACE: Final = re.compile(r".(?:[县市区乡]|公社)")
"""What hardly one begins with; of counties there are some, like 滨县, and of towns many, like 田镇."""
_SEXES: Final = ("男", "女")
_PLACES: Final = "省市县区乡镇社村庄籍"
_ORIGIN: Final = re.compile(rf"[^{_PLACES}]{{2,4}}[^，,。；;]{{0,12}}[{_PLACES}][^，,。；;]{{0,12}}人[，,。；;（(]")
"""A name with the place that its bearer is from: 冯骏秀吴桥县大码头区北铁匠寨人，"""
_LIFE: Final = re.compile(
    rf"[(（](?:[^()（）]{{2,16}}[)）][，,]?[男女](?:[，,。]|$)|{clauses.LIVED}[—―─－–~～一-]{{1,2}}{clauses.LIVED}[)）])"
)
"""When somebody lived, in brackets, and the sex: （1920年3月生），男，; or from when to when: （1920—1947）."""
_HOME: Final = ("男汉族", "女汉族", "汉族", "男回族", "女回族", "回族", "籍贯", "祖籍", "原籍", "家住")
"""Words that tell of what people somebody is, or where from, which end a name, be there no mark between them."""
_BORN: Final = ("出生于", "生于")
"""The same of a birth, which is told behind a name and behind a place."""
_OF_LIFE: Final = ("参加", "入伍", "参军", "生前", "牺牲", "阵亡", "战斗")
"""What clauses of a life begin with, and no name."""
_TITLE: Final = re.compile(r"(.{2,4}?)(?:烈士|同志)")
_BRACKETED: Final = re.compile(r"[【〔［\[〖]([\u3400-\u9fff□…]{2,4}?)(?:烈士|同志)?[】〕］\]〗]")
_DATE: Final = re.compile(r"(?:1[89]\d\d|一[八九][〇○零□一二三四五六七八九]{2})年|(?:中华)?民国|光绪|宣统|公元")


@dataclass(frozen=True, slots=True)
class Head:
    """The name at the head of a paragraph, from `start` to `end`.

    `sure` says that something shows its end; `plain` that it is plainly a person's, by its surname or by the sex
    or the origin that is told after it. `by_mark` says that only a mark ends it, which may end other words too,
    `by_itself` that it is set in brackets or the sex or origin is told after it, which nothing else looks like. What is
    told of the person begins at `after`.
    """

    start: int
    end: int
    sure: bool
    plain: bool
    by_mark: bool = False
    by_itself: bool = False
    after: int = 0

    @property
    def is_told(self) -> bool:
        """Whether the sex stands after it, or white after a known surname."""
        return self.sure and self.plain and not self.by_mark


def head(flow: Flow) -> Head | None:
    """The name that a paragraph begins with; None where it begins with anything else.

    What cannot be read before a whole name is a bullet more likely than its surname, and the name in doubt.
    """
    start, marked = _without_marks(flow.words)
    behind = _run_from(flow.words, start + 1)
    if flow.words[start : start + 1] == _UNREAD[0] and len(behind) >= _USUAL and names.has_surname(behind):
        found = _head_at(flow, start + 1, marked=True)
        return replace(found, sure=False) if found else None
    return _head_at(flow, start, marked=marked)


def _head_at(flow: Flow, start: int, *, marked: bool) -> Head | None:
    """The name that begins at `start`; `marked` says that a bullet or a serial stands before it."""
    words = flow.words
    if bracketed := _BRACKETED.match(words, start):
        return Head(*bracketed.span(1), sure=True, plain=True, by_itself=True, after=bracketed.end())
    run = _run_from(words, start)
    # 党 and 连 are surnames, 党员 and 连长 nobody's name.
    if len(run) < 2 or run.startswith(_OF_LIFE) or any(vocabulary.knows(field, run) for field in vocabulary.LISTED):
        return None
    titled = _TITLE.match(run)
    run, end = (titled[1], start + titled.end()) if titled else (run, start + len(run))
    surname = marked or names.has_surname(run)
    if length := _length_to_sex(flow, start, run, end) or _length_to_home(run):
        after = _behind(words, end) if length == len(run) else start + length
        return Head(start, start + length, sure=True, plain=True, by_itself=True, after=after)
    if titled or (len(run) <= _LONGEST and _is_mark(words, end)):
        return Head(start, start + len(run), sure=True, plain=surname, by_mark=True, after=_behind(words, end))
    if length := _length_to_date(words, start, run):
        return Head(start, start + length, sure=True, plain=surname, by_mark=True, after=start + length)
    return _before_white(flow, start, run, surname=surname)


def begins_in_dirt(words: str, start: int) -> bool:
    """Whether a name that begins there stands behind marks that are no bullet and no serial's: its own, or dirt."""
    before = words[:start]
    return bool(before) and (before == _STROKE or all(mark in _SPECKS and mark not in _LIST for mark in before))


def _without_marks(words: str) -> tuple[int, bool]:
    """Where a paragraph's words begin behind dirt, bullets and a serial, and whether there were any of the latter."""

    def clean(start: int) -> int:
        return len(words) - len(words[start:].lstrip(_SPECKS + _BULLETS))

    start = clean(0)
    serial = _SERIAL.match(words, start)
    marked = serial is not None or any(mark in _BULLETS for mark in words[:start])
    return (clean(serial.end()) if serial else start), marked


def _before_white(flow: Flow, start: int, run: str, *, surname: bool) -> Head | None:
    """The name that white ends, or, with a known surname, the usual number of characters."""
    if len(run) <= _LONGEST:
        alone = start + len(run) == len(flow.words)
        return Head(start, start + len(run), sure=False, plain=False, after=start + len(run)) if alone else None
    if clauses.tells_death(run[:_NEAR]):
        return None
    told = _ORIGIN.match(flow.words, start) is not None
    if length := _length_to_county(run):
        return Head(start, start + length, sure=True, plain=surname or told, after=start + length)
    if length := _length_to_white(flow, start, run):
        # Four characters are a name only with a surname of two; else the fourth is likely of the place after it.
        sure = length < _LONGEST or names.has_double_surname(run)
        return Head(start, start + length, sure=sure, plain=surname, after=start + length)
    end = start + _length_to_place(run)
    return Head(start, end, sure=False, plain=told, after=end) if surname else None


def _lengths(run: str) -> list[int]:
    """How long the name at the head of a run may be, likeliest first."""
    return [n + names.has_double_surname(run) for n in (_USUAL, _USUAL - 1)]


def _length_to_county(run: str) -> int:
    """How long the name is that a known county follows at once; 0 where none does, or one may begin at either place."""
    known = [n for n in _lengths(run) if counties.begins_with_one(run[n:])]
    return known[0] if len(known) == 1 else 0


def _length_to_home(run: str) -> int:
    """How long the name is that a word which tells of a home follows at once; 0 where none does."""
    told = _HOME + _BORN if names.has_surname(run) else _HOME
    found = (n for word in told for n in range(2, _LONGEST + 1) if run.startswith(word, n))
    return next(found, 0)


def _length_to_place(run: str) -> int:
    """How long the name is that some place follows at once."""
    return min(_lengths(run), key=lambda n: 2 * bool(_KIND.match(run, n)) + bool(_SHORT_PLACE.match(run, n)))


def _run_from(words: str, start: int) -> str:
    """The characters up to the first mark or figure; one that was not read, or for a sign, may be a name's."""
    end = start
    while end < len(words) and (is_han(words[end]) or words[end] in _UNREAD or _is_misread(words, start, end)):
        end += 1
    return words[start:end]


def _is_misread(words: str, start: int, end: int) -> bool:
    """Whether a sign stands for a character of a name, or is a speck behind its first one, which is no name alone."""
    speck = end == start + 1 and words[end] in _POINTS and is_han(words[end + 1 : end + 2] or _POINTS[0])
    return speck or (start < end < start + _USUAL and _MISREAD.match(words, end) is not None)


def _length_to_sex(flow: Flow, start: int, run: str, end: int) -> int:
    """How long the name is that a sex, told as such, ends, be there a life in brackets between; 0 where none does.

    Of 张亚男，女 the 男 is the name's. A title may stand between the name and its `end`.
    """
    words = flow.words
    behind = max(_behind(words, end), end + 1)
    if len(run) <= _LONGEST and words[behind : behind + 1] in _SEXES and words[end] in _SEPARATOR:
        return len(run)
    if len(run) <= _LONGEST and _LIFE.match(words, end):
        return len(run)
    sexes = [n for n in range(2, min(_LONGEST + 1, len(run))) if run[n] in _SEXES and _ends_sex(words, start + n + 1)]
    return sexes[-1] if sexes else _length_to_lone_sex(flow, start, run)


def _length_to_lone_sex(flow: Flow, start: int, run: str) -> int:
    """How long the name is behind which a sex stands alone with white on both sides; 0 where none does."""
    lengths = range(2, min(_LONGEST + 1, len(run) - 1))
    alone = [n for n in lengths if run[n] in _SEXES and min(_white(flow, start + n + side) for side in (0, 1)) >= _GAP]
    return alone[0] if alone else 0


def _is_mark(words: str, end: int) -> bool:
    """Whether a mark ends a name; a speck before its last characters ends none."""
    if words[end : end + 1] in _POINTS:
        last = len(_run_from(words, end + 1))
        speck = 1 <= last <= _LONGEST - 2 and words[end + 1] not in _SEXES and not _DATE.match(words, end + 1)
        return bool(words[end : end + 1]) and not speck
    return words[end] in _SEPARATOR


def _length_to_date(words: str, start: int, run: str) -> int:
    """How long the name is that a date follows, after white as a rule; 0 where none does."""
    return next((n for n in range(2, min(_LONGEST, len(run)) + 1) if _DATE.match(words, start + n)), 0)


def _behind(words: str, end: int) -> int:
    """Where the words go on behind the dashes at `end`, if any stand there."""
    return len(words) - len(words[end:].lstrip(_DASHES))


def _ends_sex(words: str, index: int) -> bool:
    return index >= len(words) or words[index] in _SEPARATOR or words[index] == "性" or words[index].isdigit()


def _length_to_white(flow: Flow, start: int, run: str) -> int:
    """How many characters of a longer run, two to four, stand before white; 0 where none do for certain."""
    lengths = [n for n in range(1, _LONGEST + 1) if n < len(run)]
    gaps = sorted(((_white(flow, start + n), n) for n in lengths), reverse=True)
    clear = len(gaps) > 1 and gaps[0][0] >= _GAP and gaps[0][0] - gaps[1][0] >= _CLEAR
    return gaps[0][1] if clear and gaps[0][1] > 1 else 0


def _white(flow: Flow, index: int) -> float:
    """The step to a character, less what those beside it are too narrow by: there it was only placed beside itself."""
    beside = [flow.gap(place) for place in (index - 1, index + 1) if place < len(flow.words)]
    return flow.gap(index) - sum(1 - gap for gap in beside if 0 < gap < 1)
