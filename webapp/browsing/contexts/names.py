"""Surnames."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.browsing.contexts.lists import People
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname and how it is read."""

    name: str
    sound: str


@dataclass(frozen=True, slots=True)
class SurnamesPage:
    """The wall of surnames, all in one size; `order` is sound or strokes. `others` are no characters of names."""

    order: str
    groups: tuple[tuple[Words, tuple[Surname, ...]], ...]
    others: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SurnamePage:
    """The people of one surname."""

    surname: Surname
    people: People
