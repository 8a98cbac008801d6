"""Other forms under which the same thing stands in print: women of two surnames, places, units."""

from __future__ import annotations

import re
from typing import Final

from archive.authority import places, units
from archive.authority.local import kept_for_each
from archive.records import ILLEGIBLE

_MARRIED: Final = "氏"
_COUNTY: Final = re.compile(r"(?<=..)(?:[县市]|(?<![专军地])区)$")


def married_names(asked: str) -> tuple[str, ...]:
    """Of a folded name with 氏: 王氏 may be any 王□氏, and 王刘氏 may stand as 王氏 or 刘氏 alone."""
    if len(asked) == 2 and asked[1] == _MARRIED:
        return (f"{asked[0]}{ILLEGIBLE}{_MARRIED}",)
    if len(asked) == 3 and asked[2] == _MARRIED and ILLEGIBLE not in asked:
        return asked[0] + _MARRIED, asked[1] + _MARRIED
    return ()


@kept_for_each(maxsize=1 << 10)
def other_places(asked: str) -> tuple[str, ...]:
    """Under what other names a place of that folded name was printed, then or now, and what lay in it."""
    return _others(asked, (_COUNTY.sub("", asked), *places.names_through_time(asked), *places.within(asked)))


@kept_for_each(maxsize=1 << 10)
def other_units(asked: str) -> tuple[str, ...]:
    """How else a unit of that folded name is written, and as what it stood before and after; none if unknown."""
    return _others(asked, (*units.expansions(asked), *units.through_time(asked)))


def _others(asked: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that hold what is asked, or another of them, by which they would be found anyhow."""
    found: list[str] = []
    for form in sorted(dict.fromkeys(forms), key=len):
        if len(form) > 1 and asked not in form and not any(shorter in form for shorter in found):
            found.append(form)
    return tuple(found)
