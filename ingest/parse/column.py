"""One printed column of a table: where it stands, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.parse.headings import Heading, Role


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column over the grid's columns `first` to `last`.

    `over` is the heading above it where headings have two levels; columns of one field under the
    same `over` are parts of one text (籍贯: 乡镇 | 村庄). `guessed` says that the contents, not the
    print, told what it is.
    """

    first: int
    last: int
    heading: str
    meaning: Heading
    over: str = ""
    guessed: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the column gives the name."""
        return self.meaning.fields[:1] == ("name",)

    @property
    def is_serial(self) -> bool:
        """Whether the column counts the lines."""
        return self.meaning.role is Role.SERIAL

    @property
    def is_untitled(self) -> bool:
        """Whether nothing tells what the column holds, neither print over it nor its contents."""
        return self.heading == numbered(self.first) and self.meaning.role is Role.UNKNOWN


def numbered(column: int) -> str:
    """What a grid column is called that prints no heading."""
    return f"列{column + 1}"
