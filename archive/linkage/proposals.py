"""Entries that may speak of one person, for people to decide on; nothing is ever linked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.linkage.blocking import pairs
from archive.linkage.claims import Lore, claims_of
from archive.linkage.frequencies import Frequencies
from archive.linkage.likeness import Comparing
from archive.linkage.places import Kin
from archive.records import ArchivedEntry

LEAST: Final = 0.5
"""The probability from which two entries are laid before a person: more likely one than two."""
MOST_EACH: Final = 12
"""Proposals of one entry, the likeliest; whoever has more bears a name that tells nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entries that may speak of one person, `one` before `other` in the order of the archive."""

    one: str
    other: str
    probability: float


def proposals(entries: Iterable[ArchivedEntry], lore: Lore) -> list[Proposal]:
    """All pairs that are more likely one person than two and are not linked yet, the likeliest first."""
    claims = [claims_of(archived, lore) for archived in entries]
    kin = Kin()
    comparing = Comparing(Frequencies(claims), lore, kin)
    found: dict[tuple[int, int], float] = {}
    for one, other in pairs(claims, kin):
        if claims[one].person != claims[other].person:
            likeness = comparing.likeness(claims[one], claims[other])
            if likeness is not None and likeness.probability >= LEAST:
                found[one, other] = likeness.probability
    ranked = sorted(found, key=lambda pair: (-found[pair], pair))
    return [Proposal(claims[one].entry, claims[other].entry, found[one, other]) for one, other in _likeliest(ranked)]


def _likeliest(ranked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    taken: dict[int, int] = {}
    for pair in ranked:
        if all(taken.get(each, 0) < MOST_EACH for each in pair):
            for each in pair:
                taken[each] = taken.get(each, 0) + 1
            yield pair
