"""Closed lists: the texts that some fields are known to hold, which a misreading seldom hits."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from archive.records import DATE_FIELDS
from ingest.parse import compound, dates
from ingest.parse.characters import narrow, simplified

LISTED: Final = ("sex", "political_status", "position")
"""Fields whose texts are words of a closed list."""
_PARTY: Final = re.compile(r"(中共|共产|共产党|非)?(党员|团员|群众|党|共青团员|预备党员|候补党员)|中共|民盟|无党派")
_UNTOLD: Final = frozenset(["不详", "不明", "未详", "同上", "〃", "无"])
_JOINING_YEARS: Final = range(1850, 1961)


def knows(field: str, text: str) -> bool:
    """Whether `text` is one of the few texts that `field` can hold, or a date that can be one of its dates."""
    words = simplified(narrow(text))
    if words in _UNTOLD:
        return True
    if field in DATE_FIELDS:
        dated = dates.parse(text)
        return (
            "," not in words
            and dated.is_date
            and dated.value is not None
            and dates.year_of(dated.value) in _JOINING_YEARS
        )
    if field == "sex":
        return words in ("男", "女")
    if field == "political_status":
        return _PARTY.fullmatch(words) is not None
    if field == "position":
        return _is_position(words)
    return False


@cache
def _is_position(words: str) -> bool:
    found = compound.split(words, ("unit", "position")).get("position")
    return found is not None and found.start == 0 and found.end == len(words)
