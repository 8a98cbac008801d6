"""Years and days that dates cover, as people ask for them."""

from __future__ import annotations

import re
from typing import Final

from search.characters.fold import tidy
from search.questions.question import FIRST_YEAR, LAST_YEAR

_FOUR_DIGITS: Final = re.compile(r"(?=(1[6-9]\d\d|20\d\d))")
_EDTF_YEAR: Final = re.compile(r"\d{4}|\d{3}X|\d\dXX")
_EDTF_DAY: Final = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(-\d\d)?(?!\d)")


def years_covered(edtf: str) -> list[int]:
    """The years that an EDTF date lies in: 1947-03 → 1947; 1940/1942 → 1940, 1941, 1942; 194X → ten."""
    ends = [_decade(part) for part in _EDTF_YEAR.findall(edtf)]
    if not ends:
        return []
    if "/" not in edtf or ".." in edtf:
        return sorted({year for first, last in ends for year in range(first, last + 1)})
    first, last = min(first for first, _ in ends), max(last for _, last in ends)
    return list(range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1))


def days_covered(edtf: str) -> list[str]:
    """The months and days that an EDTF date names: 1947-03-12 → 1947-03, 1947-03-12."""
    return [day for month, rest in _EDTF_DAY.findall(edtf) for day in (month, month + rest)]


def years_written(text: str) -> list[int]:
    """Every four digits in a row that may be a year, wherever they stand."""
    return [int(digits) for digits in _FOUR_DIGITS.findall(tidy(text))]


def _decade(part: str) -> tuple[int, int]:
    return int(part.replace("X", "0")), int(part.replace("X", "9"))
