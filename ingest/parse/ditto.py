"""Ditto marks: 〃, 同上 and what is read in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.parse.characters import narrow, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.groups import Group

_WORDS: Final = frozenset(
    ["〃", "〃〃", "同上", "仝上", "同前", "同左", "同右", "上同", "同", "仝", "″同上", "同上同上"]
)
_LOOKALIKES: Final = frozenset(
    [
        "11",
        "1l",
        "l1",
        "ll",
        "I1",
        "1I",
        "II",
        "″",
        '"',
        "''",
        "”",
        "“",
        "〞",
        "〝",
        "//",
        "′′",
        "’’",
        "‘‘",
        "``",
        ",,",
        "、、",
        "ノノ",
        "リ",
        "′",
        "='",
        "=",
        "||",
        "Ⅱ",
        "\\\\",
        "〃.",
        "、〃",
        "司上",
        "问上",
        "向上",
        "同土",
        "同士",
        "同止",
    ]
)
_SPECKS: Final = ",.·、。'`-"
"""What a recogniser makes of specks beside 同上."""
_IN_PART: Final = re.compile(r"^(?:〃|同上|仝上)+(?=[\u4e00-\u9fff])")
_PLACE_HEAD: Final = re.compile(r"^.*(?:公社|街道|[省市县区乡镇])(?=.)")


@dataclass(frozen=True, slots=True)
class Ditto:
    """A cell that speaks of the one above; `rest` is what it prints itself behind the mark."""

    rest: str = ""
    doubts: tuple[Doubt, ...] = ()


def find(text: str, *, digits_mean: bool) -> Ditto | None:
    """The ditto that the whole of `text` is, else None.

    Marks that a recogniser without 〃 makes of it (11, ″, //), and 同上 misread, count with a doubt, but not 11 where
    `digits_mean` something of their own: what is left of a date, an age.
    """
    words = simplified(narrow(text)) if "〞" not in text else text
    if words in _WORDS:
        return Ditto()
    if words.strip(_SPECKS) in _WORDS:
        return Ditto(doubts=(Doubt.MAYBE_DITTO,))
    if words in _LOOKALIKES or text.strip() in _LOOKALIKES:
        return Ditto(doubts=(Doubt.MAYBE_DITTO,)) if not (digits_mean and words.isdigit()) else None
    if part := _IN_PART.match(words):
        return Ditto(words[part.end() :], (Doubt.DITTO_IN_PART,))
    return None


def continued(above: str, rest: str) -> str | None:
    """The value of a ditto in part: the leading places of `above` before `rest`; None if it has none."""
    head = _PLACE_HEAD.match(above)
    return head[0] + rest if head else None


@dataclass(frozen=True, slots=True)
class Said:
    """What a field of a line said: its value, whether that is doubtful, and the groups it stood under."""

    value: str | None
    is_blank: bool = False
    is_doubtful: bool = False
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a ditto means, and what speaks against it."""

    value: str | None
    doubts: tuple[Doubt, ...] = ()


def resolve(ditto: Ditto, above: Said | None, groups: tuple[Group, ...], *, is_place: bool) -> Resolved:
    """The value of a ditto under `above`, the same field of the line before it on its side of the page.

    A chain of dittos resolves by itself, since each is remembered by its value. A place may not be
    taken from above a group heading without a doubt, because the heading is what changed it.
    """
    if above is None or above.is_blank:
        return Resolved(None, (*ditto.doubts, Doubt.DITTO_OF_NOTHING))
    doubts = list(ditto.doubts)
    if above.is_doubtful:
        doubts.append(Doubt.DITTO_OF_DOUBT)
    if is_place and groups != above.groups:
        doubts.append(Doubt.DITTO_OVER_GROUP)
    if not ditto.rest or above.value is None:
        return Resolved(above.value, tuple(doubts))
    value = continued(above.value, ditto.rest)
    return Resolved(value, tuple(doubts) if value else (*doubts, Doubt.DITTO_OF_NOTHING))
