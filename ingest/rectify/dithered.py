"""Greys that a scan of two shades tells by dots: a dithered page, smoothed until its strokes hang together.

A page of two shades without dither has hardly a pixel that differs from both its neighbours.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ingest.rectify.light import Grey

_DARK, _LIGHT = 64, 192
"""Grey levels below and above which all pixels of such a scan lie, but for what was added by storing it."""
_TWO_SHADES: Final = 0.985
"""Share of the pixels of a scan of two shades that do."""
_DOTS: Final = 0.02
"""Share of its pixels that differ from both neighbours on their line where it is dithered."""
_SOFT: Final = 1.1
"""Pixels by which dots are smoothed."""


def smoothed(grey: Grey) -> Grey:
    """The picture, smoothed if it is dithered; else the same."""
    dark = grey < _DARK
    if np.count_nonzero(dark) + np.count_nonzero(grey > _LIGHT) < _TWO_SHADES * grey.size:
        return grey
    alone = (dark[:, 1:-1] != dark[:, :-2]) & (dark[:, 1:-1] != dark[:, 2:])
    if np.count_nonzero(alone) < _DOTS * grey.size:
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), _SOFT), np.uint8)
