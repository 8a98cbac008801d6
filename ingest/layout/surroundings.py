"""Lines of text round the tables: titles, running heads, page numbers, notes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.paper import Found
from ingest.layout.textlines import InkLine, line_picture
from ingest.rectify.components import connected
from ingest.rectify.light import Grey, ink_of
from ingest.rectify.lit import Lit

_CONTRAST = 45
_MOST = 300
"""Lines looked at on one page, more than any page prints; what has more is a picture."""


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """A line outside every table: its picture, its print's height, and its corners on the upright page."""

    picture: Grey
    character: float
    corners: NDArray[np.float64]


def lines_outside(found: Found) -> list[OutsideLine]:
    """Lines of text outside the tables that were found on a page, from the top down; none on a blank page."""
    page = found.page.lit
    heights = [table.flat.character for table in found.tables]
    character = float(np.median(heights)) if heights else page.character
    return find_outside_lines(page, [table.outline() for table in found.tables], character) if character else []


def find_outside_lines(page: Lit, outlines: list[NDArray[np.float64]], character: float) -> list[OutsideLine]:
    """Lines of text outside the given table outlines, from the top down.

    `outlines` are (n, 2) polygons on the page, x and y in pixels; `character` is the height of the tables' print.
    """
    height, width = page.pixels.shape
    bare = page.pixels.copy()
    for outline in outlines:
        cv2.fillPoly(bare, [np.round(outline).astype(np.int32)], (255.0,))
    slant = page.slant.matrix(width, height)
    level = np.asarray(cv2.warpAffine(bare, slant, (width, height), borderValue=(255.0,)), np.uint8)
    back = cv2.invertAffineTransform(slant)
    lines = []
    for line in _ink_lines(level, character)[:_MOST]:
        own = float(np.clip(line.bottom - line.top, 0.8 * character, 3 * character))
        corners = np.array(
            [
                [line.left, line.top],
                [line.right, line.top],
                [line.right, line.bottom],
                [line.left, line.bottom],
            ],
            float,
        )
        lines.append(
            OutsideLine(line_picture(level, line, own), own, np.asarray(corners @ back[:, :2].T + back[:, 2], float))
        )
    return lines


def _ink_lines(level: Grey, character: float) -> list[InkLine]:
    """Rectangles of ink that hangs together once letters are joined to lines; the page's dark border is none."""
    ink = ink_of(level, max(31, int(4 * character)), _CONTRAST)
    wide, high = max(3, round(1.6 * character)) | 1, max(3, round(0.35 * character)) | 1
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((high, wide), np.uint8))
    _, pieces = connected(np.asarray(joined, np.uint8))
    height, width = level.shape
    lines = []
    for x, y, across, down, area in pieces[1:].tolist():
        at_edge = x <= 1 or y <= 1 or x + across >= width - 1 or y + down >= height - 1
        if at_edge or not 0.5 * character <= down <= 3.5 * character or across < 0.35 * character:
            continue
        if area < 0.15 * across * down:
            continue
        lines.append(InkLine(int(x), int(y), int(x + across), int(y + down), int(x), int(x + across)))
    return sorted(lines, key=lambda line: (line.top, line.left))
