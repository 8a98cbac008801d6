"""Surnames and places in the orders of dictionaries, each to be touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_uppercase
from typing import Final

from search import Tally
from search.characters.dictionary import by_sound, by_strokes, first_letter, strokes
from search.characters.fold import fold
from webapp.kiosk.contexts import Group
from webapp.languages import Words, counted, phrase

UNKNOWN: Final = ""
"""Under this stand those of whom it is not known."""
LETTERS: Final = ("", *ascii_uppercase)
"""By which a long list may be gone into; "" is all of it."""


def surnames_on_the_wall(tally: Tally, unknown: bool) -> tuple[str, ...]:
    """Every surname that has a sound; `unknown`: and UNKNOWN for whoever bears none."""
    return (*filter(first_letter, tally.labels["surname"]), *((UNKNOWN,) if unknown else ()))


def surnames_by_sound(surnames: Iterable[str]) -> tuple[Group, ...]:
    """Surnames under the letters that their sounds begin with; unknown ones last."""
    return _grouped(sorted(surnames, key=by_sound), first_letter)


def surnames_spelled(surnames: Iterable[str], typed: str) -> tuple[str, ...]:
    """Those surnames whose spelling, without tones, begins with the letters `typed`; ü is typed as v or as u."""
    begun = [name for name in surnames if any(spelled.startswith(typed) for spelled in _spellings(name))]
    return tuple(sorted(begun, key=by_sound))


def _spellings(surname: str) -> tuple[str, str]:
    spelled = "".join(sound.rstrip("12345") for sound, _ in by_sound(surname))
    return spelled, spelled.replace("v", "u")


def surnames_by_strokes(surnames: Iterable[str]) -> tuple[Group, ...]:
    """Surnames under the number of strokes of their first character; unknown ones last."""
    return _grouped(sorted(surnames, key=by_strokes), _strokes_heading)


def places_by_sound(places: Iterable[str]) -> tuple[str, ...]:
    """Places in the order of their sounds; the unknown one last."""
    return tuple(sorted(places, key=lambda place: (not place, by_sound(place))))


def _strokes_heading(surname: str) -> Words:
    number = strokes(fold(surname[:1]))
    return counted("%(num)s画", number) if number else phrase("其他")


def _grouped(surnames: Iterable[str], heading: Callable[[str], Words]) -> tuple[Group, ...]:
    groups: dict[Words, list[str]] = {}
    unknown = False
    for surname in surnames:
        if surname == UNKNOWN:
            unknown = True
        else:
            groups.setdefault(heading(surname), []).append(surname)
    found = tuple(Group(each, tuple(words)) for each, words in groups.items())
    return (*found, Group(phrase("姓氏未详"), (UNKNOWN,))) if unknown else found
