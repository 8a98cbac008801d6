"""What a visitor should know of a reading that may be told as a fact."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from archive.bilingual import doubt_words
from archive.corrections import REREAD_DIFFERS
from archive.records import Reading
from webapp.languages import Words, phrase, told

_OF_FACTS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "order of dates": phrase("原文如此，日期先后不合"),
        "lunar date": told(doubt_words("lunar date")),
        "on the next page": told(doubt_words("on the next page")),
        REREAD_DIFFERS: told(doubt_words(REREAD_DIFFERS)),
    }
)
"""What is worth knowing even of a reading that can be trusted."""


def remarks(reading: Reading) -> tuple[Words, ...]:
    """What a visitor should know of a reading that may be told as a fact."""
    return tuple(_OF_FACTS[doubt] for doubt in reading.doubts if doubt in _OF_FACTS)
