"""Where on a page its ruled tables lie."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.rectify.light import Grey
from ingest.rectify.rules import character_height, rule_masks
from ingest.rectify.skew import find_slant


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the upright page, in pixels, that holds one table and a margin round it."""

    left: int
    top: int
    right: int
    bottom: int


def find_regions(light: Grey) -> list[Region]:
    """Regions of ruled tables in reading order: left to right where they stand side by side, else top down.

    A table is what hangs together by rules: rules are thickened by a character, so that breaks in them do
    not part a table, and each connected net that holds rules of both directions is one.
    """
    height, width = light.shape
    character = character_height(light)
    if not character:
        return []
    slant = find_slant(light).matrix(width, height)
    level = np.asarray(cv2.warpAffine(light, slant, (width, height), borderValue=255), np.uint8)
    across, down = rule_masks(level, character)
    reach = round(character) | 1
    net = cv2.dilate(cv2.max(across, down), np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(net, connectivity=8)
    back = cv2.invertAffineTransform(slant)
    found = []
    for label in range(1, count):
        x, y, wide, high, _ = (int(n) for n in stats[label])
        if wide < 6 * character or high < 3 * character:
            continue
        own = labels[y : y + high, x : x + wide] == label
        if not (_crossed(across, own, x, y) and _crossed(np.ascontiguousarray(down.T), own.T, y, x)):
            continue
        corners = np.array([[x, y], [x + wide, y], [x, y + high], [x + wide, y + high]], float)
        corners = corners @ back[:, :2].T + back[:, 2]
        margin = 2.5 * character
        low = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
        far = np.minimum(corners.max(axis=0) + margin, [width, height]).astype(int)
        found.append(Region(int(low[0]), int(low[1]), int(far[0]), int(far[1])))
    return _in_reading_order(_stacked(_outermost(found), character))


def _crossed(mask: Grey, own: np.ndarray, x: int, y: int) -> bool:
    """Whether at least two separate rules of the mask lie within the net `own` that starts at x, y."""
    part = mask[y : y + own.shape[0], x : x + own.shape[1]] * own.astype(np.uint8)
    filled = (part > 0).sum(axis=1) > 0.15 * own.shape[1]
    return int(np.count_nonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(int)) == 1)) >= 2


def _outermost(regions: list[Region]) -> list[Region]:
    """Regions that lie in no other one."""

    def within(a: Region, b: Region) -> bool:
        return a.left >= b.left and a.right <= b.right and a.top >= b.top and a.bottom <= b.bottom

    return [r for r in regions if not any(o is not r and within(r, o) for o in regions)]


def _stacked(regions: list[Region], character: float) -> list[Region]:
    """Regions of equal width that follow closely under one another, made one.

    Where a table has no rules at its sides, a heading that spans it parts the net of its rules.
    """
    joined: list[Region] = []
    for region in sorted(regions, key=lambda r: r.top):
        above = next((r for r in joined if _continues(r, region, character)), None)
        if above is None:
            joined.append(region)
            continue
        joined.remove(above)
        left, right = min(above.left, region.left), max(above.right, region.right)
        joined.append(Region(left, above.top, right, max(above.bottom, region.bottom)))
    return joined


def _continues(above: Region, below: Region, character: float) -> bool:
    near = 3 * character
    aligned = abs(above.left - below.left) < near and abs(above.right - below.right) < near
    # Both carry a margin of two and a half characters, so a gap of a row's height is an overlap here.
    return aligned and below.top - above.bottom < -1.5 * character


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
