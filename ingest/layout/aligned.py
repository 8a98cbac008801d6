"""Pages held together by alignment alone: tables without rules, and names in blocks below headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.centred import with_centred_cells
from ingest.layout.columns import find_columns, find_pair, place
from ingest.layout.continuing import PrintRow
from ingest.layout.erased_rules import without_rules
from ingest.layout.even_columns import find_even
from ingest.layout.ink import find_pieces
from ingest.layout.name_blocks import find_blocks
from ingest.layout.name_cells import looked_at_again
from ingest.layout.name_columns import named_columns, placed_by_names
from ingest.layout.open_book import leaves
from ingest.layout.paper import CellPicture, Found, PaperTable, Span
from ingest.layout.printlines import PrintLine, find_print_lines, hull, within_columns
from ingest.layout.running_notes import columns_of
from ingest.layout.sampled import are_mostly_names, are_names, has_years
from ingest.layout.textlines import InkLine, find_lines
from ingest.layout.turn import find_standing
from ingest.layout.unruled_rows import find_rows
from ingest.layout.villages_beside import find_beside
from ingest.pages import NAMES, VERTICAL, VERTICAL_NAMES
from ingest.readers.lines import Reader
from ingest.rectify.flat import Flat
from ingest.rectify.flatpage import flatten_page
from ingest.rectify.segments import Mask, Segment, find_marks, find_segments
from ingest.rectify.upright import UprightPage

BORDERLESS: Final = "borderless"
_LEAST_COLUMNS: Final = 3
_AIR: Final = 0.18
"""Character heights of paper over and under a line that are looked at with it."""
_SIDE: Final = 3.0
"""Character heights beside the print of a cell, within its column, that may hold faint characters of it."""
_OPEN_SIDE: Final = 1.1
"""Character heights that may do where no column bounds it."""
_FOLLOWED: Final = 16
"""Times that print is followed by as much over an open side at most."""
_STROKE: Final = 0.3
"""Character heights from which on ink at the end of a line is print that goes on."""
_FAR: Final = 3.0
"""Character heights of white within a heading, from which on it is two prints."""
_NEXT_LINE: Final = 1.5
"""Character heights below a line of a cell within which its next line stands, whole."""
_ROOM: Final = 0.9
"""Character heights of paper below a line of a cell, before the next row, that hold another one."""
_WHOLE: Final = 0.6
"""Character heights that a line found there is wide and high at least, and starts behind the one above it at most."""
_BAND: Final = 0.37
"""Character heights over and under the middle of a row within which a blank cell is searched."""


def find(page: UprightPage, reader: Reader) -> Found | None:
    """The page's table or its blocks of names, once it is turned so that their text runs across; else None.

    Where the text runs down, its columns lie as lines.
    """
    page = page if page.lit.runs_across else page.turned(1)
    found = find_upright(page)
    if found is None:
        return None
    standing = find_standing(found.tables[0], reader)
    if standing.line_turns or standing.in_columns:
        found = find_upright(page.turned(standing.line_turns), lies=standing.in_columns)
    if found is not None and found.kind == NAMES and not _lists_names(found.tables[0], reader):
        found = find_upright(found.page, lies=standing.in_columns, names=False) or found
    if found is None or not standing.in_columns:
        return found
    upright = page.turned(standing.quarter_turns)
    kind = VERTICAL_NAMES if found.kind == NAMES else VERTICAL
    return replace(found, kind=kind, quarter_turns=upright.quarter_turns)


def _lists_names(table: PaperTable, reader: Reader) -> bool:
    """Whether blocks of short print are names.

    Most of it must read as names, of two columns most of each.
    """
    if has_years(table, reader):
        return False
    return are_names(table, reader) if table.columns < _LEAST_COLUMNS else are_mostly_names(table, reader)


def find_upright(page: UprightPage, *, lies: bool = False, names: bool = True) -> Found | None:
    """What a page holds whose text runs across as it stands; `lies` says that its characters lie on their side.

    It may be `names` in blocks.
    """
    flat = flatten_page(page.lit)
    if flat is None:
        return None
    flat = without_rules(flat)
    ink, _ = find_marks(flat.pixels, flat.character)
    lines = find_print_lines(find_segments(ink, flat.character), flat.character)
    if not lies and (both := leaves(flat, lines)) is not None:
        found = [_on_leaf(page, leaf, lies=lies, names=names) for leaf in both]
        tables = [table for leaf in found if leaf is not None and leaf.kind == BORDERLESS for table in leaf.tables]
        if len(tables) == len(both):
            return Found(BORDERLESS, page, page.quarter_turns, tuple(tables))
    return _on_leaf(page, flat, lies=lies, names=names)


def _on_leaf(page: UprightPage, flat: Flat, *, lies: bool, names: bool) -> Found | None:
    """What the print of a straight picture of a page, or of one leaf of it, holds."""
    ink, _ = find_marks(flat.pixels, flat.character)
    lines = find_print_lines(find_segments(ink, flat.character), flat.character)
    many = find_columns(lines, ink, flat.character)
    many = many if len(many) >= _LEAST_COLUMNS else []
    for columns in (many, find_even(lines, flat.character) if names else []):
        if names and columns and (table := _names_in(flat, lines, columns, ink, lies=lies)) is not None:
            return Found(NAMES, page, page.quarter_turns, (table,))
    for columns in (many, find_pair(lines, ink, flat.character)):
        if not columns:
            continue
        lines = within_columns(lines, columns, flat.character)
        if names and columns is not many and (table := _names_in(flat, lines, columns, ink, lies=lies)) is not None:
            return Found(NAMES, page, page.quarter_turns, (table,))
        placed = [place(line, columns, ink, flat.character) for line in lines]
        if rows := find_rows(with_centred_cells(placed, flat.character), len(columns), flat.character):
            return Found(BORDERLESS, page, page.quarter_turns, (_Sheet(flat, columns, lies=lies).table(rows),))
    return None


def _names_in(
    flat: Flat, lines: Sequence[PrintLine], columns: list[tuple[float, float]], ink: Mask, *, lies: bool
) -> PaperTable | None:
    """The blocks of names whose villages stand beside or over them in some columns; None where none stand there."""
    lines = within_columns(lines, columns, flat.character)
    placed = [place(line, columns, ink, flat.character) for line in lines]
    if (beside := find_beside(placed, columns, ink, flat.character)) is not None:
        return looked_at_again(_Sheet(flat, beside.columns, lies=lies, bounded=True).table(beside.rows))
    named = named_columns(placed, columns, flat.character)
    named, by_name = placed_by_names(lines, named, ink, flat.character)
    rows = find_blocks(by_name, len(named), flat.character)
    return looked_at_again(_Sheet(flat, named, lies=lies).table(rows)) if rows else None


class _Sheet:
    """A straight page with its columns, whose cells are to be cut out; each is searched for its lines once more.

    `bounded` says that other print stands left of the first column.
    """

    def __init__(
        self, flat: Flat, columns: Sequence[tuple[float, float]], *, lies: bool, bounded: bool = False
    ) -> None:
        self._bounded = bounded
        self._flat = flat
        self._columns = columns
        self._lies = lies
        self._darkness = flat.darkness

    def table(self, rows: Sequence[PrintRow]) -> PaperTable:
        """The table of the rows, with a cell for each column of each row, or one for a row that spans them."""
        cells: list[CellPicture] = []
        floors, broken = _floors(rows, self._flat.pixels.shape[0]), _broken(rows)
        for number, row in enumerate(rows):
            if row.spans:
                cells += self._spanning(row, number)
            else:
                cells += self._cells(row, number, floors[number], broken)
        left, top = min(cell.left for cell in cells), min(cell.top for cell in cells)
        right, bottom = max(cell.right for cell in cells), max(cell.bottom for cell in cells)
        frame = float(left), float(top), float(right), float(bottom)
        return PaperTable(self._flat, len(rows), len(self._columns), frame, tuple(cells))

    def _cells(self, row: PrintRow, number: int, floor: int, broken: frozenset[int]) -> list[CellPicture]:
        """A cell for each column of a row, one for all that a note behind a name runs on over."""
        filled = {column for line in row.lines for column in line.cells}
        found: list[CellPicture] = []
        for column in sorted(filled) if row.stray else range(len(self._columns)):
            if not found or found[-1].span.column + found[-1].span.columns <= column:
                end = floor if column in broken and not row.stray else 0
                found.append(self._cell(row, number, column, end, filled))
        return found

    def _spanning(self, row: PrintRow, number: int) -> list[CellPicture]:
        """A cell across all columns; print far from the rest, a stamp or a tick, has cells of its own beside it."""
        found: list[CellPicture] = []
        first, page, open_side = 0, float(self._flat.pixels.shape[1]), _OPEN_SIDE * self._flat.character
        parts = [part for line in row.lines for part in _far_apart(line.line.segments, _FAR * self._flat.character)]
        for part, after in zip(parts, [*parts[1:], None], strict=True):
            own = hull(part)
            starts = [n for n, bounds in enumerate(self._columns) if after and bounds[1] > hull(after).left]
            end = max(first + 1, min(starts, default=len(self._columns)))
            if first < len(self._columns):
                # Beside a village stand its names.
                far = self._columns[0][0] if self._bounded and own.right <= self._columns[0][0] else page
                bounds = max(0.0, own.left - open_side), min(far, own.right + open_side)
                found.append(self._picture(Span(number, first, 1, end - first), [own], bounds))
            first = end
        return found

    def _cell(self, row: PrintRow, number: int, column: int, floor: int, filled: set[int]) -> CellPicture:
        own = [line.cells[column] for line in row.lines if column in line.cells]
        wide = columns_of(hull(own), column, self._columns, filled) if own else 1
        span, bounds = Span(number, column, 1, wide), (self._columns[column][0], self._columns[column + wide - 1][1])
        if own:
            # Beyond the bounds of the outer columns, which are those of the full lines, there is open paper; and what
            # is looked at beside print within them may be faint print.
            first, last = column == 0 and not self._bounded, column + wide == len(self._columns)
            own = [self._followed(band, left=first, right=last) for band in own]
            edge, open_side = hull(own), _OPEN_SIDE * self._flat.character
            # A name may begin before the bound of its column.
            behind = min((line.cells[n].left for line in row.lines for n in line.cells if n > column), default=np.inf)
            left = min(bounds[0], edge.left - (open_side if first else 0))
            right = max(bounds[1], edge.right + open_side) if last else min(bounds[1], behind)
            own += self._faint_below(own[-1], (left, right), floor)
            return self._picture(span, own, (left, right))
        half = _BAND * self._flat.character
        band = Segment(round(bounds[0]), round(row.top - half), round(bounds[1]), round(row.top + half))
        return self._picture(span, [band], bounds)

    def _faint_below(self, last: Segment, bounds: tuple[float, float], floor: int) -> list[Segment]:
        """Lines too faint to tell rows by that go on with a cell below its `last` one, above the floor."""
        character = self._flat.character
        found: list[Segment] = []
        while min(floor, last.bottom + round(_NEXT_LINE * character)) - last.bottom >= _ROOM * character:
            top, bottom = last.bottom + 1, min(floor, last.bottom + round(_NEXT_LINE * character))
            left, right = max(0, round(bounds[0])), round(bounds[1])
            inside = np.ascontiguousarray(self._flat.pixels[top:bottom, left:right])
            lines = find_lines(inside, character, self._darkness, lies=self._lies)
            if len(lines) != 1:
                break
            own = lines[0].moved(left, top)
            below = Segment(own.left, own.top, own.right, own.bottom)
            if min(below.width, below.height) < _WHOLE * character or below.left > last.left + _WHOLE * character:
                break
            found.append(below)
            last = below
        return found

    def _followed(self, band: Segment, *, left: bool, right: bool) -> Segment:
        """A line of a cell with what print goes on at its open sides, to the first white as wide as is looked at.

        Where lines lie slanted, what stands at the end of a line may have been taken for another line's.
        """
        return replace(
            band,
            left=self._end(band, band.left, -1) if left else band.left,
            right=self._end(band, band.right, 1) if right else band.right,
        )

    def _end(self, band: Segment, edge: int, way: int) -> int:
        """How far print that stands at an edge of a line, or goes on there, reaches to the left (-1) or right (1)."""
        character = self._flat.character
        for _ in range(_FOLLOWED):
            near, far = sorted((edge, max(0, edge + way * round(_OPEN_SIDE * character))))
            beside = np.ascontiguousarray(self._flat.pixels[band.top : band.bottom, near:far])
            if not beside.size:
                break
            pieces = find_pieces(beside, character, self._darkness, lies=self._lies)
            solid = pieces.where(pieces.size >= _STROKE * character)
            if not len(solid):
                break
            edge = near + int(solid.right.max() if way > 0 else solid.left.min())
        return edge

    def _picture(self, span: Span, bands: Sequence[Segment], bounds: tuple[float, float]) -> CellPicture:
        """A cell whose lines are searched where they stand, one by one, with the air round them within the bounds."""
        character, (height, width) = self._flat.character, self._flat.pixels.shape
        left = max(0, round(max(bounds[0], min(band.left for band in bands) - _SIDE * character)))
        right = min(width, round(min(bounds[1], max(band.right for band in bands) + _SIDE * character)))
        air = round(_AIR * character)
        lines: list[InkLine] = []
        for band in bands:
            top, bottom = max(0, band.top - air), min(height, band.bottom + air)
            picture = np.ascontiguousarray(self._flat.pixels[top:bottom, left:right])
            found = find_lines(picture, character, self._darkness, lies=self._lies)
            lines += [line.moved(left, top) for line in found]
        top, bottom = min(band.top for band in bands) - air, max(band.bottom for band in bands) + air
        return CellPicture(span, left, max(0, top), right, min(height, bottom), tuple(lines))


def _floors(rows: Sequence[PrintRow], height: int) -> list[int]:
    """Where the print of the next row begins, for each; the picture's `height` below the last one."""
    floors, floor = [], height
    for row in reversed(rows):
        floors.append(floor)
        floor = floor if row.stray else min(line.line.hull.top for line in row.lines)
    return floors[::-1]


def _broken(rows: Sequence[PrintRow]) -> frozenset[int]:
    """The columns in which print of some row below the headings goes on below its first line."""
    return frozenset(column for row in rows[1:] for line in row.lines[1:] for column in line.cells if not row.spans)


def _far_apart(segments: Sequence[Segment], white: float) -> list[list[Segment]]:
    """The segments of a line, cut where there is more white between two than given in pixels."""
    parts: list[list[Segment]] = []
    right = -np.inf
    for segment in segments:
        if segment.left - right > white:
            parts.append([])
        parts[-1].append(segment)
        right = max(right, segment.right)
    return parts
