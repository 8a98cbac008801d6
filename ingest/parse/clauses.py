"""Clauses of running text → the fields they speak of, by patterns that are data (`clauses.toml`).

    惠民县东李村人 → native_place 惠民县东李村      1942年参加革命 → enlisted 1942年
    生前系渤纵七师排长 → unit 渤纵七师, position 排长

What joins and introduces (人, 生, 生前系, 参加革命) belongs to no field. A clause is read as one pattern or, where
the comma between two was lost, as several; what no pattern explains is told as such.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from ingest.parse import compound, vocabulary
from ingest.parse.evidence import Doubt

REST: Final = "remarks"
"""The field that keeps what no pattern explains."""

_DATE_SIGN: Final = "[□〇○零Oo一二三四五六七八九十廿卅元正冬腊闰0-9年月日号./—―─–－-]"
_ERA: Final = "大?约|公元|(?:中华)?民国|宣统|光绪|农历|阴历|旧历"
_YEAR_SIGN: Final = "[□〇○零Oo一二三四五六七八九十廿卅元0-9]"
GLOSS: Final = r"(?<=[年月日])[（(](?:即|公元)*1[89]\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日)?[)）]"
"""A date in brackets behind a date, which it tells once more: 民国八年（1919年）."""
_DATE: Final = (
    rf"(?:{_ERA}){{0,2}}(?={_YEAR_SIGN}{{1,6}}?年|1[89]\d\d){_DATE_SIGN}"
    rf"(?:{_DATE_SIGN}|{GLOSS}|(?<=\d)[,，](?=\d)|[上中下]旬|[上下]半年|{_ERA}|初|底|末|春(?!亭)|夏(?![津邑县口庄])|秋(?!口)|冬|季|前后|左右){{1,20}}"
)
"""Print that looks like a date: a year at least, in any form; what it means is for `dates` to say."""
_RELATIVE: Final = r"(?:[同当是次翌]年(?:[春夏秋冬底初]|\d{1,2}月(?:\d{1,2}日)?)?|同月)"
"""A date told by the one before."""
LIVED: Final = r"1[89]\d\d(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|\.\d{1,2}(?:\.\d{1,2})?)?"
"""When a life began or ended, where both stand in brackets behind the name: 1920—1947."""
_YEAR: Final = f"1[89][0-9]{{2}}年|一[八九][〇零□一二三四五六七八九]{{2}}年|民国{_YEAR_SIGN}{{1,4}}年"
_YEAR_BEGUN: Final = re.compile("(?:1[89][0-9]{0,2}|一[八九][〇零□一二三四五六七八九]{0,2})$")
"""A piece of a year, with which the name of no unit ends."""
_NUMERAL: Final = "[0-9〇零一二三四五六七八九十]"
_FROM: Final = "[县乡镇村庄屯寨店集堡口洼窝园楼坊桥铺]人(?!民(?!国)|员|武)"
"""The end of what somebody's origin is told with, which stands within nothing else."""
_SERVED: Final = rf"(?:(?!生前|牺牲|党员|团员|非党|参加|入伍|{_YEAR}|{_FROM})[\w〇□—、-])"
"""A character of a unit's name or a position: what else is told of a life begins a clause of its own."""
_JOINED: Final = "[革□][命□](?!军)|[年月给被随因]|[同当次翌]年"
"""What is left of 参加革命 or of a date where the line before was cut short, and other words that begin no unit."""
_LONG: Final = 4
"""Characters of a word from which on it is told though one of them was not read."""
_LIFE: Final = "生前|参加|入伍|参军|党员|群众|[年月日春夏秋冬]出?生(?![前病产活])"
_OTHERWISE: Final = f"(?:(?!{_LIFE}).)"
"""A character of what may tell of a death: what tells of the life begins a clause of its own."""
_HELD: Final = rf"任[^,，]{{0,8}}[长员士兵任记事手师]{_DATE}"
"""A position with the date after it: the comma between them was lost, and what comes before is no place of death."""
_HOW: Final = r"[^\d年师团营连队员长士任在于]"
"""A character of what may tell how somebody died where neither date nor place is told before: 后负伤牺牲, 光荣牺牲."""
_DEATH: Final = (
    rf"(?:(?:{_DATE}|{_RELATIVE}){_OTHERWISE}{{0,40}}?|[在于因为](?!.*{_HELD}){_OTHERWISE}{{1,40}}?"
    rf"|{_HOW}{{0,10}}?)FALLEN.{{0,20}}"
)
_COMPOUND: Final = {
    "unit+position": ("unit", "position"),
    "death+death_place+death_cause": ("death", "death_place", "death_cause"),
    "death+death_place": ("death", "death_place"),
}
_SLOT: Final = re.compile(r"<(?P<field>[=\w+]+?)(?::(?P<kind>\w+))?>")
_UNEXPLAINED: Final = (4.0, 0.5)
"""What a stretch without a pattern costs, and each of its characters."""


