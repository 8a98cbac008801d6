"""Nothing but names: blocks of them below the villages that they came from."""

from __future__ import annotations

from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.layouts.roster import with_gap
from tests.rendering.layouts.setting import Leaf, Setting, draw_number, draw_title, paper, setting
from tests.rendering.strengths import Strength
from tests.rendering.truth import Field, Record
from tests.rendering.words import places
from tests.rendering.words.names import full_name

HEADING_FORMS: Final = ("{t}{v}", "{t}{v}", "{t}　{v}", "{v}", "{c}{t}{v}")


def compose(dice: Dice, strength: Strength) -> list[Leaf]:
    """One page of name blocks, read row by row within a block."""
    page = setting(dice, strength, size=paper(dice, strength, landscape=dice.chance(0.15)), points=(10.0, 12.5))
    sheet = page.sheet()
    y = draw_title(sheet, page) if dice.chance(0.8) else page.margin
    if dice.chance(0.5):
        draw_number(sheet, page)
    em = page.face.size
    most = int((page.width - 2 * page.margin) / (5.0 * em))
    abreast = dice.count((max(4, most - 3), most))
    step, after = em * dice.between((1.35, 1.9)), em * dice.between((0.5, 1.2))
    form, gaps = dice.pick(HEADING_FORMS), dice.chance(0.8)
    heading_face = page.face.scaled(dice.between((1.0, 1.35)))
    room = (page.width - 2 * page.margin - em) / abreast
    records: list[Record] = []
    while True:
        names = [full_name(dice, page.fits) for _ in range(dice.count((2, 4 * abreast)))]
        rows = -(-len(names) // abreast)
        if y + heading_face.size * 1.5 + rows * step > page.height - page.margin * 1.3:
            return [Leaf(sheet, records, page.dpi)]
        heading = _heading(page, form)
        sheet.line(heading, page.margin, y, heading_face)
        y += heading_face.size * 1.5
        place = heading.replace("　", "")
        for number, name in enumerate(names):
            x = page.margin + em * 0.5 + room * (number % abreast)
            printed = with_gap(name) if gaps else name
            box = sheet.line(printed, x, y + step * (number // abreast), page.face)
            records.append(Record({"name": Field(name, name, box), "native_place": Field(place, place)}))
        y += rows * step + after


def _heading(page: Setting, form: str) -> str:
    while True:
        home = places.home(page.dice, page.county)
        if page.fits(home.whole):
            return form.format(c=home.county, t=home.township, v=home.village)
