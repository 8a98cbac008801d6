"""Lines of print with what a reader makes of them, each character where it truly stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.pages import Glyph
from ingest.readers.cutting import Floats, cut, framed, told
from ingest.readers.lines import LineReading
from tests.ingest.paper import FACE, INK, SIZE, blank, pixels_of
from tests.rendering.sheet import Face
from tests.rendering.typefaces import Typeface

Grey = NDArray[np.uint8]
AIR = 0.3
"""Ems of paper at both ends of a line."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of print: its picture, where its characters' middles are as shares of its length, its em in pixels."""

    picture: Grey
    centres: tuple[float, ...]
    size: float

    @property
    def character(self) -> float:
        """The height of a character's ink in pixels."""
        return 0.9 * self.size

    def read(self, text: str, score: float = 0.99) -> LineReading:
        """The line as a reader sees it that takes each character for the one in `text`; a space it does not see."""
        pairs = zip(text, self.centres, strict=True)
        return reading(*(Glyph(char, score, "", 0.0, at) for char, at in pairs if char != " "))

    def with_speck(self, ems: float, down: float = 0.5, size: float = 0.12, ink: int = 40) -> Printed:
        """The line with a spot of dirt, its middle `ems` behind the start and `down` of the height below the top."""
        picture = self.picture.copy()
        x, y, half = ems * self.size, down * picture.shape[0], size * self.size / 2
        picture[max(0, round(y - half)) : round(y + half), max(0, round(x - half)) : round(x + half)] = ink
        return Printed(picture, self.centres, self.size)


def printed(text: str, size: float = SIZE, typeface: Typeface = FACE, ink: int = INK) -> Printed:
    """A line of print in one size and face."""
    face = Face(typeface, size)
    width = round(face.width(text) + 2 * AIR * size)
    sheet = blank(width, round(1.3 * size))
    sheet.line(text, AIR * size, 0.14 * size, face, ink)
    starts = [AIR * size + face.width(text[:place]) for place in range(len(text))]
    centres = tuple((start + face.advance(char) / 2) / width for start, char in zip(starts, text, strict=True))
    return Printed(pixels_of(sheet), centres, size)


def slopes(chars: str, typeface: Typeface) -> Floats:
    """What characters look like, each printed alone in a face, told by their slopes: a row each."""
    squares = []
    for char in chars:
        line = printed(char, typeface=typeface)
        (picture,) = cut(line.picture, line.read(char).glyphs, line.character, lies=False)
        square = framed(picture)
        assert square is not None
        squares.append(square)
    return told(squares)


def reading(*glyphs: Glyph) -> LineReading:
    """A reading of these characters."""
    return LineReading("".join(g.char for g in glyphs), min((g.score for g in glyphs), default=0.0), glyphs)


def put_in(read: LineReading, place: int, char: str, at: float, score: float = 0.99) -> LineReading:
    """The reading with one more character at a place of its text, standing at a share of the line's length."""
    glyphs = list(read.glyphs)
    glyphs.insert(place, Glyph(char, score, "", 0.0, at))
    return reading(*glyphs)
