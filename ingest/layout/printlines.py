"""Lines of print on a page without rules: the segments that stand on one line, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.segments import Mask, Segment

DIRT: Final = 0.45
"""Character heights; a mark that stands alone and is no larger starts no line."""
_TELLING: Final = 0.6
"""Character heights from which on a segment's middle says where its line runs."""
_ON_LINE: Final = 0.55
"""Character heights from a line's middle within which print stands on it."""
_FULL: Final = 3
"""Segments from which on a line may show columns."""
_CLOSED: Final = 0.25
"""Character heights of white that are closed within words."""
_BEYOND: Final = 1.0
"""Character heights beside the outer columns from which on a mark thinner than any character is the paper's edge."""
_FAR_BEYOND: Final = (4.0, 2.2)
"""Character heights beside them from which on a mark is such an edge or dirt that is as wide as two at most."""


@dataclass(frozen=True, slots=True)
class PrintLine:
    """Segments that stand on one line, from left to right; `middle` is its height in the picture."""

    middle: float
    segments: tuple[Segment, ...]

    @property
    def left(self) -> int:
        """Where its print begins."""
        return self.segments[0].left

    @property
    def right(self) -> int:
        """Where its print ends."""
        return max(segment.right for segment in self.segments)

    @property
    def hull(self) -> Segment:
        """What encloses its print."""
        return hull(self.segments)


def hull(segments: Sequence[Segment]) -> Segment:
    """What encloses segments, of which there is at least one."""
    return Segment(
        min(s.left for s in segments),
        min(s.top for s in segments),
        max(s.right for s in segments),
        max(s.bottom for s in segments),
    )


def find_print_lines(segments: list[Segment], character: float) -> list[PrintLine]:
    """The lines that segments of a straight picture stand on, from the top down; dirt stands on none."""
    printed = [s for s in segments if max(s.width, s.height) > DIRT * character]
    groups: list[list[Segment]] = []
    middle = -np.inf
    for segment in sorted((s for s in printed if s.height >= _TELLING * character), key=lambda s: s.middle):
        if segment.middle - middle > _ON_LINE * character:
            groups.append([])
        groups[-1].append(segment)
        middle = float(np.average([s.middle for s in groups[-1]], weights=[s.width for s in groups[-1]]))
    middles = [float(np.average([s.middle for s in g], weights=[s.width for s in g])) for g in groups]
    for low in (s for s in printed if s.height < _TELLING * character):
        nearest = min(range(len(groups)), key=lambda n: abs(middles[n] - low.middle), default=None)
        if nearest is not None and abs(middles[nearest] - low.middle) <= _ON_LINE * character:
            groups[nearest].append(low)
        elif low.width > _TELLING * character:
            groups.append([low])
            middles.append(low.middle)
    lines = [PrintLine(m, tuple(sorted(g, key=lambda s: s.left))) for m, g in zip(middles, groups, strict=True)]
    return sorted(lines, key=lambda line: line.middle)


def within_columns(
    lines: Sequence[PrintLine], columns: Sequence[tuple[float, float]], character: float
) -> list[PrintLine]:
    """The lines without what lies off the columns and is thinner than print: pieces of the edge of the paper."""

    def is_print(segment: Segment) -> bool:
        off = max(columns[0][0] - segment.right, segment.left - columns[-1][1]) / character
        wide = segment.width / character
        return off <= _BEYOND or (wide >= _TELLING and off <= _FAR_BEYOND[0]) or wide > _FAR_BEYOND[1]

    kept = [PrintLine(line.middle, tuple(filter(is_print, line.segments))) for line in lines]
    return [line for line in kept if line.segments]


def is_full(line: PrintLine, character: float, segments: int = _FULL) -> bool:
    """Whether the line holds as many segments as show columns; marks smaller than characters do not count."""
    return sum(segment.width >= _TELLING * character for segment in line.segments) >= segments


def occupied(line: PrintLine, ink: Mask, character: float) -> NDArray[np.bool_]:
    """Whether there is print of the line at each place across the picture, the white within words closed."""
    row = np.zeros((1, ink.shape[1]), np.uint8)
    for s in line.segments:
        row[0, s.left : s.right] |= ink[s.top : s.bottom, s.left : s.right].max(axis=0)
    wide = max(3, round(_CLOSED * character)) | 1
    return np.asarray(cv2.morphologyEx(row, cv2.MORPH_CLOSE, np.ones((1, wide), np.uint8))[0] > 0)
