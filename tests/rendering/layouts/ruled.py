"""The commonest roster: one table, one person a row."""

from __future__ import annotations

from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import EXTRA, HEADINGS, LEFT_ALIGNED, NUMBER_HEADINGS, Manner, fact
from tests.rendering.layouts.roster import Column, Plan, PrintedCell, draw_roster
from tests.rendering.layouts.setting import (
    Leaf,
    Setting,
    date_manners,
    draw_number,
    draw_title,
    paper,
    setting,
)
from tests.rendering.layouts.table import Align, rules
from tests.rendering.strengths import Strength
from tests.rendering.words.person import Person

ALWAYS: Final = ("name", "native_place")
OFTEN: Final = {
    "sex": 0.75, "birth": 0.8, "enlisted": 0.55, "political_status": 0.45, "unit": 0.75, "position": 0.75,
    "death": 0.85, "death_place": 0.6, "death_cause": 0.35, "burial_place": 0.25, "honors": 0.08,
    "alias": 0.06, "remarks": 0.12,
}  # fmt: skip
"""How often a roster has each column beside the two that it always has."""
USUAL_ORDER: Final = (
    "name", "alias", "sex", "birth", "native_place", "enlisted", "political_status", "unit", "position",
    "death", "death_place", "death_cause", "burial_place", "honors", "remarks",
)  # fmt: skip
WIDEST: Final = {
    "native_place": (6, 13),
    "unit": (6, 12),
    "death_cause": (5, 10),
    "burial_place": (5, 10),
    "honors": (5, 8),
}
"""How far each column's text may run before it wraps, in ems."""
GROUP_FORMS: Final = ("{p}", "{p}", "{p}({n}人)", "{p}（{n}人）", "{p} {n}人")
EMS_A_COLUMN: Final = 5.5
"""What a column takes on average; decides how many a page can hold."""


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page of a ruled roster."""
    size = paper(dice, strength, landscape=dice.chance(0.45))
    return [compose_leaf(setting(dice, strength, size=size))]


def compose_leaf(page: Setting, *, inner_margin: float = 1.0) -> Leaf:
    """A page of a ruled roster on the paper of `page`."""
    sheet = page.sheet()
    top = draw_title(sheet, page) if page.dice.chance(0.85) else page.margin
    if page.dice.chance(0.8):
        draw_number(sheet, page)
    side = page.margin * inner_margin
    area = (side, top, page.width - side, page.height - page.margin * 1.1)
    return Leaf(sheet, draw_roster(sheet, page, plan(page, area[2] - area[0]), area), page.dpi)


def plan(page: Setting, room: float, *, grouped: bool | None = None) -> Plan:
    """Any choice and order of columns that `room` pixels can hold; `grouped` None leaves it to the dice."""
    dice = page.dice
    if grouped is None:
        grouped = dice.chance(0.3)
    manner = Manner(
        dates=date_manners(dice),
        dittos=dice.pick((0.0, 0.0, 0.15, 0.3)),
        blanks=dice.pick((0.0, 0.03, 0.08)),
        unknowns=dice.pick((0.0, 0.02)),
        village_only=grouped,
        whole_place=dice.pick((0.3, 0.8, 1.0)),
    )
    names = _choose(dice, int(room / page.face.advance("国") / EMS_A_COLUMN))
    return Plan(
        columns=tuple(column(name, dice, manner) for name in names),
        manner=manner,
        rules=rules(dice, page.face.size),
        grouped=grouped,
        numbered=dice.chance(0.4),
        name_gaps=dice.chance(0.4),
        subtotals=grouped and dice.chance(0.2),
        count_form=dice.pick(GROUP_FORMS),
        number_heading=dice.pick(NUMBER_HEADINGS),
        blank_rows=dice.count((1, 4)) if dice.chance(0.12) else 0,
        pitch=dice.between((1.35, 2.0)),
        padding=dice.between((0.15, 0.4)),
        filled=1.0 if dice.chance(0.75) else dice.between((0.6, 0.95)),
    )


def _choose(dice: Dice, most: int) -> list[str]:
    chosen = [name for name, share in OFTEN.items() if dice.chance(share)]
    while len(chosen) + len(ALWAYS) > max(most, 4):
        chosen.remove(dice.pick(chosen))
    names = sorted((*ALWAYS, *chosen), key=USUAL_ORDER.index)
    if dice.chance(0.12):
        names.insert(dice.count((1, len(names))), dice.pick(list(EXTRA)))
    if dice.chance(0.3):
        later = names[1:]
        dice.shuffle(later)
        names = [names[0], *later]
    return names


def column(name: str, dice: Dice, manner: Manner) -> Column:
    """A column that holds one field."""

    def print_cell(person: Person, place: str) -> PrintedCell:
        known = fact(name, person, manner, dice, place)
        return PrintedCell(known.text, {name: known}, boxed=name)

    left = name in LEFT_ALIGNED and dice.chance(0.7)
    return Column(
        heading=dice.pick(HEADINGS[name]) if name in HEADINGS else name,
        widest=dice.between(WIDEST.get(name, (7, 10))),
        align=Align.LEFT if left else Align.CENTRE,
        print_cell=print_cell,
    )
