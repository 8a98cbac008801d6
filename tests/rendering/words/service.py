"""What people did: units, positions, party, how they fell, how they were honoured."""

from __future__ import annotations

from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.words.dates import numeral
from tests.rendering.words.lists import words

ARMY_PREFIXES: Final = ("", "", "华野", "解放军", "志愿军")
SUB_UNITS: Final = {
    "师": (1, 99),
    "旅": (1, 20),
    "团": (1, 99),
    "营": (1, 4),
    "连": (1, 12),
    "支队": (1, 9),
    "分区": (1, 6),
    "大队": (1, 9),
}
"""Sub-units and the numbers they bear."""
DESCENTS: Final = tuple(
    tuple(line.split("/"))
    for line in ("师", "团", "旅", "分区", "支队", "大队", "师/团", "团/营", "团/连", "旅/团", "营/连")
)
ORDINARY_POSITIONS: Final = ("战士", "班长", "副班长", "排长", "副排长", "连长", "副连长", "指导员")
PARTY: Final = {
    "党员": 4.0,
    "中共党员": 3.0,
    "群众": 2.0,
    "团员": 1.2,
    "共产党员": 0.8,
    "共青团员": 0.4,
    "非党": 0.3,
    "预备党员": 0.3,
}
"""Political status, and how often each is met."""


def unit(dice: Dice) -> str:
    """渤海军区二分区, 华野十纵八十五团, 二十八军八十二师二四五团, 惠民县大队."""
    kind = dice.weighed({"force": 5.0, "army": 3.0, "local": 1.3})
    if kind == "local":
        return dice.pick(words("local_units"))
    if kind == "army":
        text = dice.pick(ARMY_PREFIXES) + dice.pick(words("armies"))
    else:
        text = dice.pick(words("forces"))
        if dice.chance(0.2):
            return text
    if dice.chance(0.25):
        return text + dice.pick(words("special_units"))
    return text + "".join(_numbered(dice, name) for name in dice.pick(DESCENTS))


def _numbered(dice: Dice, name: str) -> str:
    if name == "团" and dice.chance(0.3):
        return "".join(dice.pick("一二三四五六七八九") for _ in range(3)) + name
    number = dice.count(SUB_UNITS[name])
    return (numeral(number) if dice.chance(0.85) else str(number)) + name


def position(dice: Dice) -> str:
    """战士 and its like mostly, else any of a long list."""
    return dice.pick(ORDINARY_POSITIONS if dice.chance(0.4) else words("positions"))


def honor(dice: Dice) -> str:
    """A merit or title, with its year where it is printed so."""
    return dice.pick(words("honors")).format(y=dice.count((1945, 1953)))
