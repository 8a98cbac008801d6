"""The red seal of an office, pressed over a page."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.rendering.dice import Dice
from tests.rendering.typefaces import FACES, SIMPLIFIED

OFFICES: Final = (
    "县人民政府民政局",
    "县民政局",
    "烈士陵园管理处",
    "县革命委员会",
    "县人民委员会",
    "县档案馆",
)
SHARPER: Final = 2
"""The seal is drawn this many times as large and then brought down, for smooth edges."""


def seal(dice: Dice, dpi: float) -> NDArray[np.float32]:
    """A square picture of a seal: how much of its red each pixel takes, 0 to 1."""
    side = round(dice.between((1.3, 1.75)) * dpi) * SHARPER
    picture = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(picture)
    weight = round(side * dice.between((0.015, 0.03)))
    draw.ellipse((weight, weight, side - weight, side - weight), outline=255, width=weight)
    draw.polygon(_star(side / 2, side * 0.16), fill=255)
    _ring(picture, dice, side)
    turned = picture.rotate(dice.between((-25, 25)), Image.Resampling.BILINEAR)
    small = turned.resize((side // SHARPER, side // SHARPER), Image.Resampling.BOX)
    worn = dice.fields().uniform(0.75, 1.0, (small.height, small.width))
    return (np.asarray(small, dtype=np.float32) / 255 * worn).astype(np.float32)


def _star(middle: float, reach: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        far = reach if corner % 2 == 0 else reach * 0.382
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((middle + far * math.cos(angle), middle + far * math.sin(angle)))
    return points


def _ring(picture: Image.Image, dice: Dice, side: int) -> None:
    """Sets the office's name along the upper rim."""
    text = dice.pick(OFFICES)
    size = side * 0.13
    font = FACES[SIMPLIFIED][0].at(size)
    for number, char in enumerate(text):
        angle = 220 * ((number + 0.5) / len(text) - 0.5)
        glyph = Image.new("L", (side, side), 0)
        ImageDraw.Draw(glyph).text((side / 2, side * 0.07), char, fill=255, font=font, anchor="mt")
        picture.paste(255, (0, 0), glyph.rotate(-angle, Image.Resampling.BILINEAR))
