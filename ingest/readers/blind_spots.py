"""What the first reader cannot see, told by the shape and the spacing of the ink.

Measured on rendered rosters, the recogniser is blind in a few places and sure of itself there: the zero 〇 is passed
over, dirt becomes punctuation (the ditto mark 〃 has a room of its own, `ditto_marks`). Type is set on an even pitch,
so ink that no character accounts for, and a point that has no room of its own, give these away.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pages import Glyph
from ingest.readers.lines import LineReading
from ingest.rectify.components import connected
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

DITTO = "〃"
ZERO = "〇"
ILLEGIBLE = "□"
NUMERALS = frozenset("一二三四五六七八九十")
_OF_DATES = NUMERALS | {ZERO, "年", "月", "日"}
_DARK = 0.45
"""Share of the way from paper to the darkest print from which on ink between characters is one more of them."""
_PALE = 0.3
"""The same within a date, where a thin ring or a level stroke is all that tells one year from another."""
_ZERO_LOOKALIKES = frozenset("0OoQ○口〇。")
_MARKS = frozenset(".,·•●。，、*-_'\"`:;!^~°‘’“”'′″¨˙…—|/\\")
"""What the reader makes of dirt."""
_NEVER_SET = frozenset("^`")
"""Those marks that rosters are never set with."""
_PUNCTUATION = frozenset(".,。，、;:")
"""Those marks that sentences need, so that in running text they are what they look like."""
_LOW = frozenset(".,")
_NEVER_IN_TWO = _LOW | frozenset("，·•")
"""Those marks that two Chinese characters, set apart to fill a name's room, never have between them."""
_ADRIFT = 2.3
"""Character heights that two Chinese characters are apart at least where a point or comma between them lies in white
that is wider than it needs."""
_OF_RINGS = (0.45, 0.3, 0.2)
"""Shares of the way from paper to the darkest print at which a ring is looked for."""
_SLACK = 0.5
"""Pitches that a line may be longer than its characters are."""
_SLACK_OF_DATES = 0.35
"""The same in a date, where a bar that is left over makes another year."""
_ROOM = (1.5, 2.7)
"""Pitches from one character to the next between which a third fits; less is the doubtful place of 二 or 三."""
_KANA = ("\u3040", "\u30ff")
"""Japanese syllables stand in no roster; they are what the reader makes of stains."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Connected ink of a line picture: one row (left, top, right, bottom) a piece, in pixels, and the mask."""

    mask: NDArray[np.bool_]
    boxes: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """The longer side of each piece."""
        return np.asarray(np.maximum(self.boxes[:, 2] - self.boxes[:, 0], self.boxes[:, 3] - self.boxes[:, 1]))

    @property
    def middles(self) -> NDArray[np.float64]:
        """The horizontal middle of each piece."""
        return np.asarray((self.boxes[:, 0] + self.boxes[:, 2]) / 2)


