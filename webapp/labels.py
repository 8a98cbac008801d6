"""The words of the site for the reasons of a match, and words of rosters that it must know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from archive.bilingual import Both

REASONS: Final[Mapping[str, Both]] = MappingProxyType(
    {
        "name": Both("姓名相符", "name"),
        "variant": Both("繁体或异体字相符", "variant character"),
        "pinyin": Both("拼音相符", "pinyin"),
        "initials": Both("拼音首字母相符", "pinyin initials"),
        "lookalike": Both("字形相近，容易误认", "easily misread character"),
        "missing": Both("缺字处相合", "fits the missing character"),
        "place": Both("地名相符", "place"),
        "unit": Both("部队或单位相符", "unit"),
        "alias": Both("又名相符", "other name"),
        "text": Both("原文中有此词", "in the printed text"),
    }
)

UNKNOWN: Final = frozenset({"不详", "不詳", "未详", "未詳", "不明", "不清", "无考", "無考"})
"""What a roster prints where nobody knew: shown as printed, but no fact of a life."""

DITTO: Final = frozenset({"〃", "″", "''", '"', "同上", "同前", "々"})
"""What a roster prints instead of repeating the line above."""


def reason(why: str) -> Both:
    """Why a person was found, in words; a reason this site does not know yet stands as it is."""
    return REASONS.get(why, Both(why))
