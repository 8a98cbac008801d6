"""Lines of text in a cell: how many, and where each stands."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.ink import Pieces, find_pieces
from ingest.rectify.light import Grey

_SOLID = 0.3
"""Character heights; only pieces as large as a stroke say where a line stands, smaller ones may be dirt."""
_TORN = 3
"""Pieces, at least, of a faded character none of whose strokes is solid any more."""
_TORN_APART = 0.3
"""Character heights between two of them at most."""
_TORN_SIDES = (0.25, 0.7)
"""Character heights of their shorter and longer side together at least."""
_BLOT = 0.45
"""Character heights; ink no larger than this beside lines of text is a blot, and alone it may be a 〃."""
_PALE = 0.5
"""Share of its line's darkness below which ink at the ends of the line may be a stain or the leaf's other side."""
_FAINT = 0.55
"""Share of the print's darkness below which a line's thin strokes may be lost to the paper's grain, piece by piece."""
_AS_DARK = 0.5
"""Share of a faint line's own darkness, over all its height, at which print goes on beside it."""
_SMEAR = 0.4
"""Character heights over which that darkness is taken, so that a character is told from grain and specks."""
_GAP = 0.5
"""Character heights of white between two characters of one line at most."""
_RIM = 0.1
"""Character heights at the sides of a cell where what is left of its rules may lie."""
_TOUCHING = 1.3
"""Character heights from which on a piece of ink is two characters that touch, one of them in the next line."""
_LINE_PITCH = (0.75, 1.45)
"""Character heights within which the cut between two lines of a cell is looked for."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of text: the rectangle its ink fills, in pixels of the picture it was found in.

    `outer_left` and `outer_right` reach out to paler ink at its ends, which may belong to it or not.
    """

    left: int
    top: int
    right: int
    bottom: int
    outer_left: int
    outer_right: int

    @property
    def has_pale_ends(self) -> bool:
        """Whether there is paler ink at an end."""
        return self.outer_left < self.left or self.outer_right > self.right

    def moved(self, right: int, down: int) -> InkLine:
        """The same line in a picture whose origin lies `right` and `down` pixels before this one's."""
        return InkLine(
            self.left + right,
            self.top + down,
            self.right + right,
            self.bottom + down,
            self.outer_left + right,
            self.outer_right + right,
        )

    def widened(self) -> InkLine:
        """The line with the paler ink at its ends."""
        return InkLine(self.outer_left, self.top, self.outer_right, self.bottom, self.outer_left, self.outer_right)


def find_lines(cell: Grey, character: float, print_darkness: float, *, lies: bool = False) -> list[InkLine]:
    """The lines of text in a cell's picture from the top down; none in a blank cell.

    `lies` says that the characters lie on their side, as those of vertical columns turned into lines do.
    """
    pieces = find_pieces(cell, character, print_darkness, lies=lies)
    solid = pieces.where(pieces.size >= _SOLID * character)
    small = pieces.where(pieces.size < _SOLID * character)
    solid = solid.with_(_torn(_off_lines(pieces, character), cell.shape, character))
    if not len(solid):
        return []
    lines, cuts = [], _line_cuts(solid, character)
    solid = _cut(solid, cuts, character)
    for start, end in itertools.pairwise(cuts):
        own = solid.where(_within(solid, start, end))
        if len(own):
            line = _line(own, small, character)
            is_faint = _darkness(own) < _FAINT * print_darkness
            lines.append(_followed(line, cell, character) if is_faint and not lies else line)
    text = [line for line in lines if max(line.right - line.left, line.bottom - line.top) > _BLOT * character]
    return text or lines[:1]


def _off_lines(pieces: Pieces, character: float) -> Pieces:
    """The pieces no larger than blots above and below all larger ones."""
    is_blot = pieces.size <= _BLOT * character
    small, large = pieces.where(is_blot), pieces.where(~is_blot)
    if not len(large):
        return small
    middle, air = (small.top + small.bottom) / 2, _SOLID * character
    return small.where((middle < large.top.min() - air) | (middle > large.bottom.max() + air))


