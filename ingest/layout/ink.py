"""The ink in a cell: whether there is text, in how many lines, and where each line stands."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey

_FAINT = 0.28
"""Share of the print's darkness below which ink is taken for the other side of the leaf shining through."""
_FAINTEST = 0.12
"""Share of the print's darkness down to which a stroke is followed out from certain ink."""
_SPECK = 0.16
"""Character heights; smaller pieces of ink are left out altogether."""
_SOLID = 0.3
"""Character heights; only pieces as large as a stroke say where a line stands, smaller ones may be dirt."""
_BLOT = 0.45
"""Character heights; ink no larger than this beside lines of text is a blot, and alone it may be a 〃."""
_LINE_PITCH = (0.75, 1.45)
"""Character heights within which the cut between two lines of a cell is looked for."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of text: the rectangle its ink fills, in pixels of the picture it was found in."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of ink as arrays of equal length: left, top, right, bottom in pixels."""

    left: NDArray[np.int64]
    top: NDArray[np.int64]
    right: NDArray[np.int64]
    bottom: NDArray[np.int64]

    def where(self, kept: NDArray[np.bool_]) -> Pieces:
        """Only the pieces that are kept."""
        return Pieces(self.left[kept], self.top[kept], self.right[kept], self.bottom[kept])

    def with_(self, more: Pieces) -> Pieces:
        """These pieces and more."""
        return Pieces(
            np.concatenate([self.left, more.left]),
            np.concatenate([self.top, more.top]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.bottom, more.bottom]),
        )

    @property
    def size(self) -> NDArray[np.int64]:
        """The longer side of each piece, in pixels."""
        return np.asarray(np.maximum(self.right - self.left, self.bottom - self.top))

    def __len__(self) -> int:
        return len(self.left)


def darkness(light: Grey, character: float) -> float:
    """How dark the print of a picture is, 0 to 255: the upper tenth of what stands out from the paper."""
    dark = 255 - cv2.GaussianBlur(light, (3, 3), 0)
    ink = dark[dark > 40]
    return float(np.quantile(ink, 0.85)) if len(ink) > character else 0.0


def find_pieces(cell: Grey, character: float, print_darkness: float) -> Pieces:
    """The pieces of ink in a cell's picture that may belong to text, specks left out.

    A faint stroke counts where it stands in line with strong ones, for print fades within a word (a thin 一
    before 九四七年); alone it is taken for what shines through from the other side of the leaf. Pieces that
    hug the edge of the picture and are thinner than a stroke are what is left of rules.
    """
    smooth = cv2.GaussianBlur(cell, (3, 3), 0)
    paper = float(np.median(smooth))
    certain = _pieces_of(smooth < paper - max(18.0, _FAINT * print_darkness), character)
    certain = certain.where(certain.size >= _SPECK * character)
    if not len(certain):
        return certain
    along = cv2.blur(smooth, (max(3, round(character / 6)) | 1, 1))
    weak = _pieces_of(along < paper - max(9.0, _FAINTEST * print_darkness), character)
    return _with_faint_strokes(certain, weak, character)


def _pieces_of(mask: NDArray[np.bool_], character: float) -> Pieces:
    """The connected pieces of a mask, without those thin ones at its edge that are left of rules."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    left, top, wide, high = (stats[1:, column].astype(np.int64) for column in range(4))
    pieces = Pieces(left, top, left + wide, top + high)
    height, width = mask.shape
    at_side = (pieces.left <= 1) | (pieces.right >= width - 1)
    at_end = (pieces.top <= 1) | (pieces.bottom >= height - 1)
    return pieces.where(~((at_side & (wide < character / 5)) | (at_end & (high < character / 5))))


def _with_faint_strokes(certain: Pieces, weak: Pieces, character: float) -> Pieces:
    """Certain pieces and the faint level strokes that continue them to the left or right, one after another.

    Only level ones: they are the thin strokes of printed Chinese, which fade while the thick uprights stay.
    """
    weak = weak.where((weak.right - weak.left >= 0.5 * character) & (weak.bottom - weak.top <= 0.3 * character))
    pieces = certain
    while len(weak):
        near = (weak.right > pieces.left.min() - 0.7 * character) & (weak.left < pieces.right.max() + 0.7 * character)
        level = (weak.top < pieces.bottom.max()) & (weak.bottom > pieces.top.min())
        if not (near & level).any():
            break
        pieces = pieces.with_(weak.where(near & level))
        weak = weak.where(~(near & level))
    return pieces


def find_lines(cell: Grey, character: float, print_darkness: float) -> list[InkLine]:
    """The lines of text in a cell's picture from the top down; none in a blank cell."""
    pieces = find_pieces(cell, character, print_darkness)
    solid = pieces.where(pieces.size >= _SOLID * character)
    small = pieces.where(pieces.size < _SOLID * character)
    if not len(solid):
        return []
    lines = []
    for start, end in itertools.pairwise(_line_cuts(solid, character)):
        own = solid.where(_within(solid, start, end))
        if not len(own):
            continue
        beside = (small.right > own.left.min() - character / 2) & (small.left < own.right.max() + character / 2)
        own = own.with_(small.where(beside & _within(small, float(own.top.min()), float(own.bottom.max()))))
        lines.append(InkLine(int(own.left.min()), int(own.top.min()), int(own.right.max()), int(own.bottom.max())))
    text = [line for line in lines if max(line.right - line.left, line.bottom - line.top) > _BLOT * character]
    return text or lines[:1]


def _within(pieces: Pieces, top: float, bottom: float) -> NDArray[np.bool_]:
    middle = (pieces.top + pieces.bottom) / 2
    return np.asarray((middle >= top) & (middle < bottom))


def _line_cuts(pieces: Pieces, character: float) -> list[float]:
    """Heights between which one line each stands, found by the emptiest places a line's pitch apart."""
    top, bottom = int(pieces.top.min()), int(pieces.bottom.max())
    profile = np.zeros(bottom + 1)
    for above, below, left, right in zip(pieces.top, pieces.bottom, pieces.left, pieces.right, strict=True):
        profile[above:below] += right - left
    cuts = [float(top)]
    while bottom - cuts[-1] > 1.7 * character:
        low, high = (round(cuts[-1] + pitch * character) for pitch in _LINE_PITCH)
        window = profile[low : min(high, bottom)]
        emptiest = np.flatnonzero(window == window.min())
        cuts.append(low + float(np.median(emptiest)))
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
