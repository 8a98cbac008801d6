"""What remembrance says to those who come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from archive.bilingual import Both
from archive.tributes.gifts import LARGEST_FILE, Unfit
from archive.tributes.values import Offering


@dataclass(frozen=True, slots=True)
class Told:
    """A page that has only something to say."""

    title: Both
    words: Both


CLOSED: Final = Told(
    Both("纪念暂停受理", "Remembrance is closed for now"),
    Both(
        "名录照常可以查阅；献花、点烛和留言请稍后再来。",
        "The roll can be read as ever; please come back later to lay a flower or leave words.",
    ),
)
FORGED: Final = Told(
    Both("这张表单没有收下", "This form was not taken"),
    Both(
        "表单已过期，或不是从本站页面提交的。请回到原页，重新打开后再提交一次；浏览器须允许本站的 Cookie。",
        "It has expired or did not come from a page of this site. Please open the page again and send it "
        "once more; the browser must allow this site's cookie.",
    ),
)
TOO_LARGE: Final = Told(
    Both("照片太大，没有收下", "The photograph is too large and was not taken"),
    Both(
        f"请选一张不超过 {LARGEST_FILE >> 20} MB 的照片再试。",
        f"Please choose one of at most {LARGEST_FILE >> 20} MB.",
    ),
)
TOO_OFTEN: Final = Told(
    Both("请稍后再来", "Please come back a little later"),
    Both(
        "从这里来的人次一时太多。您的心意没有丢失：过一个小时，请再来一次。",
        "Too much has come from here within the hour. Please come again in an hour.",
    ),
)
UNFIT: Final[Mapping[Unfit, Both]] = MappingProxyType(
    {
        Unfit.NOTHING: Both("请先选一张照片。", "Please choose a photograph first."),
        Unfit.LARGE: TOO_LARGE.words,
        Unfit.OTHER_KIND: Both(
            "这个文件不是 JPEG、PNG 或 WebP 照片，请换一张。", "This file is no JPEG, PNG or WebP picture."
        ),
        Unfit.PIXELS: Both("这张照片的像素太多，请缩小后再传。", "This picture has too many pixels; please reduce it."),
        Unfit.BROKEN: Both(
            "这张照片已损坏，打不开，请换一张。", "This picture is broken and cannot be opened; please try another."
        ),
    }
)
DONE: Final[Mapping[str, Both]] = MappingProxyType(
    {
        "flower": Both("您的花已经献上。", "Your flower has been laid."),
        "candle": Both("您的烛已经点上。", "Your candle has been lit."),
        "flower-again": Both(
            "今天您已经献过花了，明天可以再来。", "You have laid a flower today; you are welcome again tomorrow."
        ),
        "candle-again": Both(
            "今天您已经点过烛了，明天可以再来。", "You have lit a candle today; you are welcome again tomorrow."
        ),
        "words": Both("您的留言已经收到，经审阅后在此显示。", "Your words have arrived and will be shown once read."),
        "correction": Both(
            "您的补正已经收到，工作人员核实后在此注明。谢谢。",
            "Your correction has arrived and will be noted here once it is verified. Thank you.",
        ),
        "memory": Both(
            "您的回忆已经收到，经审阅后在此显示。谢谢。",
            "Your memory has arrived and will be shown once read. Thank you.",
        ),
        "photograph": Both(
            "您的照片已经收到，经审阅后在此显示。谢谢。",
            "Your photograph has arrived and will be shown once seen. Thank you.",
        ),
        "kin": Both(
            "您的寻亲启事已经收到。今后录入的名册如有相符的人，工作人员会按您留下的方式联系。",
            "Your notice has arrived. Should a roster that is read later name a match, you will be contacted.",
        ),
        "kin-there": Both(
            "您的寻亲启事已经收到。名录里现在就有相符的人，请在页首按姓名和籍贯查找。",
            "Your notice has arrived. The roll holds a match already: please search by name and place above.",
        ),
    }
)
"""What is said when something was taken, by the mark in the address."""

_LAID_TODAY: Final = {
    Offering.FLOWER: Both("今天有人献花。", "A flower was laid today."),
    Offering.CANDLE: Both("今天有人点烛。", "A candle was lit today."),
}
_LAID: Final = {
    Offering.FLOWER: Both("最近一次献花：{}。", "A flower was last laid on {}."),
    Offering.CANDLE: Both("最近一次点烛：{}。", "A candle was last lit on {}."),
}


def laid(offering: Offering, day: Both, *, today: bool) -> Both:
    """That something was laid down, and when; never by how many."""
    if today:
        return _LAID_TODAY[offering]
    return Both(_LAID[offering].zh.format(day.zh), _LAID[offering].en.format(day.en))
