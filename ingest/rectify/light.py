"""Even light: one grey picture in which paper is white, whatever the lamp, the stain or the seal did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_PAPER_TINT = 12
"""Grey levels by which yellowed paper may be redder than grey without being red ink."""
_LID = 0.45
"""Share of the paper's brightness below which a broad area at the edge is the scanner's lid."""
_LID_BREADTH = 5
"""Pixels of the reduced page; narrower dark areas at the edge are no lid."""
_LEAST_SEAL = 500
"""Pixels of red that are worth taking off."""
_PURE_RED = 170.0
"""Grey levels by which undiluted seal ink is redder than grey."""
_BRIGHT = 0.72
"""Share of the paper's brightness in the red channel above which nothing is printed, seal or not."""
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
    return _without_outline(grey, sealed.astype(np.uint8), red > _BRIGHT * paper)


def _without_outline(grey: Grey, sealed: NDArray[np.uint8], bright: NDArray[np.bool_]) -> Grey:
    """The picture without the thin dark line that coarse colour leaves along the edge of a seal.

    `bright` says where the red channel showed no print, which is where such a line can only be the seal's.
    """
    box = np.ones((5, 5), np.uint8)
    edge = (cv2.dilate(sealed, box) > cv2.erode(sealed, box)) & bright
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    grey[edge] = closed[edge]
    return grey


def even_light(grey: Grey) -> Grey:
    """Divide by the local paper shade, so that paper becomes 255 everywhere; the scanner's dark lid becomes paper.

    The shade is the median of a reduced copy over a window of about a fortieth of the page: wide enough to
    pass over text and rules, narrow enough to follow stains and the shadow of a gutter.
    """
    height, width = grey.shape
    scale = max(1, min(height, width) // 400)
    small = cv2.resize(grey, (max(1, width // scale), max(1, height // scale)), interpolation=cv2.INTER_AREA)
    window = max(3, (max(small.shape) // 40) | 1)
    shade = cv2.medianBlur(cv2.dilate(small, np.ones((3, 3), np.uint8)), window)
    lid = cv2.resize(_lid(np.asarray(small, np.uint8)), (width, height), interpolation=cv2.INTER_NEAREST) > 0
    shade = cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR)
    light = np.asarray(cv2.divide(grey, np.maximum(shade, _DARKEST_PAPER), scale=255), dtype=np.uint8)
    light[lid] = 255
    return light


def _lid(small: Grey) -> NDArray[np.uint8]:
    """What of a reduced page is the dark scanner lid round the paper: broad dark areas that reach its edge."""
    paper = float(np.quantile(small, 0.7))
    dark = (small < _LID * paper).astype(np.uint8)
    # Rules and print that run off the page are thin; a lid survives a good opening.
    broad = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_LID_BREADTH, _LID_BREADTH), np.uint8))
    framed = cv2.copyMakeBorder(broad, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(1.0,))
    _, labels = cv2.connectedComponents(framed)
    lid = (labels == labels[0, 0])[1:-1, 1:-1].astype(np.uint8) * broad
    return np.asarray(cv2.dilate(lid, np.ones((_LID_BREADTH, _LID_BREADTH), np.uint8)), np.uint8)


def ink_of(light: Grey, window: int, contrast: int) -> Grey:
    """Ink as 255 on 0: pixels darker by `contrast` than the mean of a `window` pixels wide neighbourhood."""
    return np.asarray(
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window | 1, contrast),
        dtype=np.uint8,
    )
