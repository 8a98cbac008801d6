"""What each template of remembrance is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.contexts import Shown
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Said:
    """What a family says of one `field`, `on` the day when it was verified."""

    field: str
    label: Words
    should_be: str
    on: Words


@dataclass(frozen=True, slots=True)
class Left:
    """Words or a memory that were accepted; `signed` may be ""."""

    text: str
    signed: str
    on: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that was accepted."""

    sha256: str
    caption: str
    signed: str


@dataclass(frozen=True, slots=True)
class Remembrance:
    """What stands at a person's name. `takes_in`: whether more may be laid down; `known`: whether it can be told.

    `beside` is what families say of facts that the page shows, by field; `said` of others.
    """

    takes_in: bool
    known: bool
    done: Words | None
    laid: tuple[Words, ...]
    beside: Mapping[str, tuple[Said, ...]]
    said: tuple[Said, ...]
    words: tuple[Left, ...]
    memories: tuple[Left, ...]
    photographs: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it is handed out, or handed back: what was `given`, and the `problem` with it."""

    given: Mapping[str, str]
    problem: Words | None = None


@dataclass(frozen=True, slots=True)
class RememberPage:
    """A flower, a candle, words for one person."""

    id: str
    name: Shown
    life: Words | None
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that a family may correct, and what the site tells of it now; `stands` may be ""."""

    field: str
    label: Words
    stands: Words


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """What a family may tell of one person; `about` is the kind of letter that was handed back, or ""."""

    id: str
    name: Shown
    choices: tuple[Choice, ...]
    sheet: Sheet
    about: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A kin notice that was accepted, without its contact."""

    name: str
    place: str
    years: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody whom a kin notice may mean."""

    id: str
    name: Shown
    place: Shown


@dataclass(frozen=True, slots=True)
class KinPage:
    """Notices of families who look for somebody, and a form for another.

    `done` is said of one that was just left, `there` are people of the roll whom it may mean.
    """

    notices: tuple[Notice, ...]
    sheet: Sheet
    done: Words | None = None
    there: tuple[Match, ...] = ()
