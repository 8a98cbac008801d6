"""Ruled tables of a page: straight pictures, their cells, and the lines of text in each cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.layout.grid import find_spans
from ingest.layout.lost_rules import with_lost_rules
from ingest.layout.open_columns import with_columns_parted
from ingest.layout.open_headings import with_headings_whole
from ingest.layout.open_rows import with_rows_parted
from ingest.layout.own_uprights import with_own_uprights
from ingest.layout.paper import CellPicture, Found, PaperTable, Span
from ingest.layout.regions import find_regions
from ingest.layout.seen_rules import rule_extents, rule_signals
from ingest.layout.shown_through import without_unseen
from ingest.layout.strikes import without_strikes
from ingest.layout.textlines import find_lines
from ingest.layout.turn import find_standing
from ingest.layout.whole import pulled_straight
from ingest.pages import VERTICAL
from ingest.readers.lines import Reader
from ingest.rectify.flatten import FlatTable
from ingest.rectify.lit import Lit
from ingest.rectify.upright import UprightPage

KIND = "ruled"
_FEW = 0.1
"""Share of the rows of a table with dirt in one of the places between the rules of its frame, at most."""
_FADED = 0.4
"""Share of how much rules stand out usually, that those round a cell do at least where print on it would be seen."""
_FRAME = 2
"""Uprights of a table that has none within."""
_UNPARTED = 12
"""Lines of a cell as wide as its table that are those of people, not of what a form tells of one in sentences."""
_SLIVER = 0.6
"""Character heights; what is nowhere wider is no print of a column but a frame's second line or its shadow."""


def find(page: UprightPage, reader: Reader) -> Found | None:
    """The page's ruled tables, once it is turned so that their text runs across; None without any.

    On a page of vertical columns the characters lie on their side then, and everything else is as ever.
    """
    by_rules = _by_rules(page.lit, lies=False)
    if not by_rules:
        return None
    tables = [_with_rows(table, lies=False) for table in by_rules]
    told = max(zip(by_rules, tables, strict=True), key=lambda both: len(both[1].cells))
    standing = find_standing(_telling(*told, page.lit), reader, page.lit)
    upright = page.turned(standing.quarter_turns)
    page = page.turned(standing.line_turns)
    if standing.line_turns or standing.in_columns:
        tables = find_tables(page.lit, lies=standing.in_columns)
    kind = VERTICAL if standing.in_columns else KIND
    return Found(kind, page, upright.quarter_turns, tuple(tables)) if tables else None


def parts_facts(found: Found) -> bool:
    """Whether rules part the facts of a person: in some table print stands in more than one column, now and then.

    Where most of its print stands in one cell, over all its columns, rules that part people and facts were not seen.
    """
    return any(_printed_columns(table) > 1 and not _is_unparted(table) for table in found.tables)


def are_without_uprights(found: Found) -> bool:
    """Whether no rule runs down within any of the tables, so that white alone parts their columns."""
    return all(isinstance(table.flat, FlatTable) and len(table.flat.xs) <= _FRAME for table in found.tables)


def is_mostly_whole(table: PaperTable) -> bool:
    """Whether half of the rows of a table that hold print hold one cell over all columns: more than headings do."""
    printed = {cell.span.row for cell in table.cells if cell.lines}
    whole = {cell.span.row for cell in table.cells if cell.lines and cell.span.columns == table.columns > 1}
    return 2 * len(whole) >= len(printed)


def _is_unparted(table: PaperTable) -> bool:
    """Whether most lines of a table, and many, stand in one cell that takes all its columns."""
    lines = [len(cell.lines) for cell in table.cells]
    whole = [len(cell.lines) for cell in table.cells if cell.span.columns == table.columns > 1]
    return max(whole, default=0) >= max(_UNPARTED, 0.5 * sum(lines))


def _printed_columns(table: PaperTable) -> int:
    """The columns of a table of which more than a few cells hold print; a double frame has none, but may hold dirt."""
    least = _SLIVER * table.flat.character
    inked = (cell for cell in table.cells if any(line.right - line.left >= least for line in cell.lines))
    printed = Counter(cell.span.column for cell in inked)
    return sum(count > _FEW * table.rows for count in printed.values())


