"""Words that people are shown, in Chinese and in English: fields, and what speaks against a reading.

The archive keeps doubts as the words of whoever noticed them. This is the one place where they
become sentences; what is not listed here is told in a general way, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from archive.corrections import REREAD_DIFFERS
from archive.records import FIELDS, Reading


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in Chinese and in English; `en` is "" where there is nothing to add."""

    zh: str
    en: str = ""


_UNTITLED: Final = re.compile(r"列([1-9]\d*)")
"""What the column of a table is called that prints no heading."""
_ENGLISH: Final = {
    "name": "Name",
    "sex": "Sex",
    "birth": "Born",
    "native_place": "Native place",
    "enlisted": "Joined",
    "political_status": "Political status",
    "unit": "Unit",
    "position": "Position",
    "death": "Died",
    "death_place": "Place of death",
    "death_cause": "Cause of death",
    "burial_place": "Buried at",
    "honors": "Honours",
    "alias": "Also called",
    "remarks": "Remarks",
}
_WORDS: Final[Mapping[str, Both]] = MappingProxyType(
    {
        # what was seen on the paper
        "readers differ": Both("两次识读不一致", "two readings of it differ"),
        "read by itself": Both("有字是单独识读的", "a character was read by itself"),
        "looks differ": Both("多次识读不一致", "several looks at it differ"),
        "often read for another": Both("有字常与形近字相混", "a character that is often read for its likeness"),
        "figure in doubt": Both("有数字不清，可能误读", "a figure is unclear and may be another"),
        "confused in this roster": Both("本册中此字曾被误读", "a character that was misread elsewhere in this roster"),
        "ink between characters": Both("字间有未认出的墨迹", "ink between the characters was not read"),
        "ink that was not read": Both("另有未认出的墨迹", "there is ink beside the characters that was not read"),
        "much of the table makes no sense": Both(
            "此表多处没有读通", "much of this table makes no sense as it was read"
        ),
        "marks that may be dirt": Both("可能混有污点", "some marks may be dirt"),
        "dirt": Both("纸上有污迹", "there is dirt on the paper"),
        "faint": Both("墨迹不清", "the ink is faint"),
        "pale ink at the end": Both("末尾墨色很淡", "the ink is pale at the end"),
        "ditto told by shape": Both("“〃”是按形状认出的", "the 〃 was told by its shape"),
        "may be a ditto mark": Both("可能是“〃”", "it may be a ditto mark"),
        "illegible glyph": Both("有字无法辨认", "a character cannot be read"),
        "cell missing": Both("没有找到这一格", "the cell was not found"),
        "cell spans columns": Both("一格跨了几栏", "the cell spans several columns"),
        "cell spans rows": Both("一格跨了几行", "the cell spans several rows"),
        "on the next page": Both("有字印在下一页", "some of it stands on the next page"),
        "joined across pages": Both("由前后两页的一行拼合", "joined from one row cut by a page break"),
        "may go on in the line below": Both(
            "下面一行没有姓名，可能是它的下半", "the nameless line below may be the rest"
        ),
        "white where the line goes on": Both("行末或行首有空白，可能缺字", "the line leaves room for a character more"),
        "wide white within the line": Both("行内有大段空白，可能混入邻栏", "wide white within; two columns may be one"),
        # what the words say
        "told twice": Both("此条中这一项写了两次", "the entry tells this twice"),
        "facts of two people": Both("此条可能混有另一人的事项", "the entry may hold another person's facts"),
        "not a date": Both("不像年月", "it does not read as a date"),
        "日 is missing": Both("月后有日数而无“日”字", "日 does not follow the day"),
        "日 without a figure": Both("“日”字前没有日数", "no day stands before 日"),
        "impossible date": Both("历上没有这一天", "there is no such day"),
        "improbable year": Both("年份可疑", "the year is unlikely"),
        "order of dates": Both("日期次序可疑", "the dates are out of order"),
        "impossible age": Both("年龄与日期不合", "the dates make an unlikely age"),
        "century assumed": Both("世纪是推定的", "the century is assumed"),
        "lunar date": Both("由农历换算", "converted from the lunar calendar"),
        "vaguer than printed": Both("原文说得更细", "the print is more precise"),
        "〇 inferred": Both("“〇”是推定的", "the 〇 is inferred"),
        "〇 may be missing": Both("可能漏了“〇”", "a 〇 may be missing"),
        "一 inferred from a dash": Both("“一”是推定的", "the 一 is inferred"),
        "point inferred from a comma": Both("逗号按句点读", "a comma was read as a point"),
        "a mark that no date has taken for dirt": Both("日期中多余的点已略去", "a mark that no date has was left out"),
        "figure of the year inferred": Both("年份中有一字是推定的", "a figure of the year is inferred"),
        "word of a list but for one character": Both(
            "只差一字，按常用词补正", "put right by a list that it was one character from"
        ),
        "牺牲 completed": Both("“牺牲”一词是补全的", "牺牲 was completed from half of it"),
        "county known but for one character": Both(
            "县名一字按已知县名读", "one character of the county was read as that of a known one"
        ),
        "no county of that name is known": Both("没有查到这个县名", "no county of that name is known"),
        "no name": Both("姓名一栏没有读出字", "no name was read"),
        "may be a heading over names": Both("也可能是姓名上面的地名", "it may be a heading over names"),
        "unusual length of a name": Both("姓名的字数少见", "unusual length of a name"),
        "not a character of names": Both("有姓名中少见的字", "a character that names seldom have"),
        "rare surname": Both("姓氏少见", "a rare surname"),
        "no position of that name is known": Both("没有查到这个职务名", "no position of that name is known"),
        "neither 男 nor 女": Both("不是“男”也不是“女”", "neither 男 nor 女"),
        "letter or sign among Chinese words": Both(
            "汉字中混有字母或符号，可能是污迹", "a letter or sign among Chinese words may be dirt"
        ),
        "牺 without 牲": Both("“牺牲”二字不全", "牺 stands without 牲"),
        # what it was taken from
        "nothing above the ditto": Both("“〃”上面没有内容", "nothing stands above the ditto mark"),
        "ditto of a doubtful reading": Both("“〃”所指的上一行存疑", "the line above, which it repeats, is in doubt"),
        "ditto across a group heading": Both(
            "“〃”与上一行隔着分组标题", "a heading stands between it and the line above"
        ),
        "ditto in part": Both("只有一部分与上一行相同", "it repeats only part of the line above"),
        "cell not split": Both("一格写有数项，未能分开", "the cell holds several facts, not told apart"),
        "split guessed": Both("一格写有数项，分法是推定的", "the cell holds several facts, told apart by a guess"),
        "under a heading that counts fewer people": Both(
            "所在标题所记人数少于其下所列", "the heading over it counts fewer people than stand there"
        ),
        "print in a row without a name beside it": Both(
            "上下一行没有姓名而印有此项，可能是这一条的",
            "a row without a name over or under it tells this, and may belong to it",
        ),
        "may lie beside the district over it": Both(
            "此乡或不属上面所印的区", "this township may not lie in the district printed before it"
        ),
        "may name the unit too": Both("职务中或含所在单位", "the position may name the unit, too"),
        "print beside it under no heading": Both(
            "旁边没有栏名的一格也印着字，可能是这一栏的", "print beside it, under no heading, may belong to it"
        ),
        "heading guessed": Both("这一栏的名称是推定的", "the column's heading is a guess"),
        "a column of unknown heading may tell it": Both(
            "另有一栏栏名未能辨认，其中可能写有此项", "another column, whose heading is not known, may tell it"
        ),
        # what became of it since
        REREAD_DIFFERS: Both(
            "已经人工核定；机器重读与所见不同，待复核", "settled by a person; a later reading differs"
        ),
    }
)
_OTHER: Final = Both("另有疑点", "something else speaks against it")
_UNCLEAR: Final = Both("字迹不清", "the print is unclear")


def field_label(field: str) -> Both:
    """A field's label; a column that fits no field is named by its printed heading, or by its place if it has none."""
    if field in FIELDS:
        return Both(FIELDS[field], _ENGLISH[field])
    untitled = _UNTITLED.fullmatch(field)
    return Both(f"第 {untitled[1]} 栏（无栏名）", f"Column {untitled[1]} (no heading)") if untitled else Both(field)


def doubt_words(doubt: str) -> Both:
    """One doubt in words."""
    return _WORDS.get(doubt, _OTHER)


def against(reading: Reading) -> tuple[Both, ...]:
    """What speaks against a flagged reading, each thing once; there is always something."""
    return tuple(dict.fromkeys(map(doubt_words, reading.doubts))) or (_UNCLEAR,)
