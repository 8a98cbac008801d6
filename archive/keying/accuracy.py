"""How much of what was read is right, as far as a sample tells. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % above it."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of `size` cells of one field in a sample, `right` were exactly as printed.

    `at` is the day on which the sample was finished. `accepted` says that these are the readings of which the machine
    itself had been sure, as it had read them; else they are all cells as they stood, also those that people had seen.
    """

    field: str
    accepted: bool
    size: int
    right: int
    at: str

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.size

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which shares that of all readings lies, with 95 % confidence."""
        return interval(self.right, self.size)


def interval(right: int, size: int) -> tuple[float, float]:
    """The score interval of a share for 95 % confidence, 0 to 1; it says something where all or none are right, too.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, Journal of the American
    Statistical Association 22 (1927), 209-212. `size` is at least 1.
    """
    share, weight = right / size, _Z**2 / size
    middle = (share + weight / 2) / (1 + weight)
    reach = sqrt(share * (1 - share) * weight + weight**2 / 4) / (1 + weight)
    low = 0.0 if right == 0 else max(0.0, middle - reach)
    return low, 1.0 if right == size else min(1.0, middle + reach)
