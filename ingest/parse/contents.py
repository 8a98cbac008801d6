"""Columns that their contents tell, where no heading does or it was misread: names, sexes, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from ingest.parse import dates, ditto
from ingest.parse.column import Column
from ingest.parse.grid import Grid
from ingest.parse.headings import Heading, Role
from ingest.parse.names import looks_like_name

_SIGNS: Final = {"death": "牺犧亡殉", "enlisted": "伍参參", "birth": "生"}
"""Characters of a misread heading by which a column of dates is one of these, if no other is."""

_PLACES: Final = tuple("乡镇县区鄉鎮縣區")


def told_by_contents(grid: Grid, columns: Sequence[Column], body: range) -> list[Column]:
    """The columns of a table with one set, those that the rows of its `body` tell marked as guessed."""
    found = list(columns)
    if not any(column.is_name for column in found) and (guess := _guessed(grid, found, body, _is_name)) is not None:
        found = _told(found, guess, "name")
    if (guess := _guessed(grid, found, body, _is_sex)) is not None:
        found = _told(found, guess, "sex")
    for field, signs in _SIGNS.items():
        untold = not any(field in column.meaning.fields for column in found)
        if untold and (guess := _guessed(grid, found, body, _is_date, signs)) is not None:
            found = _told(found, guess, field)
    return found


def _guessed(
    grid: Grid, columns: Sequence[Column], body: range, suits: Callable[[str], bool], signs: str = ""
) -> int | None:
    """The column without a known heading most of whose cells suit, if there is just one best.

    If `signs` are given, its heading has one of these characters.
    """
    shares = [
        (_share(grid, column, body, suits), -index)
        for index, column in enumerate(columns)
        if column.meaning.role is Role.UNKNOWN and (not signs or not set(signs).isdisjoint(column.heading))
    ]
    best = max(shares, default=(0.0, 0))
    return -best[1] if best[0] >= 0.6 else None


def _told(columns: Sequence[Column], index: int, field: str) -> list[Column]:
    """The columns, one of which is told by its contents."""
    found = replace(columns[index], meaning=Heading(Role.FIELD, (field,)), guessed=True)
    return [*columns[:index], found, *columns[index + 1 :]]


def _is_name(text: str) -> bool:
    """Whether a text passes for a name, and for no place: 何坊乡 begins with a surname, too."""
    return looks_like_name(text) and not text.endswith(_PLACES)


def _is_date(text: str) -> bool:
    return dates.parse(text).value is not None or ditto.find(text, digits_mean=True) is not None


def _is_sex(text: str) -> bool:
    return text in ("男", "女")


def _share(grid: Grid, column: Column, body: range, suits: Callable[[str], bool]) -> float:
    cells = [cell for row in body for cell in grid.across(row, column.first, column.last) if cell.text.text]
    return sum(suits(cell.text.text) for cell in cells) / len(cells) if cells else 0.0
