"""Chance that can be thrown again: every page's whole fate hangs on one seed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Dice(random.Random):
    """Python's generator with the few throws that pages need; the same seed throws the same."""

    @classmethod
    def of(cls, *seed: object) -> Dice:
        """Dice for the thing that `seed` names, independent of any other thing's dice."""
        return cls("/".join(map(str, seed)))

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self.random() < probability

    def pick(self, things: Sequence[T]) -> T:
        """One of `things`, each as likely."""
        return things[self.randrange(len(things))]

    def weighed(self, weights: Mapping[T, float]) -> T:
        """One key, as likely as its weight says."""
        return self.choices(list(weights), weights=list(weights.values()))[0]

    def between(self, ends: tuple[float, float]) -> float:
        """A number in a range given as (low, high)."""
        return self.uniform(*ends)

    def count(self, ends: tuple[int, int]) -> int:
        """A whole number in a range given as (low, high), both ends included."""
        return self.randint(*ends)

    def fields(self) -> np.random.Generator:
        """A generator for whole arrays, fed from these dice."""
        return np.random.default_rng(self.getrandbits(64))
