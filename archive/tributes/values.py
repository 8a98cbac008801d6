"""The plain values of remembrance: what visitors lay down, what they write, and what is decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Offering(StrEnum):
    """What is laid down in silence; shown at once, and never counted for anybody to see."""

    FLOWER = "flower"
    CANDLE = "candle"


class Kind(StrEnum):
    """What is written; it waits for an archivist's word."""

    WORDS = "words"
    CORRECTION = "correction"
    MEMORY = "memory"
    PHOTOGRAPH = "photograph"
    KIN = "kin"


class State(StrEnum):
    """How far a letter has come."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Words:
    """Words left for a person, signed as the writer likes; `signed` may be ""."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a family says of one field: `stands` is what the site told then, `should_be` what they know.

    The archive is not changed by it.
    """

    entry: str
    field: str
    stands: str
    should_be: str
    why: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What somebody remembers of a person."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph, kept under the hash of its bytes in `gifts/`."""

    sha256: str
    caption: str
    signed: str


@dataclass(frozen=True, slots=True)
class KinNotice:
    """Whom a family looks for; people read later are matched against it."""

    name: str
    place: str
    years: str
    words: str


Content = Words | Correction | Memory | Photograph | KinNotice

CONTENTS: Final[Mapping[Kind, type[Content]]] = MappingProxyType(
    {
        Kind.WORDS: Words,
        Kind.CORRECTION: Correction,
        Kind.MEMORY: Memory,
        Kind.PHOTOGRAPH: Photograph,
        Kind.KIN: KinNotice,
    }
)
"""What a letter of each kind holds."""


def kind_of(content: Content) -> Kind:
    """The kind of letter that holds `content`."""
    return next(kind for kind, holds in CONTENTS.items() if type(content) is holds)


def parts_of(content: Content) -> dict[str, str]:
    """The parts of a letter by their names, in the order in which they are told."""
    return {part.name: getattr(content, part.name) for part in fields(content)}


@dataclass(frozen=True, slots=True)
class Decision:
    """An archivist's word on a letter; `at` is a time in UTC, ISO 8601."""

    verdict: State
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing written by a visitor. `person` is "" for a kin notice that names nobody of the archive.

    `contact` is for the archivists alone and never shown. `decided` is the latest decision.
    """

    id: int
    person: str
    at: str
    content: Content
    contact: str
    decided: Decision | None

    @property
    def kind(self) -> Kind:
        """What kind of letter it is."""
        return kind_of(self.content)

    @property
    def state(self) -> State:
        """Waiting, until somebody has decided."""
        return self.decided.verdict if self.decided else State.WAITING


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the public may see at a person's name: the last day of each offering, and accepted letters."""

    last: Mapping[Offering, date]
    letters: tuple[Letter, ...]
