"""Names of people: surnames as often as they are met, given names from a wide set of characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from ingest.readers import prints
from tests.rendering.dice import Dice
from tests.rendering.words.lists import characters, words

RARE: Final = 0.3
"""Share of the characters of given names that come from anywhere in GB 2312, unless a caller asks for another."""
_LEVEL_2: Final = 0.3
"""Share of those that come from its rarer half."""
_BEYOND: Final = 3
"""The level of what GB 2312 lacks."""
BEYOND: Final = 0.0
"""Share of the characters of given names that GB 2312 lacks, unless a caller asks for another."""
_shares: ContextVar[tuple[float, float]] = ContextVar("shares", default=(RARE, BEYOND))


@contextmanager
def rare_characters(share: float, beyond: float = BEYOND) -> Iterator[None]:
    """Within it, given names take that share (0 to 1) of their characters from anywhere in GB 2312, and that `beyond`.

    Beyond it are those that the general standard of 2013 has for names: 堃, 昇, 珺.
    """
    before = _shares.set((share, beyond))
    try:
        yield
    finally:
        _shares.reset(before)


@cache
def standard_characters(level: int) -> tuple[str, ...]:
    """The characters of GB 2312: level 1 the 3,755 common ones, level 2 the 3,008 rarer ones; level 3 those beyond it.

    Without the few that nobody would be named by.
    """
    if level == _BEYOND:
        known = {*standard_characters(1), *standard_characters(2), *characters("unfit_for_names")}
        return tuple(char for char in prints.simplified_characters() if char not in known)
    unfit = set(characters("unfit_for_names"))
    rows = range(16, 56) if level == 1 else range(56, 88)
    codes = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    decoded = (code.decode("gb2312", errors="ignore") for code in codes)
    return tuple(char for char in decoded if char and char not in unfit)


@cache
def _frequent_surnames() -> dict[str, float]:
    """Zipf's law, flattened: the first is met some ten times as often as the last."""
    return {char: 1.0 / (rank + 8) for rank, char in enumerate(characters("surnames_frequent"))}


def surname(dice: Dice) -> str:
    """A surname: mostly frequent ones, the region's own, some rare, a few of two characters."""
    kind = dice.weighed({"frequent": 62, "regional": 24, "rare": 11, "double": 3})
    if kind == "frequent":
        return dice.weighed(_frequent_surnames())
    if kind == "double":
        return dice.pick(words("surnames_double"))
    return dice.pick(characters(f"surnames_{kind}"))


def given_name(dice: Dice) -> str:
    """One or two characters, most of them fit for the time, some from anywhere in GB 2312."""
    return "".join(_given_character(dice) for _ in range(1 if dice.chance(0.2) else 2))


def _given_character(dice: Dice) -> str:
    share, beyond = (100 * share for share in _shares.get())
    weights = {0: 100 - share - beyond, 1: (1 - _LEVEL_2) * share, 2: _LEVEL_2 * share, _BEYOND: beyond}
    level = dice.weighed(weights)
    return dice.pick(standard_characters(level) if level else characters("given_names"))


def full_name(dice: Dice, fits: Callable[[str], bool]) -> str:
    """A name that `fits`, for instance one whose glyphs the typeface has."""
    while True:
        name = surname(dice) + given_name(dice)
        if fits(name):
            return name
