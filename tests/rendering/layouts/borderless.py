"""A roster without rules: columns parted by white space alone, wrapped cells hanging below their line."""

from __future__ import annotations

from dataclasses import replace

from tests.rendering.dice import Dice
from tests.rendering.layouts.roster import draw_roster
from tests.rendering.layouts.ruled import plan
from tests.rendering.layouts.setting import Leaf, draw_number, draw_title, paper, setting
from tests.rendering.layouts.table import Rules
from tests.rendering.strengths import Strength

UNRULED = Rules(thin=0, frame=0, drawn=False)


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page of a roster set without rules."""
    page = setting(dice, strength, size=paper(dice, strength, landscape=dice.chance(0.3)))
    sheet = page.sheet()
    top = draw_title(sheet, page) if dice.chance(0.6) else page.margin
    if dice.chance(0.6):
        draw_number(sheet, page)
    area = (page.margin, top, page.width - page.margin, page.height - page.margin * 1.1)
    usual = plan(page, (area[2] - area[0]) * 0.85, grouped=dice.chance(0.15))
    unruled = replace(usual, rules=UNRULED, blank_rows=0, padding=dice.between((0.4, 0.7)))
    return [Leaf(sheet, draw_roster(sheet, page, unruled, area), page.dpi)]
