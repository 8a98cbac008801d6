"""What a visitor should know of a reading that may be told as a fact."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from archive.bilingual import Both, doubt_words
from archive.corrections import REREAD_DIFFERS
from archive.records import Reading

_OF_FACTS: Final[Mapping[str, Both]] = MappingProxyType(
    {
        "order of dates": Both("原文如此，日期先后不合", "as printed; the dates are out of order"),
        "lunar date": doubt_words("lunar date"),
        "on the next page": doubt_words("on the next page"),
        REREAD_DIFFERS: doubt_words(REREAD_DIFFERS),
    }
)
"""What is worth knowing even of a reading that can be trusted."""


def remarks(reading: Reading) -> tuple[Both, ...]:
    """What a visitor should know of a reading that may be told as a fact."""
    return tuple(_OF_FACTS[doubt] for doubt in reading.doubts if doubt in _OF_FACTS)
