"""How characters are read, and how people type that: without tones, ü as v or u, letters run together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from search.characters import tables
from search.characters.fold import fold

_TYPED: Final = re.compile(r"(?:[a-z]+[1-5]?)+")
_SAME_STARTS: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_SAME_ENDS: Final = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_LETTERS: Final = re.compile("[a-z]+")


def letters_of(chunk: str) -> str:
    """The letters of a chunk of a question typed in pinyin, or "" if it is something else.

    Tones as accents or digits and dividing apostrophes go; ü, u: and v are all v.
    """
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", chunk).casefold())
    apart = apart.replace("u\u0308", "v").replace("u:", "v").replace("'", "").replace("’", "")
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return re.sub("[1-5]", "", plain) if _TYPED.fullmatch(plain) else ""


@lru_cache(maxsize=1 << 15)
def readings(char: str) -> tuple[str, ...]:
    """All readings of a character without tones, as a surname first; those with ü as v and as u."""
    found = list(_surnames().get(char, ()))
    found += pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    kept = fold(char)
    if kept != char and len(kept) == 1:
        found += readings(kept)
    typed = [spelling for reading in found for spelling in (reading, _with_u(reading))]
    return tuple(dict.fromkeys(s for s in typed if _LETTERS.fullmatch(s) and holds_vowel(s)))


@lru_cache(maxsize=1 << 15)
def usual_readings(char: str) -> tuple[str, ...]:
    """How a character is read as a surname and in plain speech, without its rare readings (王 is wang, not yu)."""
    usual = (*readings(char)[:1], *pinyin(char, style=Style.NORMAL, v_to_u=False)[0])
    return tuple(dict.fromkeys(one for one in usual if one in readings(char)))


def plain_reading(char: str) -> str:
    """How a character is read in plain speech, not as a surname; a letter or sign stands for itself."""
    return pinyin(char, style=Style.NORMAL, v_to_u=False)[0][0]


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """All syllables of the dictionary; sounds without a vowel (嗯 ng) are none that a name has."""
    toned = {one for spoken in PINYIN_DICT.values() for one in spoken.split(",")}
    typed = {letters_of(one) for one in toned}
    typed |= {_with_u(one) for one in typed}
    return frozenset(one for one in typed if holds_vowel(one))


@lru_cache(maxsize=1 << 10)
def beginning_with(start: str) -> tuple[str, ...]:
    """The syllables that begin with `start`, itself among them if it is one."""
    return tuple(syllable for syllable in sorted(syllables()) if syllable.startswith(start))


@lru_cache(maxsize=1 << 10)
def slips(syllable: str) -> tuple[str, ...]:
    """A syllable, then those that southern ears do not tell from it: zhang zang zhan zan."""
    starts = [(start, other) for one, two in _SAME_STARTS for start, other in ((one, two), (two, one))]
    ends = [(end, other) for one, two in _SAME_ENDS for end, other in ((one, two), (two, one))]
    heard = [syllable]
    heard += [other + one[len(start) :] for one in heard for start, other in starts if _starts_with(one, start)]
    heard += [one[: -len(end)] + other for one in heard for end, other in ends if one.endswith(end)]
    return tuple(one for one in dict.fromkeys(heard) if one in syllables())


def _starts_with(syllable: str, start: str) -> bool:
    """Whether its initial is `start`, not `start` and an h."""
    return syllable.startswith(start) and not syllable[len(start) :].startswith("h")


def holds_vowel(letters: str) -> bool:
    """Whether letters sound by themselves; without a vowel they can only be initials."""
    return any(vowel in letters for vowel in "aeiouv")


@lru_cache(maxsize=1)
def double_surnames() -> frozenset[str]:
    """Surnames of two characters, such as 欧阳."""
    return frozenset(surname for surname, _ in tables.rows("surnames.csv") if len(surname) == 2)


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    heard: dict[str, tuple[str, ...]] = {}
    for surname, spoken in tables.rows("surnames.csv"):
        if len(surname) == 1:
            heard[surname] = tuple(spoken.split())
    for surname, spoken in tables.rows("surnames.csv"):
        if len(surname) == 2 and spoken:
            for char, sound in zip(surname, spoken.split(), strict=True):
                heard[char] = (*heard.get(char, ()), sound)
    return heard


def _with_u(reading: str) -> str:
    return reading.replace("v", "u")
