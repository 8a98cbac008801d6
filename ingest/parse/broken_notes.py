"""Notes in brackets behind names that go on in the next column or row: the names with their notes made whole.

张 山   刘长河（渤海军区      the second row goes on with the note behind 刘长河, and then names a third person
警卫员）陈桂兰  赵连生
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.pages import Cell
from ingest.parse.characters import is_han
from ingest.parse.grid import Grid
from ingest.parse.names import looks_like_name
from ingest.parse.pieces import cut, joined, stretch
from ingest.parse.upright import along, around

_OPEN: Final = re.compile(r"(?P<name>[^（()）]{2,5})[（(][^（()）]*")
"""A name with a note that is not closed."""
_END: Final = re.compile(r"[^（()）]*[)）]|[一︶⌒]$")
"""The end of a note; a bracket of text that runs down is read as a stroke where it stands alone."""


_CLOSING: Final = (")", "）")


def rows(grid: Grid, quarter_turns: int) -> list[list[Cell]]:
    """The cells that start in each row, a note that is broken off joined to its name, and what follows it alone."""
    found = [list(grid.starting(row)) for row in range(grid.rows)]
    printed = [(row, cell) for row, cells in enumerate(found) for cell in cells if cell.ink is not None]
    before: tuple[int, Cell] | None = None
    for row, cell in printed:
        end = _END.match(cell.text.text) if before is not None else None
        if before is None or end is None or row > before[0] + 1:
            before = (row, cell) if _is_open(cell) else None
            continue
        over, name = before
        found[over] = [_with_end(each, cell, end.end()) if each is name else each for each in found[over]]
        rest = list(_rest(cell, end.end(), quarter_turns))
        found[row] = [each for own in found[row] for each in (rest if own is cell else [own])]
        before = (row, rest[0]) if rest and _is_open(rest[0]) else None
    return found


def _is_open(cell: Cell) -> bool:
    opened = _OPEN.fullmatch(cell.text.text)
    return opened is not None and looks_like_name(opened["name"])


def _with_end(name: Cell, cell: Cell, end: int) -> Cell:
    """The cell of a name with the end of its note; its ink is that of both where they stand beside each other."""
    ink = around([name.ink, cell.ink]) if name.ink and cell.ink and cell.row == name.row else name.ink
    whole = joined([name.text, cut(cell.text, 0, end)]) if cell.text.text[:end].endswith(_CLOSING) else name.text
    return replace(name, text=whole, ink=ink)


def _rest(cell: Cell, start: int, quarter_turns: int) -> Iterator[Cell]:
    """What a cell holds behind the end of a note, if that is words."""
    words = cell.text.text[start:]
    if any(map(is_han, words)) and cell.ink is not None:
        part = stretch(cell.text, start, len(cell.text.text))
        ink = along(cell.ink, *part, quarter_turns) if part else cell.ink
        yield replace(cell, text=cut(cell.text, start, len(cell.text.text)), ink=ink)
