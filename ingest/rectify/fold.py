"""The fold of a book near the edge of its picture, beyond which a strip of the neighbouring page shows.

The shadow of a fold runs from one side of the picture to the other, is broader than any rule, and has lighter
paper on both its sides; a scanner's lid has paper on one side only.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ingest.rectify.light import Grey, reduced

_NEAR: Final = 0.16
"""Share of the picture's width from its edge within which a fold leaves but a strip of the other page."""
_BANDS: Final = 16
"""Bands of the picture in each of which a fold is looked for."""
_PAPER: Final = 0.75
"""Share of the shades along a band that are no brighter than its paper: print covers less than the rest."""
_SHADOW: Final = 0.82
"""Share of the brightness of the paper on both its sides that is left in a fold at most."""
_BROAD: Final = 0.008
"""Share of the picture's width that a shadow is broad at least; rules are thinner."""
_ROUND: Final = 3
"""Pixels of the reduced picture on either side of the darkest place of a shadow that are no darker."""
_MOST_BANDS: Final = 0.8
"""Share of the bands in which a fold shows."""
_STRAIGHT: Final = 0.015
"""Share of the picture's width by which its places in the bands lie off one straight line."""


def beyond_folds(grey: Grey) -> NDArray[np.bool_]:
    """What of a page as it was lit lies in or beyond a fold near one of its edges: nothing that is printed on it."""
    small = reduced(grey)
    beyond = np.zeros(small.shape, np.uint8)
    for turns in range(4):
        turned = np.rot90(small, turns)
        width = _width_beyond(turned)
        if width is not None:
            beyond |= np.rot90(np.arange(turned.shape[1])[None, :] < width[:, None], -turns).astype(np.uint8)
    return np.asarray(cv2.resize(beyond, grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0)


def _width_beyond(picture: Grey) -> NDArray[np.float64] | None:
    """How far in from the left the far side of a fold lies, in each row; None without a fold near the left."""
    height, width = picture.shape
    reach = round(_NEAR * width)
    found = [
        (float(rows.mean()), float(end))
        for rows in np.array_split(np.arange(height), min(_BANDS, height))
        if (end := _end_of_shadow(np.quantile(picture[rows], _PAPER, axis=0), reach)) is not None
    ]
    if len(found) < _MOST_BANDS * _BANDS or not _runs_through(picture, [level for level, _ in found]):
        return None
    levels, ends = np.array(found).T
    slope = float(np.median([(b - a) / (d - c) for (c, a), (d, b) in zip(found, found[_BANDS // 2 :], strict=False)]))
    start = float(np.median(ends - slope * levels))
    off = np.abs(ends - slope * levels - start)
    if np.mean(off <= _STRAIGHT * width) < _MOST_BANDS:
        return None
    return np.asarray(slope * np.arange(height) + start + 1)


def _runs_through(picture: Grey, levels: list[float]) -> bool:
    """Whether a shadow at these levels is seen right up to both sides of the picture, or up to the lid there.

    The thick frame of a table near the edge of a page is as broad and as straight, but ends with the table.
    """
    band = len(picture) / _BANDS
    paper = float(np.quantile(picture, _PAPER))
    ends = (levels[0] <= band, picture[: round(band)]), (levels[-1] >= len(picture) - band, picture[-round(band) :])
    return all(seen or float(np.quantile(outermost, _PAPER)) < _SHADOW * paper for seen, outermost in ends)


def _end_of_shadow(paper: NDArray[np.float64], reach: int) -> int | None:
    """Where a broad shadow near the start of a row of shades ends, with lighter paper before and behind it."""
    around = sliding_window_view(np.pad(paper, _ROUND, constant_values=np.inf), 2 * _ROUND + 1).min(axis=1)
    ahead = sliding_window_view(np.pad(paper, (0, reach - 1), constant_values=-np.inf), reach).max(axis=1)
    before = np.concatenate([[-np.inf], np.maximum.accumulate(paper)[:-1]])
    # Most places are no shadow by any measure, so the slower one is taken of few.
    dark = (paper == around) & (paper <= _SHADOW * np.minimum(before, ahead))
    for place in sorted((np.flatnonzero(dark[1:reach]) + 1).tolist(), key=lambda n: paper[n]):
        lit = min(float(before[place]), float(np.quantile(paper[place : place + reach], 0.8)))
        if paper[place] > _SHADOW * lit:
            continue
        behind = np.flatnonzero(paper[place:] > (paper[place] + lit) / 2)
        end = place + int(behind[0]) if len(behind) else place
        start = place - int(np.argmax(paper[place::-1] > (paper[place] + lit) / 2))
        if end - start - 1 >= _BROAD * len(paper):
            return end
    return None
