"""A registration form: one card a person, every field beside its label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import HEADINGS, Manner, fact
from tests.rendering.layouts.setting import Leaf, Setting, date_manners, draw_title, paper, setting
from tests.rendering.layouts.table import Align, Cell, Row, RowKind, Rules, Table, rules
from tests.rendering.sheet import Sheet
from tests.rendering.strengths import Strength
from tests.rendering.truth import Box, Field, Record
from tests.rendering.words.person import person

CARDS: Final = (
    "name sex birth/native_place political_status/enlisted unit position/death death_place/death_cause burial_place",
    "name alias sex/birth native_place/enlisted political_status/unit position/"
    "death death_place death_cause/burial_place honors/remarks",
    "name sex/birth political_status/native_place/enlisted position/unit/death death_place/death_cause/burial_place",
    "name birth/sex native_place/unit position/death death_cause",
)
"""Kinds of cards: rows parted by strokes, the fields of a row by spaces."""


@dataclass(frozen=True, slots=True)
class CardManner:
    """How a card is ruled; `pitch` and `label` are a row's height and a label's width in ems."""

    rules: Rules
    pitch: float
    label: float
    align: Align


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One card on a sheet of its own."""
    width, height, dpi = paper(dice, strength, landscape=True)
    size = (width, round(height * dice.between((0.75, 1.0))), dpi)
    page = setting(dice, strength, size=size, points=(9.5, 11.5))
    manner = Manner(
        date_manners(dice),
        dittos=0.0,
        blanks=dice.pick((0.0, 0.08)),
        unknowns=0.0,
        village_only=False,
        whole_place=0.8,
    )
    sheet = page.sheet()
    top = draw_title(sheet, page)
    return [Leaf(sheet, [_draw(sheet, page, manner, top)], dpi)]


def _draw(sheet: Sheet, page: Setting, manner: Manner, top: float) -> Record:
    dice = page.dice
    who = person(dice, page.county, manner.dates, page.fits)
    card = CardManner(
        rules(dice, page.face.size),
        dice.between((2.2, 3.4)),
        dice.between((4.6, 5.6)),
        dice.pick((Align.LEFT, Align.CENTRE)),
    )
    placed: dict[str, Field] = {}
    for row in dice.pick(CARDS).split("/"):
        fields = {name: fact(name, who, manner, dice) for name in row.split()}
        boxes, top = _row(sheet, page, card, fields, top)
        placed |= {name: field.at(box) for (name, field), box in zip(fields.items(), boxes, strict=True)}
    return Record(placed)


def _row(
    sheet: Sheet, page: Setting, card: CardManner, fields: dict[str, Field], top: float
) -> tuple[list[Box | None], float]:
    """Sets one row of labels and values; the values' ink boxes and where the next row begins."""
    label = card.label * page.face.size
    value = (page.width - 2 * page.margin) / len(fields) - label
    table = Table(page.face, (label, value) * len(fields), card.rules, card.pitch, padding=0.3)
    cells = []
    for name, field in fields.items():
        cells += [Cell(page.dice.pick(HEADINGS[name])), Cell(field.text, card.align)]
    row = Row(RowKind.ENTRY, tuple(cells))
    boxes = table.draw(sheet, page.margin, top, [row])[0]
    return boxes[1::2], top + table.height(row)
