"""A table pulled straight: its picture with level, plumb rules, and for each point the way back to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from ingest.rectify.bends import Bends, spread
from ingest.rectify.creases import Creases, ironed, straight_places, without_creases
from ingest.rectify.faint import with_faint_rules
from ingest.rectify.flat import Flat, nodes, pulled
from ingest.rectify.light import Grey, darkness
from ingest.rectify.mesh import Array, Rule, fit_surface, join_pieces
from ingest.rectify.open_sides import out_of_print, with_open_sides
from ingest.rectify.rules import character_height, pieces_across, rule_masks
from ingest.rectify.skew import find_slant

LEGIBLE = 26.0
"""Character height in pixels to which smaller print is enlarged, so that later stages see strokes."""


_AS_LONG = 0.8
"""Share of a table's width that a rule takes at least to belong to it, whatever it meets."""
_FOOT_AS_LONG = 0.6
"""Share from which on a foot does that is worn in part. Where it is none, it adds but a blank row."""
_SIDE_AS_LONG = 0.6
"""Share of its height from which on an upright off the others, at which rules across end, is worn in part."""
_RUNS_ON = 1.5
"""Character heights for which it runs on beyond the others at most, at one of its ends."""
_RULE_REACH = 0.15
"""Character heights from its place within which the ink of a rule lies, but for frames."""
_DOUBLE = 0.75
"""Character heights; outermost rules that stand closer are the two lines of a double frame."""
_NEXT_ROWS = 3.0
"""Character heights from the outermost crossing rule within which such a rule closes one row more."""
_AS_HIGH = 1.2
"""Heights of the table's highest row within which it does, too."""


@dataclass(frozen=True, slots=True)
class FlatTable(Flat):
    """A straight table; `xs` and `ys` are the places of the rules that run down and across in it, in pixels."""

    xs: Array
    ys: Array


def flatten(light: Grey, left: int, top: int, right: int, bottom: int) -> FlatTable | None:
    """Pull the table within the given pixels of an evenly lit page straight; None if it has no grid of rules."""
    region = np.ascontiguousarray(light[top:bottom, left:right])
    height, width = region.shape
    slant = find_slant(region).matrix(width, height)
    level = np.asarray(
        cv2.warpAffine(region, slant, (width, height), flags=cv2.INTER_LINEAR, borderValue=255), np.uint8
    )
    character = character_height(level)
    if not character:
        return None
    across_mask, down_mask = rule_masks(level, character)
    thickest = max(6.0, 0.9 * character)
    pieces = pieces_across(across_mask, thickest)
    across_surface = fit_surface(pieces, width, height)
    across = join_pieces(pieces, across_surface, character / 3)
    pieces = pieces_across(np.ascontiguousarray(down_mask.T), thickest)
    down_surface = fit_surface(pieces, height, width)
    down = join_pieces(pieces, down_surface, character / 3)
    every = across, down
    across, down = _crossing(*every, character)
    if len(across) < 2 or len(down) < 2:
        return None
    (across, creases_across), (down, creases_down) = (
        without_creases(across, down, character),
        without_creases(down, across, character),
    )
    creases = Creases(creases_across, across_surface), Creases(creases_down, down_surface)
    region = ironed(region, slant, *creases, character)
    across, down = (
        _with_long(across, every[0], down, character, _FOOT_AS_LONG),
        _with_long(down, every[1], across, character, None),
    )
    across, down = with_open_sides(across, down, character), with_open_sides(down, across, character)
    bends = Bends(across, down, across_surface, down_surface)
    scale = max(1.0, LEGIBLE / character)
    margin = 1.5 * character
    xs, ys = bends.spacing()
    xs, ys = (xs - xs[0] + margin) * scale, (ys - ys[0] + margin) * scale
    size = int(xs[-1] + margin * scale), int(ys[-1] + margin * scale)
    columns, rows = nodes(size)
    places = bends.locate(spread(columns, xs, scale), spread(rows, ys, scale))
    to_region = cv2.invertAffineTransform(slant)
    places = np.asarray(places @ to_region[:, :2].T + to_region[:, 2], float)
    back = (places + np.array([left, top])).astype(np.float32)
    character *= scale
    pixels = pulled(region, places, size)
    flat = Flat(pixels, character, darkness(pixels, character), back)
    creased = straight_places(creases_across, across, ys), straight_places(creases_down, down, xs)
    xs = out_of_print(flat, xs, ys, down)
    xs, ys = with_faint_rules(pixels, xs, ys, character, creased)
    xs, ys = _without_outer_line(xs, character), _without_outer_line(ys, character)
    dark = min(flat.darkness, darkness_off_rules(flat.pixels, xs, ys, character) or flat.darkness)
    return FlatTable(flat.pixels, flat.character, dark, flat.back, xs, ys)


