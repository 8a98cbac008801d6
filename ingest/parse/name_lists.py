"""Lists of names in blocks under the headings of villages: rows → headings and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from statistics import median
from typing import Final

from archive.records import ILLEGIBLE, Box
from ingest.pages import Cell
from ingest.parse import broken_headings, broken_notes, noted_names
from ingest.parse.characters import is_han
from ingest.parse.evidence import Doubt
from ingest.parse.grid import Grid
from ingest.parse.groups import TOWNSHIP, begins_with_place, group, is_count, total
from ingest.parse.listed import Heading, Missing, Name, Printed, Stray
from ingest.parse.names import looks_like_name
from ingest.parse.pieces import Piece, joined
from ingest.parse.upright import around, upright

_SHORTEST: Final = 2
"""Characters of a name, at least, which one that ends like a place may have."""
_TELLING: Final = 4
"""Such names that tell how long their print is."""
_ODD: Final = 0.16
"""Share of their usual length by which one of them may be longer or shorter."""
_NEAR: Final = 2
"""Names above and below one in its column that tell where names begin there."""
_EVEN: Final = 0.4
"""Heights of a name by which those begin apart at most where names are set flush."""
_OFF: Final = 0.55
"""Heights of a name by which one begins off them whose first character was not seen."""
_LONGEST_NAME: Final = 5
_LONGER: Final = 4
"""Characters of a village's name that hardly any person's has."""
_SET_IN: Final = 0.25
"""Heights of a name by which names are set in under their headings, or headings under names, at least."""
_UNREAD: Final = 1.6
"""Times as wide as high that ink is which nobody could read, to be a name and no stain."""


def read(grid: Grid, quarter_turns: int) -> list[Printed]:
    """What each print of a list of names is, row by row from left to right.

    Names fill a row from the left: print that stands alone farther right is a name only if it reads as one. What
    looks like a heading, but reads as a name, begins where names do and has none under it, is the last name of its
    village, alone on its line.
    """
    found = broken_headings.made_whole(list(_as_printed(grid, quarter_turns)), quarter_turns)
    found = [
        _last_name(each) if isinstance(each, Heading) and _is_last(number, each, found, quarter_turns) else each
        for number, each in enumerate(found)
    ]
    odd = _odd_lengths(found) | _odd_starts(found, quarter_turns)
    return [
        replace(each, pieces=tuple(piece.doubting(Doubt.NAME_LENGTH) for piece in each.pieces))
        if isinstance(each, Name) and n in odd
        else each
        for n, each in enumerate(found)
    ]


def _odd_lengths(found: Sequence[Printed]) -> set[int]:
    """Which names of two characters, by number, are not as long as the others, which are set with a gap.

    As long as two characters without one is what is left of three.
    """
    short = {
        n: _length(each) for n, each in enumerate(found) if isinstance(each, Name) and len(each.words) == _SHORTEST
    }
    usual = median(short.values()) if len(short) >= _TELLING else 0.0
    return {n for n, length in short.items() if usual and abs(length / usual - 1) > _ODD}


def _odd_starts(found: Sequence[Printed], quarter_turns: int) -> set[int]:
    """Which names, by number, begin farther right than those above and below them, as if the first were not seen."""
    columns: dict[int, list[tuple[int, float, float]]] = {}
    for n, each in enumerate(found):
        if isinstance(each, Name):
            own = min(each.box.width, each.box.height)
            columns.setdefault(each.column, []).append((n, upright(each.box, 0, 0, quarter_turns).x, own))
    odd: set[int] = set()
    for names in columns.values():
        for place, (n, start, high) in enumerate(names):
            near = [x for _, x, _ in (*names[max(0, place - _NEAR) : place], *names[place + 1 : place + 1 + _NEAR])]
            even = len(near) >= _TELLING - 1 and max(near) - min(near) <= _EVEN * high
            odd |= {n} if even and start - median(near) >= _OFF * high else set()
    return odd


def _length(name: Name) -> float:
    """How long its print is on the scan, whichever way it lies."""
    return max(name.box.width, name.box.height)


def _is_last(number: int, heading: Heading, found: Sequence[Printed], quarter_turns: int) -> bool:
    """Whether a heading is the last name of its village: it begins where the name over it does, not as headings do."""
    under = next((each for each in found[number + 1 :] if not isinstance(each, Stray | Missing)), None)
    names = [each.box for each in found[:number] if isinstance(each, Name) and not each.column]
    headings = [each.box for each in found[:number] if isinstance(each, Heading)]
    if isinstance(under, Name) or not names or not headings or not _reads_as_name(heading):
        return False
    own, name, over = (upright(box, 0, 0, quarter_turns).x for box in (heading.box, names[-1], headings[-1]))
    set_in = abs(name - over)
    return set_in >= _SET_IN * min(heading.box.width, heading.box.height) and abs(own - name) < set_in / 2


def _as_printed(grid: Grid, quarter_turns: int) -> Iterator[Printed]:
    for row, every in enumerate(broken_notes.rows(grid, quarter_turns)):
        cells = [cell for cell in every if cell.ink is not None]
        if not cells:
            if len(every) == len(grid.starting(row)):
                yield Stray("", grid.box(row))
            continue
        marks = list(takewhile(_is_mark_before, cells[:-1]))
        yield from (Stray(cell.text.text, _box(cell)) for cell in marks)
        cells = _with_whole_heading(cells[len(marks) :], grid)
        if _heads(cells, grid) or (_is_alone(cells) and _is_place_over_names(cells[0], grid)):
            yield Heading.of(cells[0].text, _box(cells[0]))
            yield from (Stray(cell.text.text, _box(cell)) for cell in cells[1:])
        elif cells[0].column and len(cells) == 1 and not looks_like_name(cells[0].text.text):
            yield Stray(cells[0].text.text, _box(cells[0]))
        else:
            yield from _row_of_names(every, cells, quarter_turns)


def _row_of_names(every: Sequence[Cell], cells: Sequence[Cell], quarter_turns: int) -> Iterator[Name | Stray | Missing]:
    """The names of a row, the print in it that is none, and where of every cell one is blank left of others."""
    names = [cell.column for cell in cells if _is_name(cell)]
    filled = [False, *map(noted_names.fills_place, every)]
    for beside, cell in zip(filled, every, strict=False):
        if cell.ink is None and beside:
            continue
        if cell.ink is None and len(names) > 1 and cell.column < names[-1]:
            yield Missing(cell.box)
        elif cell.ink is not None:
            yield _name(cell, quarter_turns) if _is_name(cell) else Stray(cell.text.text, _box(cell))


def _is_mark_before(cell: Cell) -> bool:
    """Whether print that spans columns is a tick before a heading, or a piece of a seal."""
    return cell.column_span > 1 and not any(map(is_han, cell.text.text))


def _reads_as_name(heading: Heading) -> bool:
    told = group(heading.words)
    return heading.total is None and told.count is None and told.rank is None and looks_like_name(heading.words)


def _last_name(heading: Heading) -> Name:
    piece = Piece("name", "", heading.group.text, heading.box).doubting(Doubt.MAYBE_HEADING)
    return Name(heading.words, heading.box, (piece,), column=0)


def _heads(cells: list[Cell], grid: Grid) -> bool:
    """Whether a row is a heading: its first print spans columns, or alone counts people or is longer than a name.

    Beside one that tells a place may be marks, a seal's for instance, but no names.
    """
    first, words = cells[0], cells[0].text.text
    if not any(map(is_han, words)) or noted_names.is_noted_name(words):
        return False
    if first.column_span > 1 or grid.columns == 1:
        return True
    if len(cells) == 1 and (group(words).count is not None or total(words) is not None):
        return True
    beside = [cell.text.text for cell in cells[1:]]
    longer = len(words) > _LONGEST_NAME
    return longer and (not beside or (begins_with_place(words) and not any(map(looks_like_name, beside))))


def _is_alone(cells: Sequence[Cell]) -> bool:
    """Whether nothing beside the first print of a row could be read: a stroke, or a stain."""
    return not any(cell.text.text for cell in cells[1:])


def _is_cut_place(cells: Sequence[Cell], grid: Grid) -> bool:
    """Whether print beside each other in a few columns that is no row of names is a place that was cut.

    It is a township alone, or begins with one.
    """
    words = "".join(cell.text.text for cell in cells)
    told = group(words)
    beside = all(behind.column == cell.column + 1 for cell, behind in pairwise(cells)) and len(cells) > 1
    township = begins_with_place(words) or (told.rank is not None and told.rank <= TOWNSHIP)
    torn = any(len(cell.text.text) == 1 for cell in cells)
    no_names = cells[0].column > 0 or len(grid.starting(cells[0].row)) < grid.columns
    return beside and township and torn and no_names


def _with_whole_heading(cells: list[Cell], grid: Grid) -> list[Cell]:
    """The cells of a row; where a heading runs on over columns of names and was cut between them, it is one.

    As one it is a place with a count, or anything with one that stands by itself, and no names stand beside it; or a
    township alone in its row.
    """
    for end in range(1, len(cells) + 1):
        text = joined([cell.text for cell in cells[:end]])
        if group(text.text).count is None and not (end == len(cells) and _is_cut_place(cells, grid)):
            continue
        place = begins_with_place(text.text) or is_count(cells[end - 1].text.text)
        if end == 1 or not place or any(looks_like_name(c.text.text) for c in cells[end:]):
            return cells
        whole = replace(cells[0], column_span=end, text=text, ink=around([_box(cell) for cell in cells[:end]]))
        return [whole, *cells[end:]]
    return cells


def _is_place_over_names(cell: Cell, grid: Grid) -> bool:
    """Whether what is printed alone in its row reads as a place, and names follow: no row of names is left open so.

    Over a village may stand its township, which nobody is called like. A village that ends as no place does (前薛家堡)
    is longer than names are.
    """
    rank, words = group(cell.text.text).rank, cell.text.text
    if rank is None and (len(words) < _LONGER or cell.column or not all(map(is_han, words))):
        return False
    below = next((row for row in range(cell.row + 1, grid.rows) if grid.printed(row)), None)
    if below is None:
        return False
    if rank is not None and rank <= TOWNSHIP and len(words) > _SHORTEST:
        return True
    under = [each for each in grid.printed(below) if each.ink is not None]
    if under[0].column or under[0].column_span > 1 or _heads(under, grid):
        return False
    # A single name that follows is none of a row of names that was left open before it.
    words = under[0].text.text
    return len(under) > 1 or (rank is not None and group(words).rank is None and looks_like_name(words))


def _is_name(cell: Cell) -> bool:
    words, box = cell.text.text, _box(cell)
    if not words:
        return max(box.width, box.height) >= _UNREAD * min(box.width, box.height)
    return any(is_han(char) or char == ILLEGIBLE for char in words)


def _name(cell: Cell, quarter_turns: int) -> Name:
    told = noted_names.pieces(cell.text, _box(cell), quarter_turns)
    return Name(cell.text.text, _box(cell), told, cell.column)


def _box(cell: Cell) -> Box:
    return cell.ink or cell.box
