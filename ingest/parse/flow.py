"""Running text: printed lines put one after the other, each character knowing where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from archive.records import Box
from ingest.pages import Cell, CellText, Glyph, Transcript
from ingest.parse.characters import close_up, is_han, simplified
from ingest.parse.pieces import glyph_at
from ingest.parse.ticks import begins_with_rule, without_ticks
from ingest.parse.upright import along, around, upright

_NEAR: Final = 5
"""Lines above and below that tell where the edges of a column are: on a photographed page they drift."""
_EDGE: Final = 0.2
"""Share of the lines nearby that reach beyond the edge of their column: marks hang over it, dirt lies outside."""
_HANGS: Final = 1.0
"""Characters by which the left edge nearby lies further in than it does a little farther off, where only the first
lines of paragraphs stand out to it and few of them are near."""
_BROKEN_OFF: Final = (1.2, 0.7)
"""Characters of white at the end of a line, and at the start of the next one, from which on one may be missing."""
WHITE: Final = 1.6
"""Steps of the type's pitch from a character to the next, where a comma or white stands between them."""
_COMMAS: Final = frozenset("，,；;")
_MARK_LOST: Final = 0.5
"""Characters of white at the end of a line from which on a mark may have stood there."""
_MARKS: Final = frozenset(".,，。、;:；：·")
_HARDLY: Final = 0.6
"""Score, that of a mark for which it might be taken counted in, below which a mark parts nothing for sure."""
_HARDLY_AT_END: Final = 0.9
"""The same at the end of a line that goes on, where the dirt of the edge lies: of 15 that scored less, 2 were such."""
_POINT: Final = re.compile(r"(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])")
"""A mark that ends no sentence where others end with 。."""
_DIRT: Final = re.compile(
    r"(?<=[在于系任])[.,，·。](?=[\u3400-\u9fff])|(?<=[在于][\u3400-\u9fff])[.·](?=[\u3400-\u9fff])|"
    r"(?<=[\u3400-\u9fff])[·•*'`^~°\"_](?=[\u3400-\u9fff])|(?<=\D1[89]\d)[.,，·](?=\d年)|(?<=\D1[89])[.,，·](?=\d\d年)|"
    r"(?<=[军师旅团]\d)[.,，·](?=\d{1,2}[师旅团营连])|"
    r"(?<=年\d)[.,，·。](?=月)|(?<=年1[0-2])[.,，·。](?=月)|(?<=月\d)[.,，·。](?=[日号])|(?<=月[12]\d)[.,，·。](?=[日号])|"
    r"(?<=月3[01])[.,，·。](?=[日号])"
)
_ZERO: Final = re.compile(
    r"(?<=一[八九])[。○□oO](?=[一二三四五六七八九〇○oO]年)|(?<=一[八九][一二三四五六七八九〇○oO])[。○□oO](?=年)"
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a text column; `indent` and `short` are the white before and after it, in characters of its column.

    `box` is None where it stands on another page than the text that it belongs to. What was read as a piece of a rule
    stood before one that is `ruled`.
    """

    text: CellText
    box: Box | None
    indent: float
    short: float
    ruled: bool = False


def printed_lines(transcript: Transcript) -> list[PrintedLine]:
    """The lines of all text columns that hold print, in reading order."""
    lines: list[PrintedLine] = []
    for table in transcript.tables:
        cells = [
            replace(cell, text=replace(cell.text, text=close_up(cell.text.text)))
            for cell in table.cells
            if cell.text.text.strip()
        ]
        own = _of_column(transcript, [without_ticks(cell, transcript.line_turns) for cell in cells])
        lines += [replace(line, ruled=begins_with_rule(cell)) for line, cell in zip(own, cells, strict=True)]
    return lines


def _of_column(transcript: Transcript, cells: list[Cell]) -> list[PrintedLine]:
    def stood_up(box: Box) -> Box:
        return upright(box, transcript.width, transcript.height, transcript.line_turns)

    inks = [stood_up(cell.ink or cell.box) for cell in cells]
    columns = [stood_up(cell.box) for cell in cells]
    pitch = median([ink.width / len(cell.text.text) for ink, cell in zip(inks, cells, strict=True)]) if cells else 1.0
    before = [(ink.x - column.x) / pitch for ink, column in zip(inks, columns, strict=True)]
    after = [(column.x + column.width - ink.x - ink.width) / pitch for ink, column in zip(inks, columns, strict=True)]
    indents, shorts = _from_edge(before, _outer(before, _edges(before))), _from_edge(after, _edges(after))
    return [
        PrintedLine(cell.text, cell.ink or cell.box, left, right)
        for cell, left, right in zip(cells, indents, shorts, strict=True)
    ]


def _from_edge(white: Sequence[float], edges: Sequence[float]) -> list[float]:
    """The white before, or after, each line, from the edge of its column there; below 0 beyond it."""
    return [own - edge for own, edge in zip(white, edges, strict=True)]


def _edges(white: Sequence[float]) -> list[float]:
    """The edge that the lines near each line have, as white before or after it."""
    near = [sorted(white[max(0, number - _NEAR) : number + _NEAR + 1]) for number in range(len(white))]
    return [nearby[int(_EDGE * len(nearby))] for nearby in near]


def _outer(white: Sequence[float], edges: Sequence[float]) -> list[float]:
    """The left edges, those of first lines which stand out equally far where the edges nearby are of other lines."""
    found, wide = [], 4 * _NEAR + 1
    for number, edge in enumerate(edges):
        start = max(0, min(number - 2 * _NEAR, len(white) - wide))
        first, second = sorted([*white[start : start + wide], edge])[:2]
        found.append(second if edge - second > _HANGS and second - first < _HANGS / 2 else edge)
    return found


class Flow:
    """Lines read as one text; `words` is what they print without a break, in simplified characters."""

    def __init__(self, lines: Sequence[PrintedLine], quarter_turns: int, hanging: float = 0.0) -> None:
        """The lines; those that begin no paragraph stand `hanging` characters further in than the others as a rule."""
        self.lines = tuple(lines)
        self.hanging = hanging
        self._quarter_turns = quarter_turns
        every = [(n, i) for n, line in enumerate(lines) for i in range(len(line.text.text))]
        self._places = _without_dirt(every, lines)
        self._dirt = frozenset(every) - frozenset(self._places)
        self.printed = _with_zeros("".join(lines[n].text.text[i] for n, i in self._places))
        self._glyphs = [glyph_at(line.text) for line in lines]

    @cached_property
    def words(self) -> str:
        """The text for comparing, as long as the printed one."""
        simple = simplified(self.printed)
        return simple if len(simple) == len(self.printed) else self.printed

    @property
    def box(self) -> Box:
        """What encloses all lines of its own page."""
        return around([line.box for line in self.lines if line.box is not None])

    @property
    def on_own_page(self) -> str:
        """What is printed of it on its own page."""
        return "".join(
            char for (n, _), char in zip(self._places, self.printed, strict=True) if self.lines[n].box is not None
        )

    def text(self, start: int, end: int) -> CellText:
        """What stands from `start` to `end`, as sure as the least sure of its own characters."""
        places = self._places[start:end]
        lines = sorted({n for n, _ in places})
        glyphs = tuple(replace(self._glyphs[n][i], line=n) for n, i in places if self._glyphs[n])
        known = len(glyphs) == len(places)
        confidence = min((g.score for g in glyphs), default=1.0) if known else self._least(lines)
        doubts = tuple(dict.fromkeys(doubt for n in lines for doubt in self.lines[n].text.doubts))
        printed = self.printed[start:end]
        glyphs = tuple(replace(g, char=char) for g, char in zip(glyphs, printed, strict=False)) if known else ()
        return CellText(printed, confidence, glyphs, doubts=doubts)

    def _least(self, lines: Sequence[int]) -> float:
        return min((self.lines[n].text.confidence for n in lines), default=1.0)

    def part(self, start: int, end: int) -> Box | None:
        """What frames the characters from `start` to `end` on their own page, over all the lines they stand on."""
        boxes = []
        for n in sorted({n for n, _ in self._places[start:end]}):
            own = [i for line, i in self._places[start:end] if line == n]
            if (box := self._stretch(n, own[0], own[-1] + 1)) is not None:
                boxes.append(box)
        return around(boxes) if boxes else None

    def leaves_page(self, start: int, end: int) -> bool:
        """Whether any of the characters from `start` to `end` stands on another page."""
        return any(self.lines[n].box is None for n, _ in self._places[start:end])

    def _stretch(self, n: int, start: int, end: int) -> Box | None:
        box, glyphs = self.lines[n].box, self._glyphs[n]
        if not glyphs or box is None:
            return box
        first = (glyphs[start - 1].at + glyphs[start].at) / 2 if start else 0.0
        last = (glyphs[end - 1].at + glyphs[end].at) / 2 if end < len(glyphs) else 1.0
        return along(box, first, last, self._quarter_turns)

    def is_broken_off(self, start: int, end: int) -> bool:
        """Whether the print from `start` to `end` reaches a line's end or start that leaves room for a character.

        Of what begins a line, that room may be at the end of the line before. Where white stands for commas, one may
        have stood there.
        """
        comma = 1.0 if self.has_white_for_marks else 0.0
        at_end, at_start = (least + comma for least in _BROKEN_OFF)
        for n in {n for n, _ in self._places[start:end]}:
            own = [i for line, i in self._places[start:end] if line == n]
            ends = own[-1] == len(self.lines[n].text.text) - 1 and n < len(self.lines) - 1
            begins = own[0] == 0 and n > 0
            if (ends and self.lines[n].short >= at_end) or (
                begins and (self._further_in(n) >= at_start or self.lines[n - 1].short >= at_end)
            ):
                return True
        return False

    def _further_in(self, n: int) -> float:
        """The white before a line that begins no paragraph, beyond what stands before others."""
        return self.lines[n].indent - self.hanging

    @cached_property
    def has_white_for_marks(self) -> bool:
        """Whether clauses are parted by white rather than by commas."""
        white = sum(self.gap(index) >= WHITE for index in range(1, len(self.words)))
        return white > sum(char in _COMMAS for char in self.words)

    def short_ends(self, start: int, end: int) -> list[int]:
        """Where between `start` and `end` a line begins while the one before leaves room for a mark at its end, or it
        itself at its start."""
        places = enumerate(pairwise(self._places[start:end]), start + 1)
        return [
            at
            for at, ((n, _), (after, _)) in places
            if after != n and max(self.lines[n].short, self._further_in(after)) >= _MARK_LOST
        ]

    def is_hardly_parted(self, start: int, end: int) -> bool:
        """Whether the mark before or after the characters from `start` to `end` is more likely dirt, or another."""
        for n, i in (*self._places[max(0, start - 1) : start], *self._places[end : end + 1]):
            glyphs = self._glyphs[n]
            if glyphs and glyphs[i].char in _MARKS:
                mark = glyphs[i]
                ends = i == len(glyphs) - 1 and n < len(self.lines) - 1
                least = _HARDLY_AT_END if ends else _HARDLY
                if mark.score + (mark.other_score if mark.other in _MARKS else 0.0) < least:
                    return True
        return False

    def is_marked(self, start: int, end: int) -> bool:
        """Whether a mark was taken for dirt, or a rule, among the characters from `start` to `end` or beside them."""
        places = self._places[start:end]
        return any({(n, i - 1), (n, i + 1)} & self._dirt or (not i and self.lines[n].ruled) for n, i in places)

    def gap(self, index: int) -> float:
        """The step to the character at `index` from the one before it, in pitches of its line; 0.0 if not known."""
        n, i = self._places[index]
        steps = _steps(self._glyphs[n])
        return steps[i - 1] / _pitch(self._glyphs[n]) if 0 < i <= len(steps) else 0.0


def _without_dirt(places: list[tuple[int, int]], lines: Sequence[PrintedLine]) -> list[tuple[int, int]]:
    """The places of characters without those of marks that no sentence has there: 党·员, 195. | 0年."""
    printed = "".join(lines[n].text.text[i] for n, i in places)
    marks = [_DIRT, _POINT] if "。" in printed else [_DIRT]
    dirt = {place for mark in marks for found in mark.finditer(printed) for place in range(*found.span())}
    return [place for number, place in enumerate(places) if number not in dirt]


def _with_zeros(printed: str) -> str:
    """The text with 〇 where something else stands for it in a year (一九。八年): there nothing else can."""
    return _ZERO.sub("〇", printed)


def _steps(glyphs: Sequence[Glyph]) -> list[float]:
    return [after.at - before.at for before, after in pairwise(glyphs)]


def _pitch(glyphs: Sequence[Glyph]) -> float:
    """The usual step between two Chinese characters of a line."""
    pairs = pairwise(glyphs)
    steps = [after.at - before.at for before, after in pairs if is_han(before.char) and is_han(after.char)]
    return max(1e-6, median(steps)) if steps else 1.0
