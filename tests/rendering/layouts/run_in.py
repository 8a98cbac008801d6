"""Gazetteer prose: one paragraph a person, in one or two columns of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import Manner, place_of
from tests.rendering.layouts.setting import Leaf, Setting, date_manners, draw_number, draw_title, paper, setting
from tests.rendering.sheet import GAP, Sheet
from tests.rendering.strengths import Strength
from tests.rendering.truth import Field, Record, hull
from tests.rendering.words.dates import NUMERAL, REPUBLIC, WESTERN
from tests.rendering.words.person import Person, person

FORMS: Final = (
    "{name} {sex}，{native_place}人，{birth}生，{enlisted}参加革命，{party}"
    "生前系{unit}{position}，{death}在{death_place}战斗中牺牲。",
    "{name}（{birth}生），{sex}，{native_place}人。{enlisted}入伍，{party}"
    "任{unit}{position}。{death}于{death_place}牺牲。",
    "{name}，{sex}，{native_place}人，{birth}出生，{enlisted}参军，{party}"
    "{unit}{position}，{death}牺牲于{death_place}。",
    "{name} {native_place}人。{birth}生，{sex}，{party}{enlisted}参加革命，"
    "在{unit}任{position}，{death}在{death_place}作战牺牲。",
)
PARTS: Final = (
    "name", "sex", "native_place", "birth", "enlisted", "political_status", "unit", "position", "death",
    "death_place",
)  # fmt: skip
HANGING: Final = "，。）,.)"
HALF_WIDTH: Final = str.maketrans({"，": ",", "（": "(", "）": ")"})


@dataclass(frozen=True, slots=True)
class Prose:
    """How a chapter tells its people: the sentence, its marks, the lines."""

    form: str
    half_width: bool
    indent: str
    pitch: float
    gap: float


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page of prose, filled from top to bottom, left column before right."""
    page = setting(dice, strength, size=paper(dice, strength, landscape=False), points=(9.0, 11.5))
    manner = Manner(
        date_manners(dice, dice.weighed({WESTERN: 4, NUMERAL: 2, REPUBLIC: 0.5})),
        dittos=0.0,
        blanks=0.0,
        unknowns=0.0,
        village_only=False,
        whole_place=dice.pick((0.3, 0.8)),
    )
    prose = Prose(
        dice.pick(FORMS),
        dice.chance(0.5),
        dice.pick((GAP * 2, GAP * 2, " ", "")),
        dice.between((1.3, 1.75)),
        dice.between((0.0, 0.4)),
    )
    sheet = page.sheet()
    top = draw_title(sheet, page) if dice.chance(0.6) else page.margin
    if dice.chance(0.7):
        draw_number(sheet, page)
    columns = dice.pick((1, 2, 2))
    between = page.face.size * 2
    width = (page.width - 2 * page.margin - between * (columns - 1)) / columns
    records = []
    for number in range(columns):
        left = page.margin + number * (width + between)
        records += _fill(sheet, page, prose, manner, (left, top, left + width, page.height - page.margin * 1.3))
    return [Leaf(sheet, records, page.dpi)]


def _fill(
    sheet: Sheet, page: Setting, prose: Prose, manner: Manner, area: tuple[float, float, float, float]
) -> list[Record]:
    left, y, right, bottom = area
    step = page.face.size * prose.pitch
    records: list[Record] = []
    while True:
        fields, text = _tell(page, prose, manner)
        lines = page.face.wrap(prose.indent + text, right - left, HANGING)
        if y + len(lines) * step > bottom:
            return records
        ink = sheet.ink()
        boxes = [sheet.line(line, left, y + n * step, page.face, ink) for n, line in enumerate(lines)]
        records.append(Record(fields, hull([box for box in boxes if box])))
        y += len(lines) * step + prose.gap * page.face.size


def _tell(page: Setting, prose: Prose, manner: Manner) -> tuple[dict[str, Field], str]:
    dice = page.dice
    who = person(dice, page.county, manner.dates, page.fits)
    fields = {name: _fact(name, who, manner, dice) for name in PARTS}
    if dice.chance(0.6):
        fields["political_status"] = Field("", "")
    party = fields["political_status"].text
    form = prose.form.translate(HALF_WIDTH) if prose.half_width else prose.form
    mark = "," if prose.half_width else "，"
    texts = {name: field.text for name, field in fields.items()}
    return fields, form.format(**texts, party=party + mark if party else "")


def _fact(name: str, who: Person, manner: Manner, dice: Dice) -> Field:
    if name in ("birth", "enlisted", "death"):
        moment = getattr(who, name)
        return Field(getattr(manner.dates, name).write(moment), moment.edtf)
    text = place_of(who, manner, dice) if name == "native_place" else str(getattr(who, name))
    return Field(text, text)
