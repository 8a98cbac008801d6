"""Whether print that the layout loses is noticed: parts of what was found are forgotten, and the page is asked again.

    python -m tests.rendering FOLDER --pages 54 --seed 40000 --rare 0.19
    python -m tests.benchmarks.unread FOLDER

Of each page of a folder with a truth.json the layout is found. Forgotten are then, one at a time, rows with a person in
them and the last row, a column of cells, a side of a table or a whole table of several, and a single name. It is
noticed where a place is told that touches what was forgotten. What is told of the page as it was found is a
false alarm, or something that the layout lost by itself: these are named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np

from ingest.layout.kinds import find_layout
from ingest.pipeline import LEGIBLE, default_readers
from ingest.readers.reading import Line, read_lines
from ingest.rectify.flat import Array
from ingest.rectify.lit import Lit
from ingest.rectify.upright import upright
from ingest.scans import decode
from ingest.unread import find_unread
from tests.rendering.dice import Dice

ROWS, COLUMNS, NAMES = 6, 2, 3
"""How many of each are forgotten of a page at most, one at a time."""
WIDE = 4
"""Columns of a table that may have two sides."""


_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A cell with print: where it is in which table, the outlines of its lines, and whether a name stands in it."""

    table: int
    row: int
    column: int
    columns: int
    outlines: tuple[Array, ...]
    is_name: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its layout found it: its light, its cells with print, and the outlines of lines round its tables."""

    light: Lit
    pieces: tuple[Piece, ...]
    around: tuple[Array, ...]

    def told(self, forgotten: Sequence[Piece] = ()) -> list[tuple[int, int, int, int]]:
        """The places told if some of the cells had not been found: left, top, right, bottom."""
        left = [outline for piece in self.pieces if piece not in forgotten for outline in piece.outlines]
        return [(p.left, p.top, p.right, p.bottom) for p in find_unread(self.light, [*left, *self.around])]

    def notices(self, forgotten: Sequence[Piece]) -> bool:
        """Whether a place is told that touches what was forgotten."""
        mask = np.zeros(self.light.pixels.shape, np.uint8)
        for piece in forgotten:
            for outline in piece.outlines:
                cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
        return any(mask[top:bottom, left:right].any() for left, top, right, bottom in self.told(forgotten))


def found(scan: Path, truth: Any) -> Page:
    """The page of a scan as its layout finds it, lines round its tables read."""
    readers = default_readers()
    layout, outside = find_layout(upright(decode(scan, 1)), readers.first)
    names = [box for record in truth["records"] if (box := record.get("name", {}).get("box"))]
    pieces = []
    for number, table in enumerate(layout.tables):
        for cell in table.cells:
            outlines = tuple(table.line_outline(line) for line in cell.lines)
            if outlines:
                place = layout.page.to_scan(np.concatenate(outlines))
                own = any(_holds(place, box) for box in names)
                span = cell.span
                pieces.append(Piece(number, span.row, span.column, span.columns, outlines, own))
    read = read_lines([Line(line.picture, line.character) for line in outside], readers.first, readers.second)
    around = [line.corners for line, text in zip(outside, read, strict=True) if text.confidence >= LEGIBLE]
    return Page(layout.page.lit, tuple(pieces), tuple(around))


def _holds(outline: Array, box: Sequence[float]) -> bool:
    (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
    return bool(left <= box[0] + box[2] / 2 <= right and top <= box[1] + box[3] / 2 <= bottom)


def forgettings(page: Page, chance: Dice) -> Iterator[tuple[str, list[Piece]]]:
    """What is forgotten of a page, and what it is called."""
    rows: dict[tuple[int, int], list[Piece]] = {}
    columns: dict[tuple[int, int], list[Piece]] = {}
    for piece in page.pieces:
        rows.setdefault((piece.table, piece.row), []).append(piece)
        if piece.columns == 1:
            columns.setdefault((piece.table, piece.column), []).append(piece)
    if not rows:
        return
    # Running text is set without the places of its names.
    named = any(piece.is_name for piece in page.pieces)
    people = [row for row in rows.values() if not named or any(piece.is_name for piece in row)]
    yield from (("row", row) for row in _some(people, ROWS, chance))
    yield "last row", rows[max(rows)]
    yield from (("column", own) for own in _some([c for c in columns.values() if len(c) > 2], COLUMNS, chance))
    yield from (("name", [p]) for p in _some([p for p in page.pieces if p.is_name], NAMES, chance))
    tables = {piece.table for piece in page.pieces}
    width = 1 + max(piece.column for piece in page.pieces)
    if len(tables) > 1:
        gone = chance.choice(sorted(tables))
        yield "side", [piece for piece in page.pieces if piece.table == gone]
    elif width >= WIDE:
        yield "side", [piece for piece in page.pieces if piece.column >= width // 2]
        yield "side", [piece for piece in page.pieces if piece.column + piece.columns <= width // 2]


def _some(of: list[_Part], count: int, chance: Dice) -> list[_Part]:
    return chance.sample(of, min(count, len(of)))


def main() -> None:
    """Print a table by damage, and what it says of whole pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="+")
    asked: Counter[tuple[str, str]] = Counter()
    noticed: Counter[tuple[str, str]] = Counter()
    for folder in parser.parse_args().folder:
        for truth in json.loads((folder / "truth.json").read_text("utf-8")):
            page, chance = found(folder / truth["scan"], truth), Dice.of("forgotten", truth["scan"])
            damage = truth["damage"]
            places = page.told()
            asked["pages", damage] += 1
            noticed["pages", damage] += bool(places)
            if places:
                print(f"{truth['scan']} ({damage}): {places}")
            for what, gone in forgettings(page, chance):
                asked[what, damage] += 1
                noticed[what, damage] += page.notices(gone)
    print("| | light | medium | heavy |\n| --- | --- | --- | --- |")
    for what in dict.fromkeys(what for what, _ in asked):
        cells = [f"{noticed[what, damage]} of {asked[what, damage]}" for damage in ("light", "medium", "heavy")]
        print(f"| {what} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
