"""What every page of a roster has in common: paper, press, typeface, title and page number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.sheet import Face, Press, Sheet
from tests.rendering.strengths import Strength
from tests.rendering.truth import Record
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL
from tests.rendering.words.characters import has_one_traditional_form, traditional
from tests.rendering.words.dates import manner
from tests.rendering.words.lists import words
from tests.rendering.words.person import Manners
from tests.rendering.words.places import county

POINTS_PER_INCH: Final = 72
PORTRAIT: Final = ((8.27, 11.69), (7.28, 10.24), (7.17, 10.12), (6.93, 9.84))
"""Widths and heights in inches of A4, 16K, B5 and a book's page."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed page, clean and straight, with its entries in reading order."""

    sheet: Sheet
    records: list[Record]
    dpi: float


@dataclass(frozen=True, slots=True)
class Setting:
    """One page's paper and type; `margin` and sizes in pixels."""

    dice: Dice
    width: int
    height: int
    dpi: float
    margin: int
    face: Face
    press: Press
    county: str
    script: str

    def sheet(self) -> Sheet:
        """A blank sheet of this paper."""
        return Sheet(self.width, self.height, self.press, self.dice)

    def fits(self, text: str) -> bool:
        """Whether the page can print the text in its script; 〇 may stay a blank.

        Traditional pages print no Arabic digits, and only words that come back the same.
        """
        if self.script == TRADITIONAL:
            if any(char.isdecimal() for char in text) or not has_one_traditional_form(text):
                return False
            text = traditional(text)
        return self.face.typeface.covers(text.replace("〇", ""))


def paper(dice: Dice, strength: Strength, *, landscape: bool) -> tuple[int, int, float]:
    """Width and height of a page in pixels, and its dots an inch."""
    dpi = dice.between(strength.dpi)
    wide, high = dice.pick(PORTRAIT)
    width, height = round(wide * dpi), round(high * dpi)
    return (height, width, dpi) if landscape else (width, height, dpi)


def setting(
    dice: Dice,
    strength: Strength,
    *,
    size: tuple[int, int, float],
    script: str = SIMPLIFIED,
    points: tuple[float, float] = (8.8, 11.0),
) -> Setting:
    """A page's paper, press and type for the paper `size` of `paper`."""
    width, height, dpi = size
    typeface = dice.weighed({face: face.weight for face in FACES[script]})
    press = Press(strength.ink, strength.rule_ink, strength.broken_rules, dice.chance(strength.loses_zero))
    face = Face(
        typeface,
        dice.between(points) * dpi / POINTS_PER_INCH,
        dice.weighed({1.0: 6, 0.92: 1, 0.85: 1, 1.08: 0.7}),
        dice.weighed({0.0: 5, 0.04: 2, 0.1: 1}),
        press.loses_zero,
    )
    margin = round(dice.between((0.45, 0.75)) * dpi)
    return Setting(dice, width, height, dpi, margin, face, press, county(dice), script)


def date_manners(dice: Dice, form: str | None = None) -> Manners:
    """How a page prints its dates: one form for all columns, the zero and the days alike."""
    shared = form or manner(dice).form
    return Manners(manner(dice, shared), manner(dice, shared), manner(dice, shared))


def draw_title(sheet: Sheet, page: Setting, *, ending: str = "") -> float:
    """Sets the title over the page's middle; how far down the rest may begin."""
    face = page.face.scaled(page.dice.between((1.3, 1.9)))
    text = page.dice.pick(words("titles")).format(c=page.county) + ending
    top = page.margin * 0.8
    sheet.line(text, (sheet.width - face.width(text)) / 2, top, face)
    return top + face.size * 1.7


def draw_number(sheet: Sheet, page: Setting) -> None:
    """Sets the page number at the foot: in the middle or outside, bare or between dashes."""
    dice = page.dice
    text = dice.pick(("{}", "{}", "-{}-", "· {} ·")).format(dice.count((1, 680)))
    face = page.face.scaled(0.85)
    at = dice.pick((0.5, 0.5, 0.1, 0.9))
    sheet.line(text, sheet.width * at - face.width(text) / 2, sheet.height - page.margin * 0.75, face)
