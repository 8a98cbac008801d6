"""The first page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Counts
from webapp.contexts.results import Card
from webapp.languages import Words


@dataclass(frozen=True, slots=True)
class Anniversaries:
    """The people whose day of death is today: some of them, and how many there are.

    `day` is 03-12; `remembered` says which day of remembrance it is, if it is one.
    """

    day: str
    words: Words
    remembered: Words | None
    cards: tuple[Card, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The figures of the archive, in plain words; `today` is None where the index cannot tell."""

    counts: Counts
    today: Anniversaries | None
