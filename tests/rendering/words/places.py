"""Places of northern Shandong, made of the parts that their names are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.words.lists import characters, words

TOWNSHIP_ENDINGS: Final = {"乡": 5.0, "镇": 4.0, "公社": 2.0, "区": 0.6}
DIRECTIONS: Final = "大小前后东西南北上下老新中左右里外"
VILLAGE_ENDINGS: Final = {
    "村": 8.0, "庄": 8.0, "庄村": 3.0, "店": 2.0, "屯": 1.5, "营": 1.5, "寨": 1.5, "楼": 1.5, "堡": 1.0,
    "桥": 1.0, "洼": 1.0, "官庄": 1.0, "湾": 0.8, "集": 0.8, "铺": 0.8, "店子": 0.8, "台": 0.6, "口": 0.6,
    "坊": 0.6, "园": 0.6, "庙": 0.5, "道口": 0.5, "圈": 0.4, "坡": 0.4, "务": 0.4, "寺": 0.4, "沟": 0.4,
    "崖": 0.3, "窝": 0.3, "塘": 0.3, "码头": 0.2, "佃": 0.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody comes from."""

    county: str
    township: str
    village: str

    @property
    def whole(self) -> str:
        """County, township and village."""
        return self.county + self.township + self.village


def county(dice: Dice) -> str:
    """惠民县, 滨县."""
    return dice.pick(words("counties"))


def township(dice: Dice) -> str:
    """沙窝乡, 胡集镇, 劳店公社."""
    return dice.pick(words("townships")) + dice.weighed(TOWNSHIP_ENDINGS)


def village(dice: Dice) -> str:
    """前柳树村, 大亓家庄, 孙家楼."""
    direction = dice.pick(DIRECTIONS) if dice.chance(0.45) else ""
    if dice.chance(0.3):
        return direction + dice.pick(words("landmarks")) + dice.weighed(VILLAGE_ENDINGS)
    family = dice.pick(characters("surnames_frequent") + characters("surnames_regional"))
    return direction + family + ("家" if dice.chance(0.7) else "") + dice.weighed(VILLAGE_ENDINGS)


def home(dice: Dice, own_county: str) -> Home:
    """A home, mostly in the roster's own county."""
    return Home(own_county if dice.chance(0.85) else county(dice), township(dice), village(dice))