def darkness_off_rules(pixels: Grey, xs: Array, ys: Array, character: float) -> float:
    """How dark the print of a straight table is; where it is pale, its rules are darker by far."""
    print_, reach = pixels.copy(), max(3, round(_RULE_REACH * character))
    for x in np.round(xs).astype(int).tolist():
        print_[:, max(0, x - reach) : x + reach + 1] = 255
    for y in np.round(ys).astype(int).tolist():
        print_[max(0, y - reach) : y + reach + 1] = 255
    return darkness(print_, character)


def _without_outer_line(places: Array, character: float) -> Array:
    """The places of rules without those that are but the outer line of a double frame: no print stands between."""
    first, last = (gap < _DOUBLE * character for gap in (places[1] - places[0], places[-1] - places[-2]))
    return places[int(first and len(places) > 2) : len(places) - int(last and len(places) > 3)]


def _crossing(across: list[Rule], down: list[Rule], character: float) -> tuple[list[Rule], list[Rule]]:
    """Only rules that belong to a grid: each meets at least two of the other direction."""

    def meets(rule: Rule, other: Rule, reach: float) -> bool:
        return (
            rule.start - reach <= other.level <= rule.end + reach
            and other.start - reach <= rule.level <= other.end + reach
        )

    def belongs(rule: Rule, others: list[Rule]) -> bool:
        near = sum(meets(rule, other, 1.5 * character) for other in others)
        # The foot of a last row that spans the table stands a row's height off the uprights, but off all of them.
        far = sum(meets(rule, other, 2.6 * character) for other in others)
        return near >= 2 or (far >= max(2, 0.9 * len(others)) and not is_edge(rule, others))

    def is_edge(rule: Rule, others: list[Rule]) -> bool:
        # The edge of the paper stands as near, but runs on at both ends.
        first, last = others[0].level - _RUNS_ON * character, others[-1].level + _RUNS_ON * character
        return rule.start < first and rule.end > last

    while True:
        kept_across = [a for a in across if belongs(a, down)]
        kept_down = [d for d in down if belongs(d, kept_across)]
        if len(kept_across) == len(across) and len(kept_down) == len(down):
            return across, down
        across, down = kept_across, kept_down


def _with_long(
    kept: list[Rule], every: list[Rule], crossing: list[Rule], character: float, outer: float | None
) -> list[Rule]:
    """The kept rules with those that are as long as the table is wide, between the outer ones or a row or two off.

    `outer` is the share of its width that is as long off the outer ones; None takes only those there at which rules
    across end, where such that end before a long one tell that it is the edge of the paper.

    Where the uprights of one row of cells are too short to be seen as rules, a heading would be lost with the rule
    that closes it, or the last row under it, and two rows of headings would be made one. What runs on at both ends
    beyond all others is no rule of the table, but the edge of its paper, as is what does off the outer ones at any.
    """
    start, end = (ends(rule.level for rule in crossing) for ends in (min, max))
    ahead, behind = min(rule.start for rule in kept), max(rule.end for rule in kept)

    def share(rule: Rule) -> float:
        return (min(rule.end, end) - max(rule.start, start)) / (end - start)

    def runs_on(rule: Rule, ends: Callable[[float, float], float]) -> bool:
        return ends(ahead - rule.start, rule.end - behind) > _RUNS_ON * character

    others = [rule for rule in every if rule not in kept and not runs_on(rule, min)]
    off = [rule for rule in others if not runs_on(rule, max) and not kept[0].level < rule.level < kept[-1].level]
    sides = [rule for rule in off if share(rule) >= _SIDE_AS_LONG and _end_at(rule, crossing, character)]
    found = sorted([*kept, *(sides if outer is None else [])], key=lambda rule: rule.level)
    inner = [rule for rule in others if share(rule) >= _AS_LONG and found[0].level < rule.level < found[-1].level]
    found = sorted([*found, *(rule for rule in inner if rule not in found)], key=lambda rule: rule.level)
    wide = [rule for rule in off if outer is not None and share(rule) >= outer]
    within = max(_NEXT_ROWS * character, _AS_HIGH * max(b.level - a.level for a, b in pairwise(found)))
    for rule in sorted(wide, key=lambda rule: -rule.level):
        if 0 < found[0].level - rule.level <= within:
            found.insert(0, rule)
    for rule in sorted(wide, key=lambda rule: rule.level):
        if 0 < rule.level - found[-1].level <= within:
            found.append(rule)
    return found


def _end_at(rule: Rule, crossing: list[Rule], character: float) -> bool:
    """Whether any of the rules that would cross a rule ends there."""
    return any(abs(end - rule.level) <= character for other in crossing for end in (other.start, other.end))
