"""How print stands on a page: which way up its characters are, and whether its text runs across or down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.paper import PaperTable
from ingest.layout.textlines import InkLine, find_lines
from ingest.readers.blind_spots import is_han
from ingest.readers.closer import square
from ingest.readers.lines import LineReading, Reader
from ingest.rectify.light import Grey
from ingest.rectify.lit import Lit

_SAMPLE: Final = 40
"""Characters that are read to tell the way up."""
_FEW: Final = 10
"""Those of them that are read first, at least."""
_BEYOND_DOUBT: Final = 0.4
"""By how much, a character, one way reads better than every other where the few tell it; usual is 0.6 of 2."""
_LONGEST: Final = 4
"""Characters of a line, beyond which counting them by the line's length goes wrong."""
_BETWEEN: Final = 0.7
"""Character heights of white, beyond which one fact of a line ends and the next begins."""
_MANY: Final = 16.0
"""Character heights that the print of a cell is long which holds one column's facts of many people, or sentences."""
_INK: Final = 0.4
"""Share of the print's darkness from which on a pixel is ink."""


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


def find_standing(table: PaperTable, reader: Reader, page: Lit | None = None) -> Standing:
    """How the print of a table stands; its `page` tells whether text runs down it where its cells do not.

    A line read whole does not tell: the reader knows text set in columns, whose characters lie on their side
    once the columns are turned into lines. Single characters do, cut out and read all four ways.
    """
    down = runs_down(table) if page is None or not _holds_people(table) else not page.runs_across
    character, darkness = table.flat.character, table.flat.darkness
    characters: list[tuple[Grey, InkLine, int]] = []
    for cell in sorted(table.cells, key=lambda cell: -len(cell.lines)):
        picture = table.picture(cell)
        lines = [line.moved(-cell.left, -cell.top) for line in cell.lines]
        if down:
            picture = np.ascontiguousarray(np.rot90(picture))
            lines = find_lines(picture, character, darkness)
        words = [word for line in lines for word in _words(picture, line, character, darkness)]
        characters += [(picture, word, number) for word in words for number in range(_count(word, character))]
    sample = [_alone(*characters[place], character) for place in sample_of(len(characters))]
    turns = upright_turns([np.ascontiguousarray(np.rot90(each, -down)) for each in sample], reader)
    return Standing(turns, in_columns=down != bool(turns % 2))


def _holds_people(table: PaperTable) -> bool:
    """Whether most print of a table stands in cells too long for one fact: rules part its columns, and no people."""
    long = every = 0
    for cell in table.cells:
        if cell.lines:
            across = max(line.right for line in cell.lines) - min(line.left for line in cell.lines)
            down = max(line.bottom for line in cell.lines) - min(line.top for line in cell.lines)
            every += across * down
            long += across * down * (max(across, down) >= _MANY * table.flat.character)
    return 2 * long > every


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


def sample_of(count: int, most: int = _SAMPLE) -> range:
    """Which of so many characters of a page, in order, are to tell how it stands."""
    return range(0, count, max(1, -(-count // most)))


def upright_turns(sample: Sequence[Grey], reader: Reader) -> int:
    """The counter-clockwise quarter turns after which pictures of single characters stand upright, 0 to 3.

    The reader learnt vertical text with its characters lying on their left side. So characters read well both
    upright and one turn further, and badly the two other ways; the four together tell what the best alone does not.
    Where a few of the sample tell it beyond doubt, the others are not read.
    """
    step = max(1, len(sample) // _FEW)
    few, rest = sample[::step], [character for number, character in enumerate(sample) if number % step]
    legible = _legible(few, reader)
    second, first = np.sort(_both(legible))[-2:]
    if rest and first - second < _BEYOND_DOUBT * len(few):
        legible += _legible(rest, reader)
    return int(np.argmax(_both(legible)))


def _legible(characters: Sequence[Grey], reader: Reader) -> NDArray[np.float64]:
    """How well characters read after none to three counter-clockwise quarter turns."""
    ways = [np.ascontiguousarray(np.rot90(character, turns)) for turns in range(4) for character in characters]
    readings = np.array([_legibility(reading) for reading in reader.read(ways)], float)
    return np.asarray(readings.reshape(4, -1).sum(axis=1))


def _both(legible: NDArray[np.float64]) -> NDArray[np.float64]:
    """How well characters read after so many turns and one more together."""
    return legible + np.roll(legible, -1)


def _words(picture: Grey, line: InkLine, character: float, darkness: float) -> list[InkLine]:
    """The line, or what stands of it between wide white where it is long: all facts of a person stand in one there."""
    if line.right - line.left <= (_LONGEST + 0.5) * character:
        return [line]
    band = picture[line.top : line.bottom, line.left : line.right]
    inked = np.flatnonzero((255 - band.astype(np.int64) > _INK * darkness).any(axis=0))
    parts = np.split(inked, np.flatnonzero(np.diff(inked) > _BETWEEN * character) + 1)
    return [
        replace(line, left=line.left + int(part[0]), right=line.left + int(part[-1]) + 1) for part in parts if len(part)
    ]


def _count(line: InkLine, character: float) -> int:
    """How many characters a line of even pitch has; none if it is too short or too long to tell."""
    count = round((line.right - line.left) / character)
    return count if 2 <= count <= _LONGEST else 0


def _alone(picture: Grey, line: InkLine, number: int, character: float) -> Grey:
    """A character of a line as a square picture, without what shows of its neighbours on the left and right."""
    pitch = (line.right - line.left) / _count(line, character)
    whole = square(picture, line.left + (number + 0.5) * pitch, (line.top + line.bottom) / 2, character)
    beside = max(0, round((whole.shape[1] - pitch) / 2) - 1)
    whole[:, :beside] = whole[:, whole.shape[1] - beside :] = 255
    return whole


def _legibility(reading: LineReading) -> float:
    """The score of one Chinese character; what is read as anything else counts for nothing."""
    (glyph,) = reading.glyphs if len(reading.glyphs) == 1 else (None,)
    return glyph.score if glyph is not None and is_han(glyph.char) else 0.0
