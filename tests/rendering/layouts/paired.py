"""Two or three people a row, below headings that name a township and its number of people."""

from __future__ import annotations

from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import NUMBER_HEADINGS, Manner
from tests.rendering.layouts.roster import Plan, draw_roster
from tests.rendering.layouts.ruled import column
from tests.rendering.layouts.setting import Leaf, date_manners, draw_number, draw_title, paper, setting
from tests.rendering.layouts.table import rules
from tests.rendering.strengths import Strength

CHOICES: Final = {
    ("name", "position", "native_place"): 3.0,
    ("name", "native_place", "position"): 1.0,
    ("name", "native_place", "death"): 1.0,
    ("name", "sex", "native_place"): 1.0,
    ("name", "native_place"): 1.0,
    ("name", "native_place", "unit"): 0.6,
    ("name", "sex", "birth", "native_place"): 0.6,
}
GROUP_FORMS: Final = ("{p}({n}人)", "{p}({n}人)", "{p}（{n}人）", "{p}（{n}名）", "{p}", "{p}　{n}人")
UNGROUPED_CHOICES: Final = (
    ("name", "position", "native_place"),
    ("name", "unit", "death"),
    ("name", "native_place"),
)


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page; a row's left person is read before its right one."""
    page = setting(dice, strength, size=paper(dice, strength, landscape=dice.chance(0.25)))
    grouped = dice.chance(0.85)
    names = dice.weighed(CHOICES) if grouped else dice.pick(UNGROUPED_CHOICES)
    manner = Manner(date_manners(dice), 0.0, dice.pick((0.0, 0.0, 0.04)), 0.0, grouped, dice.pick((0.2, 0.8)))
    sheet = page.sheet()
    top = draw_title(sheet, page) if dice.chance(0.85) else page.margin
    if dice.chance(0.7):
        draw_number(sheet, page)
    area = (page.margin, top, page.width - page.margin, page.height - page.margin * 1.1)
    abreast = 3 if len(names) == 2 or (page.width > page.height and dice.chance(0.5)) else 2
    plan = Plan(
        columns=tuple(column(name, dice, manner) for name in names),
        manner=manner,
        rules=rules(dice, page.face.size),
        entries_a_row=abreast,
        grouped=grouped,
        numbered=dice.chance(0.15),
        name_gaps=dice.chance(0.4),
        count_form=dice.pick(GROUP_FORMS),
        number_heading=dice.pick(NUMBER_HEADINGS),
        pitch=dice.between((1.35, 2.0)),
        padding=dice.between((0.15, 0.4)),
        filled=1.0 if dice.chance(0.7) else dice.between((0.6, 0.95)),
    )
    return [Leaf(sheet, draw_roster(sheet, page, plan, area), page.dpi)]
