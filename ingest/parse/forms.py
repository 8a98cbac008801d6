"""Forms and cards: each label beside, or above, the value it asks for.

    | 姓名 | 王德胜 | 性别 | 男 |        姓名 → 王德胜, 性别 → 男, 籍贯 → 东李村
    | 籍贯 | 东李村 |      <    |

A table is a form where most of its rows answer a label with a value; a roster's headings stand in
rows of their own. A label that spans rows and stands before other labels is read with each of them
(牺牲 over 时间 and 地点). A label nobody knows is told by its place and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from archive.records import Box
from ingest.pages import Cell
from ingest.parse import headings
from ingest.parse.entries import told
from ingest.parse.evidence import Doubt
from ingest.parse.grid import Grid
from ingest.parse.headings import Role
from ingest.parse.names import looks_like_name
from ingest.parse.pieces import Piece
from ingest.parse.upright import around

KIND: Final = "form"
_LEAST_LABELS: Final = 3
"""Known labels that are answered on a form at least, the name among them."""
_NAME: Final = "姓名"
_UNLABELLED: Final = "无标目"
"""The heading of what stands on a form without a label."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person's form: its pieces, the words of its values and of its labels, and what encloses it."""

    pieces: tuple[Piece, ...]
    words: str
    labels: str
    box: Box

    @property
    def is_blank(self) -> bool:
        """Whether nobody filled the form in."""
        return not any(piece.text.text for piece in self.pieces)


@dataclass(slots=True)
class _Label:
    """A printed label with the cells that answer it; `over` is the words of a label before it that spans both.

    What stands on a form without a label is its own value under a label without words. `guessed` says that its place
    told that it asks for the name, where its words did not.
    """

    cell: Cell
    words: str
    over: str = ""
    values: list[Cell] = field(default_factory=list)
    guessed: bool = False

    @property
    def heading(self) -> str:
        return self.over + self.words

    @property
    def meaning(self) -> headings.Heading:
        if self.guessed:
            return headings.understand(_NAME)
        if not self.over:
            return headings.understand(self.words)
        if (over := headings.understand(self.over)).role is Role.OTHER:
            return over  # what is asked of somebody else (家庭成员: 姓名, 住址) is nothing of the fallen's own
        whole = headings.understand(self.heading)
        return whole if whole.role is not Role.UNKNOWN else headings.understand(self.words)

    @property
    def is_name(self) -> bool:
        return self.meaning.fields[:1] == ("name",)


def cards(grid: Grid, quarter_turns: int) -> list[Card]:
    """The cards of a table that is a form, in reading order; none if it is no form."""
    labels = _with_name(_Labels(grid).read())
    if not _is_form(grid, labels):
        return []
    bands = _bands(grid, labels)
    return [
        _card(grid, [label for label in labels if _within(label.cell, band)], band, quarter_turns) for band in bands
    ]


def _with_name(labels: list[_Label]) -> list[_Label]:
    """The labels, the first of which asks for the name where soil hides its words, no other does, and a name answers.

    A form begins with the name.
    """
    if labels and not any(label.is_name for label in labels):
        first = labels[0]
        answer = "".join(value.text.text for value in first.values)
        unknown = first.meaning.role is Role.UNKNOWN and _beside(first)
        first.guessed = unknown and (_NAME in first.words or looks_like_name(answer))
    return labels


def _is_form(grid: Grid, labels: list[_Label]) -> bool:
    answered = [label for label in labels if _is_label(label.cell) and _beside(label)]
    explained = {cell.row for label in labels if label.values for cell in (label.cell, *label.values)}
    printed = {row for row in range(grid.rows) if grid.words(row)}
    labelled = {label.cell.row for label in labels if _is_label(label.cell)}
    return (
        len(labelled) * 3 >= len(printed)  # a roster has its headings once, a form has labels all over
        and any(label.is_name for label in labels)
        and len({label.meaning for label in answered}) >= _LEAST_LABELS
        and len(explained & printed) * 2 >= len(printed)
        and sum(_is_label(value) for label in answered for value in label.values) * 4 <= len(answered)
    )


def _beside(label: _Label) -> bool:
    return any(value.column > label.cell.column for value in label.values)


def _is_label(cell: Cell) -> bool:
    return bool(cell.text.text) and headings.tells_headings(cell.text.text)


