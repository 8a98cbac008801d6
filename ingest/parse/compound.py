"""Compound cells → a piece for each field.

    渤海军区二分区副班长 → unit 渤海军区二分区, position 副班长
    1942年8月商河战斗牺牲 → death 1942年8月, death_place 商河, death_cause 战斗牺牲

A piece is a run of the cell's characters, so that it can be found again on the paper. What joins
pieces (在, 于, commas) belongs to none of them. Where a cell cannot be cut, all of it stays with
its first field, doubted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from ingest.parse.characters import simplified
from ingest.parse.dates import leading_date
from ingest.parse.evidence import Doubt
from ingest.parse.numerals import DIGITS

_SEXES: Final = "男女"
_DATES: Final = ("birth", "enlisted", "death")
_JOINTS: Final = " ,，、;；。:：/|"
_MISREAD_DATE: Final = re.compile(r"[^在于]{2,8}?年(?:[^在于]{1,3}?月)?(?:[^在于]{1,3}?日)?")
_NO_PLACE: Final = frozenset("战敌伪“”")
"""What stands in the names of hardly any place, and in what is told of a fight."""
_OF_DATE: Final = re.compile("[0-9年月]|日(?!照)")
"""What belongs to a date, and begins no place."""
_FALLEN_AT: Final = re.compile(
    r"(?:光荣|英勇|壮烈)?(?:牺牲|阵亡)(?:于|在)([^战,，、；;时中]{2,12}?)(?:战斗|战役|作战)(?:中|时)?$"
)
"""A battle that somebody fell in, whose name is that of its place: 牺牲于莱芜战役."""
_NUMBERED: Final = re.compile(r"第.{1,3}次$")
_MEMBER: Final = "队队员"
"""One of the people of a unit whose name ends in 队."""
_REGIONS: Final = ("军区", "分区", "边区", "战区", "行政区")
"""In these the 区 before a position (冀鲁边军区队员) ends the unit and begins no 区队员."""
_NUMERALS: Final = DIGITS + "十廿卅百0123456789"
_ARMY: Final = re.compile(rf"(?:野战|志愿|八路|新四|解放|救国|义勇|联|[{_NUMERALS}])军$")
"""What no region is named after: a 区 behind these begins the position (东北野战军区队长)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` to `end` of a cell, and what speaks against having cut there."""

    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()


def split(text: str, fields: tuple[str, ...]) -> Mapping[str, Span]:
    """Where each of `fields` stands in the compound cell `text`; an absent one has an empty span."""
    words = simplified(text)
    if len(words) != len(text):
        words = text
    if not words:
        return {field: Span(0, 0) for field in fields}
    if words == "不详":
        return {field: Span(0, len(words)) for field in fields}
    if fields[0] == "sex" and len(fields) > 1 and words[0] in _SEXES:
        return _behind_sex(words, fields)
    if set(fields) == {"unit", "position"}:
        return _unit_and_position(words)
    if "death_place" in fields or "death_cause" in fields:
        return _death(words, fields)
    return _by_joints(words, fields)


def _behind_sex(words: str, fields: tuple[str, ...]) -> Mapping[str, Span]:
    """Where the sex stands that begins a cell, and the others behind it: 男临淄县石庙乡."""
    start = _past_joints(words, 1)
    if start == len(words):
        return {"sex": Span(0, 1)} | {field: Span(start, start) for field in fields[1:]}
    behind = split(words[start:], fields[1:]) if len(fields) > 2 else {fields[1]: Span(0, len(words) - start)}
    moved = {field: Span(span.start + start, span.end + start, span.doubts) for field, span in behind.items()}
    return {"sex": Span(0, 1)} | moved


def _position(words: str) -> Span | None:
    """The position at the end of a unit's name; None where no position is known there.

    The longest known position wins whose rest still ends like the name of a unit: of 沙窝区中队长 that is
    中队长, not 区中队长; one of a 队's own people is a 队员 of it. Two held at once (连长兼指导员) stay together.
    """
    end = len(words)
    before, joint, after = words.rpartition("兼")
    if joint and after in _positions() and (first := _position(before)):
        return Span(first.start, end, first.doubts)
    starts = [start for start in range(end) if words[start:] in _positions()]
    whole = [start for start in starts if not start or words[start - 1] in _joining_ends()]
    in_region = len(whole) > 1 and whole[1] == whole[0] + 1 and words[: whole[1]].endswith(_REGIONS)
    if in_region and not _ARMY.search(words[: whole[0]]):
        return Span(whole[1], end)
    if whole and words[whole[-1] - 1 :].startswith(_MEMBER):
        return Span(whole[-1], end)
    if whole:
        # Of 县委书记 nobody knows whether the 县委 is told of as his unit.
        doubts = (Doubt.MAY_NAME_UNIT,) if len(whole) > 1 and whole[0] == 0 else ()
        return Span(_with_numeral(words, whole[0]), end, doubts)
    if not starts:
        return None
    # Something unknown stands between the unit and the position: with the position it goes, doubted.
    unit_end = 1 + max(words[: starts[0]].rfind(mark) for mark in _table()["positions"]["unit_ends"])
    return Span(unit_end if unit_end > 0 and starts[0] - unit_end <= 4 else starts[0], end, (Doubt.SPLIT_GUESSED,))


def _with_numeral(words: str, start: int) -> int:
    """The start of a position with the numeral before it, if it is one that is counted (一连长)."""
    counted = tuple(_table()["positions"]["counted"])
    while start and words[start - 1] in _NUMERALS and words[start:].startswith(counted):
        start -= 1
    return start


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("ingest.parse").joinpath("compound.toml").read_text("utf-8"))


def ends_like_position(words: str) -> bool:
    """Whether the words, in simplified characters, end as positions do, be they one or not: 播种员, not 战土."""
    return words[-1:] in _position_ends()


@cache
def _position_ends() -> frozenset[str]:
    return frozenset(word[-1] for word in _positions())


@cache
def _positions() -> frozenset[str]:
    """Every known position, plain, with a branch and with a prefix."""
    words: list[str] = _table()["positions"]["words"]
    prefixes: list[str] = _table()["positions"]["prefixes"]
    words = [*words, *(a + b for a in _table()["positions"]["branches"] for b in _table()["positions"]["offices"])]
    prefixed = {prefix + word for prefix in prefixes for word in words}
    return frozenset({*words, *prefixed})


@cache
def _joining_ends() -> frozenset[str]:
    return frozenset({*_table()["positions"]["unit_ends"], *_JOINTS, *_NUMERALS})


def _unit_and_position(words: str) -> Mapping[str, Span]:
    end = len(words)
    if (position := _position(words)) is not None:
        unit = _trimmed(words, 0, position.start)
        return {"unit": Span(unit.start, unit.end, position.doubts), "position": position}
    if words[-1] in _table()["positions"]["unit_ends"]:
        return {"unit": Span(0, end), "position": Span(end, end)}
    last = max(words.rfind(sure) for sure in _table()["positions"]["sure_ends"])
    if last > 0 and end - last - 1 in range(2, 6):
        doubts = (Doubt.SPLIT_GUESSED,)
        return {"unit": Span(0, last + 1, doubts), "position": Span(last + 1, end, doubts)}
    doubts = (Doubt.NOT_SPLIT,)
    return {"unit": Span(0, end, doubts), "position": Span(end, end, doubts)}


def _death(words: str, fields: tuple[str, ...]) -> Mapping[str, Span]:
    """Date, place and cause of a death, of which only `fields` are asked for."""
    end = len(words)
    spans = {field: Span(end, end) for field in fields}
    start = 0
    if date_field := next((field for field in fields if field in _DATES), None):
        start, doubts = leading_date(words), tuple[Doubt, ...]()
        if not start and (misread := _MISREAD_DATE.match(words)):
            start, doubts = misread.end(), (Doubt.SPLIT_GUESSED,)
        spans[date_field] = Span(0, start, doubts)
    place, cause = _place_and_cause(words, _past_joints(words, start))
    if start and _OF_DATE.match(words, _past_joints(words, start)):
        # A point or a figure was lost or misread: of 1944.115沧县 and 1946.年秋沧县 nobody knows where the date ends.
        loose = (Doubt.SPLIT_GUESSED,)
        spans = {field: Span(span.start, span.end, loose) for field, span in spans.items()}
        place, cause = Span(place.start, place.end, loose), Span(cause.start, cause.end, loose)
    if "death_cause" not in fields and cause.start < cause.end:
        place, cause = _without_cause(words, place, cause), Span(end, end)
    if "death_place" not in fields:
        place, cause = Span(end, end), _trimmed(words, start, end)
    spans |= {field: span for field, span in (("death_place", place), ("death_cause", cause)) if field in fields}
    if any(span.start < span.end for span in spans.values()):
        return spans
    return _whole_in_first(words, fields)


def _place_and_cause(words: str, start: int) -> tuple[Span, Span]:
    end = len(words)
    table = _table()["deaths"]
    tail = re.search(rf"(?:{'|'.join(table['ends'])})([于在]|在了)(?=[^时中战]*$)", words[start:])
    if tail and start + tail.end() < end:
        place = _trimmed(words, start + tail.end(), end)
        return place, Span(start, start + tail.start(1))
    if fallen_at := _FALLEN_AT.match(words, start):
        return Span(*fallen_at.span(1)), Span(start, end)
    causes = [found for cause in table["causes"] if (found := words.find(cause, start)) >= 0]
    battle, any_cause = "|".join(table["named_battles"]), "|".join(map(re.escape, table["causes"]))
    named = re.match(rf"[在于]?(?:{battle})(?=[{_JOINTS}]*(?:{any_cause}))", words[start:])
    cut = start + named.end() if named else min(causes, default=end)
    if numbered := _NUMBERED.search(words[start:cut]):
        cut = start + numbered.start()
    if cut > start and words[start] in "在于":
        start += 1
    place = _trimmed(words, start, cut)
    if not _NO_PLACE.isdisjoint(words[start:cut]) or words[:cut].endswith("时"):
        place = Span(place.start, place.end, (Doubt.SPLIT_GUESSED,))
    return place, _trimmed(words, cut, end)


def _without_cause(words: str, place: Span, cause: Span) -> Span:
    """The place where a layout asks for no cause: with the words after it, if they name a battle."""
    return _trimmed(words, min(place.start, cause.start), max(place.end, cause.end))


def _by_joints(words: str, fields: tuple[str, ...]) -> Mapping[str, Span]:
    """Pieces cut at printed commas and spaces; the date, where one is asked for first, at its end."""
    starts = [0]
    if fields[0] in _DATES and 0 < (end := leading_date(words)) < len(words):
        starts.append(end)
    if len(starts) < len(fields):
        starts = [0, *(found.end() for found in re.finditer(f"[{_JOINTS}]+", words) if found.end() < len(words))]
    if len(starts) != len(fields):
        return _whole_in_first(words, fields)
    bounds = [*starts, len(words)]
    return {field: _trimmed(words, bounds[i], bounds[i + 1]) for i, field in enumerate(fields)}


def _whole_in_first(words: str, fields: tuple[str, ...]) -> Mapping[str, Span]:
    end, doubts = len(words), (Doubt.NOT_SPLIT,)
    return {field: Span(0 if field == fields[0] else end, end, doubts) for field in fields}


def _past_joints(words: str, start: int) -> int:
    while start < len(words) and words[start] in _JOINTS:
        start += 1
    return start


def _trimmed(words: str, start: int, end: int) -> Span:
    start = _past_joints(words, start)
    while end > start and words[end - 1] in _JOINTS:
        end -= 1
    return Span(min(start, end), end)
