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

from ingest.rectify.components import connected
from ingest.rectify.flat import Array
from ingest.rectify.light import Grey, ink_of
from ingest.rectify.lit import Lit
from ingest.rectify.rules import rule_masks
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


def find_unread(page: Lit, read: Iterable[Array]) -> list[Segment]:
    """The places of an evenly lit page with print of its usual size that no outline in `read` holds, top down.

    The outlines are polygons (n, 2) round lines that were read, x and y in pixels of the page, as the places are.
    """
    light, character = page.pixels, page.character
    if not character:
        return []
    over = _filled(light.shape, read, character)
    marks = _Marks.of(light, character)
    kept = marks.as_print(over, character)
    stretches = _off_rules(_stretches(marks, kept, character), marks.ink(kept), light, character)
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
    """Connected pieces of ink: arrays with their rectangles and areas in pixels, and how dark each is at its darkest.

    `at` are the pixels of ink of a picture of `shape`, counted row by row, and `own` the piece that each belongs to.
    """

    left: NDArray[np.int64]
    top: NDArray[np.int64]
    wide: NDArray[np.int64]
    high: NDArray[np.int64]
    area: NDArray[np.int64]
    darkest: NDArray[np.uint8]
    shape: tuple[int, ...]
    at: NDArray[np.intp]
    own: NDArray[np.intp]

    @classmethod
    def of(cls, light: Grey, character: float) -> _Marks:
        """The marks of an evenly lit page; number 0 is the paper."""
        smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
        ink = ink_of(smooth, max(31, int(4 * character)), _CONTRAST)
        labels, pieces = connected(ink)
        at = np.flatnonzero(ink)
        own = labels.ravel()[at].astype(np.intp)
        darkest = np.zeros(len(pieces), np.uint8)
        np.maximum.at(darkest, own, 255 - smooth.ravel()[at])
        left, top, wide, high, area = pieces.T
        return cls(left, top, wide, high, area, darkest, light.shape, at, own)

    @property
    def shorter(self) -> NDArray[np.int64]:
        """The shorter side of each."""
        return np.minimum(self.wide, self.high)

    @property
    def longer(self) -> NDArray[np.int64]:
        """The longer side of each."""
        return np.maximum(self.wide, self.high)

    def ink(self, kept: NDArray[np.bool_]) -> Mask:
        """The picture of the marks that are kept, 1 on 0."""
        mask = np.zeros(self.shape, np.uint8)
        mask.ravel()[self.at[kept[self.own]]] = 1
        return mask

    def strokes(self, character: float) -> NDArray[np.int64]:
        """How many characters or halves of them each may be: several only where they touch, none where it is a dot."""
        along = (self.longer / (_STROKES * character)).astype(np.int64)
        return np.where(self.shorter >= _TOUCHING[0] * character, along, np.minimum(along, 1))

    def as_print(self, over: Mask, character: float) -> NDArray[np.bool_]:
        """Which are as large and as dark as print and stand outside the mask of what was read."""
        inside = np.bincount(self.own, weights=over.ravel()[self.at], minlength=len(self.area)) / self.area.clip(1)
        sized = self._sized(character)
        strokes = sized & (self.longer >= _STROKES * character)
        known = strokes & (inside >= 1 - _OWN)
        if np.count_nonzero(known) < _FEWEST:
            known = strokes
        usual = float(np.median(self.darkest[known])) if known.any() else 0.0
        return np.asarray(sized & (inside < _OWN) & (self.darkest >= _DARK * usual))

    def _sized(self, character: float) -> NDArray[np.bool_]:
        shorter, longer = self.shorter / character, self.longer / character
        filled = self.area / (self.wide * self.high).clip(1)
        touching = (shorter >= _TOUCHING[0]) & (shorter <= _TOUCHING[1]) & (filled >= _TOUCHING[2])
        sized = (longer >= _SIZES[0]) & ((longer <= _SIZES[1]) | touching)
        sized &= (shorter >= _THIN[0]) | (longer <= _THIN[1])
        edge = _EDGE * character
        sized &= (self.left >= edge) & (self.left + self.wide <= self.shape[1] - edge)
        sized &= (self.top >= edge) & (self.top + self.high <= self.shape[0] - edge)
        sized[0] = False
        return np.asarray(sized)


def _filled(shape: tuple[int, ...], read: Iterable[Array], character: float) -> Mask:
    """What was read and the paper close round it, 1 on 0."""
    mask = np.zeros(shape, np.uint8)
    for outline in read:
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
    reach = 2 * round(_ROUND * character) + 1
    return np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), np.uint8)


def _stretches(marks: _Marks, kept: NDArray[np.bool_], character: float) -> list[Segment]:
    """The rectangles of the marks kept that stand close together and look like print."""
    if not kept.any():
        return []
    along, across = (max(3, round(air * character)) | 1 for air in _AIR)
    joined = cv2.morphologyEx(marks.ink(kept), cv2.MORPH_CLOSE, np.ones((across, along), np.uint8))
    labels, pieces = connected(np.asarray(joined, np.uint8))
    stretch = np.zeros(len(kept), np.intp)
    stretch[marks.own] = labels.ravel()[marks.at]
    area = np.bincount(stretch[kept], marks.area[kept], minlength=len(pieces))
    strokes = np.bincount(stretch[kept], marks.strokes(character)[kept], minlength=len(pieces))
    found = []
    for number, (x, y, wide, high, _) in enumerate(pieces[1:].tolist(), 1):
        is_long = max(wide, high) >= _LONG * character
        is_print = _FILLED[0] <= area[number] / (wide * high) <= _FILLED[1] and strokes[number] >= 1 + is_long
        if is_print and min(wide, high) >= _HIGH * character:
            found.append(Segment(x, y, x + wide, y + high))
    return found


def _off_rules(stretches: list[Segment], ink: Mask, light: Grey, character: float) -> list[Segment]:
    """The stretches that are not mostly rule: where faint rules break up, what is left of a crossing looks like 十."""
    if not stretches:
        return []
    rules = cv2.dilate(np.maximum(*rule_masks(light, character)), np.ones((3, 3), np.uint8)) > 0
    places = [np.s_[each.top : each.bottom, each.left : each.right] for each in stretches]
    shares = [ink[place][rules[place]].sum() / ink[place].sum() for place in places]
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
