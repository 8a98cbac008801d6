"""Lays printed pages into the scanner and takes the picture, carrying every box along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.rendering.damage.geometry import Lie, lie
from tests.rendering.damage.seal import seal
from tests.rendering.damage.surface import Grey, as_grey, expose, fade, light, show_through, specks
from tests.rendering.dice import Dice
from tests.rendering.layouts.setting import Leaf
from tests.rendering.sheet import PAPER
from tests.rendering.strengths import Strength
from tests.rendering.truth import Box, Record

LID: Final = 0.22
"""How bright the scanner's dark lid is beside the paper."""
RED: Final = (0.12, 0.78, 0.74)
"""What a seal's ink takes from red, green and blue."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture, grey (h, w) or RGB (h, w, 3), and its entries; `rotated` degrees counter-clockwise."""

    pixels: NDArray[np.uint8]
    records: tuple[Record, ...]
    rotated: int


def scan(dice: Dice, strength: Strength, leaves: list[Leaf]) -> Scan:
    """The scan of one page, or of the two halves of an open book."""
    dpi = leaves[0].dpi
    beside = LID if dice.chance(strength.dark_border) else 1.0
    halves: list[Grey] = []
    records: list[Record] = []
    start = 0
    for number, leaf in enumerate(leaves):
        spine = None if len(leaves) == 1 else number == 1
        lying = lie(dice, strength, (leaf.sheet.width, leaf.sheet.height), curls_left=spine)
        halves.append(_lay(dice, strength, leaf, lying, beside))
        records += [record.moved(partial(_carry, lying, start)) for record in leaf.records]
        start += leaf.sheet.width
    picture = np.hstack(halves)
    if len(leaves) == 2:
        picture *= _gutter(dice, strength, picture.shape[1], leaves[0].sheet.width)
    picture *= light(dice, strength, (picture.shape[0], picture.shape[1]))
    specks(dice, strength, picture, dpi)
    grey = expose(dice, strength, picture, dpi)
    pixels = _coloured(dice, strength, grey, dpi)
    rotated = dice.pick((90, 180, 270)) if dice.chance(strength.turned) else 0
    width, tall = grey.shape[1], grey.shape[0]
    return Scan(
        np.ascontiguousarray(np.rot90(pixels, rotated // 90)),
        tuple(record.moved(partial(turn, rotated=rotated, width=width, height=tall)) for record in records),
        rotated,
    )


def turn(box: Box, rotated: int, width: int, height: int) -> Box:
    """A box of a picture of `width` × `height` after `rotated` degrees counter-clockwise."""
    left, top, right, bottom = box
    if rotated == 90:
        return top, width - right, bottom, width - left
    if rotated == 180:
        return width - right, height - bottom, width - left, height - top
    if rotated == 270:
        return height - bottom, left, height - top, right
    return box


def _carry(lying: Lie, start: int, box: Box) -> Box:
    """A box of a page on the scan, the page's picture starting at column `start`."""
    left, top, right, bottom = lying.box(box)
    return left + start, top, right + start, bottom


def _lay(dice: Dice, strength: Strength, leaf: Leaf, lying: Lie, beside: float) -> Grey:
    """One page as the scanner sees it lie: brightness 0 to 1, `beside` it that of the lid."""
    ink = 1 - np.asarray(leaf.sheet.image, dtype=np.float32) / np.float32(PAPER)
    inked = show_through(dice, strength, fade(dice, strength, ink), ink)
    x, y = lying.maps(leaf.sheet.width, leaf.sheet.height)
    return as_grey(cv2.remap(1 - inked, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(beside,)))


def _gutter(dice: Dice, strength: Strength, width: int, middle: int) -> Grey:
    """The shadow where an open book dips: darkness across the whole width, one row."""
    depth = dice.between((0.25, 0.45)) + strength.shade[1]
    reach = width * dice.between((0.006, 0.016))
    far = np.abs(np.arange(width) - middle) / reach
    shadow = 1 - depth * np.exp(-far) - 0.25 * depth * np.exp(-far / 4)
    return shadow.astype(np.float32)[None, :]


def _coloured(dice: Dice, strength: Strength, grey: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The grey picture, or its colours where the scanner was set so: yellowed paper, red seals."""
    sealed = dice.chance(strength.seal)
    if not sealed and dice.chance(0.6):
        return grey
    yellow = dice.between((0.0, 0.14))
    tint = (1.0, 1 - yellow * 0.35, 1 - yellow)
    tables = [np.clip(np.arange(256) * share, 0, 255).astype(np.uint8) for share in tint]
    pixels = np.dstack([cv2.LUT(grey, table) for table in tables]).astype(np.uint8)
    if sealed:
        _press_seal(dice, pixels, dpi)
    return pixels


def _press_seal(dice: Dice, pixels: NDArray[np.uint8], dpi: float) -> None:
    mark = seal(dice, dpi) * dice.between((0.55, 0.9))
    side = min(mark.shape[0], pixels.shape[0], pixels.shape[1])
    left = dice.randrange(pixels.shape[1] - side + 1)
    top = dice.randrange(pixels.shape[0] - side + 1)
    under = pixels[top : top + side, left : left + side]
    for channel, taken in enumerate(RED):
        under[..., channel] = (under[..., channel] * (1 - mark[:side, :side] * taken)).astype(np.uint8)
