"""Even light: one grey picture in which paper is white, whatever the lamp, the stain or the seal did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_PAPER_TINT = 12
"""Grey levels by which yellowed paper may be redder than grey without being red ink."""
_DARKEST_PAPER = 60
"""Below this grey level a background is scanner lid or shadow; dividing by it would only raise noise."""


def grey_of(pixels: NDArray[np.uint8]) -> Grey:
    """A grey picture (height, width) in which red seals fade away.

    Red ink is bright in the red channel while black ink stays dark, so that channel shows what was printed
    under a seal; what of the seal is left there is lightened by how red it is. Black print under red ink is
    too dark in the red channel for that to matter.
    """
    if pixels.ndim == 2:
        return pixels
    red, green, blue = cv2.split(pixels)
    redness = cv2.subtract(red, cv2.max(green, blue))
    redness = cv2.subtract(redness, np.full_like(redness, _PAPER_TINT))
    bright = cv2.multiply(redness, red, scale=1.3 / 255)
    return np.asarray(cv2.add(red, bright), dtype=np.uint8)


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
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window | 1, contrast),
        dtype=np.uint8,
    )
