"""Rules taken off a page whose columns its print alone tells: a frame, rules between people, a rule under the head."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from ingest.rectify.components import connected
from ingest.rectify.flat import Flat
from ingest.rectify.rules import rule_masks

_LONG: Final = 4.0
"""Character heights from which on what runs straight is a rule, and no stroke of a character or of a seal."""
_RIM: Final = 0.12
"""Character heights beside a rule that are taken off with it: its blurred edge."""
_WHITE: Final = 255


def without_rules(flat: Flat) -> Flat:
    """The straight picture, white where its rules were; the same one where it has none."""
    found = np.zeros(flat.pixels.shape, np.uint8)
    for mask in rule_masks(flat.pixels, flat.character):
        labels, pieces = connected(mask)
        longer = np.maximum(pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT])
        rules = longer >= _LONG * flat.character
        rules[0] = False
        found |= rules.astype(np.uint8)[labels]
    if not found.any():
        return flat
    reach = 2 * max(1, round(_RIM * flat.character)) + 1
    off = cv2.dilate(found, np.ones((reach, reach), np.uint8)) > 0
    return replace(flat, pixels=np.where(off, np.uint8(_WHITE), flat.pixels))
