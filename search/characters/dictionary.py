"""The orders of dictionaries: by sound (音序) and by strokes (笔画)."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, pinyin

from search.characters import tables
from search.characters.fold import fold
from search.characters.pinyin import readings

_UNLISTED = 1 << 20
"""After every character of the table."""


def by_sound(words: str) -> tuple[tuple[str, str], ...]:
    """A key that sorts names as dictionaries of sounds do: syllable, tone, then the character; surnames as surnames."""
    return tuple((_toned(char, surname=not place), char) for place, char in enumerate(fold(words)))


def by_strokes(words: str) -> tuple[int, ...]:
    """A key that sorts names as rolls by strokes do: number of strokes, then radical, character by character."""
    return tuple(_stroke_order().get(char, _UNLISTED + ord(char)) for char in fold(words))


def strokes(char: str) -> int | None:
    """How many strokes a character in its kept form has; None for what is none."""
    return _strokes().get(char)


def first_letter(words: str) -> str:
    """The letter, A to Z, under which a dictionary of sounds has a surname or name; "" if it has none."""
    if not words or words[0].isascii():
        return ""
    sound = "".join(toned for toned, _ in by_sound(words[0]))[:1].upper()
    return sound if sound.isascii() and sound.isalpha() else ""


@lru_cache(maxsize=1 << 15)
def _toned(char: str, *, surname: bool) -> str:
    """How a character is read, with its tone as a digit; letters and signs as they are."""
    spoken = pinyin(char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
    if surname:
        wanted = readings(char)[:1]
        return next((one for one in spoken if (one[:-1],) == wanted), spoken[0])
    return spoken[0]


@lru_cache(maxsize=1)
def _strokes() -> dict[str, int]:
    return {char: int(number) for number, characters in tables.rows("strokes.csv") for char in characters}


@lru_cache(maxsize=1)
def _stroke_order() -> dict[str, int]:
    listed = "".join(characters for _, characters in tables.rows("strokes.csv"))
    return {char: place for place, char in enumerate(listed)}
