"""What the machine saw, drawn on the page: cells, order, readings and doubt, for a person to look at."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from archive.records import Box, PageRecord
from ingest.pages import PageImage, Transcript
from ingest.seen import CELL, LINE_WORDS, LOOKS, ORDER, TABLE, Look, Seen, see

_LEAST_WIDTH: Final = 2200
"""Pixels; smaller pages are enlarged, so that the readings can be written between their lines."""
_WRITING: Final = 0.45
"""The height of what is written between the lines, in heights of the print; `_SMALLEST` pixels at least."""
_SMALLEST: Final = 12
_PALER: Final = 0.35
"""How far the paper is bleached, so that the marks stand out from the print."""
_TYPEFACES: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_Point = tuple[float, float]


def draw(page: PageImage, transcript: Transcript, record: PageRecord) -> Image.Image:
    """The page, upright and in colour, with everything that was made of it.

    Thin blue frames are the cells that were found; whole green frames are readings the machine is sure of and
    broken orange ones those a person must look at, each with its text beside it; violet numbers count the
    entries, and a violet line runs through their first pieces; dotted frames are the lines that are no entries,
    with what they were taken for: grey where they are explained, red where a person must settle them.
    """
    seen = see(transcript, record.entries, record.ledger.lines)
    picture = Image.fromarray(page.pixels).convert("RGB").rotate(90 * transcript.quarter_turns, expand=True)
    scale = max(1.0, _LEAST_WIDTH / max(picture.size))
    if scale > 1:
        picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    picture = Image.blend(picture, Image.new("RGB", picture.size, "white"), _PALER)
    pen = _Pen(picture, scale, seen.character)
    _frame(pen, seen)
    _write(pen, seen)
    return picture


def _frame(pen: _Pen, seen: Seen) -> None:
    for place in seen.cells:
        pen.frame(place, CELL)
    for place in seen.tables:
        pen.frame(place, TABLE)
    for line in seen.lines:
        pen.frame(line.place, line.look)
    for one in seen.readings:
        pen.frame(one.place, LOOKS[one.reading.status])
    pen.path(seen.path, ORDER)


def _write(pen: _Pen, seen: Seen) -> None:
    # The numbers first and doubts next: where room is short, what must be found keeps its place.
    for row, place in seen.order:
        pen.count(row, place, down=seen.runs_down)
    for one in sorted(seen.readings, key=lambda one: one.reading.trusted):
        pen.write(one.reading.text or "（空）", one.place, LOOKS[one.reading.status], down=seen.runs_down)
    for line in seen.lines:
        pen.write(LINE_WORDS[line.line.kind].zh, line.place, line.look, down=False)


class _Pen:
    """Draws on a picture that is `scale` times as large as the page, in the page's own coordinates."""

    def __init__(self, picture: Image.Image, scale: float, character: float) -> None:
        self._draw = ImageDraw.Draw(picture)
        self._scale = scale
        self._weight = max(1.0, max(picture.size) / 2400)
        self._font = _font(max(_SMALLEST, round(_WRITING * character * scale)))
        self._written: set[tuple[str, Box]] = set()
        self._taken: list[Box] = []

    def frame(self, box: Box, look: Look) -> None:
        """A rectangle."""
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        self.path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], look)

    def path(self, points: Iterable[_Point], look: Look) -> None:
        """A line from point to point."""
        weight = max(1, round(look.weight * self._weight))
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        for start, end in itertools.pairwise(scaled):
            for part in _dashes(start, end, [n * self._weight for n in look.dashes]):
                self._draw.line(part, fill=look.colour, width=weight)

    def count(self, row: int, box: Box, *, down: bool) -> None:
        """An entry's number before its first piece."""
        wide, high = self._extent(str(row), down=False)
        place = self._scaled(box)
        x, y = (place.x, place.y - high - 4) if down else (place.x - wide - 6, place.y)
        self._set(str(row), Box(max(0.0, x), max(0.0, y), wide, high), ORDER.colour, down=False)

    def write(self, words: str, box: Box, look: Look, *, down: bool) -> None:
        """Words beside a box, once each, and where no others stand yet if there is such a place."""
        if (words, box) in self._written:
            return
        self._written.add((words, box))
        wide, high = self._extent(words, down=down)
        place = self._scaled(box)
        spots = _beside(place, wide, high) if down else _above(place, wide, high)
        inside = [Box(max(0.0, x), max(0.0, y), wide, high) for x, y in spots]
        free = (spot for spot in inside if not any(_overlap(spot, taken) for taken in self._taken))
        self._set(words, next(free, inside[0]), look.colour, down=down)

    def _set(self, words: str, place: Box, colour: str, *, down: bool) -> None:
        self._taken.append(place)
        lines = words if down else [words]
        for number, line in enumerate(lines):
            at = (place.x, place.y + number * place.height / len(lines))
            # A little paper round the strokes keeps them legible on print.
            self._draw.text(
                at, self._legible(line), fill=colour, font=self._font, anchor="la", stroke_width=2, stroke_fill="white"
            )

    def _scaled(self, box: Box) -> Box:
        return Box(*(side * self._scale for side in (box.x, box.y, box.width, box.height)))

    def _extent(self, words: str, *, down: bool) -> _Point:
        """How wide and high words are, set across or one character under the other."""
        lines = words if down else [words]
        boxes = [self._draw.textbbox((0, 0), self._legible(line), font=self._font, anchor="la") for line in lines]
        return max(box[2] for box in boxes), sum(box[3] for box in boxes) + (2.0 if not down else 0.0)

    def _legible(self, words: str) -> str:
        """The words as far as the typeface has them."""
        if isinstance(self._font, ImageFont.ImageFont):
            return words.encode("ascii", "replace").decode()
        return words


def _above(place: Box, wide: float, high: float) -> list[_Point]:
    """Where words may stand by a box whose text runs across, the best place first."""
    right, up, below = place.x + place.width - wide, place.y - high - 3, place.y + place.height + 3
    return [(place.x, up), (right, up), (place.x + place.width / 3, up), (place.x, below), (right, below)]


def _beside(place: Box, wide: float, high: float) -> list[_Point]:
    """Where words may stand by a box whose text runs down, the best place first."""
    left, right = place.x - wide - 3, place.x + place.width + 3
    return [(right, place.y), (left, place.y), (right, place.y + place.height - high)]


def _overlap(one: Box, other: Box) -> bool:
    apart = one.x >= other.x + other.width or other.x >= one.x + one.width
    return not (apart or one.y >= other.y + other.height or other.y >= one.y + one.height)


def _dashes(start: _Point, end: _Point, lengths: list[float]) -> Iterable[tuple[_Point, _Point]]:
    """The drawn parts of a line; `lengths` are those of dashes and gaps in turn, none for a whole line."""
    whole = math.dist(start, end)
    if not lengths or not whole:
        yield start, end
        return

    def at(distance: float) -> _Point:
        share = min(1.0, distance / whole)
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share

    distance = 0.0
    for number, length in enumerate(itertools.cycle(lengths)):
        if distance >= whole:
            return
        if number % 2 == 0:
            yield at(distance), at(distance + length)
        distance += length


def _font(size: int) -> _Font:
    """A typeface with Chinese characters where one is installed; else one that has only Latin letters."""
    for path in _TYPEFACES:
        if Path(path).is_file():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default()
