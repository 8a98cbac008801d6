"""Rules taken off a page whose columns its print alone tells: a frame, rules between people, a rule under the head."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from ingest.rectify.components import connected
from ingest.rectify.flat import Flat
from ingest.rectify.rules import Mask, rule_masks

_LONG: Final = 4.0
"""Character heights from which on what runs straight is a rule, and no stroke of a character or of a seal."""
_IN_LINE: Final = 0.25
"""Character heights from the level of a rule within which what is left of it lies, and that this is high at most."""
_FLAT: Final = 1.5
"""Times its height that it is wide at least, which no point nor comma over a rule is."""
_MOST: Final = 0.3
"""Share of the picture's width in which a rule is seen, from which on it goes on where it is worn; one that underlines
headings of a few columns ends."""
_RIM: Final = 0.12
"""Character heights beside a rule that are taken off with it: its blurred edge."""
_WHITE: Final = 255


def without_rules(flat: Flat) -> Flat:
    """The straight picture, white where its rules were; the same one where it has none."""
    across, down = (_long(mask, flat.character) for mask in rule_masks(flat.pixels, flat.character))
    found = across | down
    if not found.any():
        return flat
    found |= _worn(flat, across)
    reach = 2 * max(1, round(_RIM * flat.character)) + 1
    off = cv2.dilate(found, np.ones((reach, reach), np.uint8)) > 0
    return replace(flat, pixels=np.where(off, np.uint8(_WHITE), flat.pixels))


def _long(mask: Mask, character: float) -> Mask:
    """The pieces of a mask of rules that are longer than any stroke."""
    labels, pieces = connected(mask)
    longer = np.maximum(pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT])
    rules = longer >= _LONG * character
    rules[0] = False
    return rules.astype(np.uint8)[labels]


def _worn(flat: Flat, rules: Mask) -> Mask:
    """What is left of rules across where they are worn: flat ink in line with long pieces of them."""
    near, width = round(_IN_LINE * flat.character), rules.shape[1]
    line = np.zeros(rules.shape, np.uint8)
    for top, high in connected(rules)[1][1:, [cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT]].tolist():
        rows = slice(max(0, top - near), top + high + near)
        if rules[rows].any(axis=0).sum() >= _MOST * width and high <= near:
            line[rows] = 1
    labels, pieces = connected(np.asarray(flat.pixels < _WHITE - flat.darkness / 2, np.uint8))
    left, top, wide, high, _ = pieces.T
    bottom, right = top + high - 1, left + wide - 1
    within = (line[top, left] & line[bottom, left] & line[top, right] & line[bottom, right]) > 0
    within &= (high <= near) & (wide >= _FLAT * high)
    within[0] = False
    return np.asarray(within.astype(np.uint8)[labels], np.uint8)
