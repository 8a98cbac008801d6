"""Columns that their contents tell, where no heading does or it was misread: names, sexes, dates, places, units."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from archive.records import ILLEGIBLE
from ingest.parse import dates, ditto, vocabulary
from ingest.parse.characters import is_han, narrow, simplified
from ingest.parse.column import Column
from ingest.parse.grid import Grid
from ingest.parse.groups import begins_with_place, group
from ingest.parse.headings import Heading, Role
from ingest.parse.names import looks_like_name

_SIGNS: Final = {"death": "牺犧亡殉", "enlisted": "伍参參", "birth": "生"}
"""Characters of a misread heading by which a column of dates is one of these, if no other is."""

_PLACES: Final = tuple("乡镇县区鄉鎮縣區")
_UNIT: Final = re.compile(r"[师团营连队旅军纵]$|军区|分区")
_LEGIBLE: Final = 0.35
"""Confidence below which a text was hardly read."""
_ENOUGH: Final = 6
"""Cells that a column without a heading that can be read prints, at least, to be told by what they say alone."""
_MOST: Final = 0.7
"""Share of them that suit at least."""
_ROWS_OF_A_NAME: Final = 2.5
"""Rows that a cell of a column of names reaches over, on average, at most; what stands over many people is no name."""
_FOUGHT: Final = 1937
"""The year from which on most dates of a column are deaths; of two such columns the earlier one may be births."""
_LIVED: Final = 8
"""Years that lie between the dates of births and deaths at least."""


def told_by_contents(grid: Grid, columns: Sequence[Column], body: range) -> list[Column]:
    """The columns of a table with one set, those that the rows of its `body` tell marked as guessed."""
    found = list(columns)
    if not any(column.is_name for column in found):
        guess = _guessed(grid, found, body, _is_name)
        if guess is not None and _has_a_cell_each(grid, found[guess], body):
            found = _told(found, guess, "name")
    if (guess := _guessed(grid, found, body, _is_sex)) is not None:
        found = _told(found, guess, "sex")
    for field, signs in _SIGNS.items():
        untold = not any(field in column.meaning.fields for column in found)
        if untold and (guess := _guessed(grid, found, body, _is_date, signs)) is not None:
            found = _told(found, guess, field)
    return _told_without_headings(grid, found, body)


def _told_without_headings(grid: Grid, columns: Sequence[Column], body: range) -> list[Column]:
    """The columns; places, units, positions and dates under no heading that can be read are told by what they say."""
    found = list(columns)
    unread = [n for n, column in enumerate(found) if _is_unread(column) and len(_texts(grid, column, body)) >= _ENOUGH]
    for field, suits in (("position", _is_position), ("unit", _is_unit), ("native_place", _is_place)):
        if any(field in column.meaning.fields for column in found):
            continue
        shares = [(_share(grid, found[n], body, suits), -n) for n in unread if found[n] is columns[n]]
        best = max(shares, default=(0.0, 0))
        found = _told(found, -best[1], field) if best[0] >= _MOST else found
    dated = [n for n in unread if _share(grid, found[n], body, _is_date) >= _MOST]
    if any({"birth", "enlisted", "death"} & set(column.meaning.fields) for column in found) or len(dated) > 2:
        return found
    years = {n: median(_years(grid, found[n], body) or [0]) for n in dated}
    if dated and years[dated[-1]] >= _FOUGHT:
        found = _told(found, dated[-1], "death")
        if len(dated) == 2 and 0 < years[dated[0]] <= years[dated[1]] - _LIVED:
            found = _told(found, dated[0], "birth")
    return found


def _is_unread(column: Column) -> bool:
    """Whether no heading of a column can be read: none is printed, or what was read of it is no word."""
    clear = sum(map(is_han, column.heading)) >= 2 and ILLEGIBLE not in column.heading
    return column.meaning.role is Role.UNKNOWN and (column.is_untitled or not clear)


def _is_position(text: str) -> bool:
    return vocabulary.knows("position", text)


def _is_unit(text: str) -> bool:
    return _UNIT.search(simplified(narrow(text))) is not None


def _is_place(text: str) -> bool:
    return not _is_unit(text) and (begins_with_place(text) or group(text).is_place)


def _years(grid: Grid, column: Column, body: range) -> list[int]:
    """The years of a column's dates."""
    values = [dates.parse(text).value for text in _texts(grid, column, body)]
    return [dates.year_of(value) for value in values if value]


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


def _has_a_cell_each(grid: Grid, column: Column, body: range) -> bool:
    """Whether each person may have a cell of the column for itself."""
    cells = [cell for row in body for cell in grid.across(row, column.first, column.last)]
    return len(cells) <= _ROWS_OF_A_NAME * len(set(cells))


def _is_date(text: str) -> bool:
    return dates.parse(text).value is not None or ditto.find(text, digits_mean=True) is not None


def _is_sex(text: str) -> bool:
    return text in ("男", "女")


def _share(grid: Grid, column: Column, body: range, suits: Callable[[str], bool]) -> float:
    texts = _texts(grid, column, body)
    return sum(map(suits, texts)) / len(texts) if texts else 0.0


def _texts(grid: Grid, column: Column, body: range) -> list[str]:
    """What the cells of a column print; without what was hardly read, unless most of it was: dirt tells nothing."""
    cells = [cell for row in body for cell in grid.across(row, column.first, column.last) if cell.text.text]
    legible = [cell for cell in cells if cell.text.confidence >= _LEGIBLE]
    return [cell.text.text for cell in (legible if 2 * len(legible) >= len(cells) else cells)]
