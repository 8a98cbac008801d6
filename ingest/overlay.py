"""What the machine saw, drawn on the page: cells, order, readings and doubt, for a person to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from archive.records import Box, LineKind, PageRecord, Status
from ingest.pages import PageImage, Transcript

_CELL: Final = (120, 170, 220)
_COLOURS: Final = {Status.ACCEPTED: (0, 140, 60), Status.FLAGGED: (215, 60, 0), Status.VERIFIED: (0, 90, 200)}
_ROW: Final = (120, 0, 160)
_OTHER: Final = (90, 90, 90)
_LEAST_WIDTH: Final = 2200
"""Pixels; smaller pages are enlarged, so that the readings can be written between their lines."""
_TYPEFACES: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw(page: PageImage, transcript: Transcript, record: PageRecord) -> Image.Image:
    """The page, upright and in colour, with everything that was made of it.

    Thin blue frames are the cells that were found; green frames are readings the machine is sure of and
    orange ones those a person must look at, each with its text above it; violet numbers count the entries;
    grey frames are the lines that are no entries, with what they were taken for.
    """
    picture = Image.fromarray(page.pixels).convert("RGB")
    scale = max(1.0, _LEAST_WIDTH / max(picture.size))
    if scale > 1:
        picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    readings = [r for entry in record.entries for r in entry.readings if r.box is not None and r.text]
    others = [line for line in record.ledger.lines if line.box is not None and line.kind is not LineKind.ENTRY]
    frames = [(cell.box, _CELL, 1) for table in transcript.tables for cell in table.cells]
    frames += [(reading.box, _COLOURS[reading.status], 2) for reading in readings if reading.box]
    frames += [(line.box, _OTHER, 2) for line in others if line.box]
    pen = _Pen(picture, scale)
    for box, colour, width in frames:
        pen.frame(box, colour, width)

    words = [(reading.box, reading.text, _COLOURS[reading.status]) for reading in readings if reading.box]
    words += [(line.box, str(line.kind), _OTHER) for line in others if line.box]
    upright = picture.rotate(90 * transcript.quarter_turns, expand=True)
    pen = _Pen(upright, scale)
    for box, text, colour in words:
        pen.write(_turned(box, scale, transcript.quarter_turns, picture.size), text, colour)
    for entry in record.entries:
        first = next((r.box for r in entry.readings if r.box is not None and r.text), entry.box)
        place = _turned(first, scale, transcript.quarter_turns, picture.size)
        pen.write(place, str(entry.row), _ROW, before=True)
    return upright


class _Pen:
    """Draws on a picture in the page's own coordinates."""

    def __init__(self, picture: Image.Image, scale: float) -> None:
        self._draw = ImageDraw.Draw(picture)
        self._scale = scale
        self._font = _font(max(14, round(max(picture.size) / 190)))

    def frame(self, box: Box, colour: tuple[int, int, int], width: int) -> None:
        s = self._scale
        corners = (box.x * s, box.y * s, (box.x + box.width) * s, (box.y + box.height) * s)
        self._draw.rectangle(corners, outline=colour, width=width)

    def write(self, place: Box, words: str, colour: tuple[int, int, int], before: bool = False) -> None:
        """Write above a place that is already in the picture's pixels, or before its left edge."""
        if isinstance(self._font, ImageFont.ImageFont):
            words = words.encode("ascii", "replace").decode()
        left, top, right, bottom = self._draw.textbbox((0, 0), words, font=self._font)
        x = place.x - (right - left) - 6 if before else place.x
        y = place.y if before else place.y - (bottom - top) - 5
        self._draw.text((max(0.0, x), max(0.0, y)), words, fill=colour, font=self._font, anchor="la")


def _turned(box: Box, scale: float, quarter_turns: int, size: tuple[float, float]) -> Box:
    """The box in the pixels of the enlarged picture of `size` after its counter-clockwise quarter turns."""
    x, y, wide, high = (side * scale for side in (box.x, box.y, box.width, box.height))
    width, height = size
    for _ in range(quarter_turns % 4):
        x, y, wide, high = y, width - x - wide, high, wide
        width, height = height, width
    return Box(x, y, wide, high)


def _font(size: int) -> _Font:
    """A typeface with Chinese characters where one is installed; else one that has only Latin letters."""
    for path in _TYPEFACES:
        if Path(path).is_file():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default()
