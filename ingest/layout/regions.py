"""Where on a page its ruled tables lie."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.leaves import ruled_leaves
from ingest.layout.nets import Net, interlaced, lies_in, stacked, with_pieces, with_sides
from ingest.rectify.components import connected, stretches
from ingest.rectify.light import Grey
from ingest.rectify.lit import Lit
from ingest.rectify.rules import rule_masks
from ingest.rectify.skew import Slant, find_slant

_LEAST_MEETINGS = 6
"""Where the rules of two cells side by side meet."""
_WORN = 4.0
"""Character heights for which the rules of a table may be broken where they hang together no more otherwise."""
_PIECES = 12
"""Pieces of rules that lie off all tables, from which on some may be a table's; the edges of the paper are fewer."""
_INTERRUPTED = 0.025
"""Share of a table's height or width for which a rule may be interrupted."""
_LEANS_APART = 0.015
"""Difference in slant from which on rules that one slant makes level are broken up by the other."""
_SAME = 0.3
"""Share of a region that lies in a larger one if both hold the same table."""
_MOSTLY = 0.55
"""Share of a region within a larger one from which on it is a piece of that one's table."""
_LARGER = 1.3
"""How many times as large a region is at least if the other holds but a piece of its table."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the upright page, in pixels, that holds one table and a margin round it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """Pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    def with_(self, other: Region) -> Region:
        """What encloses both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Region(left, top, max(self.right, other.right), max(self.bottom, other.bottom))

    def shared(self, other: Region) -> int:
        """Pixels that lie in both."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, wide) * max(0, high)


def find_regions(page: Lit) -> list[Region]:
    """Regions of ruled tables in reading order: left to right where they stand side by side, else top down.

    The leaves of an open book may lean in different ways, so tables are also looked for by the slant of each half.
    """
    if not page.character:
        return []
    first, *others = (_leaning(page, slant) for slant in _slants(page))
    return _in_reading_order(_with_larger(first, [region for found in others for region in found]))


def _slants(page: Lit) -> list[Slant]:
    """The slant of the page, and those of its halves, cut across its longer side, that differ from it."""
    light, (height, width) = page.pixels, page.pixels.shape
    halves = (light[:, : width // 2], light[:, width // 2 :])
    if height > width:
        halves = (light[: height // 2], light[height // 2 :])
    with ThreadPoolExecutor(2) as cores:
        leaning = cores.map(find_slant, map(np.ascontiguousarray, halves))
        found = [page.slant]
    for slant in leaning:
        if all(abs(slant.lines - s.lines) + abs(slant.uprights - s.uprights) > _LEANS_APART for s in found):
            found.append(slant)
    return found


def _leaning(page: Lit, slant: Slant) -> list[Region]:
    """Regions of the tables that lean by a slant.

    A table is what hangs together by rules: rules are thickened by a character, so that breaks in them do
    not part a table, and each connected net that holds rules of both directions is one. Where there is none, or many
    pieces of rules lie off them all, worn rules are followed over longer breaks.
    """
    (height, width), character = page.pixels.shape, page.character
    matrix = slant.matrix(width, height)
    level = np.asarray(cv2.warpAffine(page.pixels, matrix, (width, height), borderValue=255), np.uint8)
    across, down = rule_masks(level, character)
    tables, off = _hanging(across, down, across, down, character)
    if not tables or off >= _PIECES:
        gap = round(_WORN * character) | 1
        whole, _ = _hanging(across, down, _closed(across, gap), _closed(down.T, gap).T, character)
        tables = whole if _enclose(whole, tables) else tables
    back = cv2.invertAffineTransform(matrix)
    found = []
    for table in tables:
        left, top, right, bottom = table.left, table.top, table.right, table.bottom
        corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]], float)
        corners = corners @ back[:, :2].T + back[:, 2]
        margin = 2.5 * character
        low = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
        far = np.minimum(corners.max(axis=0) + margin, [width, height]).astype(int)
        found.append(Region(int(low[0]), int(low[1]), int(far[0]), int(far[1])))
    return _joined(found)


def _hanging(across: Grey, down: Grey, rows: Grey, columns: Grey, character: float) -> tuple[list[Net], int]:
    """The nets of tables, from masks of rules, by masks of the same rules that show what of them hangs together.

    Also how many pieces of rules by themselves lie off all of them.
    """
    reach = round(character) | 1
    net = cv2.dilate(cv2.max(rows, columns), np.ones((reach, reach), np.uint8))
    labels, pieces = connected(np.asarray(net, np.uint8))
    every = [Net((n,), *piece) for n, piece in enumerate(pieces[1:, :4].tolist(), 1)]
    wide_enough = [net for net in every if net.wide >= 6 * character]
    lone = [net for net in every if min(net.wide, net.high) < 3 * character]
    tables = []
    for inner in stacked(wide_enough, character):
        nets = with_sides(inner, lone, character)
        within = np.zeros(len(pieces), bool)
        within[list(nets.labels)] = True
        own = within[labels[nets.top : nets.bottom, nets.left : nets.right]]
        if nets.high >= 3 * character and _crossed(rows, columns, own, nets):
            tables += _leaves(across, down, own, nets, character)
    tables = with_pieces(stacked(interlaced(tables, character), character), every, character)
    return tables, sum(not any(lies_in(piece, table, character) for table in tables) for piece in lone)


def _enclose(whole: list[Net], tables: list[Net]) -> bool:
    """Whether nets are those of the same tables, each no smaller, and together much larger."""
    size, before = (sum(net.wide * net.high for net in nets) for nets in (whole, tables))
    return size > _LARGER * before and all(any(lies_in(table, net, 0) for net in whole) for table in tables)


def _closed(mask: Grey, gap: int) -> Grey:
    """A mask of rules that run across, whole where they are broken for a little."""
    return np.asarray(
        cv2.morphologyEx(np.ascontiguousarray(mask), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)), np.uint8
    )


