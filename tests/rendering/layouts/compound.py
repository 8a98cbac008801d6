"""Wide tables whose cells hold several fields: 牺牲时所在军队及其职务; 牺牲时间、地点、原因."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import Manner, fact
from tests.rendering.layouts.roster import Column, Plan, PrintedCell, draw_roster
from tests.rendering.layouts.ruled import column
from tests.rendering.layouts.setting import Leaf, date_manners, draw_number, draw_title, paper, setting
from tests.rendering.layouts.table import Align, rules
from tests.rendering.strengths import Strength
from tests.rendering.truth import Field
from tests.rendering.words.dates import DOTTED, WESTERN
from tests.rendering.words.person import Person

SERVICE_HEADINGS: Final = (
    "牺牲时所在军队及其职务",
    "生前所在部队及职务",
    "牺牲前所在单位及职务",
    "所在部队、职务",
    "何部队任何职",
)
DEATH_HEADINGS: Final = (
    "牺牲时间、地点、原因",
    "牺牲时间地点原因",
    "何时何地因何牺牲",
    "牺牲时间、地点及原因",
)
PARTY_HEADINGS: Final = ("入党团年月", "何时入党团", "入党（团）年月")
HONOR_HEADINGS: Final = ("何时何单位授何奖励", "何时何单位授何种奖励", "立功受奖情况")
JOINTS: Final = (("于", ""), ("在", ""), ("，", "，"), ("、", "、"), (" ", " "))
"""What stands between date and place, and between place and cause, where a page parts them."""
CONTINUED: Final = ("(续上表)", "（续上表）", "（续）", " 续表")


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page, mostly landscape; many are continued from the page before."""
    page = setting(dice, strength, size=paper(dice, strength, landscape=dice.chance(0.85)), points=(8.4, 10.0))
    dates = date_manners(dice, dice.weighed({None: 1, DOTTED: 2, WESTERN: 2}))
    manner = Manner(dates, 0.0, dice.pick((0.02, 0.08)), 0.0, village_only=False, whole_place=0.7)
    sheet = page.sheet()
    top = draw_title(sheet, page, ending=dice.pick(CONTINUED) if dice.chance(0.5) else "")
    if dice.chance(0.7):
        draw_number(sheet, page)
    area = (page.margin, top, page.width - page.margin, page.height - page.margin * 1.1)
    plan = Plan(
        columns=_columns(dice, manner),
        manner=manner,
        rules=rules(dice, page.face.size),
        name_gaps=dice.chance(0.3),
        numbered=dice.chance(0.2),
        blank_rows=dice.count((1, 3)) if dice.chance(0.15) else 0,
        pitch=dice.between((1.5, 2.2)),
        padding=dice.between((0.15, 0.35)),
        filled=1.0 if dice.chance(0.7) else dice.between((0.6, 0.95)),
    )
    return [Leaf(sheet, draw_roster(sheet, page, plan, area), page.dpi)]


def _columns(dice: Dice, manner: Manner) -> tuple[Column, ...]:
    columns = [column(name, dice, manner) for name in ("name", "sex", "birth", "native_place", "enlisted")]
    columns.append(_party(dice, manner))
    columns.append(_compound(dice, SERVICE_HEADINGS, (8, 14), _service))
    columns.append(_compound(dice, DEATH_HEADINGS, (9, 15), _death(dice, manner)))
    if dice.chance(0.8):
        heading = dice.pick(HONOR_HEADINGS)
        honors = column("honors", dice, manner)
        columns.append(Column(heading, dice.between((5, 8)), honors.align, honors.print_cell))
    if dice.chance(0.7):
        columns.append(column("remarks", dice, manner))
    return tuple(columns)


def _compound(
    dice: Dice, headings: tuple[str, ...], widest: tuple[float, float], write: Callable[[Person], PrintedCell]
) -> Column:
    align = dice.pick((Align.LEFT, Align.CENTRE))
    return Column(dice.pick(headings), dice.between(widest), align, lambda person, _: write(person))


def _party(dice: Dice, manner: Manner) -> Column:
    def write(person: Person, _: str) -> PrintedCell:
        known = fact("political_status", person, manner, dice)
        if known.text.endswith("党员") and dice.chance(0.5):
            text = f"{dice.count((1938, 1949))}年{dice.pick(('', '', f'{dice.count((1, 12))}月'))}入党"
            known = Field(text, text)
        return PrintedCell(known.text, {"political_status": known}, boxed="political_status")

    return Column(dice.pick(PARTY_HEADINGS), dice.between((5, 8)), Align.CENTRE, write)


def _service(person: Person) -> PrintedCell:
    unit, position = person.unit, person.position
    return PrintedCell(unit + position, {"unit": Field(unit, unit), "position": Field(position, position)})


def _death(dice: Dice, manner: Manner) -> Callable[[Person], PrintedCell]:
    """Cells of date, place and cause; only the date is a field where nothing parts the rest."""
    parted = dice.chance(0.6)
    before, after = dice.pick(JOINTS)

    def write(person: Person) -> PrintedCell:
        date = manner.dates.death.write(person.death)
        fields = {"death": Field(date, person.death.edtf)}
        if not parted:
            return PrintedCell(f"{date}{person.death_place}战斗牺牲", fields)
        place, cause = person.death_place, person.death_cause
        fields["death_place"] = Field(place, place)
        fields["death_cause"] = Field(cause, cause)
        return PrintedCell(f"{date}{before}{place}{after}{cause}", fields)

    return write
