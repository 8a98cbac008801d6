"""Tables of a page pulled straight, each of them once: pieces of one table that overlap are made whole.

Where the rules of a table are worn, they no longer hang together, and its regions are several. Each of them takes in
what lies near it, so that cells of one are cells of the other, too; no cell of a page is in two tables.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np

from ingest.layout.regions import Region
from ingest.rectify.flatten import FlatTable, flatten
from ingest.rectify.light import Grey

_SHARED: Final = 0.12
"""Share of a table's frame within another's from which on both hold the same cells."""

_Pulled = tuple[Region, FlatTable]


def pulled_straight(light: Grey, regions: list[Region]) -> list[FlatTable]:
    """The tables of an evenly lit page's regions, in their order."""
    found = [(region, flat) for region in regions if (flat := _flat(light, region)) is not None]
    while (whole := _with_pieces_joined(light, found)) is not None:
        found = whole
    return [flat for _, flat in found]


def _with_pieces_joined(light: Grey, found: list[_Pulled]) -> list[_Pulled] | None:
    """The tables with two pieces of one made whole; None if there are no such two."""
    for one, other in combinations(found, 2):
        if not _overlap(one[1], other[1]):
            continue
        region = one[0].with_(other[0])
        flat = _flat(light, region)
        if flat is not None and _is_whole(flat, one[1], other[1]):
            return [(region, flat) if each is one else each for each in found if each is not other]
    return None


def _flat(light: Grey, region: Region) -> FlatTable | None:
    return flatten(light, region.left, region.top, region.right, region.bottom)


def _overlap(one: FlatTable, other: FlatTable) -> bool:
    """Whether as much of one table's frame lies within the other's as of pieces of one table."""
    frames = [_frame(one), _frame(other)]
    shared = frames[0].shared(frames[1])
    return shared > _SHARED * min(frame.area for frame in frames)


def _frame(flat: FlatTable) -> Region:
    """What encloses a table's rules on the page."""
    corners = flat.to_page(np.array([[x, y] for x in (flat.xs[0], flat.xs[-1]) for y in (flat.ys[0], flat.ys[-1])]))
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return Region(round(left), round(top), round(right), round(bottom))


def _is_whole(whole: FlatTable, *pieces: FlatTable) -> bool:
    """Whether a table has the columns of the widest of its pieces and the rows of the highest, and more than each."""
    rows, columns = max(len(piece.ys) for piece in pieces), max(len(piece.xs) for piece in pieces)
    more = all(len(whole.ys) * len(whole.xs) > len(piece.ys) * len(piece.xs) for piece in pieces)
    return more and len(whole.ys) >= rows and len(whole.xs) == columns
