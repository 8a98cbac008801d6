"""Nets of rules that hang together, and which of them are one table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

_AS_LONG = 0.8
"""Share of a table's height or width that a rule off it takes at least to be a side of it."""
_NEXT = 2.5
"""Character heights from a table to such a rule, at most."""
_INTERLACED = 2.0
"""Character heights from which on two nets reach into each other; those of leaves that lean apart may do a little."""
_PIECES = 2
"""Pieces of rules, at least, that run out of a table at one of its sides where that is no side; a crease is one."""
_BEYOND = 1.5
"""Character heights by which they run out of it at least: no column or row is narrower."""
_BOTH = 3.0
"""Character heights that rules of both directions which hang together are wide and high at least."""


@dataclass(frozen=True, slots=True)
class Net:
    """Rules that hang together, or follow each other as one table, in pixels of the levelled page."""

    labels: tuple[int, ...]
    left: int
    top: int
    wide: int
    high: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        """Where it ends below."""
        return self.top + self.high

    def with_(self, other: Net) -> Net:
        """What encloses both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Net(self.labels + other.labels, left, top, right - left, bottom - top)


def stacked(nets: list[Net], character: float) -> list[Net]:
    """Nets of equal width that follow closely under one another, made one.

    Where a table has no rules at its sides, a heading that spans it parts the net of its rules, down to nets
    of a single rule.
    """
    joined: list[Net] = []
    for net in sorted(nets, key=lambda n: n.top):
        above = next((n for n in reversed(joined) if _continues(n, net, character)), None)
        if above is None:
            joined.append(net)
        else:
            joined[joined.index(above)] = above.with_(net)
    return joined


def interlaced(tables: list[Net], character: float) -> list[Net]:
    """The nets of tables, those made one that reach into each other: no two tables are printed so.

    Where the rules of a table are worn all along an upright, it falls into nets whose rules run past each other.
    """
    whole: list[Net] = []
    for table in tables:
        net = table
        while other := next((n for n in whole if _reach_into(n, net, _INTERLACED * character)), None):
            whole.remove(other)
            net = net.with_(other)
        whole.append(net)
    return whole


def with_pieces(tables: list[Net], every: list[Net], character: float) -> list[Net]:
    """The nets of tables, with the pieces of worn rules that begin within one and run on beyond it, but into no other.

    Where all rules across are worn at one upright or another, the outermost column hangs together with the rest no
    more.
    """
    labels = {label for table in tables for label in table.labels}
    pieces = [net for net in every if labels.isdisjoint(net.labels)]
    found = list(tables)
    for place in range(len(found)):
        others = [*found[:place], *found[place + 1 :]]
        while own := _running_out(found[place], pieces, character):
            wider = reduce(Net.with_, own, found[place])
            if any(_reach_into(wider, other, 0) for other in others):
                break
            found[place] = wider
            pieces = [piece for piece in pieces if piece not in own]
    return found


def _running_out(table: Net, pieces: list[Net], character: float) -> list[Net]:
    """The pieces that run out of a table at a side."""
    near, far = character, _BEYOND * character
    level = [p for p in pieces if table.top - near <= p.top and p.bottom <= table.bottom + near]
    plumb = [p for p in pieces if table.left - near <= p.left and p.right <= table.right + near]
    sides = (
        [p for p in level if p.left < table.left - far and table.left < p.right],
        [p for p in level if p.left < table.right and table.right + far < p.right],
        [p for p in plumb if p.top < table.top - far and table.top < p.bottom],
        [p for p in plumb if p.top < table.bottom and table.bottom + far < p.bottom],
    )
    return [p for side in sides if side and _belong(table, side, pieces, character) for p in side]


def _belong(table: Net, side: list[Net], pieces: list[Net], character: float) -> bool:
    """Whether what runs out of a table at a side takes in several pieces beyond it, or rules of both directions."""
    wider = reduce(Net.with_, side, table)
    taken = [piece for piece in pieces if lies_in(piece, wider, character) and not lies_in(piece, table, 0)]
    return len(taken) >= _PIECES or any(min(piece.wide, piece.high) >= _BOTH * character for piece in taken)


def lies_in(piece: Net, net: Net, air: float) -> bool:
    """Whether a piece of rules lies in a net, or so many pixels off it."""
    across = net.left - air <= piece.left and piece.right <= net.right + air
    return across and net.top - air <= piece.top and piece.bottom <= net.bottom + air


def _reach_into(one: Net, other: Net, depth: float) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(wide, high) > depth


def with_sides(net: Net, lone: list[Net], character: float) -> Net:
    """The net with the rules that stand a column or a row off it, as long as it is, and hang together with nothing."""

    def apart(side: Net) -> int:
        across = max(side.left - net.right, net.left - side.right)
        down = max(side.top - net.bottom, net.top - side.bottom)
        return across if side.high > side.wide else down

    def as_long(side: Net) -> bool:
        across = min(side.right, net.right) - max(side.left, net.left)
        down = min(side.bottom, net.bottom) - max(side.top, net.top)
        return down >= _AS_LONG * net.high if side.high > side.wide else across >= _AS_LONG * net.wide

    for side in sorted([*lone, *_broken_sides(net, lone, character)], key=lambda side: abs(apart(side))):
        if apart(side) <= _NEXT * character and as_long(side):
            net = net.with_(side)
    return net


def _broken_sides(net: Net, lone: list[Net], character: float) -> list[Net]:
    """The rules over or under a net that broke into the pieces of rules which lie level with each other there."""
    sides: list[Net] = []
    for piece in sorted(lone, key=lambda piece: piece.top):
        within = net.left - character <= piece.left and piece.right <= net.right + character
        if not within or piece.high > piece.wide or min(piece.bottom, net.bottom) > max(piece.top, net.top):
            continue
        if sides and piece.top - sides[-1].top < character:
            sides[-1] = sides[-1].with_(piece)
        else:
            sides.append(piece)
    return sides


def _continues(above: Net, below: Net, character: float) -> bool:
    near = 2 * character
    aligned = abs(above.left - below.left) < near and abs(above.right - below.right) < near
    # Nets are thickened by half a character on each side, so the rules themselves are one more apart.
    return aligned and below.top - above.bottom < 1.8 * character
