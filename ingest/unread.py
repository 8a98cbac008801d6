"""Print that nothing was made of: what of a page's ink no reading stands for.

    ink of the page → marks as large and dark as its print → those outside what was read → stretches → places

The layouts say what they saw, and a side of a table, a text column or a last row that they missed says nothing. So
this asks them for nothing but the outlines of what was read, and looks at the whole page by itself. What it leaves
out is told by its thresholds: specks, rules, the edges of the paper, and whatever is paler than the print, as pencil
ticks, the rims of stains and the other side of the leaf are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flat import Array
from ingest.rectify.light import Grey, ink_of
from ingest.rectify.rules import character_height, rule_masks
from ingest.rectify.segments import Segment

_CONTRAST: Final = 22
"""Grey levels that print stands out by from the paper round it."""
_SIZES: Final = (0.3, 1.7)
"""Character heights of a mark that may be print: smaller ones are specks, or dots that larger ones stand beside,
larger ones are rules, pictures or the edge of the paper, or characters that touch."""
_TOUCHING: Final = (0.6, 1.5, 0.2)
"""Character heights that characters which ran into each other are high, and the share of their rectangle they fill."""
_THIN: Final = (0.16, 0.8)
"""Character heights: a mark thinner than the one and longer than the other is a piece of a rule."""
_STROKES: Final = 0.45
"""Character heights of a mark that may be a character or half of one."""
_DARK: Final = 0.6
"""Share of the print's darkness below which a mark is a stain, a tick in pencil, or shines through the leaf."""
_FEWEST: Final = 10
"""Marks that were read, from which on they tell how dark the page's print is."""
_EDGE: Final = 0.3
"""Character heights from the edge of the picture within which the paper ends and nothing is printed."""
_ROUND: Final = 0.35
"""Character heights round what was read that belong to it: a dot, a stroke that reaches out."""
_OWN: Final = 0.3
"""Share of a mark within what was read from which on it belongs to that."""
_AIR: Final = (0.9, 0.35)
"""Character heights of white along and across a line within which marks are of one stretch."""
_HIGH: Final = 0.55
"""Character heights of a stretch at least, over its shorter side."""
_LONG: Final = 1.5
"""Character heights of a stretch that is print by itself; a shorter one may be a blot if none stands on its line."""
_FILLED: Final = (0.08, 0.8)
"""Share of its rectangle that the ink of a stretch fills: less is a scratch or a frame, more is a blot."""
_RULE: Final = 0.5
"""Share of the ink of a stretch that lies on rules from which on it is a piece of these."""
_ON_LEVEL: Final = 0.5
"""Share of the height of the lower of two stretches that they have in common where they stand on one line."""
_APART: Final = (10.0, 4.0)
"""Character heights of white within a line, and between the single characters of a column, at most."""
_IN_COLUMN: Final = 3
"""Single characters under each other from which on they are print: sexes, serials."""
_MOST: Final = 600
"""Stretches of a page, more than a table has cells; beyond, they are told as one: a picture, another kind of page."""

Mask = NDArray[np.uint8]


