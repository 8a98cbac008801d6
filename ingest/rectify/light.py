"""Even light: one grey picture in which paper is white, whatever the lamp, the stain or the seal did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.seals import unsealed
from ingest.rectify.shades import Shades
from ingest.rectify.wedges import whiten_wedges

Grey = NDArray[np.uint8]
Real = NDArray[np.float32]

_RED = 36
"""Grey levels by which red ink in good light is redder than the paper at least."""
_LID = 0.45
"""Share of the paper's brightness below which a broad area at the edge is the scanner's lid."""
_PALE_LID = 0.65
"""Share of the paper's brightness below which it is what the paper lies on, a table, where the paper ends sharply."""
_SHARP_END = 0.8
"""Share of the brightness just within the edge of the paper that is left just beyond it, at most; a shadow is soft."""
_LID_BREADTH = 5
"""Pixels of the reduced page; narrower dark areas at the edge are no lid."""
_DARKEST_LID = 40
"""Below this grey level even paper shows no print."""
_STROKE = 0.8
"""Share of the brightness of its paper that a reduced stroke of print has at most, in light or shadow."""
_DEVIATION = 1.48
"""Times the median of what shades stand off that is their usual deviation."""
_ABOVE_GRAIN = 5.0
"""Usual deviations of a lid's grain by which a stroke is darker than its paper, at least."""
_LEAST_PRINT = 0.015
"""Share of the pixels round a place in print that are such strokes at least."""
_LEAST_SEAL = 500
"""Pixels of red that are worth taking off."""
_PLACES = 24
"""Places along either side of a page in which red ink is looked for."""
_RED_PLACE = 0.004
"""Share of a place that is red where a red rule or red print is."""
_RED_GROUND = 0.5
"""Share of a place from which on its red is no ink but what the page lies on, a brown table."""
_ALL_OVER = 0.25
"""Share of the places beyond which red ink is no seal's: several large ones cover fewer."""
_PAPER = 0.7
"""Share of a page's shades that are no brighter than well-lit paper."""
_PALE = 45.0
"""Grey levels by which print stands out from the paper; below, it is too pale for its thin strokes to be seen."""
_DEEP = 70.0
"""Grey levels by which it stands out once it is deepened."""
_LEAST_INK = 0.004
"""Share of a page that is ink at least if it is print: less may be grain."""
_PRINT_CONTRAST = 10
"""Grey levels by which a pixel of pale print stands out once grain is smoothed."""
_SHARP = 0.33
"""Grey levels from one pixel to the next at the edges of print, as a share of its darkness, at least; what shines
through from the other side of the leaf is as pale, but blurred by the paper."""
_DARKEST_GRAIN = 40
"""Grey levels by which the grain of evenly lit paper may stand out from it."""
_DARKEST_PAPER = 60
"""Below this grey level a background is scanner lid or shadow; dividing by it would only raise noise."""


