"""Several looks at a doubtful line: pictures of it that differ by a little are read alike and weighed together.

A character that is printed clearly reads the same however the picture is held; one that does not is where the
reader guesses. On rendered lines of medium and heavy damage this puts right a tenth of its errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from ingest.pages import Glyph
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

LOOKS_DIFFER: Final = "looks differ"
"""What a text is in doubt for when not every look at its line gave that text."""
_SOFT: Final = 0.6
"""Pixels of blur by which grain is softened."""
_FARTHER: Final = 0.08
"""Line heights of air by which a line is seen from a little farther off."""


def pictures(line: Grey) -> list[Grey]:
    """The line softened, from farther off, and on paper made white."""
    paper, air = Shades.of(line).median, round(_FARTHER * line.shape[0])
    return [
        np.asarray(cv2.GaussianBlur(line, (3, 3), _SOFT), np.uint8),
        np.asarray(cv2.copyMakeBorder(line, air, air, air, air, cv2.BORDER_CONSTANT, value=(paper,)), np.uint8),
        np.asarray(np.clip(line.astype(np.float32) * (255 / max(1.0, paper)), 0, 255), np.uint8),
    ]


def weighed(first: LineReading, others: Sequence[LineReading]) -> LineReading:
    """What all looks together make of a line; those that see another number of characters are left aside.

    The places of the characters are those of the first look.
    """
    alike = [first, *(other for other in others if len(other.glyphs) == len(first.glyphs))]
    if len(alike) == 1 or not first.glyphs:
        return first
    glyphs = tuple(_weighed(seen) for seen in zip(*(look.glyphs for look in alike), strict=True))
    return LineReading("".join(g.char for g in glyphs), min(g.score for g in glyphs), glyphs)


def likeliest(glyph: Glyph, votes: Iterable[tuple[str, float]]) -> Glyph:
    """The glyph with the character that has most of the votes, each of a character and its share, and the runner-up.

    A runner-up may be the reader's sign for nothing at all, which is no character that a place can hold.
    """
    likely: dict[str, float] = {}
    for char, share in votes:
        if char:
            likely[char] = likely.get(char, 0.0) + share
    first, second = [*sorted(likely, key=lambda char: -likely[char]), "", ""][:2]
    return replace(
        glyph,
        char=first,
        score=round(likely.get(first, 0.0), 4),
        other=second,
        other_score=round(likely.get(second, 0.0), 4),
    )


def _weighed(seen: tuple[Glyph, ...]) -> Glyph:
    own = [(glyph.char, glyph.score) for glyph in seen]
    others = [(glyph.other, glyph.other_score) for glyph in seen]
    return likeliest(seen[0], [(char, score / len(seen)) for char, score in (*own, *others)])
