"""Reading lines of print: the first reader, a look at its blind spots, and a second opinion where it hesitates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.records import Vote
from ingest.pages import CellText, Glyph
from ingest.readers import closer, looks
from ingest.readers.against_print import Print, held_against_print
from ingest.readers.bars import with_bars_counted
from ingest.readers.blind_spots import (
    DITTO,
    ILLEGIBLE,
    blot,
    has_letter,
    is_han,
    is_mark,
    with_missing,
    without_marks,
    without_specks,
)
from ingest.readers.crowding import uncrowded
from ingest.readers.ditto_marks import Likeness, Mark
from ingest.readers.lines import LineReading, Reader
from ingest.readers.lost_figures import has_lost_figure
from ingest.readers.script import in_script_of_page, is_traditional
from ingest.readers.unaccounted import UNREAD, has_unread_ink
from ingest.readers.white import without_guesses
from ingest.rectify.light import Grey

_SURE = 0.97
"""Below this score of its weakest character, a line is shown to the second reader too."""
_CLEAR = 0.9
"""Score from which pale ink is taken for a faded character."""
_POSSIBLE = 0.3
"""Score from which it may be one."""
_SINGLE = 1.35
"""Times its height that the picture of a single character is wide at most, the air round it counted."""
_TOLD = 0.995
_MAYBE = 0.5
"""What a ditto mark told by its shape can be trusted, and one that is less than sure."""
_SPECK = 0.4
"""Character heights up to which a spot alone in its cell is dirt; a larger one may be print that nobody read."""
PALE = "pale ink at the end"
"""What a text is in doubt for when paler ink was read with it."""
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
    runs: bool = False
    """Whether it is a line of sentences, in which punctuation stands anywhere."""
    ditto: Mark | None = None
    """The ditto mark that its ink looks like, alone in its cell."""

    def stood_up(self) -> Line:
        """The line, turned back if it is a single character that lies: readers know only lines of such."""
        height, width = self.picture.shape
        if not self.lies or self.wider is not None or width > _SINGLE * height:
            return self
        return Line(closer.stood_up(self.picture), self.character, ditto=self.ditto)


def read_lines(
    lines: Sequence[Line], first: Reader, second: Reader, traditional: Reader | None = None
) -> list[CellText]:
    """What stands in each line. Equal pictures are read once.

    `traditional` is the second reader of vertical columns, which are of old print; without one they have none.
    """
    lines = [line.stood_up() for line in lines]
    once = _read_once([line.picture for line in lines], first)
    readings = _looked_at_twice(lines, once, first)
    letters = [has_letter(before) and not has_letter(after) for before, after in zip(once, readings, strict=True)]
    seen = _looked_at_often(lines, readings, first)
    seen = [replace(each, letters=lost) for each, lost in zip(seen, letters, strict=True)]
    texts = [_as_text(line, each, first.name) for line, each in zip(lines, seen, strict=True)]
    texts = in_script_of_page(_looked_at_closer(lines, texts, first))
    texts = _held_against_print(lines, _with_pale_ends(lines, texts, first))
    hesitant = [n for n, text in enumerate(texts) if text.text not in ("", DITTO) and text.confidence < _SURE]
    across = [n for n in hesitant if not lines[n].lies]
    texts = _with_opinions(texts, across, [lines[n].picture for n in across], second)
    if traditional is not None:
        down = [n for n in hesitant if lines[n].lies]
        upright = [closer.set_across(lines[n].picture, texts[n], lines[n].character) for n in down]
        texts = _with_opinions(texts, down, upright, traditional)
    return texts


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line's reading, whether other looks at the line gave another text, and whether dirt was read as letters."""

    reading: LineReading
    differ: bool = False
    letters: bool = False


def _looked_at_often(lines: Sequence[Line], readings: Sequence[LineReading], reader: Reader) -> list[_Seen]:
    """The readings, those of the hesitant lines weighed from several looks at each."""
    hesitant = [n for n, own in enumerate(readings) if own.confidence < _SURE and any(map(is_han, own.text))]
    pictures = [looks.pictures(lines[n].picture) for n in hesitant]
    more = iter(_read_once([picture for own in pictures for picture in own], reader))
    result = [_Seen(reading) for reading in readings]
    for n, own in zip(hesitant, pictures, strict=True):
        others = [next(more) for _ in own]
        reading = looks.weighed(readings[n], others)
        result[n] = _Seen(reading, any(other.text != reading.text for other in (readings[n], *others)))
    return result


def _held_against_print(lines: Sequence[Line], texts: list[CellText]) -> list[CellText]:
    pictures = [
        line.wider if line.wider is not None and PALE in text.doubts else line.picture
        for line, text in zip(lines, texts, strict=True)
    ]
    prints = [Print(picture, line.character, line.lies) for picture, line in zip(pictures, lines, strict=True)]
    held = held_against_print(prints, texts, simplified=not is_traditional(texts))
    return [
        with_bars_counted(line.picture, text, line.character, lies=line.lies)
        for line, text in zip(prints, held, strict=True)
    ]


