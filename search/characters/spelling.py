"""Ways in which a word may spell a name: by characters, by sounds, with a character missing, or mixed.

`wangdesheng`, `wds`, `王desheng` and `王□胜` all spell 王德胜. A spelling is a row of units, one for
each character of the name; a word has few spellings, and each is compared with a name unit by unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby, islice, product
from typing import Final

from archive.records import ILLEGIBLE
from search.characters.fold import fold, tidy
from search.characters.pinyin import beginning_with, holds_vowel, readings, slips, syllables, usual_readings

LONGEST_RUN: Final = 4
"""Characters spelled by sounds in one run; the index knows a name by its runs of up to so many initials."""
LONGEST_SOUNDS: Final = 2
"""Syllables of the runs by which the index knows a name; longer ones are looked up by these."""
LONGEST_WORD: Final = 24
"""Letters and characters of a word that is looked at as a spelling."""
_MOST_SPELLINGS: Final = 64

_DOUBLE_INITIALS: Final = ("zh", "ch", "sh")


class Manner(Enum):
    """How a unit stands for a character."""

    CHARACTER = auto()
    MISSING = auto()
    SYLLABLE = auto()
    BEGINNING = auto()
    """The beginning of a syllable, at the end of a word that is still being typed."""
    INITIAL = auto()


SOUNDS: Final = frozenset({Manner.SYLLABLE, Manner.BEGINNING, Manner.INITIAL})


@dataclass(frozen=True, slots=True)
class Unit:
    """What was typed for one character of a name."""

    typed: str
    manner: Manner

    def fits(self, heard: Heard) -> bool:
        """Whether the unit may stand for that character."""
        if self.manner is Manner.MISSING:
            return True
        if self.manner is Manner.CHARACTER:
            return self.typed == heard.kept
        if self.manner is Manner.SYLLABLE:
            return self.typed in heard.readings
        if self.manner is Manner.INITIAL:
            return self.typed in heard.initials
        return any(reading.startswith(self.typed) for reading in heard.readings)


@dataclass(frozen=True, slots=True)
class Heard:
    """One character of a name: in the form kept for it, and as it is read."""

    kept: str
    readings: tuple[str, ...]
    initials: frozenset[str]


Spelling = tuple[Unit, ...]


def spellings(word: str, *, typing: bool = False) -> list[Spelling]:
    """The ways in which a folded word may spell a name; none if it says too little or is no such word.

    With `typing`, the word is not finished, and its last syllable may go on.
    """
    if len(word) > LONGEST_WORD or not (_has_letters(word) or ILLEGIBLE in word):
        return []
    mixed = not (word.isascii() and word.isalpha())
    parts = [_likely(_cut(part, alone_enough=mixed), typing=typing) for part in _parts(word)]
    rows = (tuple(unit for part in row for unit in part) for row in product(*parts))
    return list(islice(filter(_says_enough, rows), _MOST_SPELLINGS))


def homophones(word: str) -> list[Spelling]:
    """A folded word of two to LONGEST_RUN characters as it sounds: whoever asks may know a name by ear alone."""
    if not 1 < len(word) <= LONGEST_RUN or ILLEGIBLE in word:
        return []
    rows = (tuple(Unit(sound, Manner.SYLLABLE) for sound in row) for row in product(*map(usual_readings, word)))
    return list(islice(rows, _MOST_SPELLINGS))


def slipped(spelling: Spelling) -> Iterator[Spelling]:
    """The spellings with one or more syllables heard as in the south: zh as z, n as l, ang as an, and back."""
    heard = [slips(unit.typed) if unit.manner is Manner.SYLLABLE else (unit.typed,) for unit in spelling]
    for row in islice(product(*heard), 1, _MOST_SPELLINGS):
        yield tuple(replace(unit, typed=typed) for unit, typed in zip(spelling, row, strict=True))


def find_spelled(spelling: Spelling, name: str) -> bool | None:
    """Whether `spelling` spells the whole of `name` (True), a part of it (False), or neither (None)."""
    heard = hear(name)
    for start in range(len(heard) - len(spelling) + 1):
        window = heard[start : start + len(spelling)]
        if all(unit.fits(char) for unit, char in zip(spelling, window, strict=True)):
            return len(window) == len(heard)
    return None


def manners(spelling: Spelling) -> frozenset[Manner]:
    """The manners that a spelling uses."""
    return frozenset(unit.manner for unit in spelling)


def sounding_runs(spelling: Spelling) -> Iterator[Spelling]:
    """The stretches of a spelling that are typed by sound."""
    for sounding, run in groupby(spelling, key=lambda unit: unit.manner in SOUNDS):
        if sounding:
            yield tuple(run)


def hear(name: str) -> tuple[Heard, ...]:
    """A name, character by character."""
    return tuple(map(_heard, tidy(name)))


@lru_cache(maxsize=1 << 15)
def _heard(char: str) -> Heard:
    spoken = readings(char)
    initials = {reading[:1] for reading in spoken} | {r[:2] for r in spoken if r.startswith(_DOUBLE_INITIALS)}
    return Heard(fold(char), spoken, frozenset(initials))


def runs_of(name: str) -> tuple[set[str], set[str]]:
    """What may be typed for a name or part of it by sound: runs of syllables (`run_of`), runs of initials.

    Syllables are one or two; initials two at least, since one says too little, to LONGEST_RUN.
    """
    heard = [char.readings for char in hear(name)]
    spoken: set[str] = set()
    initials: set[str] = set()
    for start in range(len(heard)):
        run, first = [""], {""}
        for length, sounds in enumerate(heard[start : start + LONGEST_RUN], start=1):
            first = {head + initial for head in first for sound in sounds for initial in initials_of(sound)}
            if length <= LONGEST_SOUNDS:
                run = [run_of(head, sound) for head in run for sound in sounds]
                spoken.update(run)
            if length > 1:
                initials |= first
    return spoken, initials


def initials_of(syllable: str) -> tuple[str, ...]:
    """The letters by which a syllable is begun in runs of initials: s for shi, and S, which stands for sh."""
    return (syllable[0], syllable[0].upper()) if syllable.startswith(_DOUBLE_INITIALS) else (syllable[0],)


def initial_term(typed: str) -> str:
    """An initial, as it was typed, in runs of initials: sh is S."""
    return typed if len(typed) == 1 else typed[0].upper()


def run_of(head: str, *sounds: str) -> str:
    """Syllables as one run, divided, so that it is plain how many they are: xi'an, and xian."""
    return "'".join((head, *sounds) if head else sounds)


