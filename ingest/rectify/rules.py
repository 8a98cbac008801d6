"""Printed rules: where long thin ink runs across or down a picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

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
    side = max(light.shape)
    smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
    ink = ink_of(smooth, max(15, side // 80), _TEXT_CONTRAST)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
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
    down = _running_across(np.ascontiguousarray(ink.T), length)
    return _running_across(ink, length), np.ascontiguousarray(down.T)


def _running_across(ink: Mask, length: int) -> Mask:
    """The ink that runs across for `length` pixels, and what leans more where much of a rule goes on so."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    level = np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)
    every = level
    for lean in _LEANS:
        every = np.maximum(every, cv2.morphologyEx(thick, cv2.MORPH_OPEN, _leaning(length, lean)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(every, connectivity=8)
    rows, places = np.nonzero(level)
    first, last = np.full(count, level.shape[1]), np.zeros(count, int)
    own = labels[rows, places].astype(np.intp)
    np.minimum.at(first, own, places)
    np.maximum.at(last, own, places)
    goes_on = (first <= last) & (stats[:, cv2.CC_STAT_WIDTH] - (last - first) >= _GOES_ON * length)
    goes_on[0] = False
    return np.where(goes_on[labels], every, level)


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
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for label in range(1, count):
        x, y, width, height, area = (int(n) for n in stats[label])
        if area > thickest * width:
            continue
        own = labels[y : y + height, x : x + width] == label
        thickness = own.sum(axis=0)
        columns = np.flatnonzero(thickness)
        centre = (own * np.arange(height)[:, None]).sum(axis=0)[columns] / thickness[columns]
        found.append(_sampled(x + columns, y + centre))
    return found


def _sampled(along: NDArray[np.int64], across: NDArray[np.float64], step: int = 8) -> Piece:
    """Averages over `step` pixels: enough to follow a curve, few enough to fit quickly."""
    groups = max(1, len(along) // step)
    return Piece(
        along=np.array([part.mean() for part in np.array_split(along, groups)]),
        across=np.array([part.mean() for part in np.array_split(across, groups)]),
    )
