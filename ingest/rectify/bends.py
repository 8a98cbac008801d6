"""Where any point of a straight table lies in the picture that its rules bend in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.rectify.mesh import Array, Rule, Surface


@dataclass(frozen=True, slots=True)
class Bends:
    """The rules of a table with the surfaces they bend by, in the levelled picture."""

    across: list[Rule]
    down: list[Rule]
    across_surface: Surface
    down_surface: Surface

    def locate(self, columns: Array, rows: Array) -> Array:
        """Levelled positions (rows, columns, 2) as x, y of the nodes at fractional rule numbers."""
        shape = (len(rows), len(columns))
        column = np.broadcast_to(columns[None, :, 0], shape)
        row = np.broadcast_to(rows[:, None, 0], shape)
        plumb = _between([d.level for d in self.down], column) + columns[None, :, 1]
        level = _between([a.level for a in self.across], row) + rows[:, None, 1]
        x, y = np.array(np.broadcast_to(plumb, shape)), np.array(np.broadcast_to(level, shape))
        for _ in range(4):
            y_next = level + self.across_surface.bend(x, y) + _residue(self.across, row, x)
            x = plumb + self.down_surface.bend(y, x) + _residue(self.down, column, y)
            y = y_next
        return np.stack([x, y], axis=-1)

    def spacing(self) -> tuple[Array, Array]:
        """Straight places of the rules, first at 0: mean distances between neighbours over the table."""
        columns = np.stack([np.arange(len(self.down), dtype=float), np.zeros(len(self.down))], axis=1)
        rows = np.stack([np.arange(len(self.across), dtype=float), np.zeros(len(self.across))], axis=1)
        nodes = self.locate(columns, rows)
        wide = np.linalg.norm(np.diff(nodes, axis=1), axis=-1).mean(axis=0)
        high = np.linalg.norm(np.diff(nodes, axis=0), axis=-1).mean(axis=1)
        return np.concatenate([[0.0], np.cumsum(wide)]), np.concatenate([[0.0], np.cumsum(high)])


def _between(values: list[float], number: Array) -> Array:
    return np.asarray(np.interp(number, np.arange(len(values)), values))


def _residue(rules: list[Rule], number: Array, along: Array) -> Array:
    """What the rules at fractional `number` differ by, between the two rules on either side."""
    lower = np.clip(np.floor(number).astype(int), 0, len(rules) - 1)
    share = number - lower
    table = np.empty(number.shape)
    upper = np.empty(number.shape)
    for index, rule in enumerate(rules):
        here, next_ = lower == index, lower == index - 1
        table[here] = rule.differs(along[here])
        upper[next_] = rule.differs(along[next_])
    upper[lower == len(rules) - 1] = 0
    return np.asarray(table * (1 - share) + upper * share)


def spread(positions: Array, rules: Array, scale: float) -> Array:
    """Positions in the straight picture as fractional rule numbers; beyond the outer rules, in pixels.

    Returned as (n, 2): the fractional number of the rule, and the pixels (unscaled) beyond the outer rule.
    """
    number = np.interp(positions, rules, np.arange(len(rules), dtype=float))
    beyond = np.where(positions < rules[0], positions - rules[0], np.maximum(0, positions - rules[-1]))
    return np.stack([number, beyond / scale], axis=1)
