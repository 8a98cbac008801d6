"""Segments of print → columns of running text and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flat import Flat
from ingest.rectify.segments import Segment

MOST_COLUMNS: Final = 3
"""Columns of running text that a page has at most."""
_SEVERAL: Final = 3
"""Lines that tell how high they are, and how far apart, at least."""
_LEAST_LINES: Final = 4
"""Lines on a page from which on it may be prose."""
_NARROWEST: Final = 9.0
"""Character heights that a column of prose is wide at least, and that half of its lines are long."""
_GUTTER: Final = 0.8
"""Character heights of white that part two columns at least; marks that hang over the edge take some of it."""
_NARROW_GUTTER: Final = 1.6
"""Character heights up to which white beside a stretch too narrow for a column stands within one column."""
_NAME: Final = 6.0
"""Character heights that a name is wide at most which is set apart, larger than the text behind it."""
_BEHIND_NAME: Final = 3.5
"""Character heights of white behind it at most."""
_COVERED: Final = 0.12
"""Share of the usual number of lines that reach into a gutter or a margin at most: titles, page numbers."""
_EVEN: Final = 1.4
"""Times the distance of lines in one column that those of another are apart at most."""
_WORD_GAP: Final = 1.9
"""Character heights of white that a line of prose has once at most: a comma after a bracket leaves as much."""
_WIDE_GAP: Final = 2.8
"""Character heights of white that it has only now and then."""
_GAPPED: Final = 0.2
"""Share of lines with such white at most."""
_FAINT: Final = 0.2
"""Share of its line's ink from which on what stands between two segments is print too faint to be seen, not white."""
_GOES_ON: Final = 0.4
"""Share of its line's ink from which on what stands beyond its ends is its print: the leaf's other side is paler."""
_BREATH: Final = 1.3
"""Character heights of white over which such print is followed: a comma takes as much."""
_BROAD: Final = 0.5
"""Character heights over which such ink is taken together; grain and single specks come to nothing then."""
_WORDS: Final = 2.0
"""Character heights from which on it is words that stand together: no mark, no speck, no character of a seal."""
_WORD: Final = 0.5
"""Character heights that words are wide and high at least; what is smaller is a mark, a thin character or dirt."""
_MARK_GAP: Final = 1.2
"""Character heights of white between a mark and its line at most."""
_TALL: Final = 0.7
"""Character heights from which on a thin mark is a character (1) or what is left of one (十)."""
_TALL_GAP: Final = 2.2
"""Character heights of white between such a mark and its line at most."""
_LARGE: Final = 1.3
"""Times the usual height from which on a line is a title."""
_APART: Final = 1.5
"""Times the usual distance of lines from which on the first or last line does not belong to the text."""
_PIECE: Final = 1.5
"""Line heights that a piece of a seal is wide at most."""
_OFF: Final = 0.25
"""Share of the usual distance of lines by which it stands nearer to the text or farther from it than a line does."""
_FILLED: Final = 0.8
"""Share of its column's width from which on a line at the usual distance is text, however large it is: the names of
first lines may be, and their ink may run into a mark of the paper."""
_INSET: Final = 4.0
"""Line heights from the edge of its column, more than any indent, from which on such a line is none of the text."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line: the rectangle its ink fills, and from where to where no segment stands in it, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    gaps: tuple[tuple[int, int], ...]

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of running text with its lines from the top down."""

    left: int
    right: int
    lines: tuple[Strip, ...]


def find_columns(segments: Sequence[Segment], flat: Flat, *, names_apart: bool = False) -> list[Column]:
    """The columns of prose from left to right; none where the print of the page is set in any other way.

    Names that begin lines may be set `names_apart`, with white behind them.
    """
    character = flat.character
    blocks = _blocks(segments, character, _WORDS, names_apart=names_apart)
    if not 1 <= len(blocks) <= MOST_COLUMNS:
        return []
    columns = _columns(blocks, segments, character)
    steps = [_step(column.lines, character) for column in columns if len(column.lines) >= _LEAST_LINES]
    if steps and max(steps) > _EVEN * min(steps):
        # Only every second line or so reaches over the white: it stands within lines, not between columns.
        columns = _columns([(blocks[0][0], blocks[-1][1])], segments, character)
    lines = [line for column in columns for line in column.lines]
    if len(lines) < _LEAST_LINES or np.median([s.right - s.left for s in lines]) < _NARROWEST * character:
        return []
    gapped = sum(_is_gapped(_behind_name(line, character) if names_apart else line, flat) for line in lines)
    return [_with_faint_ends(column, flat) for column in columns] if gapped <= _GAPPED * len(lines) else []


