"""Positions by all the forms under which rosters print them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.authority.lines import Record
from archive.authority.local import in_force, kept_for_each
from archive.authority.table import load

TABLE: Final = Path(__file__).with_name("positions.csv")
LEVELS: Final = ("战士", "班", "排", "连", "营", "团", "师", "机关", "地方")


@dataclass(frozen=True, slots=True)
class Position(Record):
    """A position under all its written forms."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name, then the others."""
        return (self.name, *self.also)


@kept_for_each(maxsize=4)
def positions() -> dict[str, Position]:
    """All positions by id, in the order of the table; raises InputError for a table that breaks its rules."""
    return load(TABLE, Position, LEVELS, in_force().of("positions"))


def full_position(words: str) -> str:
    """The name under which all written forms of a position are one; one that nobody knows is its own.

    `words` is in simplified characters, without blanks or punctuation.
    """
    return _named().get(words, words)


@kept_for_each(maxsize=4)
def _named() -> dict[str, str]:
    return {form: position.name for position in positions().values() for form in position.forms}
