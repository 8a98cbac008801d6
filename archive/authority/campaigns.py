"""Campaigns by the names under which rosters tell of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from archive.authority.lines import Record
from archive.authority.table import load

TABLE: Final = Path(__file__).with_name("campaigns.csv")
LEVELS: Final = ("战役", "战争")


@dataclass(frozen=True, slots=True)
class Campaign(Record):
    """A campaign; its names are looked for as they are, so that the name of a place is no battle."""


@lru_cache(maxsize=1)
def campaigns() -> dict[str, Campaign]:
    """All campaigns by name, in the order of time; raises InputError for a table that breaks its rules."""
    return load(TABLE, Campaign, LEVELS)


def campaigns_in(words: str) -> tuple[str, ...]:
    """The campaigns that folded `words` name, in the order in which they do."""
    named, pattern = _named()
    return tuple(dict.fromkeys(named[form] for form in pattern.findall(words)))


@lru_cache(maxsize=1)
def _named() -> tuple[dict[str, str], re.Pattern[str]]:
    """By each name without punctuation the campaign, and what finds all of them, the longest first."""
    forms = {
        "".join(filter(str.isalnum, form)): one.name for one in campaigns().values() for form in (one.name, *one.also)
    }
    return forms, re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))
