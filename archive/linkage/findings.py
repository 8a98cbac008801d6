"""What comes of holding one field of two entries against each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Agreement(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    NEAR = "near"
    """Not the same, but two rosters may well have told of one thing so."""
    APART = "apart"
    UNTOLD = "untold"
    """One of the two tells nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How two entries agree on `field`; `weight` in bits, for one person (above 0) or for two."""

    field: str
    agreement: Agreement
    weight: float


def weight(m: float, u: float) -> float:
    """The weight of an agreement that entries of one person show with the frequency m, those of two with u."""
    return math.log2(m / u)


def untold(field: str) -> Finding:
    """Where one side tells nothing, nothing follows."""
    return Finding(field, Agreement.UNTOLD, 0.0)
