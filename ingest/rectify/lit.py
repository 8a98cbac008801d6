"""An evenly lit page, and what its stages ask of it: each measured once, when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.dotted import drawn_through
from ingest.rectify.light import Grey
from ingest.rectify.rules import character_height, height_of, ink_pieces
from ingest.rectify.segments import Mask, Segment, find_marks, find_segments, runs_across
from ingest.rectify.skew import Slant, find_slant


@dataclass(frozen=True, slots=True)
class LevelPrint:
    """The print of a page once its lines are level: its ink, 1 on 0, and its segments.

    `matrix` is the 2×3 affine map from the page to there.
    """

    matrix: NDArray[np.float64]
    ink: Mask
    segments: list[Segment]


class Lit:
    """A page or picture, evenly lit; `pixels` is what there is to see of it, which nobody changes."""

    def __init__(self, pixels: Grey) -> None:
        self.pixels = pixels

    @classmethod
    def drawn_through(cls, pixels: Grey) -> Lit:
        """A page whose dotted and dashed rules, if it has any, are drawn as solid ones."""
        labels, pieces = ink_pieces(pixels)
        character = height_of(pieces, max(pixels.shape))
        drawn = drawn_through(pixels, labels, pieces, character)
        page = cls(drawn)
        if drawn is pixels:
            page.character = character
        return page

    @cached_property
    def character(self) -> float:
        """The height of its print in pixels; 0.0 without any."""
        return character_height(self.pixels)

    @cached_property
    def slant(self) -> Slant:
        """How far its lines and uprights lean."""
        return find_slant(self.pixels)

    @cached_property
    def runs_across(self) -> bool:
        """Whether the lines of its print run across."""
        return runs_across(self.pixels, self.character)

    @cached_property
    def level_print(self) -> LevelPrint:
        """Its print, made level; its lines must run across."""
        height, width = self.pixels.shape
        matrix = self.slant.matrix(width, height)
        level = cv2.warpAffine(self.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
        ink, _ = find_marks(np.asarray(level, np.uint8), self.character)
        return LevelPrint(matrix, ink, find_segments(ink, self.character))
