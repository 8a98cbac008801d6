"""What each print on a page that lists names is: a heading over names, a name, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from archive.records import Box
from ingest.pages import CellText
from ingest.parse.groups import Group, Total, seen, total
from ingest.parse.pieces import Piece

_VILLAGE: Final = 6
"""The rank of a heading whose place does not say what it is: names stand under their villages."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over names: a place, or a printed total where `total` says so."""

    text: CellText
    box: Box
    group: Group
    total: Total | None = None

    @property
    def words(self) -> str:
        """Its print."""
        return self.text.text

    @classmethod
    def of(cls, text: CellText, box: Box) -> Heading:
        """The heading that a print is; one that does not say what place it is names a village."""
        over = seen([text], box)
        return cls(text, box, replace(over, rank=_VILLAGE if over.rank is None else over.rank), total(text.text))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a list, which stands in a `column`; `words` are empty where it could not be read."""

    words: str
    box: Box
    pieces: tuple[Piece, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Stray:
    """Print among the names that is none: a page number, a piece of a seal, a blank line."""

    words: str
    box: Box


@dataclass(frozen=True, slots=True)
class Missing:
    """A blank place beside names farther right in its row: they fill a row from the left, so that one stood there."""

    box: Box


Printed = Heading | Name | Stray | Missing
