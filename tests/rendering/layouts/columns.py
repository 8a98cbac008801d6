"""What the columns of a roster are called and how a cell of each is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.rendering.dice import Dice
from tests.rendering.truth import Field
from tests.rendering.words.person import Manners, Person

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("姓名", "姓名", "姓　名", "烈士姓名", "姓　　名"),
    "sex": ("性别", "性别", "性　别"),
    "birth": ("出生年月", "出生时间", "出生日期", "出生年月日", "生年", "出生年份"),
    "native_place": ("籍贯", "籍　贯", "家庭住址", "住址", "原籍", "家庭地址", "家乡住址", "籍贯（住址）"),
    "enlisted": ("参加革命时间", "入伍时间", "入伍年月", "参军时间", "参加革命年月", "参加工作时间"),
    "political_status": ("政治面貌", "党派", "是否党团员", "党团员", "政治面目"),
    "unit": ("生前单位", "部别", "所在部队", "所在单位", "生前所在单位", "部队番号", "单位"),
    "position": ("职务", "职　务", "生前职务", "职别", "任何职", "牺牲时职务"),
    "death": ("牺牲时间", "牺牲年月", "牺牲日期", "何时牺牲", "牺牲年月日"),
    "death_place": ("牺牲地点", "牺牲地", "何地牺牲", "牺牲何地"),
    "death_cause": ("牺牲原因", "牺牲情节", "牺牲情况", "因何牺牲", "牺牲情形"),
    "burial_place": ("安葬地点", "安葬地", "埋葬地点", "葬于何处", "安葬何处"),
    "honors": ("立功受奖", "立功情况", "何时何地立何功", "立功受奖情况"),
    "alias": ("又名", "曾用名", "别名", "化名"),
    "remarks": ("备注", "备　注", "附注", "备考"),
}
NUMBER_HEADINGS: Final = ("序号", "编号", "号数", "顺序", "序", "号")
EXTRA: Final[Mapping[str, tuple[str, ...]]] = {
    "文化程度": ("文盲", "初小", "高小", "小学", "初中", "师范", "私塾三年", "不识字"),
    "婚否": ("已婚", "未婚"),
    "家属": ("父", "母", "妻", "兄", "弟"),
}
"""Columns that fit no field of the archive; kept there under their headings."""
DITTO_FIELDS: Final = frozenset(
    (
        "native_place",
        "enlisted",
        "political_status",
        "unit",
        "death",
        "death_place",
        "death_cause",
        "burial_place",
    )
)
DITTO_MARKS: Final = ("〃", "同上")
UNKNOWN: Final = "不详"
LEFT_ALIGNED: Final = frozenset(("native_place", "unit", "death_cause", "honors", "burial_place", "remarks"))


@dataclass(slots=True)
class Manner:
    """How a page fills its cells: dates, marks for 'the same', how much is left out."""

    dates: Manners
    dittos: float
    blanks: float
    unknowns: float
    village_only: bool
    whole_place: float
    above: dict[str, Field] = field(default_factory=dict)

    def forget(self) -> None:
        """Starts anew below a heading: a mark there would point at nothing."""
        self.above.clear()


def place_of(person: Person, manner: Manner, dice: Dice) -> str:
    """The home as one cell prints it."""
    home = person.home
    if manner.village_only:
        return home.village
    if dice.chance(manner.whole_place):
        return home.whole
    return dice.pick((home.township, home.county)) + home.village


def fact(name: str, person: Person, manner: Manner, dice: Dice, heading: str = "") -> Field:
    """One cell of one person: printed text and meaning; `heading` is the group's place, joined in value."""
    if name not in ("name", "sex") and dice.chance(manner.blanks):
        manner.above.pop(name, None)
        return Field("", "")
    if name in DITTO_FIELDS and dice.chance(manner.dittos) and name in manner.above:
        return Field(dice.pick(DITTO_MARKS), manner.above[name].value)
    known = _known(name, person, manner, dice, heading)
    if name in DITTO_FIELDS and dice.chance(manner.unknowns):
        known = Field(UNKNOWN, None if name in ("enlisted", "death") else UNKNOWN)
        manner.above.pop(name, None)
    elif known.text:
        manner.above[name] = known
    return known


def _known(name: str, person: Person, manner: Manner, dice: Dice, heading: str) -> Field:
    if name in ("birth", "enlisted", "death"):
        moment = getattr(person, name)
        return Field(getattr(manner.dates, name).write(moment), moment.edtf)
    if name == "native_place":
        text = place_of(person, manner, dice)
        return Field(text, heading + text)
    text = dice.pick(EXTRA[name]) if name in EXTRA else str(getattr(person, name))
    return Field(text, text)
