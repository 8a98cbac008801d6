"""What the index holds of a text, as terms.

Every different text of the archive is one document of the engine, of one `Kind`. Texts are indexed
by pairs of neighbouring characters; a word of three or more is looked up by its pairs, and the few
texts that hold the pairs apart are sorted out afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from archive import authority
from archive.records import ILLEGIBLE
from search.characters import tables
from search.characters.fold import fold, keep
from search.characters.pinyin import double_surnames
from search.characters.spelling import hear, runs_of

_NUMBER: Final = 12
"""Raise it when the terms below, the columns, or what a card holds, change their meaning."""


class Kind(StrEnum):
    """What a text is to the people who bear it; the same words may be two documents of two kinds."""

    NAMES = "names"
    ALIASES = "aliases"
    SEEN = "seen"
    HOMES = "homes"
    PLACES = "places"
    UNITS = "units"
    TEXTS = "texts"
    DATES = "dates"

    __hash__ = str.__hash__
    """That of an enumeration is worked out in Python, and a question looks up hundreds of terms by their kinds."""


_OF_NAMES: Final = ("first", "first_sounds", "sounds", "initials")
FIELDS: Final = (*_OF_NAMES, *Kind)
"""The fields of the engine; `document` fills them."""


def version() -> str:
    """Names the schema, the character tables and the authorities; an index of another version answers nothing."""
    return f"{_NUMBER}-{tables.digest()}-{authority.digest()}"


def document(kind: Kind, text: str) -> dict[str, Iterable[str]]:
    """The terms of a tidied text by field."""
    kept = fold(text)
    if kind is Kind.NAMES:
        first_sounds = heard[0].readings if len(heard := hear(text)) > 1 else ()
        beginning = {"first": kept[:1], "first_sounds": first_sounds}
        return _spoken(text) | beginning | {"names": [*pairs(kept), *skips(kept), *kept]}
    if kind is Kind.ALIASES:
        return _spoken(text) | {"aliases": [*pairs(kept), *skips(kept), *kept]}
    if kind in (Kind.SEEN, Kind.DATES):
        return {kind: [kept]}
    if kind in (Kind.HOMES, Kind.PLACES):
        return {kind: [*pairs(kept), whole(kept)]}
    return {kind: pairs(kept)}


def folded(texts: Iterable[str]) -> tuple[str, ...]:
    """The kept forms of texts that are tidied, as those of cards are, without repetition."""
    return tuple(dict.fromkeys(map(keep, texts)))


def pairs(text: str) -> list[str]:
    """Neighbouring characters two by two; a single character stands for itself."""
    return [text[at : at + 2] for at in range(max(1, len(text) - 1))]


def whole(text: str) -> str:
    """The term of a folded home or place and of no other; no pair begins so."""
    return f"\0{text}"


def skips(text: str) -> list[str]:
    """Characters with one left out between them: 王□胜."""
    return [text[at] + ILLEGIBLE + text[at + 2] for at in range(len(text) - 2)]


def surname_of(name: str) -> str:
    """The surname of a folded name; of two characters where these are a surname and more follows."""
    return name[:2] if len(name) > 2 and name[:2] in double_surnames() else name[:1]


def _spoken(name: str) -> dict[str, Iterable[str]]:
    sounds, initials = runs_of(name)
    return {"sounds": sounds, "initials": initials}
