"""Segments of print: characters of one line that stand close together, with the air round them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import connected
from ingest.rectify.light import Grey, darkness, ink_of

Mask = NDArray[np.uint8]
Marks = NDArray[np.int64]

_FAINT: Final = 0.28
"""Share of the print's darkness below which ink is taken for the other side of the leaf shining through."""
_LEAST_CONTRAST: Final = 22.0
"""Grey levels that print stands out by at least."""
_SPECK: Final = 0.16
"""Character heights; smaller marks are dirt."""
_STROKE: Final = 0.42
"""Character heights; smaller marks are print only beside larger ones, as the dots of a date are."""
_BESIDE: Final = 0.6
"""Character heights within which a small mark belongs to a larger one."""
_EDGE: Final = 0.3
"""Character heights from the edge of the picture within which no mark is print."""
_LARGEST: Final = 2.6
"""Character heights; larger marks are rules, seals or the edge of the paper, or characters that touch."""
_TOUCHING: Final = (0.6, 1.35)
"""Character heights between which a line of touching characters is wide across."""
_FILLED: Final = (0.2, 0.85)
"""Share of the rectangle round them that their ink fills; a bent rule fills less, the edge of the paper more."""
_INKED: Final = 0.2
"""Character heights of ink, at least, that there are across such a line in the mean; a rule that leans has less."""
_AIR: Final = 0.6
"""Character heights between characters of one segment at most."""
_STEPS: Final = (0.2, 0.35, 0.5, 0.6)
"""Character heights of white that are closed one after the other, to see which way print hangs together first."""
_HANGING: Final = 0.4
"""Share of the print that must hang together to tell."""
_TWO_LINES: Final = 1.8
"""Character heights; what is higher may be two lines that touch."""
_VALLEY: Final = 0.4
"""Share of its usual ink that a segment has where two lines touch, at most."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The rectangle of a segment's ink, in pixels of the picture it was found in."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> int:
        """From its left to its right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From its top to its bottom."""
        return self.bottom - self.top


def find_marks(light: Grey, character: float) -> tuple[Mask, Marks]:
    """The ink of an evenly lit picture that may be print, 1 on 0, and the rectangles of its connected pieces.

    The rectangles are an (n, 4) array of left, top, width, height. Specks, rules, rings of seals and what shines
    through from the other side of the leaf are left out.
    """
    smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
    contrast = max(_LEAST_CONTRAST, _FAINT * darkness(light, 0))
    ink = ink_of(smooth, max(31, int(4 * character)), round(contrast))
    labels, stats = connected(ink)
    longer = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = (longer >= _SPECK * character) & ((longer <= _LARGEST * character) | _touch(stats, character))
    kept[0] = False
    kept &= _inside(stats, smooth.shape, _EDGE * character)
    strokes = kept & (longer >= _STROKE * character)
    reach = 2 * round(_BESIDE * character) + 1
    near = cv2.dilate(strokes.astype(np.uint8)[labels], np.ones((reach, reach), np.uint8))
    kept[1:] &= near[_middles(stats[1:])] > 0
    return kept.astype(np.uint8)[labels], stats[kept, :4]


def _touch(stats: Marks, character: float) -> NDArray[np.bool_]:
    """Which marks are as high, or wide, as one line of print and as dark: characters that ran into each other."""
    _, _, wide, high, area = stats.T
    shorter, filled = np.minimum(wide, high) / character, area / np.maximum(1, wide * high)
    line = (_TOUCHING[0] <= shorter) & (shorter <= _TOUCHING[1])
    line &= area / np.maximum(1, np.maximum(wide, high)) >= _INKED * character
    return np.asarray(line & (_FILLED[0] <= filled) & (filled <= _FILLED[1]))


def _inside(stats: Marks, shape: tuple[int, ...], edge: float) -> NDArray[np.bool_]:
    """Which marks stand off the edge of the picture, where nothing is printed and the paper ends."""
    x, y, wide, high = stats[:, :4].T
    return np.asarray((x >= edge) & (y >= edge) & (x + wide <= shape[1] - edge) & (y + high <= shape[0] - edge))


def _middles(stats: Marks) -> tuple[Marks, Marks]:
    """The row and column of the middle of each mark."""
    x, y, wide, high = stats[:, :4].T
    return y + high // 2, x + wide // 2


def find_segments(ink: Mask, character: float) -> list[Segment]:
    """The segments of a mask of print whose lines run nearly across, in no order."""
    wide = max(3, round(_AIR * character)) | 1
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, wide), np.uint8))
    labels, stats = connected(np.asarray(joined, np.uint8))
    found: list[Segment] = []
    for label, (x, y, across, down, _) in enumerate(stats[1:].tolist(), 1):
        segment = Segment(x, y, x + across, y + down)
        if segment.height <= _TWO_LINES * character:
            found.append(segment)
        else:
            own = (labels[y : y + down, x : x + across] == label) & (ink[y : y + down, x : x + across] > 0)
            found += _parted(own, segment, character)
    return _whole(found, character)


def _parted(own: NDArray[np.bool_], segment: Segment, character: float) -> list[Segment]:
    """The lines of a segment that is higher than one line, cut where there is least ink."""
    profile = own.sum(axis=1)
    if profile[len(profile) // 4 : -len(profile) // 4].min() > _VALLEY * profile.mean():
        return [segment]
    lines = max(2, round(segment.height / (1.15 * character)))
    cuts = [0]
    for number in range(1, lines):
        due, reach = round(number * segment.height / lines), max(1, round(0.3 * character))
        low, high = max(cuts[-1] + 1, due - reach), min(segment.height - 1, due + reach)
        window = profile[low : high + 1]
        cuts.append(low + int(np.flatnonzero(window == window.min()).mean()) if len(window) else due)
    cuts.append(segment.height)
    found = []
    for top, bottom in itertools.pairwise(cuts):
        rows, columns = np.nonzero(own[top:bottom])
        if len(rows):
            x, y = segment.left, segment.top + top
            found.append(
                Segment(
                    x + int(columns.min()), y + int(rows.min()), x + int(columns.max()) + 1, y + int(rows.max()) + 1
                )
            )
    return found


def _whole(segments: list[Segment], character: float) -> list[Segment]:
    """The segments with the loose strokes of a character (二, 吕, 〃) put together with what they belong to."""
    order = sorted(segments, key=lambda s: -s.width * s.height)
    whole: list[Segment] = []
    for segment in order:
        fitting = [n for n, other in enumerate(whole) if _belong(other, segment, character)]
        if fitting and segment.height < 0.75 * character:
            nearest = min(fitting, key=lambda n: abs(whole[n].middle - segment.middle))
            whole[nearest] = _hull(whole[nearest], segment)
        else:
            whole.append(segment)
    return whole


def _belong(other: Segment, stroke: Segment, character: float) -> bool:
    """Whether a stroke is a part of a segment: over or under it or close beside it, and within its line."""
    air = max(other.left - stroke.right, stroke.left - other.right)
    if air > 0.35 * character:
        return False
    return max(other.bottom, stroke.bottom) - min(other.top, stroke.top) <= 1.2 * character


def _hull(one: Segment, other: Segment) -> Segment:
    return Segment(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def runs_across(light: Grey, character: float) -> bool:
    """Whether the lines of a page's print run across: characters stand closer side by side than above each other.

    The white between characters is closed step by step; what hangs together first tells, because lines that are
    set close hang together too in the end.
    """
    if not character:
        return True
    ink, _ = find_marks(light, character)
    standing = np.ascontiguousarray(ink.T)
    found = [tuple(_words(mask, round(air * character), character) for mask in (ink, standing)) for air in _STEPS]
    wide, high = next(pair for pair in found if max(pair) >= _HANGING * max(map(max, found)))
    return wide >= high


def _words(ink: Mask, air: int, character: float) -> float:
    """How much of the print hangs together in stretches longer than two characters and no higher than one."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(3, air) | 1), np.uint8))
    _, stats = connected(np.asarray(joined, np.uint8))
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    return float(wide[(wide > 1.8 * character) & (high < 1.4 * character)].sum())
