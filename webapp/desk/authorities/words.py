"""The desk's words for why a line of an authority does not fit."""

from __future__ import annotations

from typing import Final

from webapp.desk.phrases import Phrases

UNFIT: Final = Phrases(
    {
        r"(.+) speaks of (.+), which has no line of its own": r"“\1”提到的“\2”自己还没有一行，请先添上",
        r"(.+) stands here a second time": r"“\1”已经有一行",
        r"it has no name": "没有名称",
        r"(.+) has the level '(.*)', which is none of (.*)": r"级别“\2”不在“\3”之中",
        r"(.+) names no source": "没有写出处",
        r"no source is called (.+)": r"没有叫“\1”的出处；可以在下面添上",
        r"'(.*)' is no spell of years .*": r"“\1”不是年份的写法，应如 1943/1956、../1987 或 /1945",
        r"'(.*)' ends before it begins": r"“\1”的止早于起",
        r"'(.*)' is no year of four digits": r"“\1”不是四位数的年份",
        r"(\d+) is no year between (\d+) and (\d+)": r"\1 不在 \2 到 \3 年之间",
        r"'(.*)' is not an id, .*": r"“\1”不合写法，请对照这一栏下面的例子",
    }
)
"""What the reading of a table says of a line."""
