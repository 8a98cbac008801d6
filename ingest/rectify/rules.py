"""Printed rules: where long thin ink runs across or down a picture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import Labels, Rectangles, connected, joined, stretches
from ingest.rectify.light import Grey, ink_of

Mask = NDArray[np.uint8]

_RULE_CONTRAST = 12
"""Grey levels a rule must stand out by: faint rules do, paper grain is broken up by its own noise."""
_LEANS = (-0.08, -0.04, 0.04, 0.08)
"""How much a rule may lean where it goes on with one that is level: pixels down for each across."""
_GOES_ON = 1.5
"""Times the length that makes a rule, by which what leans lengthens it at least; less is its frayed end."""
_TEXT_CONTRAST = 14
"""Grey levels print must stand out by once grain is smoothed: as much as the thin strokes of pale type do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One unbroken stretch of a rule: its centre line, sampled.

    `along` and `across` are 1-D arrays of the same length, in pixels: x and y for a rule that runs across,
    y and x for one that runs down.
    """

    along: NDArray[np.float64]
    across: NDArray[np.float64]

    @property
    def length(self) -> float:
        """Pixels from end to end."""
        return float(self.along[-1] - self.along[0])


def character_height(light: Grey) -> float:
    """The height in pixels of the characters that most of the page's ink belongs to; 0.0 without any.

    The median of the sizes of connected pieces of ink, weighted by the area they cover, so that specks and
    strokes count little and whole characters much.
    """
    return height_of(ink_pieces(light)[1], max(light.shape))


def ink_pieces(light: Grey) -> tuple[Labels, Rectangles]:
    """The connected pieces of ink of a page, as `connected` gives them; grain is smoothed first."""
    smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
    return connected(ink_of(smooth, max(15, max(light.shape) // 80), _TEXT_CONTRAST))


def height_of(pieces: Rectangles, side: int) -> float:
    """`character_height` of a page with these pieces of ink, `side` pixels long."""
    width, height = pieces[1:, cv2.CC_STAT_WIDTH], pieces[1:, cv2.CC_STAT_HEIGHT]
    likely = (height >= 6) & (width >= 3) & (np.maximum(width, height) < side / 15)
    likely &= (width < 4 * height) & (height < 4 * width)
    if not likely.any():
        return 0.0
    sizes = np.maximum(width, height)[likely]
    order = np.argsort(sizes)
    weight = np.cumsum((width * height)[likely][order])
    return float(sizes[order][np.searchsorted(weight, weight[-1] / 2)])


def rule_masks(light: Grey, character: float) -> tuple[Mask, Mask]:
    """Ink of rules that run across and of rules that run down, each a mask of the picture's size.

    A rule is ink that runs straight for longer than any stroke of a character of height `character`. Ink is
    first thickened by a pixel to either side, so that a line may lean by about one in a hundred. Where paper
    curls, a rule leans more toward its ends; it is followed there from where it was seen.
    """
    ink = ink_of(light, max(15, int(character)), _RULE_CONTRAST)
    length = max(24, round(2.2 * character))
    with ThreadPoolExecutor(2) as cores:
        turned = cores.submit(running_across, np.asarray(cv2.transpose(ink), np.uint8), length)
        across = running_across(ink, length)
        return across, np.asarray(cv2.transpose(turned.result()), np.uint8)


def running_across(ink: Mask, length: int) -> Mask:
    """The ink that runs across for `length` pixels, and what leans more where much of a rule goes on so."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    level = np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)
    level_rows, level_start, level_end = stretches(level)
    if not len(level_rows):
        return level
    every = level.copy()
    for lean in _LEANS:
        cv2.max(every, cv2.morphologyEx(thick, cv2.MORPH_OPEN, _leaning(length, lean)), every)
    rows, start, end = stretches(every)
    width = ink.shape[1]
    piece = joined(rows, start, end, width)
    own = piece[np.searchsorted(rows * width + start, level_rows * width + level_start, side="right") - 1]
    left, right = _reach(piece, start, end, len(rows))
    first, last = _reach(own, level_start, level_end, len(rows))
    goes_on = (first <= last) & (right - left + 1 - (last - first) >= _GOES_ON * length)
    for stretch in np.flatnonzero(goes_on[piece]).tolist():
        level[rows[stretch], start[stretch] : end[stretch] + 1] = every[rows[stretch], start[stretch]]
    return level


def _reach(piece: Rectangles, start: Rectangles, end: Rectangles, count: int) -> tuple[Rectangles, Rectangles]:
    """The first and the last column of each of `count` pieces, from the stretches that are theirs.

    Of a piece without any, the last column comes before the first.
    """
    first, last = np.full(count, np.iinfo(np.int32).max, np.int64), np.full(count, -1, np.int64)
    np.minimum.at(first, piece, start)
    np.maximum.at(last, piece, end)
    return first, last


def _leaning(length: int, lean: float) -> Mask:
    """A stroke a pixel thick about `length` pixels wide that falls by about `lean` times that.

    Its sides are odd, so that turned by half it is the same: else opening by it would shift what it keeps.
    """
    length, fall = length | 1, 2 * round(abs(lean) * length / 2)
    stroke = np.zeros((fall + 1, length), np.uint8)
    places = np.arange(length)
    stroke[np.round(places * fall / (length - 1)).astype(int), places] = 1
    return stroke if lean > 0 else np.ascontiguousarray(stroke[::-1])


def pieces_across(mask: Mask, thickest: float) -> list[Piece]:
    """The stretches of rule in a mask of rules that run across; pass the transpose for rules that run down.

    Blots thicker than `thickest` pixels on average are no rules.
    """
    labels, pieces = connected(mask)
    left, top, wide, _, area = pieces.T
    thin = area <= thickest * wide
    thin[0] = False
    rows, first, last = stretches(mask)
    own = labels[rows, first]
    kept = thin[own]
    own, rows, first, last = own[kept], rows[kept], first[kept], last[kept]
    # Every column of every piece has a place of its own in one row of sums.
    ends = np.cumsum(np.where(thin, wide, 0))
    starts = ends - wide
    shift = starts[own] - left[own]

    def summed(each: NDArray[np.int64]) -> NDArray[np.float64]:
        begin, end = (np.bincount(shift + place, each, ends[-1] + 1) for place in (first, last + 1))
        return np.cumsum(begin - end)

    depths = summed(rows - top[own])[:-1] / summed(np.ones_like(rows))[:-1]
    return [
        _sampled(np.arange(left[n], left[n] + wide[n]), top[n] + depths[starts[n] : ends[n]])
        for n in np.flatnonzero(thin)
    ]


def _sampled(along: NDArray[np.int64], across: NDArray[np.float64], step: int = 8) -> Piece:
    """Averages over `step` pixels: enough to follow a curve, few enough to fit quickly."""
    groups = max(1, len(along) // step)
    least, longer = divmod(len(along), groups)
    cut = longer * (least + 1)

    def means(places: NDArray[np.float64]) -> NDArray[np.float64]:
        parts = places[:cut].reshape(longer, least + 1), places[cut:].reshape(-1, least)
        return np.concatenate([part.mean(axis=1) for part in parts])

    return Piece(along=means(along.astype(float)), across=means(across))
