"""An open book: two ruled pages beside each other, each with its own columns, type and skew."""

from __future__ import annotations

from tests.rendering.dice import Dice
from tests.rendering.layouts.ruled import compose_leaf
from tests.rendering.layouts.setting import Leaf, paper, setting
from tests.rendering.strengths import Strength


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """The left page and the right page."""
    size = paper(dice, strength, landscape=dice.chance(0.35))
    return [compose_leaf(setting(dice, strength, size=size), inner_margin=1.15) for _ in range(2)]