def _with_faint_ends(column: Column, flat: Flat) -> Column:
    """The column, its lines as long as their print goes on within it, though it is too faint there to be seen."""
    return replace(column, lines=tuple(_with_faint_end(line, column, flat) for line in column.lines))


def _with_faint_end(line: Strip, column: Column, flat: Flat) -> Strip:
    level, paper, own = _ink_along(line, flat)
    inked = np.flatnonzero(level[column.left : column.right] >= paper + _GOES_ON * (own - paper)) + column.left
    left, right, breath = line.left, line.right, _BREATH * flat.character
    for place in inked[inked < left][::-1].tolist():
        if left - place > breath:
            break
        left = place
    for place in inked[inked >= right].tolist():
        if place - right > breath:
            break
        right = place
    # What is no wider than the blur of the last character's edge is that.
    least = _BROAD * flat.character
    return replace(
        line,
        left=left if line.left - left > least else line.left,
        right=right if right - line.right > least else line.right,
    )


def _columns(blocks: Sequence[tuple[int, int]], segments: Sequence[Segment], character: float) -> list[Column]:
    columns = [_column(block, blocks, segments, character) for block in blocks]
    return [column for column in columns if column.lines]


def _step(lines: Sequence[Strip], character: float) -> float:
    """The usual distance of lines, of which there are several."""
    return float(np.median([b.middle - a.middle for a, b in pairwise(_telling(lines, character))]))


def _telling(lines: Sequence[Strip], character: float) -> Sequence[Strip]:
    """The lines of words, if they are several: in a short column there may be more ticks of a pencil than lines."""
    words = [line for line in lines if line.right - line.left >= _WORDS * character]
    return words if len(words) >= _SEVERAL else lines


def _behind_name(line: Strip, character: float) -> Strip:
    """The line without the white behind the name that it begins with."""
    first = next((number for number, gap in enumerate(line.gaps) if gap[1] - gap[0] > _WORD_GAP * character), None)
    if first is None or line.gaps[first][0] - line.left > _NAME * character:
        return line
    return replace(line, gaps=line.gaps[:first] + line.gaps[first + 1 :])


def _is_gapped(line: Strip, flat: Flat) -> bool:
    """Whether a line has white as columns and lists have it."""
    wide = [gap for gap in line.gaps if gap[1] - gap[0] > _WORD_GAP * flat.character]
    white = [_white(line, gap, flat) / flat.character for gap in wide]
    return sum(each > _WORD_GAP for each in white) > 1 or max(white, default=0) > _WIDE_GAP


def _white(line: Strip, gap: tuple[int, int], flat: Flat) -> int:
    """The pixels of the longest stretch between two segments of a line that is as white as paper.

    Where a page is unevenly faint, words are missing among the segments whose strokes can still be told from paper
    once a whole stretch of them is taken together.
    """
    level, paper, own = _ink_along(line, flat)
    white = level[gap[0] : gap[1]] < paper + _FAINT * (own - paper)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], white, [False]]).astype(np.int8)))
    return int(np.max(edges[1::2] - edges[::2], initial=0))


def _ink_along(line: Strip, flat: Flat) -> tuple[NDArray[np.float32], float, float]:
    """How much ink there is on a line's level all over the page, how much on white paper, and how much in the line."""
    ink = 255.0 - flat.pixels[line.top : line.bottom].astype(np.float32).mean(axis=0)
    broad = max(3, round(_BROAD * flat.character)) | 1
    level = np.asarray(cv2.blur(ink[None], (broad, 1))[0])
    beside = [level[before[1] : after[0]] for before, after in pairwise([(0, line.left), *line.gaps, (line.right, 0)])]
    return level, float(level.min()), float(np.median(np.concatenate(beside)))


