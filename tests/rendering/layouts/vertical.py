"""Old rosters: traditional characters from top to bottom, one person a column, columns from right to left."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import HEADINGS, Manner, fact
from tests.rendering.layouts.setting import Leaf, Setting, date_manners, setting
from tests.rendering.layouts.table import Rules, rules
from tests.rendering.sheet import Sheet
from tests.rendering.strengths import Strength
from tests.rendering.truth import Field, Record
from tests.rendering.typefaces import TRADITIONAL
from tests.rendering.words.characters import traditional
from tests.rendering.words.dates import NUMERAL, REPUBLIC
from tests.rendering.words.person import person

PAPERS: Final = ((8.5, 10.2), (10.0, 12.0), (10.8, 7.6), (9.2, 7.2), (8.3, 11.0))
"""Widths and heights in inches."""
BANDS: Final = ("name", "native_place", "birth", "enlisted", "unit", "position", "death", "death_place", "death_cause")
ALWAYS: Final = ("name", "native_place", "death")
END: Final = "end"
INDENT: Final = 0.4
"""From a rule to the text below it, in ems."""


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page; the headings stand at the right, bands of fields one below another."""
    wide, high = dice.pick(PAPERS)
    dpi = dice.between(strength.dpi)
    size = (round(wide * dpi), round(high * dpi), dpi)
    page = setting(dice, strength, size=size, script=TRADITIONAL, points=(9.5, 11.5))
    page = replace(page, face=replace(page.face, stretch=1.0))
    manner = Manner(
        date_manners(dice, dice.weighed({REPUBLIC: 3, NUMERAL: 1})),
        dittos=0.0,
        blanks=dice.pick((0.0, 0.04)),
        unknowns=0.0,
        village_only=False,
        whole_place=dice.pick((0.3, 0.8)),
    )
    sheet = page.sheet()
    return [Leaf(sheet, _draw(sheet, page, manner, _bands(dice)), page.dpi)]


def _bands(dice: Dice) -> list[str]:
    chosen = [name for name in BANDS if name in ALWAYS or dice.chance(0.65)]
    return chosen if len(chosen) > len(ALWAYS) else ["name", "native_place", "unit", "death"]


def _draw(sheet: Sheet, page: Setting, manner: Manner, bands: list[str]) -> list[Record]:
    dice, em = page.dice, page.face.size
    pitch = em * dice.between((1.5, 2.1))
    right = float(page.width - page.margin)
    if dice.chance(0.4):
        right = _title(sheet, page, right)
    people = [_entry(page, manner, bands) for _ in range(int((right - page.margin) / pitch) - 1)]
    headings = {name: _heading(dice, name) for name in bands}
    tops = _tops(page, headings, people)
    inset, left = (pitch - em) / 2, right - pitch
    for name, top in tops.items():
        sheet.column(headings.get(name, ""), left + inset, top + em * INDENT, page.face)
    records = []
    for entry in people:
        left -= pitch
        records.append(_set(sheet, page, entry, tops, left + inset))
    _rule(sheet, rules(dice, em), (left, right), list(tops.values()), pitch)
    return records


def _heading(dice: Dice, name: str) -> str:
    """A heading without the gaps and brackets that only horizontal rosters print."""
    plain = [heading for heading in HEADINGS[name] if not set(heading) & set("　（")]
    return traditional(dice.pick(plain))


def _tops(page: Setting, headings: dict[str, str], people: list[dict[str, Field]]) -> dict[str, float]:
    """Where each band begins, and under END where the last one ends; bands that find no room are left out."""
    step = page.face.size * (1 + page.face.tracking)
    room = page.height - 2.0 * page.margin
    needed = {
        name: step * max(len(heading), *(len(entry[name].text) for entry in people)) + page.face.size
        for name, heading in headings.items()
    }
    for name in reversed(list(needed)):
        if sum(needed.values()) > room and name not in ALWAYS:
            del needed[name]
    spare = min((room - sum(needed.values())) / len(needed), 2.0 * page.face.size)
    tops, top = {}, float(page.margin)
    for name, height in needed.items():
        tops[name] = top
        top += height + max(spare, 0.0)
    return tops | {END: top}


def _entry(page: Setting, manner: Manner, bands: list[str]) -> dict[str, Field]:
    who = person(page.dice, page.county, manner.dates, page.fits)
    fields = {name: fact(name, who, manner, page.dice) for name in bands}
    return {name: replace(field, text=traditional(field.text)) for name, field in fields.items()}


def _set(sheet: Sheet, page: Setting, entry: dict[str, Field], tops: dict[str, float], x: float) -> Record:
    down = page.face.size * INDENT
    return Record(
        {
            name: field.at(sheet.column(field.text, x, tops[name] + down, page.face))
            for name, field in entry.items()
            if name in tops
        }
    )


def _title(sheet: Sheet, page: Setting, right: float) -> float:
    """Sets the title down the right edge; where the headings may begin."""
    face = page.face.scaled(page.dice.between((1.3, 1.7)))
    sheet.column(traditional(page.county + "烈士名册"), right - face.size, page.margin * 1.5, face)
    return right - face.size * 1.6


def _rule(sheet: Sheet, manner: Rules, sides: tuple[float, float], tops: list[float], pitch: float) -> None:
    left, right = sides
    for number, top in enumerate(tops):
        outer = number in (0, len(tops) - 1)
        sheet.rule((left, top), (right, top), manner.frame if outer else manner.thin)
    for number in range(round((right - left) / pitch) + 1):
        x = right - number * pitch
        sheet.rule((x, tops[0]), (x, tops[-1]), manner.thin)