def shapes_of(line: Grey, share: float = 0.3) -> Shapes:
    """The ink of a line picture: darker than `share` of the way from its paper to its darkest print."""
    smooth = np.asarray(cv2.GaussianBlur(line, (3, 3), 0), np.uint8)
    shades = Shades.of(smooth)
    paper, darkest = shades.median, shades.quantile(0.01)
    mask = smooth < paper - max(18.0, share * (paper - darkest))
    _, pieces = connected(mask.astype(np.uint8))
    left, top, wide, high, _ = pieces[1:].T
    return Shapes(mask, np.stack([left, top, left + wide, top + high], axis=1))


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one (or 〇)."""
    return "\u3400" <= char <= "\u9fff" or char == ZERO or ord(char[0]) >= 0x20000


def blot(line: Grey, reading: LineReading, character: float) -> float | None:
    """How large, in character heights, the spot is that a line holds and nothing else; None if it holds more.

    It is smaller than any character but the smallest, and was read as some mark or as nothing.
    """
    if not all(is_mark(g.char) for g in reading.glyphs):
        return None
    boxes = (shapes := shapes_of(line)).boxes[shapes.sizes >= 0.1 * character]
    size = (boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)).max() / character if len(boxes) else 0.0
    return float(size) if size <= 0.5 else None


def has_ring(shapes: Shapes, left: float, right: float, character: float) -> bool:
    """Whether a round ring, the zero 〇, stands between two positions of the line."""
    window = shapes.mask[:, max(0, round(left)) : max(0, round(right))].astype(np.uint8)
    if window.size == 0:
        return False
    contours, tree = cv2.findContours(window, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for contour, (_, _, child, parent) in zip(contours, tree[0] if tree is not None else [], strict=True):
        if parent >= 0 or child < 0:
            continue
        _, _, wide, high = cv2.boundingRect(contour)
        filled, hole = cv2.contourArea(contour), cv2.contourArea(contours[child])
        if (
            0.4 * character <= min(wide, high)
            and max(wide, high) <= 1.1 * character
            and 0.7 <= wide / high <= 1.4
            and filled <= 0.9 * wide * high
            and hole >= 0.3 * wide * high
        ):
            return True
    return False


def without_specks(line: Grey, reading: LineReading, character: float, *, runs: bool = False) -> Grey | None:
    """The line's picture with the dirt painted out that the reader took for marks; None if there is none.

    A mark is dirt where it stands before or after the whole text, or between two Chinese characters that
    leave it no room of its own, or far more, and one that is never printed anywhere. So is a letter before or
    after Chinese text: no letter that is printed is as small as what is painted out. Where the text `runs` in
    sentences, their punctuation is no dirt anywhere.
    """
    suspects = _suspects(reading, line.shape[1], character, runs=runs)
    if not suspects:
        return None
    shapes = shapes_of(line)
    small = shapes.sizes <= 0.42 * character
    clean = line.copy()
    paper = int(Shades.of(line).median)
    touched = False
    for left, right in suspects:
        for x0, y0, x1, y1 in shapes.boxes[small & (shapes.middles >= left) & (shapes.middles <= right)]:
            clean[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = paper
            touched = True
    return clean if touched else None


def without_marks(reading: LineReading, width: int, character: float, *, runs: bool = False) -> str:
    """The text without the marks that `without_specks` looks for."""
    doubtful = _doubtful(reading, width, character, runs=runs)
    return "".join(g.char for g, doubt in zip(reading.glyphs, doubtful, strict=True) if not doubt)


def _doubtful(reading: LineReading, width: int, character: float, *, runs: bool) -> list[bool]:
    """For each glyph, whether it is a mark that dirt may have made."""
    glyphs = reading.glyphs
    stray = has_letter(reading)
    marks = [
        (is_mark(g.char) and not (runs and g.char in _PUNCTUATION)) or (stray and _is_letter(g.char)) for g in glyphs
    ]
    real = [i for i, mark in enumerate(marks) if not mark]
    if not real:
        return [False] * len(glyphs)
    doubtful = []
    for index, mark in enumerate(marks):
        outside = index < real[0] or index > real[-1]
        squeezed = False
        if mark and not outside:
            before, after = glyphs[index - 1], glyphs[index + 1]
            apart = (after.at - before.at) * width / character
            alone = len(real) == 2 and glyphs[index].char in _NEVER_IN_TWO
            adrift = not runs and (alone or (glyphs[index].char in _LOW and apart > _ADRIFT))
            squeezed = is_han(before.char) and is_han(after.char) and (apart < 1.5 or adrift)
        doubtful.append(mark and (outside or squeezed or glyphs[index].char in _NEVER_SET))
    return doubtful


def has_letter(reading: LineReading) -> bool:
    """Whether there is a letter of a foreign script in a line of Chinese characters."""
    chars = [glyph.char for glyph in reading.glyphs]
    return any(map(is_han, chars)) and any(map(_is_letter, chars))


def _is_letter(char: str) -> bool:
    """Whether a character is a letter of a foreign script."""
    return char.isalpha() and not is_han(char)


def is_mark(char: str) -> bool:
    """Whether a character is one of those that the reader makes of dirt."""
    return char in _MARKS or _KANA[0] <= char <= _KANA[1]


def _suspects(reading: LineReading, width: int, character: float, *, runs: bool) -> list[tuple[float, float]]:
    """The stretches of the line, in pixels, in which small pieces of ink may be dirt."""
    glyphs = reading.glyphs
    doubtful = _doubtful(reading, width, character, runs=runs)
    if not any(doubtful):
        return []
    real = [i for i, d in enumerate(doubtful) if not d]
    stretches = []
    if doubtful[0]:
        first = glyphs[real[0]]
        stretches.append((0.0, first.at * width - _half(first, character)))
    if doubtful[-1]:
        last = glyphs[real[-1]]
        stretches.append((last.at * width + _half(last, character), float(width)))
    stretches += [
        ((glyphs[i].at * width - 0.35 * character), (glyphs[i].at * width + 0.35 * character))
        for i in range(real[0], real[-1])
        if doubtful[i]
    ]
    return stretches


def _half(glyph: Glyph, character: float) -> float:
    return (0.42 if is_han(glyph.char) else 0.22) * character


def with_missing(line: Grey, reading: LineReading, character: float, *, runs: bool = False) -> LineReading:
    """The reading with what stands in gaps of the type's pitch: 〇 where a ring stands, □ where other ink does.

    Within dates, and where the text `runs` in sentences, which have no gaps, pale ink is enough.
    """
    glyphs = [_zero_told_by_shape(g, before, after) for before, g, after in _with_neighbours(reading.glyphs)]
    if not any(is_han(g.char) for g in glyphs):
        return reading
    width = line.shape[1]
    pitch = pitch_of(glyphs, width, character)
    in_date = any(
        _has_room(a, b, pitch / width) and {a.char, b.char} <= _OF_DATES for a, b in itertools.pairwise(glyphs)
    )
    shapes = shapes_of(line, share=_PALE if in_date or runs else _DARK)
    solid = shapes.sizes >= 0.35 * character
    # Of larger print, as in a heading, a part of the first or last character stands farther from its middle.
    own = max(pitch, float((shapes.boxes[solid, 3] - shapes.boxes[solid, 1]).max(initial=0)))
    found: list[Glyph] = []
    for before, glyph in zip([None, *glyphs], [*glyphs, None], strict=True):
        if before is not None:
            found.append(before)
        step = pitch if before and glyph else own
        left = before.at * width + (0.55 * step if is_han(before.char) else 0.4 * step) if before else 0.0
        right = glyph.at * width - (0.55 * step if is_han(glyph.char) else 0.4 * step) if glyph else float(width)
        if before and glyph and not _has_room(before, glyph, pitch / width):
            continue
        ink = shapes.boxes[solid & (shapes.middles > left) & (shapes.middles < right)]
        if not len(ink) or (ink[:, 2:].max(axis=0) - ink[:, :2].min(axis=0)).max() < 0.5 * character:
            continue
        middle = float(ink[:, 0].min() + ink[:, 2].max()) / 2
        ring = _has_ring_of_any_ink(line, ink[:, 0].min() - 2, ink[:, 2].max() + 2, character)
        found.append(Glyph(ZERO if ring else ILLEGIBLE, 0.97 if ring else 0.05, "", 0.0, round(middle / width, 4)))
    if _fills_its_length(glyphs, shapes.boxes[solid], pitch, character, _SLACK_OF_DATES if in_date else _SLACK):
        found = [g for g in found if g.char != ILLEGIBLE]
    if [g.char for g in found] == [g.char for g in reading.glyphs]:
        return reading
    return LineReading("".join(g.char for g in found), min(g.score for g in found), tuple(found))


def _has_ring_of_any_ink(line: Grey, left: float, right: float, character: float) -> bool:
    """Whether a ring stands between two places: a broad pale one runs into its middle, a thin one breaks."""
    return any(has_ring(shapes_of(line, share), left, right, character) for share in _OF_RINGS)


def _fills_its_length(
    glyphs: list[Glyph], ink: NDArray[np.int64], pitch: float, character: float, slack: float
) -> bool:
    """Whether a line is no longer than its characters are, so that ink between them is theirs: a bar of 二.

    It may be longer by `slack`, in pitches.
    """
    if not len(ink) or not all(is_han(g.char) for g in glyphs):
        return False
    length = float(ink[:, 2].max() - ink[:, 0].min())
    return (length - character) / pitch + 1 <= len(glyphs) + slack


def _has_room(before: Glyph, after: Glyph, pitch: float) -> bool:
    """Whether just one more character fits between two; `pitch` is a fraction of the line, as their places are."""
    return is_han(before.char) and is_han(after.char) and _ROOM[0] * pitch <= after.at - before.at < _ROOM[1] * pitch


def _with_neighbours(glyphs: tuple[Glyph, ...]) -> list[tuple[str, Glyph, str]]:
    chars = ["", *(g.char for g in glyphs), ""]
    return [(chars[i], g, chars[i + 2]) for i, g in enumerate(glyphs)]


def _zero_told_by_shape(glyph: Glyph, before: str, after: str) -> Glyph:
    """A round character among Chinese numerals is their zero, whatever round letter it was taken for."""
    if glyph.char in _ZERO_LOOKALIKES and before in NUMERALS and (after in NUMERALS or after in ("年", "月", "日")):
        return replace(glyph, char=ZERO)
    return glyph


def pitch_of(glyphs: Sequence[Glyph], width: int, character: float) -> float:
    """Pixels from one Chinese character to the next, as this line is set; the reader's places are coarse."""
    steps = [(b.at - a.at) * width for a, b in itertools.pairwise(glyphs) if is_han(a.char) and is_han(b.char)]
    steps = [step for step in steps if 0.55 * character <= step <= 1.75 * character]
    return float(np.mean(steps)) if len(steps) >= 2 else 1.05 * character
