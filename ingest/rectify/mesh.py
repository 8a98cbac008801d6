"""The mesh of a table's rules, which tells for any point of the straight table where it lies on the page.

Paper curls and lenses bend, but all rules of a table bend together: one smooth surface says how far each
point of the picture lies from its straight place, and each rule adds the little it differs by.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.rectify.rules import Piece

Array = NDArray[np.float64]

_RIDGE = 1e-6
"""How much each term of the common bend weighs against the samples; the more,"""
_STIFF = (1, 1, 1, 1, 10, 10, 10, 100, 100)
"""the more it varies from rule to rule: where only the first and the last rule are seen, those between bend alike."""
_BINS = 24
"""Stretches of a rule over which its own residue is taken."""
_ROUNDS = 5
_OFF = 1.5
"""Usual distances from the common bend from which on a sample weighs less."""
_LEAST_OFF = 0.25
"""Pixels that count as usual at least."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A polynomial p(along, across) by which rules of one direction bend; zero where along is zero.

    `across − p` is the same all along a rule. Coordinates are scaled to about −1…1 by `centre` and `scale`.
    """

    coefficients: Array
    centre: tuple[float, float]
    scale: float

    def bend(self, along: Array, across: Array) -> Array:
        """How far, in pixels, a rule through that point lies from its straight place."""
        return np.asarray(_terms(along, across, self.centre, self.scale) @ self.coefficients)


@dataclass(frozen=True, slots=True)
class Rule:
    """One whole rule: its straight place, what it differs by along its length, and the share of it that is there."""

    level: float
    knots: Array
    residue: Array
    start: float
    end: float
    covered: float

    def differs(self, along: Array) -> Array:
        """Pixels to add to the straight place at the given positions along the rule."""
        return np.asarray(np.interp(along, self.knots, self.residue))


def _terms(along: Array, across: Array, centre: tuple[float, float], scale: float) -> Array:
    a = (np.asarray(along, float) - centre[0]) / scale
    c = (np.asarray(across, float) - centre[1]) / scale
    return np.stack([a, a**2, a**3, a**4, a * c, a**2 * c, a**3 * c, a * c**2, a**2 * c**2], axis=-1)


def fit_surface(pieces: list[Piece], width: float, height: float) -> Surface:
    """Fit the common bend of all pieces by least squares, then again and again with less weight for what lies off.

    What lies off is not left out, for that may be the only print where the page bends most (Huber's weights).
    Each piece has an unknown straight place of its own, which centring the piece's samples removes; so pieces
    need not be known to belong to one rule. Short pieces keep their small weight by having few samples.
    `width` and `height` are the picture's.
    """
    centre, scale = (width / 2, height / 2), max(width, height) / 2
    blocks, targets = [], []
    for piece in pieces:
        terms = _terms(piece.along, piece.across, centre, scale)
        blocks.append(terms - terms.mean(axis=0))
        targets.append(piece.across - piece.across.mean())
    if not blocks:
        return Surface(np.zeros(9), centre, scale)
    matrix, target = np.concatenate(blocks), np.concatenate(targets)
    ridge = _RIDGE * len(target) * np.diag(_STIFF)
    coefficients = np.linalg.solve(matrix.T @ matrix + ridge, matrix.T @ target)
    for _ in range(_ROUNDS):
        error = np.abs(matrix @ coefficients - target)
        usual = max(_LEAST_OFF, _OFF * float(np.median(error)))
        weight = np.minimum(1.0, usual / np.maximum(error, 1e-9))[:, None]
        coefficients = np.linalg.solve((weight * matrix).T @ matrix + ridge, (weight * matrix).T @ target)
    return Surface(coefficients, centre, scale)


def join_pieces(pieces: list[Piece], surface: Surface, apart: float) -> list[Rule]:
    """Rules, in order, from pieces whose straight places lie within `apart` pixels of each other."""
    if not pieces:
        return []
    levels = [piece.across - surface.bend(piece.along, piece.across) for piece in pieces]
    places = np.array([_middle(level) for level in levels])
    order = np.argsort(places)
    groups: list[list[int]] = [[int(order[0])]]
    for before, index in itertools.pairwise(order):
        if places[index] - places[before] > apart:
            groups.append([])
        groups[-1].append(int(index))
    return [_rule([pieces[i] for i in group], [levels[i] for i in group]) for group in groups]


def _rule(pieces: list[Piece], levels: list[Array]) -> Rule:
    along, level = np.concatenate([p.along for p in pieces]), np.concatenate(levels)
    place = _middle(level)
    start, end = float(along.min()), float(along.max())
    edges = np.linspace(start, end, _BINS + 1)
    bins = np.clip(np.searchsorted(edges, along, side="right") - 1, 0, _BINS - 1)
    order = np.argsort(bins, kind="stable")
    cuts = np.flatnonzero(np.diff(bins[order])) + 1
    knots = np.array([part.mean() for part in np.split(along[order], cuts)])
    residue = np.array([_middle(part) - place for part in np.split(level[order], cuts)])
    if len(residue) >= 3:
        padded = np.pad(residue, 1, mode="edge")
        residue = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    covered = sum(p.length for p in pieces) / max(1.0, end - start)
    return Rule(place, knots, residue, start, end, min(1.0, covered))


def _middle(values: Array) -> float:
    """The median of some values, without NumPy's care for missing ones, which takes longer than sorting so few."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
