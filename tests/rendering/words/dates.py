"""Dates, as they are meant (EDTF) and in every way that presses print them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.rendering.dice import Dice

DIGITS: Final = "〇一二三四五六七八九"
SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
REPUBLIC_BEGINS: Final = 1911
WESTERN, DOTTED, NUMERAL, REPUBLIC = "western", "dotted", "numeral", "republic"
FORMS: Final = (WESTERN, DOTTED, NUMERAL, REPUBLIC)
SHORT_TENS: Final = {2: "廿", 3: "卅"}


@dataclass(frozen=True, slots=True)
class When:
    """A date as exactly as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""
    about: bool = False

    @property
    def edtf(self) -> str:
        """The Extended Date/Time Format of the Library of Congress, level 1."""
        if self.season:
            return f"{self.year}-{SEASONS[self.season]}"
        parts = [str(self.year), *(f"{n:02d}" for n in (self.month, self.day) if n)]
        return "-".join(parts) + ("~" if self.about else "")


@dataclass(frozen=True, slots=True)
class DateManner:
    """How one column prints its dates; `zero` is the sign for nought among Chinese numerals."""

    form: str
    zero: str = "〇"
    bare_year: bool = False
    short_tens: bool = False
    seasons: float = 0.0
    days: float = 0.0

    def write(self, when: When) -> str:
        """The date as this column prints it."""
        about = "约" if when.about else ""
        if self.form == DOTTED:
            if when.season:
                return f"{when.year}{'' if self.bare_year else '年'}{when.season}"
            return about + ".".join(str(n) for n in (when.year, when.month, when.day) if n)
        if self.form == WESTERN:
            return about + _spell(str(when.year), when, str)
        if self.form == NUMERAL or when.year <= REPUBLIC_BEGINS:
            year = "".join(DIGITS[int(d)] for d in str(when.year)).replace("〇", self.zero)
            return about + _spell(year, when, numeral)
        year = numeral(when.year - REPUBLIC_BEGINS, short_tens=self.short_tens)
        return about + _spell("民国" + ("元" if year == "一" else year), when, numeral)


def _spell(year: str, when: When, write: Callable[[int], str]) -> str:
    text = f"{year}年{when.season}"
    if when.month:
        text += f"{write(when.month)}月"
    if when.day:
        text += f"{write(when.day)}日"
    return text


def numeral(number: int, *, short_tens: bool = False) -> str:
    """A number from 1 to 99 in Chinese: 十, 二十三, or 廿三 where tens are short."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    if short_tens and tens in SHORT_TENS:
        head = SHORT_TENS[tens]
    return head + (DIGITS[ones] if ones else "")


def manner(dice: Dice, form: str | None = None) -> DateManner:
    """A manner of printing dates, as one column keeps it."""
    chosen = form or dice.weighed({WESTERN: 4, DOTTED: 3, NUMERAL: 3, REPUBLIC: 1})
    return DateManner(
        form=chosen,
        zero=dice.weighed({"〇": 8, "○": 2, "零": 0.5}),
        bare_year=dice.chance(0.5),
        short_tens=dice.chance(0.2),
        seasons=dice.pick((0.0, 0.0, 0.1)),
        days=dice.pick((0.0, 0.15, 0.3)),
    )


def when(dice: Dice, years: tuple[int, int], manner: DateManner) -> When:
    """A date between two years, as exact as the manner's columns give dates."""
    year = dice.count(years)
    if dice.chance(manner.seasons):
        return When(year, season=dice.pick("春夏秋冬"))
    if dice.chance(0.3):
        return When(year, about=dice.chance(0.02))
    month = dice.count((1, 12))
    return When(year, month, dice.count((1, 28)) if dice.chance(manner.days) else None)
