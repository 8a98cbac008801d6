"""What lies on paper and in its ink: shade, stains, faint patches, the page behind, specks, grain."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.rendering.dice import Dice
from tests.rendering.strengths import Strength

COARSE: Final = 24
"""Light and stains change slowly: they are worked out on every COARSE-th pixel."""

Grey = NDArray[np.float32]
"""A picture (height, width) of brightness or darkness, 0 to 1."""


def as_grey(picture: object) -> Grey:
    """What OpenCV gives back, as the type that it is."""
    return np.asarray(picture, dtype=np.float32)


def blotches(dice: Dice, shape: tuple[int, int], cells: tuple[int, int]) -> Grey:
    """A smooth random field over a picture of `shape` (height, width), from -1 to 1, `cells` humps a side."""
    small = dice.fields().uniform(-1, 1, (dice.count(cells), dice.count(cells))).astype(np.float32)
    low = cv2.resize(small, _coarse(shape), interpolation=cv2.INTER_CUBIC)
    return _full(as_grey(np.clip(low, -1, 1)), shape)


def fade(dice: Dice, strength: Strength, ink: Grey) -> Grey:
    """Ink that took unevenly: darkness 0 to 1, lessened in patches."""
    depth = dice.between(strength.faint)
    patches = blotches(dice, _shape(ink), (4, 9))
    return as_grey(ink * (1 - depth * np.clip(patches, 0, 1)))


def show_through(dice: Dice, strength: Strength, ink: Grey, behind: Grey) -> Grey:
    """The page behind, mirrored and out of focus, through the paper."""
    depth = dice.between(strength.bleed)
    if depth < 0.01:
        return ink
    mirrored = cv2.GaussianBlur(cv2.flip(behind, 1), (0, 0), dice.between((1.2, 2.5)))
    shift = np.array([[1, 0, dice.between((-60, 60))], [0, 1, dice.between((-60, 60))]])
    height, width = ink.shape
    seen = cv2.warpAffine(mirrored, shift, (width, height))
    return as_grey(np.maximum(ink, as_grey(seen) * depth))


def light(dice: Dice, strength: Strength, shape: tuple[int, int]) -> Grey:
    """How bright the paper is everywhere, 1 where nothing takes light away."""
    height, width = shape
    columns, rows = _coarse(shape)
    x, y = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(-1, 1, rows))
    depth = dice.between(strength.shade)
    angle = dice.between((0, 6.28))
    slope = (x * np.cos(angle) + y * np.sin(angle)) * 0.5
    bright = 1 - depth * 0.5 * (1 + slope)
    for _ in range(dice.count(strength.stains)):
        bright *= 1 - dice.between(strength.stain_depth) * _stain(dice, x, y, width / height)
    humps = blotches(dice, (rows, columns), (3, 8))
    bright *= 1 - depth * 0.5 * (humps + 1) / 2
    return _full(bright.astype(np.float32), shape)


def _stain(dice: Dice, x: NDArray[np.float64], y: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    """A soft round patch, darkest inside or, as dried water leaves it, at its rim."""
    centre = dice.between((-1, 1)), dice.between((-1, 1))
    reach = dice.between((0.06, 0.3))
    far = np.hypot((x - centre[0]) * ratio, y - centre[1]) / reach
    angle = np.arctan2(y - centre[1], x - centre[0])
    for lobes in (1, 2, 3):
        far *= 1 + 0.1 * np.sin(angle * lobes + dice.between((0, 6.28)))
    filled = np.asarray(1 / (1 + np.exp((far - 1) * 8)))
    return filled if dice.chance(0.6) else filled * 0.35 + np.exp(-(((far - 1) / 0.1) ** 2)) * 0.65


def specks(dice: Dice, strength: Strength, picture: Grey, dpi: float) -> None:
    """Dark dots of dust and fly dirt, in place."""
    height, width = picture.shape
    for _ in range(dice.count(strength.specks)):
        at = dice.randrange(width), dice.randrange(height)
        reach = dpi / 200 * dice.between((0.6, 2.6))
        cv2.circle(picture, at, max(1, round(reach)), dice.between((0.2, 0.6)), -1, cv2.LINE_AA)


def expose(dice: Dice, strength: Strength, picture: Grey, dpi: float) -> NDArray[np.uint8]:
    """The scanner's lens and sensor: blur, contrast, noise; greys 0 to 255."""
    sigma = dice.between(strength.blur) * dpi / 200
    seen = cv2.GaussianBlur(picture, (0, 0), sigma)
    contrast = dice.between(strength.contrast)
    white = dice.between((225, 252))
    noise = dice.fields().standard_normal(picture.shape, dtype=np.float32)
    if dice.chance(0.5):
        noise = as_grey(cv2.blur(noise, (2, 2))) * 1.8
    seen = (1 - contrast + seen * contrast) * white + noise * dice.between(strength.noise)
    return np.clip(seen, 0, 255).astype(np.uint8)


def _shape(picture: Grey) -> tuple[int, int]:
    return picture.shape[0], picture.shape[1]


def _coarse(shape: tuple[int, int]) -> tuple[int, int]:
    return max(8, shape[1] // COARSE), max(8, shape[0] // COARSE)


def _full(low: Grey, shape: tuple[int, int]) -> Grey:
    return as_grey(cv2.resize(low, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR))
