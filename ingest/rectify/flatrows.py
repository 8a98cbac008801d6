"""A table whose rules across alone are printed pulled straight: by its print first, then by these rules.

Where its sides are open, too, nothing crosses the rules, and only what all of them share tells that they are a table's.

─────────────────────────
 姓名    籍贯    牺牲时间
─────────────────────────
 王德胜  东李村  1947年
─────────────────────────
 张玉山  西赵庄  1946年
─────────────────────────
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from ingest.rectify.bends import Bends, spread
from ingest.rectify.components import connected
from ingest.rectify.flat import Flat, nodes, pulled
from ingest.rectify.flatpage import flatten_page
from ingest.rectify.flatten import FlatTable, darkness_off_rules
from ingest.rectify.light import darkness
from ingest.rectify.lit import Lit
from ingest.rectify.mesh import Rule, fit_surface, join_pieces
from ingest.rectify.open_sides import out_of_print, unseen
from ingest.rectify.rules import pieces_across, rule_masks

_LEAST: Final = 6
"""Rules across, at least: under a title, under the headings and at the foot there are some, too."""
_PIECE: Final = 4.0
"""Character heights that a piece of one is long at least, where none is seen whole."""
_AS_LONG: Final = 0.6
"""Share of the length of most rules, and of the way from side to side, that each is long at least."""
_SEEN: Final = 0.3
"""Share of a table's width that is seen at least of a rule below its headings that is worn off at its ends."""
_ENDS: Final = 0.85
"""Share of the rules that end before a side; worn ones do, and none runs on but the edge of the paper."""
_OFF: Final = 1.0
"""Character heights from a side from which on a rule does not end at it."""
_FAR: Final = 1.25
"""Times the highest row that the edge of the paper lies off a table where it ends at neither side, as edges do that
are seen in part."""
_ROW: Final = 7.0
"""Character heights from one rule to the next, at most, in most places."""
_MARGIN: Final = 5.0
"""Character heights of paper round the straight table: a row may stand beyond its outer rules."""


def flatten_rows(page: Lit) -> FlatTable | None:
    """Pull the table of an evenly lit page straight whose people rules across part; None where there is none.

    Its print must run across. The first and last of its `xs` are open sides, and there are none between.
    """
    flat = flatten_page(page) if _has_rules(page) else None
    if flat is None:
        return None
    character, (height, width) = flat.character, flat.pixels.shape
    pieces = pieces_across(rule_masks(flat.pixels, character)[0], max(6.0, 0.9 * character))
    surface = fit_surface(pieces, width, height)
    across = _of_table(join_pieces(pieces, surface, character / 3), character)
    if not across or np.median(np.diff([rule.level for rule in across])) > _ROW * character:
        return None
    sides = [unseen(end, across[0].level, across[-1].level) for end in _sides(across)]
    bends = Bends(across, sides, surface, fit_surface([], height, width))
    xs, ys = (places + _MARGIN * character for places in bends.spacing())
    size = int(xs[-1] + _MARGIN * character), int(ys[-1] + _MARGIN * character)
    columns, rows = nodes(size)
    places = bends.locate(spread(columns, xs, 1.0), spread(rows, ys, 1.0))
    back = flat.to_page(places.reshape(-1, 2)).reshape(places.shape)
    pixels = pulled(page.pixels, back, size)
    straight = Flat(pixels, character, darkness(pixels, character), back.astype(np.float32))
    xs = out_of_print(straight, xs, ys, sides)
    dark = min(straight.darkness, darkness_off_rules(pixels, xs, ys, character) or straight.darkness)
    return FlatTable(pixels, character, dark, straight.back, xs, ys)


def _has_rules(page: Lit) -> bool:
    """Whether there are as many long pieces of rules as a table has; that is seen sooner than the table itself."""
    if not page.character:
        return False
    height, width = page.pixels.shape
    matrix = page.slant.matrix(width, height)
    level = np.asarray(cv2.warpAffine(page.pixels, matrix, (width, height), borderValue=255), np.uint8)
    _, pieces = connected(rule_masks(level, page.character)[0])
    return int((pieces[1:, cv2.CC_STAT_WIDTH] >= _PIECE * page.character).sum()) >= _LEAST


def _of_table(rules: list[Rule], character: float) -> list[Rule]:
    """The rules about as long as most are, from one side of a table to the other, and worn ones between or at its foot.

    Within the headings, shorter ones underline those of several columns.
    """
    lengths = np.array([rule.end - rule.start for rule in rules])
    if not len(lengths):
        return []
    usual = float(np.median(lengths[lengths >= lengths.max() / 2]))
    long = [rule for rule in rules if rule.end - rule.start >= _AS_LONG * usual]
    left, right = _sides(long)
    wide = [r for r in long if min(r.end, right) - max(r.start, left) >= _AS_LONG * (right - left)]
    found = _without_edges(_without_edges(wide, left, right, character)[::-1], left, right, character)[::-1]
    if len(found) < _LEAST:
        return []
    highest = max(after.level - before.level for before, after in pairwise(found))
    worn = [
        rule
        for rule in rules
        if rule not in found
        and found[1].level < rule.level < found[-1].level + _FAR * highest
        and rule.covered * (rule.end - rule.start) >= _SEEN * (right - left)
        and left - _OFF * character <= rule.start
        and rule.end <= right + _OFF * character
    ]
    return sorted([*found, *worn], key=lambda rule: rule.level)


def _without_edges(rules: list[Rule], left: float, right: float, character: float) -> list[Rule]:
    """The rules without the first ones that are the edge of the paper, or the shadow of its edge."""
    off = _OFF * character
    while len(rules) >= _LEAST:
        first = rules[0]
        steps = np.abs(np.diff([rule.level for rule in rules]))
        beyond = first.start < left - off or first.end > right + off
        far = steps[0] > _FAR * steps[1:-1].max()
        if not (beyond or (far and abs(first.start - left) > off and abs(first.end - right) > off)):
            break
        rules = rules[1:]
    return rules


def _sides(rules: list[Rule]) -> tuple[float, float]:
    """Where the rules of a table begin and end."""
    starts, ends = [rule.start for rule in rules], [rule.end for rule in rules]
    return float(np.quantile(starts, 1 - _ENDS)), float(np.quantile(ends, _ENDS))
