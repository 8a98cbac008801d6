"""The words of the site for the reasons of a match, and words of rosters that it must know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.languages import Words, phrase

REASONS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "name": phrase("姓名相符"),
        "variant": phrase("繁体或异体字相符"),
        "pinyin": phrase("拼音相符"),
        "initials": phrase("拼音首字母相符"),
        "lookalike": phrase("字形相近，容易误认"),
        "missing": phrase("缺字处相合"),
        "place": phrase("地名相符"),
        "unit": phrase("部队或单位相符"),
        "alias": phrase("又名相符"),
        "text": phrase("原文中有此词"),
    }
)

UNKNOWN: Final = frozenset({"不详", "不詳", "未详", "未詳", "不明", "不清", "无考", "無考"})
"""What a roster prints where nobody knew: shown as printed, but no fact of a life."""

DITTO: Final = frozenset({"〃", "″", "''", '"', "同上", "同前", "々"})
"""What a roster prints instead of repeating the line above."""


def reason(why: str) -> Words:
    """Why a person was found, in words; a reason this site does not know yet stands as it is."""
    return REASONS.get(why, why)