def find_tables(page: Lit, *, lies: bool = False) -> list[PaperTable]:
    """The ruled tables of an evenly lit page in reading order, a spread's first half first.

    `lies` says that their characters lie on their left side, as those of turned vertical columns do.
    """
    return [_with_rows(table, lies=lies) for table in _by_rules(page, lies=lies)]


def _with_rows(table: PaperTable, *, lies: bool) -> PaperTable:
    """The table with a row for each person where rules part none, or where one is lost."""
    parted = with_rows_parted(table)
    return with_lost_rules(with_headings_whole(parted, lies=lies) if parted is not table else table)


def _by_rules(page: Lit, *, lies: bool) -> list[PaperTable]:
    """The tables as their rules part them."""
    return [_with_cells(flat, lies=lies) for flat in pulled_straight(page.pixels, find_regions(page))]


def _with_cells(flat: FlatTable, *, lies: bool) -> PaperTable:
    flat, struck = without_strikes(without_unseen(flat))
    air = max(1, round(flat.character / 16))
    across, down = rule_extents(flat)
    faded = _Faded.of(flat)
    cells = []
    for span in find_spans(flat):
        end_row, end_column = span.row + span.rows, span.column + span.columns
        left = round(float(flat.xs[span.column] + down[span.column, 1])) + air
        right = max(left + 1, round(float(flat.xs[end_column] - down[end_column, 0])) - air + 1)
        top = round(float(flat.ys[span.row] + across[span.row, 1])) + air
        bottom = max(top + 1, round(float(flat.ys[end_row] - across[end_row, 0])) - air + 1)
        inside = np.ascontiguousarray(flat.pixels[top:bottom, left:right])
        found = find_lines(inside, flat.character, flat.darkness, lies=lies)
        lines = tuple(line.moved(left, top) for line in found)
        cells.append(CellPicture(span, left, top, right, bottom, lines, inked=faded.rules_of(span)))
    frame = float(flat.xs[0]), float(flat.ys[0]), float(flat.xs[-1]), float(flat.ys[-1])
    table = PaperTable(flat, len(flat.ys) - 1, len(flat.xs) - 1, frame, tuple(cells), struck)
    return with_columns_parted(with_own_uprights(table, flat, lies=lies), flat, lies=lies)


@dataclass(frozen=True, slots=True)
class _Faded:
    """How much the rules of a table stand out all along, and usually: where a lamp glares, print fades with them."""

    flat: FlatTable
    across: NDArray[np.float32]
    down: NDArray[np.float32]
    usual: float

    @classmethod
    def of(cls, flat: FlatTable) -> _Faded:
        """The rules of a straight table."""
        across, down = rule_signals(flat)
        return cls(flat, across, down, float(np.median(np.concatenate([across.ravel(), down.ravel()]))))

    def rules_of(self, span: Span) -> bool:
        """Whether all rules round a cell stand out much less than usual, so that its paper may seem white."""
        xs, ys = self.flat.xs, self.flat.ys
        along = np.s_[round(float(xs[span.column])) : round(float(xs[span.column + span.columns]))]
        beside = np.s_[round(float(ys[span.row])) : round(float(ys[span.row + span.rows]))]
        sides = [self.across[row][along] for row in (span.row, span.row + span.rows)]
        sides += [self.down[column][beside] for column in (span.column, span.column + span.columns)]
        return max(float(np.median(side)) for side in sides if side.size) < _FADED * self.usual


def _telling(by_rules: PaperTable, parted: PaperTable, page: Lit) -> PaperTable:
    """The table whose print is to tell how it stands: only cells that rules alone part, if those are most.

    In text that runs down, the characters of neighbouring columns stand level, too, as lines of people do: where the
    print of the page runs so, they need no more parting, be they a person's each or several columns wide.
    """
    kept = {(cell.left, cell.top, cell.right, cell.bottom) for cell in parted.cells}
    inked = tuple(cell for cell in by_rules.cells if cell.lines)
    whole = tuple(cell for cell in inked if (cell.left, cell.top, cell.right, cell.bottom) in kept)
    if 2 * len(whole) > len(inked):
        return replace(by_rules, cells=whole)
    return parted if page.runs_across else replace(by_rules, cells=inked)