def _parts(word: str) -> Iterator[str]:
    """Letters stay together; every other character stands alone."""
    for are_letters, part in groupby(word, key=_is_letter):
        if are_letters:
            yield "".join(part)
        else:
            yield from part


def _cut(part: str, *, alone_enough: bool) -> list[Spelling]:
    if part == ILLEGIBLE:
        return [(Unit(part, Manner.MISSING),)]
    if not _is_letter(part[0]):
        return [(Unit(part, Manner.CHARACTER),)]
    return list(_cut_letters(part, alone_enough=alone_enough))


def _likely(cuts: list[Spelling], *, typing: bool) -> list[Spelling]:
    """Without cuts nobody means: an initial stands with no half of a syllable; in what is whole syllables, with none.

    zhang is not zh and ang; initials alone may be meant all the same (an for 安宁). Whole syllables may go on
    (li to lin) only while they are being typed.
    """
    if any(manners(cut) == {Manner.SYLLABLE} for cut in cuts):
        kept = [{Manner.SYLLABLE}, {Manner.INITIAL}]
        if typing:
            kept += [{Manner.BEGINNING}, {Manner.SYLLABLE, Manner.BEGINNING}]
        return [cut for cut in cuts if manners(cut) in kept]
    return [cut for cut in cuts if not {Manner.INITIAL, Manner.BEGINNING} <= manners(cut)]


def _cut_letters(letters: str, *, alone_enough: bool, before: int = 0) -> Iterator[Spelling]:
    """Cuts letters into syllables and initials, at most LONGEST_RUN of them."""
    if before == LONGEST_RUN:
        return
    for length in range(min(len(letters), 6), 0, -1):
        head, rest = letters[:length], letters[length:]
        for unit in _units(head, last=not rest, alone=not rest and before == 0 and not alone_enough):
            if not rest:
                yield (unit,)
            else:
                for others in _cut_letters(rest, alone_enough=alone_enough, before=before + 1):
                    yield unit, *others


def _units(letters: str, *, last: bool, alone: bool) -> Iterator[Unit]:
    if letters in syllables():
        yield Unit(letters, Manner.SYLLABLE)
    if (len(letters) == 1 or letters in _DOUBLE_INITIALS) and not alone:
        yield Unit(letters, Manner.INITIAL)
    elif last and beginning_with(letters) and (not alone or (len(letters) > 1 and holds_vowel(letters))):
        yield Unit(letters, Manner.BEGINNING)


def _says_enough(spelling: Spelling) -> bool:
    """Whether the index can look for it: a character, a sound, or two initials side by side."""
    if any(unit.manner is Manner.CHARACTER for unit in spelling):
        return True
    return any(
        len(run) > 1 or (run[0].manner is not Manner.INITIAL and len(run[0].typed) > 1)
        for run in sounding_runs(spelling)
    )


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z"


def _has_letters(word: str) -> bool:
    return any(map(_is_letter, word))
