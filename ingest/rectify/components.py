"""Connected pieces of ink: which pixel belongs to which, and the rectangle and area of each."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int32]
Rectangles = NDArray[np.int64]

_SMALL: Final = 1 << 13
"""Pixels up to which OpenCV's own count of every pixel, paper and all, is the quicker."""


def connected(mask: NDArray[np.uint8]) -> tuple[Labels, Rectangles]:
    """The number of the piece that each pixel of a mask belongs to, and the pieces, 8-connected, by their number.

    The pieces are an (n, 5) array of left, top, width, height and area in pixels; number 0 is the paper.
    On a page most pixels are paper, so the rectangles are taken from the stretches of ink along its rows.
    """
    if mask.size <= _SMALL:
        _, found, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        return np.asarray(found, dtype=np.int32), stats.astype(np.int64)
    count, found = cv2.connectedComponents(mask, connectivity=8)
    labels: Labels = np.asarray(found, dtype=np.int32)
    rows, first, last = stretches(mask)
    own = labels[rows, first].astype(np.int64)
    low, far = np.full((2, count), max(mask.shape)), np.zeros((2, count), np.int64)
    for axis, (start, end) in enumerate(((first, last), (rows, rows))):
        np.minimum.at(low[axis], own, start)
        np.maximum.at(far[axis], own, end + 1)
    area = np.bincount(own, last - first + 1, count).astype(np.int64)
    (left, top), (wide, high) = low, far - low
    pieces = np.stack([left, top, wide, high, area], axis=1)
    pieces[0] = 0, 0, mask.shape[1], mask.shape[0], mask.size - area.sum()
    return labels, pieces


def stretches(mask: NDArray[np.uint8]) -> tuple[Rectangles, Rectangles, Rectangles]:
    """The row, first and last column of each unbroken stretch of ink along a row of a mask."""
    height, width = mask.shape
    inked = np.zeros((height, width + 1), bool)
    np.greater(mask, 0, out=inked[:, 1:])
    along = inked.ravel()
    edges = np.flatnonzero(along[1:] != along[:-1])
    if along[-1]:
        edges = np.append(edges, along.size - 1)
    rows, first = np.divmod(edges[::2], width + 1)
    return rows, first, first + edges[1::2] - edges[::2] - 1


def joined(rows: Rectangles, first: Rectangles, last: Rectangles, width: int) -> Rectangles:
    """For each of the stretches of a mask `width` pixels wide, the number of the first one of its piece.

    Pieces are 8-connected, as those of `connected`; where ink is rare, this is quicker.
    """
    line = width + 2
    starts, ends = rows * line + first, rows * line + last
    below = np.searchsorted(ends, starts + line - 1)
    count = np.searchsorted(starts, ends + line + 1, side="right") - below
    one = np.repeat(np.arange(len(rows)), count)
    other = np.arange(len(one)) + (below - np.cumsum(count) + count)[one]
    own = np.arange(len(rows))
    while len(one):
        least = np.minimum(own[one], own[other])
        np.minimum.at(own, own[one], least)
        np.minimum.at(own, own[other], least)
        while not np.array_equal(own, own[own]):
            own = own[own]
        apart = own[one] != own[other]
        one, other = one[apart], other[apart]
    return own
