"""Creases of the paper that run through a table: they are no rules of it, and their shadow is no print.

A crease runs on beyond the table at both ends, which no rule of it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from ingest.rectify.light import Grey
from ingest.rectify.mesh import Array, Rule, Surface

_BEYOND: Final = 1.5
"""Character heights for which a crease runs on beyond the table at both its ends, at least."""
_BROAD: Final = 0.12
"""Character heights to either side of its middle that a crease is dark at most."""
_STEP: Final = 4.0
"""Pixels from one place of its course to the next."""
_STRETCH: Final = 12.0
"""Character heights of a crease that are as dark as each other."""
_SHADOW: Final = 0.6
"""Share of such a stretch that is as dark as the shadow at most; more of it is white than print."""


@dataclass(frozen=True, slots=True)
class Creases:
    """The creases of one direction, and the surface by which all that runs so bends."""

    rules: list[Rule]
    surface: Surface


def without_creases(rules: list[Rule], crossing: list[Rule], character: float) -> tuple[list[Rule], list[Rule]]:
    """The rules of one direction without those within the table that are creases, and these; `crossing` are the others.

    Those beside it tell how far rules of the table run; where paper was seen at a slant, that changes from one to the
    next.
    """
    reach = _BEYOND * character
    first, last = min(rule.level for rule in crossing), max(rule.level for rule in crossing)
    short = [n for n, rule in enumerate(rules) if rule.start >= first - reach or rule.end <= last + reach]
    creases = []
    for number in sorted({*range(1, len(rules) - 1)} - {*short}):
        # Beside it may lie another crease; the outer rules are none.
        above = rules[max((n for n in short if n < number), default=0)]
        below = rules[min((n for n in short if n > number), default=-1)]
        rule = rules[number]
        if rule.start < min(above.start, below.start) - reach and rule.end > max(above.end, below.end) + reach:
            creases.append(rule)
    return [rule for rule in rules if rule not in creases], creases


def ironed(picture: Grey, slant: Array, across: Creases, down: Creases, character: float) -> Grey:
    """The picture without the shadows of creases, whose course is known once `slant`, a 2×3 matrix, makes it level.

    Print in the shadow stays: the picture is made lighter there by no more than the shadow is dark where there is none.
    """
    if not across.rules and not down.rules:
        return picture
    back, light = cv2.invertAffineTransform(slant), picture.copy()
    for creases, standing in ((across, False), (down, True)):
        for crease in creases.rules:
            along = np.arange(0.0, picture.shape[0 if standing else 1], _STEP)
            level = np.full(len(along), crease.level)
            bent = level + creases.surface.bend(along, level) + crease.differs(along)
            level_places = np.stack([bent, along] if standing else [along, bent], axis=1)
            places = np.asarray(level_places @ back[:, :2].T + back[:, 2], float)
            _lighten(light if standing else light.T, places if standing else places[:, ::-1], character)
    return light


def _lighten(picture: Grey, places: Array, character: float) -> None:
    """Take the shadow of a crease that runs down a picture through places (n, 2), x and y, off the picture."""
    rows, half = np.arange(len(picture)), max(2, round(_BROAD * character))
    middle = np.interp(rows, places[:, 1], places[:, 0]).round().astype(int)
    left, right = max(0, int(middle.min()) - 4 * half), int(middle.max()) + 4 * half + 1
    strip = picture[:, left:right]
    closed = cv2.morphologyEx(np.ascontiguousarray(strip), cv2.MORPH_CLOSE, np.ones((1, 2 * half + 3), np.uint8))
    for off in range(-half, half + 1):
        at = np.clip(middle + off - left, 0, strip.shape[1] - 1)
        own, beside = strip[rows, at].astype(int), closed[rows, at].astype(int)
        for part in np.array_split(rows, max(1, round(len(rows) / (_STRETCH * character)))):
            shadow = np.quantile(beside[part] - own[part], _SHADOW)
            strip[part, at[part]] = np.minimum(beside[part], own[part] + round(shadow))


def straight_places(creases: list[Rule], rules: list[Rule], places: Array) -> Array:
    """Where creases lie in the straight picture of a table whose rules lie at those places."""
    levels = [rule.level for rule in rules]
    return np.interp([crease.level for crease in creases], levels, places) if creases else np.zeros(0)