def _torn(small: Pieces, shape: tuple[int, ...], character: float) -> Pieces:
    """The characters, a piece each, that faded into small pieces: several close together, as wide and high as print."""
    mask, air = np.zeros(shape, np.uint8), round(_TORN_APART * character / 2)
    boxes = list(zip(small.left, small.top, small.right, small.bottom, strict=True))
    for left, top, right, bottom in boxes:
        mask[max(0, top - air) : bottom + air, max(0, left - air) : right + air] = 1
    count, labels = cv2.connectedComponents(mask, connectivity=8)
    own = np.array([labels[(top + bottom) // 2, (left + right) // 2] for left, top, right, bottom in boxes], int)
    found = small.where(np.zeros(len(small), bool))
    for number in range(1, count):
        parts = small.where(own == number)
        high, wide = parts.bottom.max() - parts.top.min(), parts.right.max() - parts.left.min()
        shorter, longer = sorted((high, wide))
        if len(parts) >= _TORN and shorter >= _TORN_SIDES[0] * character and longer >= _TORN_SIDES[1] * character:
            found = found.with_(parts.whole)
    return found


def _darkness(solid: Pieces) -> float:
    """How dark the pieces of a line usually are, the long ones before the short ones."""
    order = np.argsort(solid.dark)
    weight = np.cumsum(solid.size[order])
    return float(solid.dark[order][np.searchsorted(weight, 0.6 * weight[-1])])


def _line(solid: Pieces, small: Pieces, character: float) -> InkLine:
    """The line that solid pieces stand in, with the small pieces near them; pale ends are kept apart."""
    usual = _darkness(solid)
    core = solid.where(solid.dark >= _PALE * usual)
    level = small.where(_within(small, float(core.top.min()), float(core.bottom.max())))
    beside = (level.right > core.left.min() - character / 2) & (level.left < core.right.max() + character / 2)
    near = core.with_(level.where(beside))
    left, right = int(near.left.min()), int(near.right.max())
    outer_left, outer_right = min(left, int(solid.left.min())), max(right, int(solid.right.max()))
    return InkLine(
        left,
        int(near.top.min()),
        right,
        int(near.bottom.max()),
        outer_left if left - outer_left >= _SOLID * character else left,
        outer_right if outer_right - right >= _SOLID * character else right,
    )


def _followed(line: InkLine, cell: Grey, character: float) -> InkLine:
    """A faint line whose outer ends reach as far as its band of the cell is about as dark as it is itself.

    The strokes of a faint character at an end may be torn into pieces no larger than dirt, as of 行 only dots stay.
    """
    rim, smear = round(_RIM * character), max(3, round(_SMEAR * character)) | 1
    band = 255.0 - cell[line.top : line.bottom].astype(np.float32).mean(axis=0)
    inner = band[rim : len(band) - rim]
    if len(inner) < smear:
        return line
    level = np.pad(cv2.blur(inner[None], (smear, 1), borderType=cv2.BORDER_REPLICATE)[0], rim)
    paper, own = float(level[rim : len(level) - rim].min()), float(np.median(level[line.left : line.right]))
    inked = np.flatnonzero(level > paper + _AS_DARK * (own - paper))
    gap, least = _GAP * character, _SOLID * character
    left, right = _reached(inked[::-1], line.left, gap, -1), _reached(inked, line.right, gap, 1)
    return replace(
        line,
        outer_left=min(line.outer_left, left) if line.left - left >= least else line.outer_left,
        outer_right=max(line.outer_right, right) if right - line.right >= least else line.outer_right,
    )


def _reached(inked: NDArray[np.intp], edge: int, gap: float, way: int) -> int:
    """How far places that are inked reach to the left (-1) or right (1) of an edge, no gap between them wider."""
    for place in inked[(inked - edge) * way >= 0].tolist():
        if abs(place - edge) > gap:
            break
        edge = place
    return edge


def _within(pieces: Pieces, top: float, bottom: float) -> NDArray[np.bool_]:
    middle = (pieces.top + pieces.bottom) / 2
    return np.asarray((middle >= top) & (middle < bottom))


def _cut(pieces: Pieces, cuts: Sequence[float], character: float) -> Pieces:
    """The pieces, those of characters that touch from line to line cut between the lines."""
    for cut in (round(cut) for cut in cuts[1:-1]):
        high = pieces.bottom - pieces.top >= _TOUCHING * character
        both = high & (pieces.top < cut - _SOLID * character) & (pieces.bottom > cut + _SOLID * character)
        if both.any():
            upper, lower = pieces.where(both), pieces.where(both)
            upper, lower = replace(upper, bottom=upper.bottom * 0 + cut), replace(lower, top=lower.top * 0 + cut)
            pieces = pieces.where(~both).with_(upper).with_(lower)
    return pieces


def _line_cuts(pieces: Pieces, character: float) -> list[float]:
    """Heights between which one line each stands, found by the emptiest places a line's pitch apart."""
    top, bottom = int(pieces.top.min()), int(pieces.bottom.max())
    profile = np.zeros(bottom + 1)
    for above, below, left, right in zip(pieces.top, pieces.bottom, pieces.left, pieces.right, strict=True):
        profile[above:below] += right - left
    cuts, start = [float(top)], top
    while bottom - start > 1.7 * character:
        low, high = (round(start + pitch * character) for pitch in _LINE_PITCH)
        window = profile[low : min(high, bottom)]
        emptiest = np.flatnonzero(window == window.min())
        cuts.append(low + float(np.median(emptiest)))
        # The next line begins with its ink, however much white is above it.
        start = round(cuts[-1])
        start += int(np.argmax(profile[start:] > 0))
    return [*cuts, float(bottom + 1)]


def line_picture(picture: Grey, line: InkLine, character: float) -> Grey:
    """The picture of one line with the air round it that readers are used to; white beyond the picture.

    A low line (一, 〃) keeps the height of a full character, for its place within that height is what tells it.
    """
    middle = (line.top + line.bottom) / 2
    half = max((line.bottom - line.top) / 2 + 0.12 * character, 0.6 * character)
    side = 0.25 * character
    left, right = round(line.left - side), round(line.right + side)
    top, bottom = round(middle - half), round(middle + half)
    height, width = picture.shape
    inner = picture[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    return np.asarray(
        cv2.copyMakeBorder(
            inner,
            max(0, -top),
            max(0, bottom - height),
            max(0, -left),
            max(0, right - width),
            cv2.BORDER_CONSTANT,
            value=(255.0,),
        ),
        np.uint8,
    )
