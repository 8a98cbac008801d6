"""Pieces of a page's picture, put together from its tiles.

A page is kept as JPEG tiles of TILE × TILE pixels, named "<row>-<column>.jpg" from 0, the last of a
row or column smaller; together they are the page as its file stores it. So a fact is shown beside
its piece of the paper by opening a tile or two, never the original.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.records import Box

TILE: Final = 1024
"""The side of a tile, in pixels of the page."""

_COVER: Final = "gray"
"""What is kept from the public is painted over with; no printed page looks so."""
_QUALITY: Final = 80
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
    folder: DataFolder,
    sha256: str,
    page: int,
    box: Box,
    quarter_turns: int = 0,
    margin: float = 0.0,
    tilt: float = 0.0,
    hidden: Sequence[Box] = (),
) -> Image.Image:
    """The part of the page within `box` and `margin` pixels around it, upright, grey or RGB.

    `tilt` is the angle, in radians clockwise, at which the print still slants on the page set
    upright: the piece is set level, and what the slant had added to the box is left off (`levelled`).
    What lies beyond the page is left off, and white where the piece was levelled; the boxes `hidden` are painted
    over. Raises BohaiError if the tiles are missing or damaged, or if the box does not touch the page.
    """
    mosaic = _mosaic(folder, sha256, page)
    around = margin * (1 + abs(math.sin(tilt)))  # the corners of a levelled piece reach a little further
    sides = (box.x - around, box.y - around, box.x + box.width + around, box.y + box.height + around)
    if not all(math.isfinite(side) for side in sides):
        raise _outside(mosaic)
    wanted = _Area(*map(math.floor, sides[:2]), *map(math.ceil, sides[2:]))
    on_page = wanted.within(mosaic)
    if on_page.left >= on_page.right or on_page.top >= on_page.bottom:
        raise _outside(mosaic)
    if not tilt:
        return _turned(mosaic.cut(on_page, on_page, hidden), quarter_turns)
    upright = _turned(mosaic.cut(wanted, on_page, hidden), quarter_turns)
    sideways = quarter_turns % 2 == 1
    size = levelled(*(box.height, box.width) if sideways else (box.width, box.height), tilt)
    return _level(upright, tilt, size[0] + 2 * margin, size[1] + 2 * margin)


def levelled(width: float, height: float, tilt: float) -> tuple[float, float]:
    """The sides of the rectangle that fills a box of `width` × `height` when it slants by `tilt` radians.

    Valid up to 45 degrees; a side comes out negative where no such rectangle has this box.
    """
    cosine, sine = math.cos(tilt), abs(math.sin(tilt))
    spread = cosine**2 - sine**2
    return (width * cosine - height * sine) / spread, (height * cosine - width * sine) / spread


def page_picture(  # noqa: PLR0913, PLR0917 - as for a piece
    folder: DataFolder, sha256: str, page: int, max_side: int, quarter_turns: int = 0, hidden: Sequence[Box] = ()
) -> Image.Image:
    """The whole page, upright, grey or RGB, its longer side at most `max_side` pixels, never enlarged.

    The boxes `hidden` are painted over. Raises BohaiError if the tiles are missing or damaged.
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
    _paint_over(whole, hidden, scale=scale)
    return _turned(whole, quarter_turns)


@dataclass(frozen=True, slots=True)
class _Area:
    """Whole pixels of the page; `right` and `bottom` are the first beyond."""

    left: int
    top: int
    right: int
    bottom: int

    def within(self, page: _Mosaic) -> _Area:
        """The part that lies on the page."""
        return _Area(max(0, self.left), max(0, self.top), min(page.width, self.right), min(page.height, self.bottom))


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

    def cut(self, area: _Area, on_page: _Area, hidden: Sequence[Box]) -> Image.Image:
        """The picture of `area`, white but for the part `on_page`, with the boxes `hidden` painted over."""
        picture = Image.new(self.mode, (area.right - area.left, area.bottom - area.top), "white")
        for row in range(on_page.top // TILE, (on_page.bottom - 1) // TILE + 1):
            for column in range(on_page.left // TILE, (on_page.right - 1) // TILE + 1):
                picture.paste(self.tile(row, column), (column * TILE - area.left, row * TILE - area.top))
        _paint_over(picture, hidden, area.left, area.top)
        return picture

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


def hide_in_tiles(folder: DataFolder, sha256: str, page: int, hidden: Sequence[Box]) -> None:
    """Paint the boxes `hidden` over in the tiles themselves, of a copy that is given away; raises BohaiError."""
    mosaic = _mosaic(folder, sha256, page)
    for row, column in mosaic.places():
        left, top = column * TILE, row * TILE
        touched = [box for box in hidden if _touches(box, left, top)]
        if touched:
            tile = mosaic.tile(row, column)
            _paint_over(tile, touched, left, top)
            tile.save(mosaic.folder / tile_name(row, column), "JPEG", quality=_QUALITY)


def _touches(box: Box, left: int, top: int) -> bool:
    return box.x < left + TILE and box.x + box.width > left and box.y < top + TILE and box.y + box.height > top


def _paint_over(picture: Image.Image, hidden: Sequence[Box], left: int = 0, top: int = 0, scale: float = 1.0) -> None:
    """Cover boxes of the page on a picture that begins at `left`, `top` of it; whole pixels, rather one too many."""
    draw = ImageDraw.Draw(picture)
    for box in hidden:
        corner = math.floor((box.x - left) * scale), math.floor((box.y - top) * scale)
        opposite = math.ceil((box.x + box.width - left) * scale), math.ceil((box.y + box.height - top) * scale)
        draw.rectangle((corner, opposite), fill=_COVER)


def _turned(picture: Image.Image, quarter_turns: int) -> Image.Image:
    turn = _TURNS[quarter_turns % 4]
    return picture if turn is None else picture.transpose(turn)


def _level(picture: Image.Image, tilt: float, width: float, height: float) -> Image.Image:
    """The middle `width` × `height` of a picture once its print, slanting by `tilt`, is level."""
    level = picture.rotate(math.degrees(tilt), Image.Resampling.BICUBIC, fillcolor="white")
    size = max(1, round(width)), max(1, round(height))
    left, top = (level.width - size[0]) // 2, (level.height - size[1]) // 2
    return level.crop((left, top, left + size[0], top + size[1]))


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
