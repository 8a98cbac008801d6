"""Everybody by surname and by native place, put in order once: a snapshot does not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from search import Listed
from search.characters.dictionary import by_sound, by_strokes, first_letter, strokes
from search.characters.fold import fold
from webapp.kiosk.contexts import Group
from webapp.languages import Words, counted, phrase

UNKNOWN: Final = ""
"""Under this stand those of whom it is not known."""


@dataclass(frozen=True, slots=True)
class Walls:
    """People by surname, and by county and township; each list in the order of names by their sound."""

    surnames: dict[str, tuple[Listed, ...]]
    places: dict[str, dict[str, tuple[Listed, ...]]]


class WallsOnce:
    """The walls, built when they are first asked for; visitors meanwhile wait for the same."""

    def __init__(self, listing: Callable[[], Iterable[Listed]]) -> None:
        self._listing = listing
        self._turn = Lock()
        self._built: Walls | None = None

    def get(self) -> Walls:
        """The walls; raises what the listing raises."""
        with self._turn:
            if self._built is None:
                self._built = build(self._listing())
            return self._built


def build(people: Iterable[Listed]) -> Walls:
    """Everybody in their places."""
    surnames: defaultdict[str, list[Listed]] = defaultdict(list)
    places: defaultdict[str, defaultdict[str, list[Listed]]] = defaultdict(lambda: defaultdict(list))
    for person in sorted(people, key=lambda one: by_sound(one.name)):
        surnames[person.surname if first_letter(person.surname) else UNKNOWN].append(person)
        places[person.county][person.township].append(person)
    return Walls(
        surnames={surname: tuple(found) for surname, found in surnames.items()},
        places={
            county: {township: tuple(found) for township, found in townships.items()}
            for county, townships in places.items()
        },
    )


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


def letters_of(people: Sequence[Listed], at: int) -> tuple[str, ...]:
    """The letters that the sounds of names begin with, from their character `at` on."""
    return tuple(sorted({letter_of(person, at) for person in people} - {""}))


def letter_of(person: Listed, at: int) -> str:
    """The letter that the sound of a name begins with, from its character `at` on; "" if there is none."""
    return first_letter(person.name[at : at + 1])


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