class _Labels:
    """Reads a form's rows: which cells are labels, and which cells answer them."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._found: list[_Label] = []
        self._by_cell: dict[Cell, _Label] = {}
        self._taken: set[Cell] = set()
        self._overs: set[Cell] = set()
        self._places = {
            (cell.column, cell.column_span)
            for row in range(grid.rows)
            for cell in grid.starting(row)
            if _is_label(cell)
        }

    def read(self) -> list[_Label]:
        """All labels, those of an upper row first."""
        for row in range(self._grid.rows):
            self._read_row(row)
        return self._found

    def _read_row(self, row: int) -> None:
        cells = [cell for cell in self._grid.across(row, 0, self._grid.columns - 1) if cell not in self._taken]
        over = self._over(cells)
        if over:
            self._overs.add(over)
        own = cells[1:] if over else cells
        if own and all(map(_is_label, own)) and self._is_band(own, over):
            self._read_band(own, over)
            return
        label: _Label | None = None
        for cell in own:
            if cell in self._by_cell:
                label = self._by_cell[cell]
            elif label is None or (label.values and self._begins_anew(cell)):
                label = self._label(cell, over)
            elif cell not in label.values:
                label.values.append(cell)

    def _over(self, cells: list[Cell]) -> Cell | None:
        """The first cell of a row, if it is a label that spans rows and whose neighbours are labels themselves."""
        if len(cells) < 3 or cells[0].row_span < 2 or not cells[0].text.text:
            return None
        own, words = cells[1], cells[0].text.text
        compound = headings.is_known(words + own.text.text)
        return cells[0] if own.row_span < cells[0].row_span and (_is_label(own) or compound) else None

    def _read_band(self, own: list[Cell], over: Cell | None) -> None:
        """Labels side by side: what stands below them answers them, as far as a label over them all reaches."""
        end = over.row + over.row_span if over else own[0].row + own[0].row_span + 1
        for cell in own:
            label = self._label(cell, over)
            for row in range(cell.row + cell.row_span, min(end, self._grid.rows)):
                below = self._grid.across(row, cell.column, cell.column + cell.column_span - 1)
                mine = [b for b in below if b.column >= cell.column and not _is_label(b) and b not in self._taken]
                label.values += mine
                self._taken.update(mine)

    def _is_band(self, own: list[Cell], over: Cell | None) -> bool:
        """Whether labels side by side are answered below: one over a cell of its width, more over what is no label.

        A value may read as a label does, 县大队 beside 生前单位; then the next label stands below.
        """
        if len(own) == 1:
            return self._answered_below(own[0])
        first = own[0]
        below = self._grid.at(first.row + first.row_span, first.column)
        return over is not None or below is None or not _is_label(below)

    def _answered_below(self, cell: Cell) -> bool:
        """Whether a label alone in its row stands over a cell as wide as itself that is no label."""
        below = self._grid.at(cell.row + cell.row_span, cell.column)
        place = (cell.column, cell.column_span)
        return below is not None and (below.column, below.column_span) == place and not _is_label(below)

    def _begins_anew(self, cell: Cell) -> bool:
        return _is_label(cell) or (bool(cell.text.text) and (cell.column, cell.column_span) in self._places)

    def _label(self, cell: Cell, over: Cell | None) -> _Label:
        label = self._by_cell[cell] = _Label(cell, cell.text.text, over.text.text if over else "")
        self._found.append(label)
        return label


@dataclass(frozen=True, slots=True)
class _Band:
    """The rows and columns of one card, the last ones excluded."""

    top: int
    left: int
    bottom: int
    right: int


def _within(cell: Cell, band: _Band) -> bool:
    return band.top <= cell.row < band.bottom and band.left <= cell.column < band.right


def _bands(grid: Grid, labels: list[_Label]) -> list[_Band]:
    """Where each card of a table stands: they repeat the first card's label of the name, and what follows it."""
    names = [label for label in labels if label.is_name and not label.over]
    if not names:
        return [_Band(0, 0, grid.rows, grid.columns)]
    first = names[0]
    columns = [n.cell.column for n in names if n.cell.row == first.cell.row and _repeats(n, first, labels)]
    rows = [n.cell.row for n in names if n.cell.column == first.cell.column and _repeats(n, first, labels)]
    lefts = [0, *columns[1:], grid.columns]
    tops = [0, *(row - first.cell.row for row in rows[1:]), grid.rows]
    return [_Band(top, left, bottom, right) for top, bottom in pairwise(tops) for left, right in pairwise(lefts)]


def _repeats(name: _Label, first: _Label, labels: list[_Label]) -> bool:
    """Whether the label after `name` asks for the same as the one after `first`."""
    after = [labels[i + 1].meaning if (i := labels.index(label)) + 1 < len(labels) else None for label in (name, first)]
    return after[0] is not None and after[0] == after[1]


def _card(grid: Grid, labels: list[_Label], band: _Band, quarter_turns: int) -> Card:
    used: set[str] = set()
    pieces: list[Piece] = []
    for label in labels:
        if not label.values:
            continue
        heading = label.heading or _UNLABELLED
        fields = label.meaning.fields or (heading,)
        if used & set(fields):
            fields = (_unused(heading, used),)
        used |= set(fields)
        doubts = (Doubt.HEADING_GUESSED,) if label.guessed else ()
        pieces += told(label.values, fields, heading, quarter_turns, doubts)
    values = [value for label in labels for value in label.values if value.text.text]
    return Card(
        tuple(pieces),
        " ".join(value.text.text for value in values),
        " ".join(dict.fromkeys(filter(None, (words for label in labels for words in (label.over, label.words))))),
        around([grid.box(row, band.left, band.right - 1) for row in range(band.top, band.bottom)]),
    )


def _unused(heading: str, used: set[str]) -> str:
    names = (heading if number == 1 else f"{heading}（{number}）" for number in range(1, len(used) + 3))
    return next(name for name in names if name not in used)