def grey_of(pixels: NDArray[np.uint8]) -> Grey:
    """A grey picture (height, width) from which red seals are taken off; red print and red rules stay.

    Red ink is bright in the red channel while black ink stays dark, so that channel shows what was printed
    under a seal; where the seal covers the print, the two are unmixed (`ingest.rectify.seals`).
    """
    if pixels.ndim == 2:
        return pixels
    red = np.ascontiguousarray(pixels[:, :, 0])
    difference = cv2.subtract(red, cv2.max(pixels[:, :, 1], pixels[:, :, 2]))
    redness = np.asarray(cv2.blur(difference, (3, 3)), np.uint8)
    if np.count_nonzero(redness > Shades.of(redness).median + _RED // 2) < _LEAST_SEAL:
        return red
    # In the shadow of a gutter all colours are weaker; there a seal is as red as its light lets it be.
    shade = np.maximum(_shade(reduced(red), red.shape), _DARKEST_PAPER)
    lit = (shade / np.quantile(shade[::16, ::16], _PAPER)).astype(np.float32)
    redder = redness / lit
    redder -= np.median(redder[::4, ::4])
    sealed = redder > _RED
    if _is_all_over(sealed):
        return np.ascontiguousarray(pixels[:, :, 1])
    return unsealed(pixels, redder, lit, sealed) if np.count_nonzero(sealed) >= _LEAST_SEAL else red


def _is_all_over(red: NDArray[np.bool_]) -> bool:
    """Whether red ink is the press's, not a seal's: its rules or its print lie all over the page."""
    shares = cv2.resize(red.astype(np.float32), (_PLACES, _PLACES), interpolation=cv2.INTER_AREA)
    return float(np.mean((shares > _RED_PLACE) & (shares < _RED_GROUND))) > _ALL_OVER


def even_light(grey: Grey) -> Grey:
    """Divide by the local paper shade, so that paper becomes 255 everywhere; the scanner's dark lid becomes paper.

    The shade is the median of a reduced copy over a window of about a fortieth of the page: wide enough to
    pass over text and rules, narrow enough to follow stains and the shadow of a gutter.
    """
    height, width = grey.shape
    small = reduced(grey)
    lid = cv2.resize(_lid(small), (width, height), interpolation=cv2.INTER_NEAREST) > 0
    shade = np.maximum(_shade(small, grey.shape), _DARKEST_PAPER)
    light = np.asarray(cv2.divide(grey, shade, scale=255), dtype=np.uint8)
    light[lid] = 255
    whiten_wedges(light)
    return light


def deepened(light: Grey) -> Grey:
    """An evenly lit picture, its print made darker where all of it is very pale, as a worn ribbon types."""
    smooth = np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)
    ink = ink_of(smooth, max(15, max(light.shape) // 80), _PRINT_CONTRAST)
    if cv2.countNonZero(ink) < _LEAST_INK * ink.size:
        return light
    stands_out = Shades.of(255 - smooth, ink).quantile(0.85)
    if stands_out >= _PALE or _steepness(smooth, ink) < _SHARP * stands_out:
        return light
    return np.asarray(255 - cv2.multiply(255 - light, np.ones(1), scale=_DEEP / stands_out), np.uint8)


def _steepness(smooth: Grey, ink: Grey) -> float:
    """Grey levels from one pixel to the next at the edges of ink."""
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0
    return float(np.quantile(np.hypot(across, down)[near], 0.9))


def _shade(small: Grey, shape: tuple[int, ...]) -> Grey:
    """The grey of the paper round each pixel of a picture (height, width), from the picture made smaller."""
    height, width = shape
    window = max(3, (max(small.shape) // 40) | 1)
    shade = cv2.medianBlur(cv2.dilate(small, np.ones((3, 3), np.uint8)), window)
    return np.asarray(cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def reduced(grey: Grey) -> Grey:
    """The picture made smaller, to some four hundred pixels across."""
    height, width = grey.shape
    scale = max(1, min(height, width) // 400)
    size = max(1, width // scale), max(1, height // scale)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _lid(small: Grey) -> NDArray[np.uint8]:
    """What of a reduced page is the scanner's lid, or a table, round the paper: broad and dark, and at the edge."""
    paper = Shades.of(small).quantile(_PAPER)
    lid, pale = (_dark_edge(small < share * paper) for share in (_LID, _PALE_LID))
    lid = pale if _ends_sharply(small, pale) else lid
    lid[_is_printed(small, _grain(small, lid))] = 0
    return np.asarray(cv2.dilate(lid, np.ones((_LID_BREADTH, _LID_BREADTH), np.uint8)), np.uint8)


def _dark_edge(dark: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """What is dark of a reduced page, broad, and hangs together with its edge."""
    # Rules and print that run off the page are thin; a lid survives a good opening.
    broad = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, np.ones((_LID_BREADTH, _LID_BREADTH), np.uint8))
    framed = cv2.copyMakeBorder(broad, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(1.0,))
    _, labels = cv2.connectedComponents(framed)
    return np.asarray((labels == labels[0, 0])[1:-1, 1:-1] * broad, np.uint8)


def _ends_sharply(small: Grey, lid: NDArray[np.uint8]) -> bool:
    """Whether most of the edge of a dark area is as sharp as that of paper, however it is lit."""
    near = np.ones((_LID_BREADTH, _LID_BREADTH), np.uint8)
    ends = (cv2.dilate(lid, np.ones((3, 3), np.uint8)) > 0) & (lid == 0)
    if not ends.any():
        return False
    soft = cv2.medianBlur(small, 3)
    darker, lighter = (change(soft, near)[ends].astype(float) for change in (cv2.erode, cv2.dilate))
    return float(np.median(darker / np.maximum(lighter, 1.0))) <= _SHARP_END


def _grain(small: Grey, lid: NDArray[np.uint8]) -> float:
    """Grey levels by which the shades of a dark area usually stand off those round them."""
    off = cv2.absdiff(small, cv2.medianBlur(small, 3))[lid > 0]
    return _DEVIATION * float(np.median(off)) if off.size else 0.0


def _is_printed(small: Grey, grain: float) -> NDArray[np.bool_]:
    """Where a reduced page has print: it may lie in deep shadow, but it is no lid, which has but grain."""
    # As if the edge went on outwards: the tip of a wedge of lid is thin, but no stroke.
    side = _LID_BREADTH
    beyond = cv2.copyMakeBorder(small, side, side, side, side, cv2.BORDER_REPLICATE)
    hidden = cv2.morphologyEx(beyond, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))[side:-side, side:-side]
    marks = (small < _STROKE * hidden.astype(np.float32)) & (hidden > _DARKEST_LID)
    marks &= hidden - small.astype(np.float32) > _ABOVE_GRAIN * grain
    window = max(small.shape) // 16
    return np.asarray(cv2.blur(marks.astype(np.float32), (window, window)) > _LEAST_PRINT)


def darkness(light: Grey, character: float) -> float:
    """How dark the print of an evenly lit picture is, 0 to 255: the darker part of what stands out from the paper.

    `character` is the height of the print in pixels; 0.0 where there is less ink than a stroke of that height.
    """
    ink = Shades.of(255 - np.asarray(cv2.GaussianBlur(light, (3, 3), 0), np.uint8)).brighter_than(_DARKEST_GRAIN)
    return ink.quantile(0.85) if len(ink) > character else 0.0


def ink_of(light: Grey, window: int, contrast: int) -> Grey:
    """Ink as 255 on 0: pixels darker by `contrast` than the mean of a `window` pixels wide neighbourhood."""
    return np.asarray(
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window | 1, contrast),
        dtype=np.uint8,
    )
