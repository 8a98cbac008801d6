"""Even light: one grey picture in which paper is white, whatever the lamp, the stain or the seal did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_PAPER_TINT = 12
"""Grey levels by which yellowed paper may be redder than grey without being red ink."""
_LEAST_SEAL = 500
"""Pixels of red that are worth taking off."""
_PURE_RED = 170.0
"""Grey levels by which undiluted seal ink is redder than grey."""
_MOST_COVER = 0.8
"""Share of a pixel beyond which too little of the page is left to be told."""
_DARKEST_PAPER = 60
"""Below this grey level a background is scanner lid or shadow; dividing by it would only raise noise."""


def grey_of(pixels: NDArray[np.uint8]) -> Grey:
    """A grey picture (height, width) from which red seals are taken off.

    Red ink is bright in the red channel while black ink stays dark, so that channel shows what was printed
    under a seal; where the seal covers the print, the two are unmixed.
    """
    if pixels.ndim == 2:
        return pixels
    red = np.ascontiguousarray(pixels[:, :, 0])
    difference = cv2.subtract(red, cv2.max(pixels[:, :, 1], pixels[:, :, 2]))
    redness = np.asarray(cv2.blur(difference, (3, 3)), np.uint8)
    sealed = redness > _PAPER_TINT + 30
    if np.count_nonzero(sealed) < _LEAST_SEAL:
        return red
    return _unsealed(red, redness, sealed)


def _unsealed(red: Grey, redness: Grey, sealed: NDArray[np.bool_]) -> Grey:
    """The red channel with the seal's share of each pixel taken out.

    A pixel is a mixture of page and seal: red = (1 − cover) · page + cover · seal. The cover is read off
    the redness; the seal's own red is what makes most of the sealed pixels come out as paper.
    """
    cover = np.clip((redness[sealed].astype(np.float32) - _PAPER_TINT) / _PURE_RED, 0, _MOST_COVER)
    mixed = red[sealed].astype(np.float32)
    paper = float(np.quantile(red[~sealed][::37], 0.6)) if (~sealed).any() else 255.0
    seal = float(np.quantile((mixed - (1 - cover) * paper) / cover, 0.6))
    grey = red.copy()
    grey[sealed] = np.clip((mixed - cover * seal) / (1 - cover), 0, 255).astype(np.uint8)
    return _without_outline(grey, sealed.astype(np.uint8))


def _without_outline(grey: Grey, sealed: NDArray[np.uint8]) -> Grey:
    """The picture without the thin dark line that coarse colour leaves along the edge of a seal."""
    box = np.ones((5, 5), np.uint8)
    edge = cv2.dilate(sealed, box) > cv2.erode(sealed, box)
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    grey[edge] = closed[edge]
    return grey


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