def _blocks(
    segments: Sequence[Segment], character: float, least: float, *, names_apart: bool = False
) -> list[tuple[int, int]]:
    """Left and right of the stretches across the page that most lines fill; [] where one is no column of prose.

    What is filled is told by what is `least` character heights wide at least.
    """
    words = [s for s in segments if s.width >= least * character and s.height <= 1.8 * character]
    if not words:
        return []
    covered = np.zeros(max(s.right for s in words) + 1, int)
    for word in words:
        covered[word.left : word.right] += 1
    usual = float(np.quantile(covered[covered > 0], 0.75))
    filled = covered > _COVERED * usual
    edges = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    blocks: list[tuple[int, int]] = []
    for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        name = names_apart and bool(blocks) and blocks[-1][1] - blocks[-1][0] <= _NAME * character
        allowed = _BEHIND_NAME * character if name else _allowed(blocks[-1], (left, right), character) if blocks else 0
        if blocks and left - blocks[-1][1] < allowed:
            blocks[-1] = (blocks[-1][0], right)
        else:
            blocks.append((left, right))
    wide = [block for block in blocks if block[1] - block[0] >= _NARROWEST * character]
    narrow = sum(right - left for left, right in blocks) - sum(right - left for left, right in wide)
    if narrow <= 2 * character:
        return wide
    # Where all entries begin alike, a single character, 男, may stand alone between two stretches of words.
    return _blocks(segments, character, _WORD, names_apart=names_apart) if wide and least > _WORD else []


def _allowed(before: tuple[int, int], after: tuple[int, int], character: float) -> float:
    """White that may stand between two stretches of one column; more where one of them is no column by itself."""
    narrow = min(before[1] - before[0], after[1] - after[0]) < _NARROWEST * character
    return (_NARROW_GUTTER if narrow else _GUTTER) * character


def _column(
    block: tuple[int, int], blocks: Sequence[tuple[int, int]], segments: Sequence[Segment], character: float
) -> Column:
    left, right = block
    reach = 1.5 * character

    def is_own(segment: Segment) -> bool:
        """Whether it stands in this column, whose edges may drift down the page, and runs into no other."""
        others = (min(segment.right, b[1]) - max(segment.left, b[0]) for b in blocks if b != block)
        return left - reach < (segment.left + segment.right) / 2 < right + reach and max(others, default=0) <= reach

    lines = _without_furniture(_lines([s for s in segments if is_own(s)], character), left, character)
    if not lines:
        return Column(left, right, ())
    return Column(min(line.left for line in lines), max(line.right for line in lines), tuple(lines))


def _lines(segments: Sequence[Segment], character: float) -> list[Strip]:
    """Segments put together into lines, the widest first; what is small belongs to the line beside it or is dirt."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -s.width):
        own = next((line for line in lines if _stands_on(segment, line, character)), None)
        if own is not None:
            own.append(segment)
        elif segment.width >= _WORD * character and segment.height >= _WORD * character:
            lines.append([segment])
    return sorted((_strip(line) for line in lines), key=lambda line: line.middle)


def _stands_on(segment: Segment, line: list[Segment], character: float) -> bool:
    """Whether a segment stands on the line whose widest segment comes first; dirt lies beside none."""
    first = line[0]
    if segment.width >= _WORD * character and segment.height >= _WORD * character:
        shared = min(first.bottom, segment.bottom) - max(first.top, segment.top)
        return shared >= 0.5 * min(first.height, segment.height)
    reach = (_TALL_GAP if segment.height >= _TALL * character else _MARK_GAP) * character
    near = min(max(segment.left - s.right, s.left - segment.right) for s in line) <= reach
    return near and first.top - 0.2 * character <= segment.middle <= first.bottom + 0.2 * character


def _strip(segments: list[Segment]) -> Strip:
    order = sorted(segments, key=lambda s: s.left)
    gaps = tuple((before.right, after.left) for before, after in pairwise(order))
    return Strip(
        min(s.left for s in order),
        min(s.top for s in order),
        max(s.right for s in order),
        max(s.bottom for s in order),
        gaps,
    )


def _without_furniture(lines: list[Strip], left: int, character: float) -> list[Strip]:
    """The lines without titles, running heads and page numbers above and below them."""
    if len(lines) < _SEVERAL:
        return lines
    height = float(np.median([line.bottom - line.top for line in _telling(lines, character)]))
    step = _step(lines, character)
    wide = max(line.right for line in lines) - min(line.left for line in lines)

    def strange(line: Strip, neighbour: Strip) -> bool:
        apart = abs(line.middle - neighbour.middle)
        if line.right - line.left >= _FILLED * wide and abs(apart - step) <= _OFF * step:
            return False
        inset = apart > _APART * step and line.left - left > _INSET * height
        # A piece of a seal stands off the lines; the few characters of a sentence's end stand on the next one.
        piece = line.right - line.left < _PIECE * height and abs(apart - step) > _OFF * step
        return line.bottom - line.top > _LARGE * height or inset or piece

    while len(lines) > 2 and strange(lines[0], lines[1]):
        lines = lines[1:]
    while len(lines) > 2 and strange(lines[-1], lines[-2]):
        lines = lines[:-1]
    return lines