def find_unread(light: Grey, read: Iterable[Array]) -> list[Segment]:
    """The places of an evenly lit page with print of its usual size that no outline in `read` holds, top down.

    The outlines are polygons (n, 2) round lines that were read, x and y in pixels of `light`, as the places are.
    """
    character = character_height(light)
    if not character:
        return []
    over = _filled(light.shape, read, character)
    marks = _marks_outside(light, over, character)
    stretches = _off_rules(_stretches(marks, character), marks, light, character)
    if len(stretches) > _MOST:
        return [_around(stretches)]
    places: list[Segment] = []
    single: list[Segment] = []
    for line in _chained(stretches, lambda one, other: _on_line(one, other, over, character)):
        (places if len(line) > 1 or _length(line[0]) >= _LONG * character else single).append(_around(line))
    columns = _chained(single, lambda one, other: _in_column(one, other, character))
    places += [_around(column) for column in columns if len(column) >= _IN_COLUMN]
    return sorted(places, key=lambda place: (place.top, place.left))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Connected pieces of ink: the number of each in `labels`, their rectangles and areas, and which are `kept`."""

    labels: NDArray[np.intp]
    stats: NDArray[np.int64]
    kept: NDArray[np.bool_]

    @property
    def longer(self) -> NDArray[np.int64]:
        """The longer side of each, in pixels."""
        return np.maximum(self.stats[:, cv2.CC_STAT_WIDTH], self.stats[:, cv2.CC_STAT_HEIGHT])


def _marks_outside(light: Grey, over: Mask, character: float) -> _Marks:
    """The marks that are as large and as dark as print and stand outside the mask of what was read."""
    smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
    ink = ink_of(smooth, max(31, int(4 * character)), _CONTRAST)
    count, found, measures, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    labels, stats = found.astype(np.intp), measures.astype(np.int64)
    places = np.nonzero(ink)
    own = labels[places]
    darkest = np.zeros(count, np.uint8)
    np.maximum.at(darkest, own, 255 - smooth[places])
    inside = np.bincount(own, weights=over[places], minlength=count) / np.maximum(1, stats[:, cv2.CC_STAT_AREA])
    x, y, wide, high = stats[:, :4].T / character
    shorter, longer = np.minimum(wide, high), np.maximum(wide, high)
    filled = stats[:, cv2.CC_STAT_AREA] / np.maximum(1, stats[:, cv2.CC_STAT_WIDTH] * stats[:, cv2.CC_STAT_HEIGHT])
    touching = (shorter >= _TOUCHING[0]) & (shorter <= _TOUCHING[1]) & (filled >= _TOUCHING[2])
    sized = (longer >= _SIZES[0]) & ((longer <= _SIZES[1]) | touching)
    sized &= (shorter >= _THIN[0]) | (longer <= _THIN[1])
    sized &= (x >= _EDGE) & (x + wide <= light.shape[1] / character - _EDGE)
    sized &= (y >= _EDGE) & (y + high <= light.shape[0] / character - _EDGE)
    sized[0] = False
    strokes = sized & (longer >= _STROKES)
    print_ = strokes & (inside >= 1 - _OWN)
    if np.count_nonzero(print_) < _FEWEST:
        print_ = strokes
    usual = float(np.median(darkest[print_])) if print_.any() else 0.0
    return _Marks(labels, stats, sized & (inside < _OWN) & (darkest >= _DARK * usual))


def _filled(shape: tuple[int, ...], read: Iterable[Array], character: float) -> Mask:
    """What was read and the paper close round it, 1 on 0."""
    mask = np.zeros(shape, np.uint8)
    for outline in read:
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
    reach = 2 * round(_ROUND * character) + 1
    return np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), np.uint8)


def _stretches(marks: _Marks, character: float) -> list[Segment]:
    """The rectangles of marks that stand close together and look like print."""
    ink = marks.kept.astype(np.uint8)[marks.labels]
    along, across = (max(3, round(air * character)) | 1 for air in _AIR)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((across, along), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    places = np.nonzero(ink)
    area = np.bincount(labels[places], minlength=count)
    of_mark = np.zeros(len(marks.kept), np.intp)
    of_mark[marks.labels[places]] = labels[places]
    strokes = np.bincount(of_mark[marks.kept], marks.longer[marks.kept] // (_STROKES * character), minlength=count)
    found = []
    for number, (x, y, wide, high, _) in enumerate(stats[1:].tolist(), 1):
        is_long = max(wide, high) >= _LONG * character
        is_print = _FILLED[0] <= area[number] / (wide * high) <= _FILLED[1] and strokes[number] >= 1 + is_long
        if is_print and min(wide, high) >= _HIGH * character:
            found.append(Segment(x, y, x + wide, y + high))
    return found


def _off_rules(stretches: list[Segment], marks: _Marks, light: Grey, character: float) -> list[Segment]:
    """The stretches that are not mostly rule: where faint rules break up, what is left of a crossing looks like 十."""
    if not stretches:
        return []
    near = np.ones((3, 3), np.uint8)
    rules = cv2.dilate(np.maximum(*rule_masks(light, character)), near) > 0
    ink = marks.kept[marks.labels]
    places = [np.s_[each.top : each.bottom, each.left : each.right] for each in stretches]
    shares = [(rules[place] & ink[place]).sum() / ink[place].sum() for place in places]
    return [stretch for stretch, share in zip(stretches, shares, strict=True) if share < _RULE]


def _chained(segments: Sequence[Segment], joins: Callable[[Segment, Segment], bool]) -> list[list[Segment]]:
    """The segments put together with all that they join, one after the other."""
    chains: list[list[Segment]] = []
    for segment in segments:
        own = [chain for chain in chains if any(joins(other, segment) for other in chain)]
        chains = [chain for chain in chains if chain not in own] + [[segment, *(each for one in own for each in one)]]
    return chains


def _on_line(one: Segment, other: Segment, over: Mask, character: float) -> bool:
    """Whether two stretches stand on one line with nothing between them that was read."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    left, right = sorted((one, other), key=lambda segment: segment.left)
    near = right.left - left.right <= _APART[0] * character
    if not near or common < _ON_LEVEL * min(one.height, other.height):
        return False
    return not over[max(one.top, other.top) : min(one.bottom, other.bottom), left.right : right.left].any()


def _in_column(one: Segment, other: Segment, character: float) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    white = max(one.top, other.top) - min(one.bottom, other.bottom)
    return common >= _ON_LEVEL * min(one.width, other.width) and white <= _APART[1] * character


def _length(segment: Segment) -> int:
    return max(segment.width, segment.height)


def _around(segments: Sequence[Segment]) -> Segment:
    left, top = min(each.left for each in segments), min(each.top for each in segments)
    return Segment(left, top, max(each.right for each in segments), max(each.bottom for each in segments))