@dataclass(frozen=True, slots=True)
class Said:
    """The characters from `start` to `end` give `fields`, several if they are to be cut as a compound cell is."""

    fields: tuple[str, ...]
    start: int
    end: int
    guessed: bool = False
    """Whether other words may stand so, too."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    expression: re.Pattern[str]
    fields: tuple[str, ...]
    holding: bool
    """Whether it asks for a position, where others take a unit alone."""
    whole_unit: bool
    """Whether nothing but the name of a unit stands where it asks for one."""
    several: bool
    """Whether it asks for positions that were held one after the other."""
    guessed: bool
    cost: float


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    said: tuple[Said, ...]


def read(words: str) -> list[Said]:
    """What a clause, in simplified characters, says of whom; its positions are those of the clause."""
    ways: list[_Way] = [_Way(0.0, ())]
    if (whole := _as_one(words, 0, len(words))) is not None and whole.cost <= 2:
        return list(whole.said)
    for end in range(1, len(words) + 1):
        ways.append(min(_ways_to(words, end, ways), key=lambda way: way.cost))
    return list(ways[-1].said)


def explains(words: str) -> bool:
    """Whether one pattern reads the whole of `words`."""
    return _as_one(words, 0, len(words)) is not None


def is_date(words: str, *, whole: bool) -> bool:
    """Whether the words begin with a date, or are nothing else."""
    found = re.match(f"(?:于|在)?(?:{_DATE})", words)
    return found is not None and (found.end() == len(words) or not whole)


def tells_death(words: str) -> bool:
    """Whether the words say that somebody died."""
    return re.search(_any_of("fallen"), words) is not None


def tells_life(words: str) -> bool:
    """Whether the words tell of what somebody did before."""
    return re.search(_LIFE, words) is not None


def _ways_to(words: str, end: int, ways: list[_Way]) -> Iterator[_Way]:
    fixed, each = _UNEXPLAINED
    for start in range(end):
        before = ways[start]
        if (part := _as_one(words, start, end)) is not None:
            yield _Way(before.cost + part.cost, before.said + part.said)
        rest = Said((REST,), start, end)
        if not (before.said and before.said[-1].fields == (REST,) and before.said[-1].end == start):
            yield _Way(before.cost + fixed + each * (end - start), (*before.said, rest))


def _as_one(words: str, start: int, end: int) -> _Way | None:
    """The cheapest pattern that reads the words from `start` to `end`."""
    best: _Way | None = None
    for pattern in _patterns():
        if best is not None and best.cost <= pattern.cost:
            continue
        found = pattern.expression.fullmatch(words, start, end)
        if found is None:
            continue
        said = tuple(
            Said(_COMPOUND.get(field, (field,)), *found.span(f"f{n}"), pattern.guessed)
            for n, field in enumerate(pattern.fields)
        )
        if _holds(words, said, pattern):
            best = _Way(pattern.cost, said)
    return best


def _holds(words: str, said: tuple[Said, ...], pattern: _Pattern) -> bool:
    """Whether what a pattern takes for a unit with a position can be cut into these for certain."""
    for part in said:
        if pattern.several and not _begins_with_position(words[part.start : part.end]):
            return False
        if part.fields[0] == "unit" and _YEAR_BEGUN.search(words, part.start, part.end):
            return False
        if pattern.whole_unit and part.fields == ("unit",):
            spans = compound.split(words[part.start : part.end], _COMPOUND["unit+position"])
            return spans["position"].start == spans["position"].end and not spans["unit"].doubts
        if part.fields == _COMPOUND["unit+position"]:
            spans = compound.split(words[part.start : part.end], part.fields)
            position = spans["position"]
            if _begins_with_position(words[part.start : part.end]):
                return False
            guessed = any({*span.doubts} - {Doubt.MAY_NAME_UNIT} for span in spans.values())
            if guessed or (pattern.holding and position.start == position.end):
                return False
    return True


def _begins_with_position(words: str) -> bool:
    """Whether several are listed of which the first is a position: 班长、排长."""
    first, mark, _ = words.partition("、")
    return bool(mark) and vocabulary.knows("position", first)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("ingest.parse").joinpath("clauses.toml").read_text("utf-8"))


@cache
def _patterns() -> list[_Pattern]:
    found = []
    for clause in _table()["clauses"]:
        fields: list[str] = []

        def slot(match: re.Match[str], fields: list[str] = fields) -> str:
            fields.append(match["field"].removeprefix("="))
            return f"(?P<f{len(fields) - 1}>{_expression(match['kind'] or match['field'])})"

        expression = re.sub(r"\{([a-z]+)\}", lambda match: _any_of(match[1]), _SLOT.sub(slot, clause["pattern"]))
        pattern = clause["pattern"]
        found.append(
            _Pattern(
                re.compile(expression),
                tuple(fields),
                holding=":holding>" in pattern,
                whole_unit=pattern.endswith("<unit>"),
                several=":several>" in pattern,
                guessed=clause.get("guessed", False),
                cost=float(clause.get("cost", 1)),
            )
        )
    return found


def _any_of(name: str) -> str:
    """Any of the words of a list, be one character of a long one illegible."""
    words: list[str] = _table()["words"][name]
    long = [word for word in words if len(word) >= _LONG]
    words = words + [f"{word[:n]}□{word[n + 1 :]}" for word in long for n in range(len(word))]
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _told_of_party() -> str:
    """A party word that a service follows: the comma between them was lost. Of units, some begin so: 群众剧社."""
    return f"{_any_of('party')}{_any_of('service')}"


def _expression(kind: str) -> str:
    """What the print of a kind of field looks like."""
    if kind in ("birth", "enlisted", "death"):
        return f"{_DATE})(?:[,，]?"
    home = f"(?!男|女(?!姑)|{_any_of('people')}族)"
    other = f"{_NUMERAL}[年师旅团营连]|员|战士|军区|{_FROM}|{_any_of('fallen')}|{_any_of('enlist')}"
    village = f"{home}(?!.*(?:{other}))"
    return {
        "sex": "男|女|男性|女性",
        "native_place": rf"{home}[\u3400-\u9fff〇□()（）]{{2,24}}?",
        "unit": f"(?!{_DATE}|{_JOINED}|{_told_of_party()}){_SERVED}{{2,24}}",
        "position": rf"(?:(?!{_YEAR})[\w□、]){{2,12}}",
        "unit+position": f"(?!{_DATE}|{_JOINED}|{_told_of_party()}){_SERVED}{{2,30}}",
        "holding": f"(?!{_DATE}|{_JOINED}|{_told_of_party()}){_SERVED}{{2,30}}",
        "when": _DATE,
        "lived": LIVED,
        "village": rf"{village}[\u3400-\u9fff〇□]{{1,20}}[县市区乡镇村庄屯寨店街堡集口洼窝园楼坊桥铺]",
        "home": rf"{village}(?!.*[军纵营连队部校厂局委会])[\u3400-\u9fff□]{{1,8}}[县区乡镇社][\u3400-\u9fff□]{{1,8}}",
        "political_status": _any_of("party"),
        "joined": f"(?:{_DATE}|{_RELATIVE}){_any_of('join')}",
        "several": r"[\w、]{3,30}?",
        "untold": _any_of("untold"),
        "era": f"{_any_of('era')}(?:时期|初期|后期|末期|期间|中期|中|时|爆发后|胜利后|后)?",
        "body": f"(?!{_DATE}|{_JOINED}){_SERVED}{{1,24}}{_any_of('body')}",
        "death+death_place+death_cause": _DEATH.replace("FALLEN", _any_of("fallen")),
        "death_place": rf"(?:(?!{_LIFE}|[任学做]|工作)[\w□]){{1,20}}",
        "burial_place": r".{2,24}",
        "alias": r"[\u3400-\u9fff□]{1,4}(?:、[\u3400-\u9fff□]{1,4}){0,3}",
        "honors": rf"(?:{_DATE})?(?:{_any_of('merit')}(?=.*功)|{_any_of('honor')}).{{0,24}}",
        "=年龄": r"\d{1,2}岁|[一二三四五六七八九十]{1,3}岁",
        "=民族": _any_of("people") + "族",
    }[kind]
