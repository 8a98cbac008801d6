"""One sheet of paper in the press: text and rules set on it, with the box of every piece of ink.

The sheet is clean and straight; what scanners and years do to it is damage, and comes later.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from tests.rendering.dice import Dice
from tests.rendering.truth import Box, hull
from tests.rendering.typefaces import Typeface

PAPER: Final = 255
BASELINE: Final = 0.86
"""Where a line's baseline lies, in ems below its top."""
GAP: Final = "　"


@dataclass(frozen=True, slots=True)
class Press:
    """How well a press prints: how dark its ink is and how whole its rules are.

    `ink` is the range of grey (0 black to 255 white) that pieces of text are printed in.
    `broken` is the share of rules with a gap, `loses_zero` whether 〇 stays a blank.
    """

    ink: tuple[float, float]
    rule_ink: tuple[float, float]
    broken: float
    loses_zero: bool


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as one page sets it: `size` in pixels an em, `stretch` of widths, `tracking` in ems."""

    typeface: Typeface
    size: float
    stretch: float = 1.0
    tracking: float = 0.0
    loses_zero: bool = False

    def draws(self, char: str) -> bool:
        """Whether the character leaves ink; a space and a lost 〇 leave none."""
        if char.isspace() or (char == "〇" and self.loses_zero):
            return False
        return char != "〇" or self.typeface.has(char)

    def advance(self, char: str) -> float:
        """How far one character moves the next one on, in pixels."""
        if char == GAP or not (char.isspace() or self.draws(char)):
            return self.size * (self.stretch + self.tracking)
        width = self.typeface.at(self.size).getlength(char)
        return width * self.stretch + self.size * self.tracking

    def width(self, text: str) -> float:
        """Length of a line of text in pixels."""
        return sum(map(self.advance, text)) - (self.size * self.tracking if text else 0)

    def wrap(self, text: str, width: float, hanging: str = "") -> list[str]:
        """The text in lines no longer than `width`, broken anywhere, as narrow columns do.

        The marks in `hanging` begin no line: they stand out beyond the end of the one before.
        """
        lines, line, length = [], "", 0.0
        for char in text:
            step = self.advance(char)
            if line and char not in hanging and length + step - self.size * self.tracking > width:
                lines.append(line)
                line, length = "", 0.0
            line += char
            length += step
        return [*lines, line]

    def scaled(self, factor: float) -> Face:
        """The same setting in another size."""
        return Face(self.typeface, self.size * factor, self.stretch, self.tracking, self.loses_zero)


class Sheet:
    """A grey picture that is being printed on; coordinates in pixels from the top left."""

    def __init__(self, width: int, height: int, press: Press, dice: Dice) -> None:
        self.width, self.height = width, height
        self.image = Image.new("L", (width, height), PAPER)
        self._draw = ImageDraw.Draw(self.image)
        self._press, self._dice = press, dice

    def ink(self) -> int:
        """The grey of the next piece of text; pieces differ as rollers take up ink unevenly."""
        low, high = self._press.ink
        return int(low + (high - low) * self._dice.random() ** 2.2)

    def line(self, text: str, x: float, y: float, face: Face, ink: int | None = None) -> Box | None:
        """Sets a line with its em box's top left at (x, y); the box of its ink, None if it has none."""
        font, size = face.typeface.at(face.size), face.size
        margin = math.ceil(size)
        wide = math.ceil(face.width(text) / face.stretch) + 2 * margin
        mask = Image.new("L", (wide, math.ceil(size * 2)), 0)
        draw, at = ImageDraw.Draw(mask), float(margin)
        for char in text:
            if face.draws(char):
                draw.text((at, size * (BASELINE + 0.5)), char, fill=255, font=font, anchor="ls")
            at += face.advance(char) / face.stretch
        if face.stretch != 1.0:
            mask = mask.resize((max(1, round(wide * face.stretch)), mask.height), Image.Resampling.BILINEAR)
        return self._stamp(mask, round(x - margin * face.stretch), round(y - size * 0.5), ink)

    def column(self, text: str, x: float, y: float, face: Face, ink: int | None = None) -> Box | None:
        """Sets characters one below another, the first em box's top left at (x, y)."""
        shade = self.ink() if ink is None else ink
        step = face.size * (1 + face.tracking)
        boxes = []
        for place, char in enumerate(text):
            width = face.advance(char) - face.size * face.tracking
            box = self.line(char, x + (face.size - width) / 2, y + place * step, face, shade)
            boxes += [box] if box else []
        return hull(boxes)

    def _stamp(self, mask: Image.Image, left: int, top: int, ink: int | None) -> Box | None:
        inked = mask.getbbox()
        if inked is None:
            return None
        shade = self.ink() if ink is None else ink
        self.image.paste(shade, (left, top), mask)
        return left + inked[0], top + inked[1], left + inked[2], top + inked[3]

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        """Draws a straight rule `weight` pixels thick, now and then with a gap, as worn rules print."""
        shade = int(self._dice.between(self._press.rule_ink))
        for a, b in self._pieces():
            x0, y0 = start[0] + (end[0] - start[0]) * a, start[1] + (end[1] - start[1]) * a
            x1, y1 = start[0] + (end[0] - start[0]) * b, start[1] + (end[1] - start[1]) * b
            half = max(1.0, weight) / 2
            if start[0] == end[0]:
                corners = (
                    round(x0 - half),
                    round(y0),
                    round(x0 - half) + max(1, round(weight)) - 1,
                    round(y1),
                )
            else:
                corners = (
                    round(x0),
                    round(y0 - half),
                    round(x1),
                    round(y0 - half) + max(1, round(weight)) - 1,
                )
            self._draw.rectangle(corners, fill=shade)

    def _pieces(self) -> list[tuple[float, float]]:
        if not self._dice.chance(self._press.broken):
            return [(0.0, 1.0)]
        start = self._dice.between((0.0, 0.9))
        return [(0.0, start), (min(1.0, start + self._dice.between((0.02, 0.12))), 1.0)]
