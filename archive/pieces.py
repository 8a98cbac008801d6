"""Pieces of a page's picture, put together from its tiles.

A page is kept as JPEG tiles of TILE × TILE pixels, named "<row>-<column>.jpg" from 0, the last of a
row or column smaller; together they are the page as its file stores it. So a fact is shown beside
its piece of the paper by opening a tile or two, never the original.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.records import Box

TILE: Final = 1024
"""The side of a tile, in pixels of the page."""

_NAME: Final = re.compile(r"(\d+)-(\d+)\.jpg")
_TURNS: Final = (
    None,
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_270,
)
"""Quarter turns counter-clockwise, as Pillow names them."""


def tile_name(row: int, column: int) -> str:
    """The file name of a tile."""
    return f"{row}-{column}.jpg"


def piece(  # noqa: PLR0913, PLR0917 - where a fact stands takes this many words
    folder: DataFolder, sha256: str, page: int, box: Box, quarter_turns: int = 0, margin: float = 0.0
) -> Image.Image:
    """The part of the page within `box` and `margin` pixels around it, upright, grey or RGB.

    What lies beyond the page is left off. Raises BohaiError if the tiles are missing or damaged, or
    if the box does not touch the page.
    """
    mosaic = _mosaic(folder, sha256, page)
    sides = (box.x - margin, box.y - margin, box.x + box.width + margin, box.y + box.height + margin)
    if not all(math.isfinite(side) for side in sides):
        raise _outside(mosaic)
    left, top = max(0, math.floor(sides[0])), max(0, math.floor(sides[1]))
    right, bottom = min(mosaic.width, math.ceil(sides[2])), min(mosaic.height, math.ceil(sides[3]))
    if left >= right or top >= bottom:
        raise _outside(mosaic)
    cut = Image.new(mosaic.mode, (right - left, bottom - top), "white")
    for row in range(top // TILE, (bottom - 1) // TILE + 1):
        for column in range(left // TILE, (right - 1) // TILE + 1):
            cut.paste(mosaic.tile(row, column), (column * TILE - left, row * TILE - top))
    return _turned(cut, quarter_turns)


def page_picture(folder: DataFolder, sha256: str, page: int, max_side: int, quarter_turns: int = 0) -> Image.Image:
    """The whole page, upright, grey or RGB, its longer side at most `max_side` pixels, never enlarged.

    Raises BohaiError if the tiles are missing or damaged.
    """
    mosaic = _mosaic(folder, sha256, page)
    scale = min(1.0, max(1, max_side) / max(mosaic.width, mosaic.height))
    size = max(1, round(mosaic.width * scale)), max(1, round(mosaic.height * scale))
    whole = Image.new(mosaic.mode, size, "white")
    for row, column in mosaic.places():
        left, right = (round(min(n * TILE, mosaic.width) * scale) for n in (column, column + 1))
        top, bottom = (round(min(n * TILE, mosaic.height) * scale) for n in (row, row + 1))
        if left < right and top < bottom:
            small = mosaic.tile(row, column, (right - left, bottom - top))
            whole.paste(small, (left, top))
    return _turned(whole, quarter_turns)


@dataclass(frozen=True, slots=True)
class _Mosaic:
    """A page in tiles: `rows` × `columns` of them, `width` × `height` pixels in all."""

    folder: Path
    rows: int
    columns: int
    width: int
    height: int
    mode: str

    def places(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row in range(self.rows) for column in range(self.columns))

    def tile(self, row: int, column: int, size: tuple[int, int] | None = None) -> Image.Image:
        """One tile as it is, or shrunk to `size`."""
        path = self.folder / tile_name(row, column)
        try:
            with Image.open(path, formats=["JPEG"]) as picture:
                if size is None:
                    return picture.convert(self.mode)
                picture.draft(None, (size[0] * 2, size[1] * 2))
                return picture.convert(self.mode).resize(size, Image.Resampling.BOX)
        except (OSError, SyntaxError) as fault:
            raise _missing(path) from fault


def _mosaic(folder: DataFolder, sha256: str, page: int) -> _Mosaic:
    tiles = folder.tiles(sha256, page)
    try:
        names = [match for path in tiles.iterdir() if (match := _NAME.fullmatch(path.name))]
    except OSError as fault:
        raise _missing(tiles) from fault
    if not names:
        raise _missing(tiles)
    rows = max(int(name[1]) for name in names) + 1
    columns = max(int(name[2]) for name in names) + 1
    last = tiles / tile_name(rows - 1, columns - 1)
    try:
        with Image.open(last, formats=["JPEG"]) as corner:
            width, height, mode = corner.width, corner.height, corner.mode
    except (OSError, SyntaxError) as fault:
        raise _missing(last) from fault
    return _Mosaic(tiles, rows, columns, (columns - 1) * TILE + width, (rows - 1) * TILE + height, mode)


def _turned(picture: Image.Image, quarter_turns: int) -> Image.Image:
    turn = _TURNS[quarter_turns % 4]
    return picture if turn is None else picture.transpose(turn)


def _missing(path: Path) -> BohaiError:
    return BohaiError(
        "the picture of the page is missing or damaged",
        where=str(path),
        remedy="make it again from the original: bohai ingest --reread",
    )


def _outside(mosaic: _Mosaic) -> BohaiError:
    return BohaiError(
        f"the box does not touch the page of {mosaic.width} × {mosaic.height} pixels",
        where=str(mosaic.folder),
        remedy="run bohai check",
    )
