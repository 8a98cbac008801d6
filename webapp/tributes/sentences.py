"""What remembrance says to those who come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from archive.tributes.gifts import LARGEST_FILE, Unfit
from archive.tributes.values import Offering
from webapp.languages import Words, phrase


@dataclass(frozen=True, slots=True)
class Told:
    """A page that has only something to say."""

    title: Words
    words: Words


CLOSED: Final = Told(
    phrase("纪念暂停受理"),
    phrase("名录照常可以查阅；献花、点烛和留言请稍后再来。"),
)
FORGED: Final = Told(
    phrase("这张表单没有收下"),
    phrase("表单已过期，或不是从本站页面提交的。请回到原页，重新打开后再提交一次；浏览器须允许本站的 Cookie。"),
)
TOO_LARGE: Final = Told(
    phrase("照片太大，没有收下"),
    phrase("请选一张不超过 %(megabytes)s MB 的照片再试。", megabytes=LARGEST_FILE >> 20),
)
TOO_OFTEN: Final = Told(
    phrase("请稍后再来"),
    phrase("从这里来的人次一时太多。您的心意没有丢失：过一个小时，请再来一次。"),
)
UNFIT: Final[Mapping[Unfit, Words]] = MappingProxyType(
    {
        Unfit.NOTHING: phrase("请先选一张照片。"),
        Unfit.LARGE: TOO_LARGE.words,
        Unfit.OTHER_KIND: phrase("这个文件不是 JPEG、PNG 或 WebP 照片，请换一张。"),
        Unfit.PIXELS: phrase("这张照片的像素太多，请缩小后再传。"),
        Unfit.BROKEN: phrase("这张照片已损坏，打不开，请换一张。"),
    }
)
DONE: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "flower": phrase("您的花已经献上。"),
        "candle": phrase("您的烛已经点上。"),
        "flower-again": phrase("今天您已经献过花了，明天可以再来。"),
        "candle-again": phrase("今天您已经点过烛了，明天可以再来。"),
        "words": phrase("您的留言已经收到，经审阅后在此显示。"),
        "correction": phrase("您的补正已经收到，工作人员核实后在此注明。谢谢。"),
        "memory": phrase("您的回忆已经收到，经审阅后在此显示。谢谢。"),
        "photograph": phrase("您的照片已经收到，经审阅后在此显示。谢谢。"),
        "kin": phrase("您的寻亲启事已经收到。今后录入的名册如有相符的人，工作人员会按您留下的方式联系。"),
        "kin-there": phrase("您的寻亲启事已经收到。名录里现在就有相符的人，请看是不是他："),
    }
)
"""What is said when something was taken, by the mark in the address."""

_LAID_TODAY: Final = {
    Offering.FLOWER: phrase("今天有人献花。"),
    Offering.CANDLE: phrase("今天有人点烛。"),
}


def laid(offering: Offering, day: Words, *, today: bool) -> Words:
    """That something was laid down, and when; never by how many."""
    if today:
        return _LAID_TODAY[offering]
    if offering is Offering.FLOWER:
        return phrase("最近一次献花：%(day)s。", day=day)
    return phrase("最近一次点烛：%(day)s。", day=day)
