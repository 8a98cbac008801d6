"""How print stands on a page: which way up its characters are, and whether its text runs across or down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.layout.ink import darkness
from ingest.layout.paper import PaperTable
from ingest.layout.textlines import InkLine, find_lines
from ingest.readers.blind_spots import is_han
from ingest.readers.closer import square
from ingest.readers.lines import LineReading, Reader
from ingest.rectify.light import Grey

_SAMPLE: Final = 40
"""Characters that are read to tell the way up."""
_LONGEST: Final = 4
"""Characters of a line, beyond which counting them by the line's length goes wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`quarter_turns` counter-clockwise turns make the characters stand upright.

    Then the text runs across, or, `in_columns`, down, its columns from right to left.
    """

    quarter_turns: int
    in_columns: bool

    @property
    def line_turns(self) -> int:
        """The turns after which the text runs across from left to right, whichever way its characters stand."""
        return (self.quarter_turns + self.in_columns) % 4


def find_standing(table: PaperTable, reader: Reader) -> Standing:
    """How the print of a table stands.

    A line read whole does not tell: the reader knows text set in columns, whose characters lie on their side
    once the columns are turned into lines. Single characters do, cut out and read all four ways.
    """
    down = runs_down(table)
    flat, print_darkness = table.flat, darkness(table.flat.pixels, table.flat.character)
    characters: list[Grey] = []
    for cell in sorted(table.cells, key=lambda cell: -len(cell.lines)):
        picture = np.ascontiguousarray(np.rot90(flat.pixels[cell.top : cell.bottom, cell.left : cell.right], down))
        for line in find_lines(picture, flat.character, print_darkness):
            characters += [np.asarray(np.rot90(c, -down), np.uint8) for c in cut(picture, line, flat.character)]
    turns = upright_turns(characters, reader)
    return Standing(turns, in_columns=down != bool(turns % 2))


def runs_down(table: PaperTable) -> bool:
    """Whether the text of most cells is higher than wide."""
    wide = high = 0
    for cell in table.cells:
        if cell.lines:
            across = max(line.right for line in cell.lines) - min(line.left for line in cell.lines)
            down = max(line.bottom for line in cell.lines) - min(line.top for line in cell.lines)
            wide += across > 1.3 * down
            high += down > 1.3 * across
    return high > wide


def upright_turns(characters: Sequence[Grey], reader: Reader) -> int:
    """The counter-clockwise quarter turns after which pictures of single characters stand upright, 0 to 3.

    The reader learnt vertical text with its characters lying on their left side. So characters read well both
    upright and one turn further, and badly the two other ways; the four together tell what the best alone does not.
    """
    sample = characters[:: max(1, -(-len(characters) // _SAMPLE))]
    if not sample:
        return 0
    ways = [[np.ascontiguousarray(np.rot90(character, turns)) for character in sample] for turns in range(4)]
    readings = reader.read([picture for way in ways for picture in way])
    legible = np.array([sum(map(_legibility, readings[i * len(sample) : (i + 1) * len(sample)])) for i in range(4)])
    return int(np.argmax(legible + np.roll(legible, -1)))


def cut(picture: Grey, line: InkLine, character: float) -> list[Grey]:
    """The characters of a line of even pitch as square pictures; none of a line too short or too long to tell."""
    length = line.right - line.left
    count = round(length / character)
    if not 2 <= count <= _LONGEST:
        return []
    pitch = length / count
    middle = (line.top + line.bottom) / 2
    whole = [square(picture, line.left + (number + 0.5) * pitch, middle, character) for number in range(count)]
    return [_alone(each, pitch) for each in whole]


def _alone(picture: Grey, pitch: float) -> Grey:
    """The square picture of a character without what shows of its neighbours on the left and right."""
    beside = max(0, round((picture.shape[1] - pitch) / 2) - 1)
    alone = picture.copy()
    alone[:, :beside] = alone[:, picture.shape[1] - beside :] = 255
    return alone


def _legibility(reading: LineReading) -> float:
    """The score of one Chinese character; what is read as anything else counts for nothing."""
    (glyph,) = reading.glyphs if len(reading.glyphs) == 1 else (None,)
    return glyph.score if glyph is not None and is_han(glyph.char) else 0.0