def _with_opinions(
    texts: list[CellText], hesitant: Sequence[int], pictures: Sequence[Grey], reader: Reader
) -> list[CellText]:
    """The texts, those of the hesitant lines with what another reader makes of their pictures."""
    result = list(texts)
    for index, opinion in zip(hesitant, _read_once(pictures, reader), strict=True):
        text, vote = texts[index], Vote(reader.name, opinion.text, round(opinion.confidence, 4))
        differ = () if opinion.text == text.text else ("readers differ",)
        result[index] = replace(text, votes=(*text.votes, vote), doubts=(*text.doubts, *differ))
    return result


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
        if (clean := without_specks(line.picture, reading, line.character, runs=line.runs)) is not None
    }
    again = _read_once(list(cleaned.values()), reader)
    result = list(readings)
    for index, reading in zip(cleaned, again, strict=True):
        line = lines[index]
        expected = without_marks(readings[index], line.picture.shape[1], line.character, runs=line.runs)
        if _is_same_but_for_guesses(reading, expected, readings[index]):
            result[index] = reading
    return result


def _is_same_but_for_guesses(reading: LineReading, expected: str, before: LineReading) -> bool:
    """Whether a line without its dirt reads as `expected`, the characters aside that were guesses `before`."""
    guesses = {glyph.char for glyph in before.glyphs if glyph.score < _CLEAR}
    return len(reading.text) == len(expected) and all(
        one == other or other in guesses for one, other in zip(reading.text, expected, strict=True)
    )


def _with_pale_ends(lines: Sequence[Line], texts: list[CellText], reader: Reader) -> list[CellText]:
    """The texts, longer where the paler ink at a line's ends reads as clear characters after or before the rest.

    Where more is read with it that may be print, or more clear characters, but not the same ones besides, it is ink
    that was not read.
    """
    pale = {index: line.wider for index, line in enumerate(lines) if line.wider is not None}
    result = list(texts)
    for index, reading in zip(pale, _read_once(list(pale.values()), reader), strict=True):
        sure = texts[index]
        if not sure.text:
            continue
        before, found, after = reading.text.partition(sure.text)
        more = [*reading.glyphs[: len(before)], *reading.glyphs[len(reading.glyphs) - len(after) :]]
        clear = all(map(_is_clear, more))
        if found and more and len(reading.glyphs) == len(reading.text) and clear:
            result[index] = replace(
                sure,
                text=reading.text,
                glyphs=reading.glyphs,
                confidence=min(sure.confidence, *(g.score for g in more), _PALE_TRUST),
                doubts=(*sure.doubts, PALE),
            )
        elif UNREAD not in sure.doubts and (
            any(map(_may_be_print, more)) if found else sum(map(_is_clear, reading.glyphs)) > len(sure.text)
        ):
            result[index] = replace(sure, doubts=(*sure.doubts, UNREAD))
    return result


def _is_clear(glyph: Glyph) -> bool:
    return glyph.score >= _CLEAR and (is_han(glyph.char) or glyph.char.isdigit())


def _may_be_print(glyph: Glyph) -> bool:
    return glyph.score >= _POSSIBLE and not is_mark(glyph.char)


def _looked_at_closer(lines: Sequence[Line], texts: list[CellText], reader: Reader) -> list[CellText]:
    """The texts, better where single characters of theirs say more by themselves."""
    found = [closer.places(text, lies=line.lies) for line, text in zip(lines, texts, strict=True)]
    pictures = [
        closer.cut_out(line.picture, text.glyphs[number], line.character, lies=line.lies)
        for line, text, numbers in zip(lines, texts, found, strict=True)
        for number in numbers
    ]
    readings = iter(_read_once(pictures, reader))
    return [
        closer.with_closer_looks(text, numbers, [next(readings) for _ in numbers])
        for text, numbers in zip(texts, found, strict=True)
    ]


def _as_text(line: Line, seen: _Seen, reader: str) -> CellText:
    vote = Vote(reader, seen.reading.text, round(seen.reading.confidence, 4))
    reading = uncrowded(seen.reading, line.picture.shape[1], line.character)
    if line.ditto is not None and not any(is_han(g.char) and g.score > _CLEAR for g in reading.glyphs):
        told = (
            (_TOLD, "ditto told by shape") if line.ditto.likeness is Likeness.SURE else (_MAYBE, "may be a ditto mark")
        )
        return CellText(DITTO, told[0], votes=(vote,), doubts=(told[1],))
    if (size := blot(line.picture, reading, line.character)) is not None:
        is_dirt = size <= _SPECK
        return CellText("", 0.99 if is_dirt else _MAYBE, votes=(vote,), doubts=("dirt",) if is_dirt else (UNREAD,))
    reading = without_guesses(line.picture, reading, line.character)
    whole = with_missing(line.picture, reading, line.character, runs=line.runs)
    doubts: tuple[str, ...] = (looks.LOOKS_DIFFER,) if seen.differ else ()
    # A ring in a year is told by its shape; of 140 such on rendered pages none was anything else.
    if ILLEGIBLE in whole.text:
        doubts = (*doubts, "ink between characters")
    lost = not line.lies and has_lost_figure(line.picture, whole.glyphs, line.character)
    if lost or has_unread_ink(line.picture, whole.glyphs, line.character):
        doubts = (*doubts, UNREAD)
    if seen.letters or without_marks(whole, line.picture.shape[1], line.character, runs=line.runs) != whole.text:
        doubts = (*doubts, "marks that may be dirt")
        whole = replace(whole, confidence=min(whole.confidence, 0.5))
    return CellText(whole.text, round(whole.confidence, 4), whole.glyphs, (vote,), doubts)
