"""A page without rules pulled straight by its lines of print."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.flat import Flat, nodes, pulled
from ingest.rectify.flatten import LEGIBLE
from ingest.rectify.light import Grey, ink_of
from ingest.rectify.mesh import fit_surface
from ingest.rectify.rules import Piece, character_height
from ingest.rectify.skew import find_slant

_CONTRAST = 35
_JOIN = 0.9
"""Character heights of air within a line that are closed to follow the line as one."""
_SHORTEST = 5.0
"""Character heights; shorter stretches of print say little about how lines bend."""
_SAMPLE = 2.0
"""Character heights over which the middle of a line is averaged."""


def flatten_page(light: Grey) -> Flat | None:
    """Pull an evenly lit page straight by its lines of print; None on a page without print.

    The lines must run across: pass a page of vertical columns turned by a quarter, and turn what comes back.
    """
    height, width = light.shape
    character = character_height(light)
    if not character:
        return None
    slant = find_slant(light).matrix(width, height)
    level = np.asarray(
        cv2.warpAffine(light, slant, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,)), np.uint8
    )
    scale = max(1.0, LEGIBLE / character)
    surface = fit_surface(_stretches(level, character), width, height)
    size = round(width * scale), round(height * scale)
    across, down = nodes(size)
    x, straight = np.meshgrid(across / scale, down / scale)
    y = straight
    for _ in range(4):
        y = straight + surface.bend(x, y)
    to_page = cv2.invertAffineTransform(slant)
    places = np.asarray(np.stack([x, y], axis=-1) @ to_page[:, :2].T + to_page[:, 2], float)
    return Flat(pulled(light, places, size), character * scale, places.astype(np.float32))


def _stretches(level: Grey, character: float) -> list[Piece]:
    """The middles of stretches of print that hang together once the air within lines is closed."""
    ink = ink_of(level, max(31, int(4 * character)), _CONTRAST)
    wide, high = max(3, round(_JOIN * character)) | 1, max(3, round(0.25 * character)) | 1
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((high, wide), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    pieces = []
    for label in range(1, count):
        x, y, across, down, _ = (int(n) for n in stats[label])
        if across < _SHORTEST * character or not 0.5 * character <= down <= 2.2 * character:
            continue
        own = labels[y : y + down, x : x + across] == label
        pieces.append(_middle(own, x, y, character))
    return pieces


def _middle(own: NDArray[np.bool_], x: int, y: int, character: float) -> Piece:
    """The middle between upper and lower edge of a stretch, over a few characters at a time."""
    parts = max(2, round(own.shape[1] / (_SAMPLE * character)))
    along, across = [], []
    for columns in np.array_split(np.arange(own.shape[1]), parts):
        rows = np.flatnonzero(own[:, columns].any(axis=1))
        along.append(x + float(columns.mean()))
        across.append(y + float(rows[0] + rows[-1]) / 2 if len(rows) else y + own.shape[0] / 2)
    return Piece(np.array(along), np.array(across))
