"""Entries drawn by chance, so that what is found of them holds for all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

LONGEST: Final = 5000
"""Entries of a round at most: more than people key in months, and enough for the narrowest interval."""


def draw(rosters: Mapping[str, Sequence[str]], size: int, seed: int) -> list[str]:
    """`size` of the entries of all `rosters`, as many of each as is its share, in an order that chance gives.

    The same seed draws the same entries from the same rosters. All of them where there are no more than `size`.
    """
    chance = Random(seed)  # noqa: S311 - a sample, not a secret; it must be drawn again from its seed
    shares = _shares({roster: len(entries) for roster, entries in rosters.items()}, size)
    drawn = [id for roster in sorted(rosters) for id in chance.sample(sorted(rosters[roster]), shares[roster])]
    chance.shuffle(drawn)
    return drawn


def _shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw of each: whole numbers, by the largest remainders."""
    total = sum(sizes.values())
    wanted = min(size, total)
    exact = {roster: wanted * count / total for roster, count in sizes.items()} if total else {}
    shares = {roster: int(share) for roster, share in exact.items()}
    by_remainder = sorted(exact, key=lambda roster: (shares[roster] - exact[roster], roster))
    for roster in by_remainder[: wanted - sum(shares.values())]:
        shares[roster] += 1
    return dict.fromkeys(sizes, 0) | shares
