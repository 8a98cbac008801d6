"""Other forms under which the same thing stands in print: women of two surnames, places, units."""

from __future__ import annotations

from typing import Final

from archive.records import ILLEGIBLE

_MARRIED: Final = "氏"
_LEVELS: Final = ("县", "市", "区")


def married_names(asked: str) -> tuple[str, ...]:
    """Of a folded name with 氏: 王氏 may be any 王□氏, and 王刘氏 may stand as 王氏 or 刘氏 alone."""
    if len(asked) == 2 and asked[1] == _MARRIED:
        return (f"{asked[0]}{ILLEGIBLE}{_MARRIED}",)
    if len(asked) == 3 and asked[2] == _MARRIED and ILLEGIBLE not in asked:
        return asked[0] + _MARRIED, asked[1] + _MARRIED
    return ()


def other_places(asked: str) -> tuple[str, ...]:
    """Under what other names a place of that folded name was printed; none if it is not known."""
    stem = (asked[:-1],) if len(asked) > 2 and asked.endswith(_LEVELS) else ()
    return stem


def other_units(asked: str) -> tuple[str, ...]:
    """How else a unit of that folded name is written; none if it is not known."""
    return ()