def _with_larger(first: list[Region], others: list[Region]) -> list[Region]:
    """The `first` regions and what they missed of the `others`, which replace regions that are but a piece of them."""
    kept = list(first)
    for region in others:
        same = [other for other in kept if other.shared(region) > _SAME * min(other.area, region.area)]
        if region.area > _LARGER * sum(other.area for other in same):
            kept = [*(other for other in kept if other not in same), region]
    return kept


def _crossed(across: Grey, down: Grey, own: NDArray[np.bool_], net: Net) -> bool:
    """Whether at least two separate rules of each direction lie within a net, and meet as often as in two cells.

    The gutter of a book and the edges of its pages are long and straight too, but meet only at the corners.
    """
    place = np.s_[net.top : net.bottom, net.left : net.right]
    rows, columns = across[place] * own, down[place] * own
    return _has_rules(rows.T) and _has_rules(columns) and _meetings(rows, columns) >= _LEAST_MEETINGS


def _leaves(across: Grey, down: Grey, own: NDArray[np.bool_], net: Net, character: float) -> list[Net]:
    """The net, or those of the tables on either side of a gutter that is seen in it, if each is one by itself."""
    leaves = [
        (Net(net.labels, net.left + start, net.top, end - start, net.high), own[:, start:end])
        for start, end in ruled_leaves(across[net.top : net.bottom, net.left : net.right] * own, character)
    ]
    if len(leaves) > 1 and all(_crossed(across, down, part, leaf) for leaf, part in leaves):
        return [leaf for leaf, _ in leaves]
    return [net]


def _meetings(across: NDArray[np.uint8], down: NDArray[np.uint8]) -> int:
    """At how many places rules of the two directions meet or nearly do."""
    near = np.ones((5, 5), np.uint8)
    both = (cv2.dilate(across, near) > 0) & (cv2.dilate(down, near) > 0)
    return int(cv2.connectedComponents(both.astype(np.uint8), connectivity=8)[0]) - 1


def _has_rules(mask: NDArray[np.uint8]) -> bool:
    """Whether two rules that run down a good part of a mask stand beside each other, also where they lean.

    What is seen of that in its middle is there in the whole of it, and most tables show it there.
    """
    height = mask.shape[0]
    return _rules(mask, height // 3, 2 * height // 3) >= 2 or _rules(mask, 0, height) >= 2


def _rules(mask: NDArray[np.uint8], top: int, bottom: int) -> int:
    """How many rules that run down a good part of a mask stand beside each other, by what lies between two heights.

    They may be interrupted for a little: a thick rule of the other direction takes a piece out of the ones it meets.
    """
    gap = max(3, round(_INTERRUPTED * mask.shape[0])) | 1
    above = max(0, top - gap)
    part = np.ascontiguousarray(mask[above : bottom + gap])
    closed = np.asarray(cv2.morphologyEx(part, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8)), np.uint8)
    closed = closed[top - above : bottom - above]
    labels, pieces = connected(closed)
    long = pieces[:, cv2.CC_STAT_HEIGHT] > 0.15 * mask.shape[0]
    rows, first, _ = stretches(closed)
    return int(np.bincount(rows[long[labels[rows, first]]]).max(initial=0))


def _joined(regions: list[Region]) -> list[Region]:
    """The regions, each that lies mostly in a larger one made a part of it: a row whose rules are broken beside it."""
    kept: list[Region] = []
    for region in sorted(regions, key=lambda r: -r.area):
        over = next((other for other in kept if other.shared(region) > _MOSTLY * region.area), None)
        if over is None:
            kept.append(region)
        else:
            kept[kept.index(over)] = over.with_(region)
    return kept


def _in_reading_order(regions: list[Region]) -> list[Region]:
    """Side-by-side regions left to right, the groups of them from the top down."""
    order: list[Region] = []
    waiting = sorted(regions, key=lambda r: r.top)
    while waiting:
        first = waiting[0]
        beside = [
            r
            for r in waiting
            if min(r.bottom, first.bottom) - max(r.top, first.top)
            > 0.3 * min(r.bottom - r.top, first.bottom - first.top)
        ]
        order += sorted(beside, key=lambda r: r.left)
        waiting = [r for r in waiting if r not in beside]
    return order
