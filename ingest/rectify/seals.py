"""Red seals taken off a page: what is printed under them stays.

A page's light is stored sharp and its colour coarse, a JPEG's in blocks. So what is broad of a seal is told by its
colour, and what is thin, a stroke of its letters, by how dark the page is there beside how red it is round about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.components import connected

_Grey = NDArray[np.uint8]
_Real = NDArray[np.float32]
_Mask = NDArray[np.bool_]
_Place = tuple[slice, slice]

_WEAK: Final = 10.0
"""Grey levels of redness that blurred colour leaves where there is no seal."""
_PURE_RED: Final = 170.0
"""Grey levels by which undiluted seal ink is redder than grey."""
_MOST_COVER: Final = 0.8
"""Share of a pixel beyond which too little of the page is left to be told."""
_BRIGHT: Final = 0.72
"""Share of the paper's brightness in the red channel above which nothing is printed, seal or not."""
_BLEEDS: Final = 31
"""Pixels over which the colour of a seal is spread, at most: two blocks of a JPEG's colour."""
_COARSE: Final = 2.5
"""Pixels of blur that make light as coarse as colour mostly is."""
_MOSTLY_PRINT: Final = 0.2
"""Share of what is dark on a page that is a seal's, up to which it may as well be print beside one."""
_THIN, _BROAD = 0.6, 0.85
"""Shares of a seal's redness up to which what is red is thin, its colour spread, and from which it is broad."""
_SOME: Final = 6
"""Pixels along a row and down a column of which one is looked at where paper is measured."""


@dataclass(frozen=True, slots=True)
class _Inks:
    """A sealed page in its best light: the red and the lightness of its paper, the red of its seal and by how much it
    is redder than grey, and how many levels of lightness it is darker than paper for each that it is redder."""

    paper: float
    lightness: float
    seal: float
    redness: float
    dark_for_red: float


def unsealed(pixels: _Grey, redder: _Real, lit: _Real, sealed: _Mask) -> _Grey:
    """The red channel of a picture (height, width, 3) with the seal's share of each pixel taken out.

    `redder` says by how many grey levels each pixel is redder than the paper, `lit` which share of the best light
    falls on it, and `sealed` where there is a seal.
    """
    inks = _inks(pixels, redder, lit, sealed)
    red = pixels[:, :, 0]
    grey = np.ascontiguousarray(red)
    for place in _round_about(sealed):
        darker = _print_under(pixels[place], redder[place], lit[place], inks)
        near = cv2.dilate(sealed[place].astype(np.uint8), np.ones((_BLEEDS, _BLEEDS), np.uint8)) > 0
        grey[place][near] = np.clip(lit[place] * (inks.paper - darker) + 0.5, 0, 255).astype(np.uint8)[near]
    return _without_outline(grey, sealed.astype(np.uint8), red > _BRIGHT * inks.paper * lit)


def _inks(pixels: _Grey, redder: _Real, lit: _Real, sealed: _Mask) -> _Inks:
    """The seal's own red is what makes most of the sealed pixels come out as paper."""
    some = slice(None, None, _SOME)
    beside = ~sealed[some, some]
    clear, light = pixels[some, some][beside], lit[some, some][beside]
    paper, lightness = (
        float(np.quantile(seen / light, 0.6)) if len(light) else 255.0 for seen in (clear[:, 0], _lightness(clear))
    )
    covered, light, how_red = pixels[sealed], lit[sealed], redder[sealed]
    cover = np.clip((how_red - _WEAK) / _PURE_RED, 0.05, _MOST_COVER)
    seal = float(np.quantile((covered[:, 0] / light - (1 - cover) * paper) / cover, 0.6))
    strong = how_red >= np.median(how_red)
    darker = lightness - _lightness(covered[strong]) / light[strong]
    dark_for_red = max(0.0, float(np.quantile(darker / how_red[strong], 0.4)))
    return _Inks(paper, lightness, seal, float(np.quantile(how_red, 0.8)), dark_for_red)


def _print_under(pixels: _Grey, redder: _Real, lit: _Real, inks: _Inks) -> _Real:
    """How much darker than paper print is, by colour where a seal is broad and at most by light where it is thin."""
    by_colour = _beside_colour(np.asarray(pixels[:, :, 0] / lit, np.float32), redder, inks)
    by_light = _beside_light(_lightness(pixels) / lit, redder, inks)
    broad = np.clip((redder / inks.redness - _THIN) / (_BROAD - _THIN), 0, 1)
    return np.asarray(by_colour - (1 - broad) * np.maximum(by_colour - by_light, 0), np.float32)


def _lightness(pixels: _Grey) -> _Real:
    """How light pixels (…, 3) are, as the eye and a JPEG weigh their colours."""
    light = cv2.cvtColor(pixels.reshape(-1, 1, 3), cv2.COLOR_RGB2GRAY)
    return light.reshape(pixels.shape[:-1]).astype(np.float32)


def _beside_colour(red: _Real, redder: _Real, inks: _Inks) -> _Real:
    """How much darker than paper print is where each pixel is a mixture of page and seal as its colour has it:
    red = (1 − cover) · page + cover · seal."""
    cover = np.clip(redder / _PURE_RED, 0, _MOST_COVER)
    return np.asarray(np.maximum(inks.paper - (red - cover * inks.seal) / (1 - cover), 0), np.float32)


def _beside_light(lightness: _Real, redder: _Real, inks: _Inks) -> _Real:
    """How much darker than paper print is where of all that is dark round a pixel its colour has a share for a seal."""
    darker = np.maximum(inks.lightness - lightness, 0)
    coarse = np.maximum(cv2.GaussianBlur(darker, (0, 0), _COARSE), 1.0)
    share = inks.dark_for_red * np.maximum(redder, 0) / coarse
    return np.asarray(darker * (1 - np.clip((share - _MOSTLY_PRINT) / (1 - _MOSTLY_PRINT), 0, 1)), np.float32)


def _without_outline(grey: _Grey, sealed: _Grey, bright: _Mask) -> _Grey:
    """The picture without the thin dark line that coarse colour leaves along the edge of a seal.

    `bright` says where the red channel showed no print, which is where such a line can only be the seal's.
    """
    box = np.ones((5, 5), np.uint8)
    edge = (cv2.dilate(sealed, box) > cv2.erode(sealed, box)) & bright
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    grey[edge] = closed[edge]
    return grey


def _round_about(sealed: _Mask) -> Iterator[_Place]:
    """The stretches of a page that hold its seals, with the paper that their colour bleeds over."""
    height, width = sealed.shape
    size = max(1, width // _BLEEDS), max(1, height // _BLEEDS)
    small = cv2.resize(sealed.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0
    wide = np.asarray(cv2.dilate(small.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    _, pieces = connected(wide)
    along, down = width / size[0], height / size[1]
    for left, top, wide, high, _ in pieces[1:].tolist():
        yield (
            slice(int(down * top), int(down * (top + high)) + 1),
            slice(int(along * left), int(along * (left + wide)) + 1),
        )
