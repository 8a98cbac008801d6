"""Names in letters, as GB/T 28039-2011 writes them: family name, given name, tones above the vowels."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product
from typing import Final

from pypinyin import Style, pinyin

from search.characters import tables
from search.characters.fold import fold
from search.characters.pinyin import double_surnames, readings

_BEGINS_WITH_A_VOWEL: Final = frozenset("aoe")
_MOST: Final = 3
"""Ways to read a name that are told; a name of several doubtful characters has more."""


@lru_cache(maxsize=1 << 14)
def romanized(name: str) -> str:
    """A name in Hanyu Pinyin, Wáng Déshèng; " / " between the ways in which a character of it may have been read.

    What is no character stands for itself, so □ stays a gap; "" where there is no character at all.
    """
    kept = fold(name)
    if not any(map(is_character, kept)):
        return ""
    length = 2 if kept[:2] in double_surnames() else 1
    ways = product(*_as_surname(kept[:length]), *map(_as_given, kept[length:]))
    spelled = dict.fromkeys(_spelled(way[:length], way[length:]) for way in ways)
    return " / ".join(list(spelled)[:_MOST])


def _spelled(family: tuple[str, ...], given: tuple[str, ...]) -> str:
    return " ".join(filter(None, (joined(family), joined(given))))


def joined(syllables: tuple[str, ...]) -> str:
    """Syllables as one word with a capital; an apostrophe before a vowel that would run into the last."""
    word = ""
    for syllable in syllables:
        word += "’" if word[-1:].isalpha() and _bare(syllable[:1]) in _BEGINS_WITH_A_VOWEL else ""
        word += syllable
    return word[:1].upper() + word[1:]


def _as_surname(family: str) -> list[tuple[str, ...]]:
    """The ways in which each character of a surname is read."""
    listed = _listed_surnames().get(family)
    if len(family) == 2:
        if family in _listed_with_tones():
            return [(one,) for one in _listed_with_tones()[family]]
        together = pinyin(family, style=Style.TONE)
        wanted = listed or [(_bare(one),) for (one,) in together]
        return [
            (spoken,) if _bare(spoken) == sound else (_toned(char, sound),)
            for char, (sound,), (spoken,) in zip(family, wanted, together, strict=True)
        ]
    if not is_character(family):
        return [(family,)]
    sounds = listed[0] if listed else readings(family)[:1]
    return [tuple(dict.fromkeys(_toned(family, sound) for sound in sounds))]


def _toned(char: str, sound: str) -> str:
    """The reading of a character that sounds so, with its tone."""
    known = pinyin(char, style=Style.TONE, heteronym=True)[0]
    return next((one for one in known if _bare(one) == sound), known[0])


def _as_given(char: str) -> tuple[str, ...]:
    if not is_character(char):
        return (char,)
    return _listed_with_tones().get(char) or (pinyin(char, style=Style.TONE)[0][0],)


def _bare(syllable: str) -> str:
    """A syllable without its tone, ü as v."""
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(char for char in apart if not unicodedata.combining(char))


def is_character(char: str) -> bool:
    """Whether it is a Chinese character; 〇 is one."""
    return unicodedata.name(char, "").startswith("CJK ") or char == "〇"


@lru_cache(maxsize=1)
def _listed_surnames() -> dict[str, list[tuple[str, ...]]]:
    """By surname, for each of its characters the readings without tones."""
    return {
        surname: [(sound,) for sound in spoken.split()] if len(surname) == 2 else [tuple(spoken.split())]
        for surname, spoken in tables.rows("surnames.csv")
        if spoken
    }


@lru_cache(maxsize=1)
def _listed_with_tones() -> dict[str, tuple[str, ...]]:
    return {char: tuple(spoken.split()) for char, spoken in tables.rows("toned.csv")}
