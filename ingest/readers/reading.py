"""Reading lines of print: the first reader, a look at its blind spots, and a second opinion where it hesitates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from archive.records import Vote
from ingest.pages import CellText
from ingest.readers.blind_spots import DITTO, is_blot, is_ditto, is_han, with_missing, without_marks, without_specks
from ingest.readers.lines import LineReading, Reader
from ingest.rectify.light import Grey

_SURE = 0.97
"""Below this score of its weakest character, a line is shown to the second reader too."""
_CLEAR = 0.9
"""Score from which pale ink is taken for a faded character."""
_SINGLE = 1.35
"""Times its height that the picture of a single character is wide at most, the air round it counted."""
_PALE_TRUST = 0.9
"""What a text with pale ends can be trusted at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be read: its picture, dark on white, and the height of its print in pixels."""

    picture: Grey
    character: float
    wider: Grey | None = None
    """The line with paler ink at its ends, which may be faded print or not print at all."""
    lies: bool = False
    """Whether its characters lie on their left side: it was a column of vertical print."""

    def stood_up(self) -> Line:
        """The line, turned back if it is a single character that lies: readers know only lines of such."""
        height, width = self.picture.shape
        if not self.lies or self.wider is not None or width > _SINGLE * height:
            return self
        return Line(_stood_up(self.picture), self.character)


def _stood_up(picture: Grey) -> Grey:
    return np.ascontiguousarray(np.rot90(picture, -1))


def read_lines(lines: Sequence[Line], first: Reader, second: Reader) -> list[CellText]:
    """What stands in each line. Equal pictures are read once."""
    lines = [line.stood_up() for line in lines]
    readings = _looked_at_twice(lines, _read_once([line.picture for line in lines], first), first)
    texts = [_as_text(line, reading, first.name) for line, reading in zip(lines, readings, strict=True)]
    texts = _with_pale_ends(lines, texts, first)
    unsure = [index for index, text in enumerate(texts) if text.text not in ("", DITTO) and text.confidence < _SURE]
    opinions = _read_once([lines[index].picture for index in unsure], second)
    for index, opinion in zip(unsure, opinions, strict=True):
        vote = Vote(second.name, opinion.text, round(opinion.confidence, 4))
        differ = () if opinion.text == texts[index].text else ("readers differ",)
        texts[index] = replace(texts[index], votes=(*texts[index].votes, vote), doubts=(*texts[index].doubts, *differ))
    return texts


def _read_once(pictures: Sequence[Grey], reader: Reader) -> list[LineReading]:
    keys = [(picture.shape, picture.tobytes()) for picture in pictures]
    unique = dict(zip(keys, pictures, strict=True))
    known = dict(zip(unique, reader.read(list(unique.values())), strict=True))
    return [known[key] for key in keys]


def _looked_at_twice(lines: Sequence[Line], readings: list[LineReading], reader: Reader) -> list[LineReading]:
    """The readings, those with doubtful marks read again from a picture without the dirt that made them."""
    cleaned = {
        index: clean
        for index, (line, reading) in enumerate(zip(lines, readings, strict=True))
        if (clean := without_specks(line.picture, reading, line.character)) is not None
    }
    again = _read_once(list(cleaned.values()), reader)
    result = list(readings)
    for index, reading in zip(cleaned, again, strict=True):
        expected = without_marks(readings[index], lines[index].picture.shape[1], lines[index].character)
        if reading.text == expected:
            result[index] = reading
    return result


def _with_pale_ends(lines: Sequence[Line], texts: list[CellText], reader: Reader) -> list[CellText]:
    """The texts, longer where the paler ink at a line's ends reads as clear characters after or before the rest."""
    pale = {index: line.wider for index, line in enumerate(lines) if line.wider is not None}
    result = list(texts)
    for index, reading in zip(pale, _read_once(list(pale.values()), reader), strict=True):
        sure = texts[index]
        if not sure.text:
            continue
        before, found, after = reading.text.partition(sure.text)
        more = [*reading.glyphs[: len(before)], *reading.glyphs[len(reading.glyphs) - len(after) :]]
        clear = all(g.score >= _CLEAR and (is_han(g.char) or g.char.isdigit()) for g in more)
        if found and more and len(reading.glyphs) == len(reading.text) and clear:
            result[index] = replace(
                sure,
                text=reading.text,
                glyphs=reading.glyphs,
                confidence=min(sure.confidence, *(g.score for g in more), _PALE_TRUST),
                doubts=(*sure.doubts, "pale ink at the end"),
            )
    return result


def _as_text(line: Line, reading: LineReading, reader: str) -> CellText:
    vote = Vote(reader, reading.text, round(reading.confidence, 4))
    confident_han = any(is_han(g.char) and g.score > 0.9 for g in reading.glyphs)
    upright = _stood_up(line.picture) if line.lies else line.picture
    if not confident_han and is_ditto(upright, line.character):
        return CellText(DITTO, 0.995, votes=(vote,), doubts=("ditto told by shape",))
    if is_blot(line.picture, reading, line.character):
        return CellText("", 0.99, votes=(vote,), doubts=("dirt",))
    whole = with_missing(line.picture, reading, line.character)
    doubts: tuple[str, ...] = () if whole.text == reading.text else ("ink between characters",)
    if without_marks(whole, line.picture.shape[1], line.character) != whole.text:
        doubts = (*doubts, "marks that may be dirt")
        whole = replace(whole, confidence=min(whole.confidence, 0.5))
    return CellText(whole.text, round(whole.confidence, 4), whole.glyphs, (vote,), doubts)
