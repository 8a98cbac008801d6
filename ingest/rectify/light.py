"""Even light: one grey picture in which paper is white, whatever the lamp, the stain or the seal did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_DARKEST_PAPER = 60
"""Below this grey level a background is scanner lid or shadow; dividing by it would only raise noise."""


def grey_of(pixels: NDArray[np.uint8]) -> Grey:
    """A grey picture (height, width) in which red seals fade away.

    Red ink is bright in the red channel while black ink stays dark, so that channel alone shows what was
    printed under a seal.
    """
    return pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, 0])


def even_light(grey: Grey) -> Grey:
    """Divide by the local paper shade, so that paper becomes 255 everywhere.

    The shade is the median of a reduced copy over a window of about a fortieth of the page: wide enough to
    pass over text and rules, narrow enough to follow stains and the shadow of a gutter.
    """
    height, width = grey.shape
    scale = max(1, min(height, width) // 400)
    small = cv2.resize(grey, (max(1, width // scale), max(1, height // scale)), interpolation=cv2.INTER_AREA)
    window = max(3, (max(small.shape) // 40) | 1)
    shade = cv2.medianBlur(cv2.dilate(small, np.ones((3, 3), np.uint8)), window)
    shade = cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(shade, _DARKEST_PAPER), scale=255), dtype=np.uint8)


def ink_of(light: Grey, window: int, contrast: int) -> Grey:
    """Ink as 255 on 0: pixels darker by `contrast` than the mean of a `window` pixels wide neighbourhood."""
    return np.asarray(
        cv2.adaptiveThreshold(
            light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window | 1, contrast
        ),
        dtype=np.uint8,
    )
