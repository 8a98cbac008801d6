"""Negatives: microfilm and photostats show their print bright on dark."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import reduced

_MIDDLE: Final = 0.2
"""Share of a picture's sides that is left out at each edge, where lid and table show."""
_DARK: Final = 110
"""Grey level that most of a negative's paper is darker than."""
_GROUND: Final = 10
"""Part of the reduced picture's shorter side within which most of what is seen is the ground, not print."""
_CONTRAST: Final = 40
"""Grey levels by which print stands out from its ground."""
_LEAST: Final = 0.004
"""Share of the middle that is print at least."""
_TIMES: Final = 5
"""Times as much of a negative stands out bright as dark at least; of a dark photograph both do."""


def positive_of(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture, dark print on bright paper: a negative's shades are turned round."""
    small = reduced(pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, 1]))
    height, width = (round(_MIDDLE * side) for side in small.shape)
    middle = np.ascontiguousarray(small[height : len(small) - height, width : small.shape[1] - width])
    if np.median(middle) >= _DARK:
        return pixels
    window = min(255, max(3, min(middle.shape) // _GROUND | 1))
    above = middle.astype(np.int16) - cv2.medianBlur(middle, window)
    bright, dark = float(np.mean(above > _CONTRAST)), float(np.mean(above < -_CONTRAST))
    return np.asarray(255 - pixels, np.uint8) if bright >= max(_LEAST, _TIMES * dark) else pixels
