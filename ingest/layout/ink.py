"""The ink in a cell: its connected pieces, and how dark each is."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import connected
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

_FAINT = 0.28
"""Share of the print's darkness below which ink is taken for the other side of the leaf shining through."""
_FAINTEST = 0.12
"""Share of the print's darkness down to which a stroke is followed out from certain ink."""
_RULE = (3.0, 0.35, 0.5)
"""Character heights that a piece is long at least, thick at most and off the edge at most which is left of a rule."""
_SPECK = 0.16
"""Character heights; smaller pieces of ink are left out altogether."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of ink as arrays of equal length: left, top, right, bottom in pixels; darkness 0 to 255."""

    left: NDArray[np.int64]
    top: NDArray[np.int64]
    right: NDArray[np.int64]
    bottom: NDArray[np.int64]
    dark: NDArray[np.float64]

    def where(self, kept: NDArray[np.bool_]) -> Pieces:
        """Only the pieces that are kept."""
        return Pieces(self.left[kept], self.top[kept], self.right[kept], self.bottom[kept], self.dark[kept])

    def with_(self, more: Pieces) -> Pieces:
        """These pieces and more."""
        return Pieces(
            np.concatenate([self.left, more.left]),
            np.concatenate([self.top, more.top]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.bottom, more.bottom]),
            np.concatenate([self.dark, more.dark]),
        )

    @property
    def whole(self) -> Pieces:
        """All pieces as one, as dark as they are in the mean; there must be some."""
        edges = self.left.min(), self.top.min(), self.right.max(), self.bottom.max()
        left, top, right, bottom = (np.array([edge], np.int64) for edge in edges)
        return Pieces(left, top, right, bottom, np.array([self.dark.mean()]))

    @property
    def size(self) -> NDArray[np.int64]:
        """The longer side of each piece, in pixels."""
        return np.asarray(np.maximum(self.right - self.left, self.bottom - self.top))

    def __len__(self) -> int:
        return len(self.left)


def find_pieces(cell: Grey, character: float, print_darkness: float, *, lies: bool = False) -> Pieces:
    """The pieces of ink in a cell's picture that may belong to text, specks left out.

    A faint stroke counts where it stands in line with strong ones, for print fades within a word (a thin 一
    before 九四七年); alone it is taken for what shines through from the other side of the leaf. Pieces that
    hug the edge of the picture and are thinner than a stroke are what is left of rules, as are those near it that
    are longer than any stroke. Where the print `lies` on its side, its level strokes stand.
    """
    smooth = np.asarray(cv2.GaussianBlur(cell, (3, 3), 0), np.uint8)
    paper = Shades.of(smooth).median
    certain = _pieces_of(smooth, paper, max(18.0, _FAINT * print_darkness), character)
    certain = certain.where(certain.size >= _SPECK * character)
    if not len(certain):
        return certain
    reach = max(3, round(character / 6)) | 1
    along = np.asarray(cv2.blur(smooth, (1, reach) if lies else (reach, 1)), np.uint8)
    weak = _pieces_of(along, paper, max(9.0, _FAINTEST * print_darkness), character)
    return _with_faint_strokes(certain, weak, character, lies=lies)


def _pieces_of(picture: Grey, paper: float, contrast: float, character: float) -> Pieces:
    """The pieces darker than `paper` by `contrast`, without those thin ones at the edge that are left of rules."""
    mask = (picture < paper - contrast).astype(np.uint8)
    labels, found = connected(mask)
    left, top, wide, high, _ = found[1:].T
    darkest = [float(picture[y : y + h, x : x + w].min()) for x, y, w, h in found[1:, :4].tolist()]
    pieces = Pieces(left, top, left + wide, top + high, paper - np.array(darkest, float))
    height, width = mask.shape
    at_side = (pieces.left <= 1) | (pieces.right >= width - 1)
    at_end = (pieces.top <= 1) | (pieces.bottom >= height - 1)
    long, thick, off = (share * character for share in _RULE)
    near_side = (high >= long) & (wide < thick) & ((pieces.right <= off) | (pieces.left >= width - off))
    near_end = (wide >= long) & (high < thick) & ((pieces.bottom <= off) | (pieces.top >= height - off))
    thin = (at_side & (wide < character / 5)) | (at_end & (high < character / 5))
    corner = at_side & at_end & (np.maximum(wide, high) >= long)
    if corner.any():
        # Left of rules that meet in a corner of the cell is what reaches nowhere into it.
        edge = max(1, round(off))
        reaching = np.bincount(labels[edge : height - edge, edge : width - edge].ravel(), minlength=len(found))[1:]
        corner &= reaching == 0
    return pieces.where(~(thin | near_side | near_end | corner))


def _with_faint_strokes(certain: Pieces, weak: Pieces, character: float, *, lies: bool) -> Pieces:
    """Certain pieces and the faint level strokes that continue them to the left or right, one after another.

    Only level ones: they are the thin strokes of printed Chinese, which fade while the thick uprights stay.
    """
    wide, high = weak.right - weak.left, weak.bottom - weak.top
    length, thickness = (high, wide) if lies else (wide, high)
    weak = weak.where((length >= 0.5 * character) & (thickness <= 0.3 * character))
    # A stroke stands in line with the others; grain at the edge of its cell only touches their line.
    middle = (weak.top + weak.bottom) / 2
    weak = weak.where((certain.top.min() < middle) & (middle < certain.bottom.max()))
    pieces = certain
    while len(weak):
        near = (weak.right > pieces.left.min() - 0.7 * character) & (weak.left < pieces.right.max() + 0.7 * character)
        if not near.any():
            break
        pieces = pieces.with_(weak.where(near))
        weak = weak.where(~near)
    return pieces
