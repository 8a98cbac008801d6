"""What the pages of replacing and importing are given."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.contexts import Scrap


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in a preview: what stands, and what would; `key` is what the form sends for it if it is chosen.

    `chosen`: it is ticked to begin with. `problem` says why nothing can be changed there.
    """

    key: str
    entry: str
    field: str
    label: str
    name: str
    source: str
    before: str
    before_value: str
    after: str
    after_value: str
    doubtful: bool
    chosen: bool
    problem: str
    scrap: Scrap | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a list in the form, and its word."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class ReplacePage:
    """The form and the preview; `more`: there are more places than are shown."""

    find: str
    replacement: str
    side: str
    field: str
    roster: str
    status: str
    why: str
    fields: tuple[Choice, ...]
    rosters: tuple[Choice, ...]
    lines: tuple[ChangeLine, ...]
    asked: bool
    more: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StrokeLine:
    """Corrections that were made together: what was done, and how many of them still stand."""

    name: str
    words: str
    at: str
    who: str
    why: str
    made: int
    standing: int


@dataclass(frozen=True, slots=True)
class StrokesPage:
    """The last strokes; `done` says what became of the last one."""

    lines: tuple[StrokeLine, ...]
    done: str = ""
