"""Ink that no character accounts for: a stroke cut off, a small character taken for dirt, or dirt.

Characters stand where the reader saw them and take the room that their kind takes. On rendered pages one line in
five hundred has ink of some size elsewhere; what is lost in silence, a 丶 at the end of a name, is among it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.pages import Glyph
from ingest.readers.blind_spots import is_han, pitch_of, shapes_of
from ingest.rectify.light import Grey

UNREAD: Final = "ink that was not read"
"""What a text is in doubt for when ink of some size is none of its characters'."""
_DARK: Final = 0.45
"""Share of the way from paper to the darkest print from which on ink counts."""
_SPECK: Final = 0.24
"""Character heights; pieces smaller than this are dirt."""
_MARK: Final = 0.4
"""Character heights; smaller pieces in longer lines are the points and commas between what a cell tells."""
_NAME: Final = 4
"""Characters of a line at most that may be a name, in which a 丶 is a character."""
_BETWEEN: Final = 0.25
"""Character heights of ink in a row, outside of every character's room, that are a part of a character."""
_BEYOND: Final = 0.35
"""Character heights by which ink reaches farther than the first and last character at either end."""
_CLOSEST: Final = 0.95
"""Character heights that Chinese characters are apart at least."""
_ROOM: Final = 0.55
"""Half of the room of a Chinese character, in distances of two."""
_FIGURE_ROOM: Final = 0.62
"""The same of a figure or letter, which differ in width."""
_MARK_ROOM: Final = 0.3
"""The same of a mark, in character heights."""
_FIGURES: Final = (0.4, 0.75)
"""Character heights that figures and letters are apart."""
_EDGE: Final = (0.5, 0.55)
"""Where the ink of a character at an end ends: of a Chinese one in character heights, of another in its distances."""


def has_unread_ink(line: Grey, glyphs: Sequence[Glyph], character: float) -> bool:
    """Whether there is ink in a line's picture beside the rooms of its characters, of which it has some."""
    shapes = shapes_of(line, _DARK)
    width = line.shape[1]
    inked = np.zeros(width, bool)
    least = _SPECK if len(glyphs) <= _NAME and all(is_han(glyph.char) for glyph in glyphs) else _MARK
    for left, _, right, _ in shapes.boxes[shapes.sizes >= least * character]:
        inked[left:right] = True
    if not glyphs or not inked.any():
        return False
    figure = _distance_of_figures(glyphs, width, character)
    first, last = (
        (_EDGE[0] * character if is_han(glyph.char) else _EDGE[1] * figure) for glyph in (glyphs[0], glyphs[-1])
    )
    ends = np.flatnonzero(inked)[[0, -1]]
    beyond = max(glyphs[0].at * width - first - ends[0], ends[1] - glyphs[-1].at * width - last)
    if beyond >= _BEYOND * character:
        return True
    left_over = inked & shapes.mask.any(axis=0)
    chinese = max(_CLOSEST * character, pitch_of(glyphs, width, character))
    for glyph in glyphs:
        half = _half(glyph.char, chinese, figure, character)
        left_over[max(0, int(glyph.at * width - half)) : max(0, int(glyph.at * width + half) + 1)] = False
    return _longest(left_over) >= _BETWEEN * character


def _half(char: str, chinese: float, figure: float, character: float) -> float:
    """Half of the room of a character, in pixels."""
    if is_han(char):
        return _ROOM * chinese
    return _FIGURE_ROOM * figure if char.isalnum() else _MARK_ROOM * character


def _distance_of_figures(glyphs: Sequence[Glyph], width: int, character: float) -> float:
    """Pixels from one figure to the next, as this line is set."""
    steps = [(b.at - a.at) * width for a, b in pairwise(glyphs) if a.char.isdigit() and b.char.isdigit()]
    least, most = (share * character for share in _FIGURES)
    return float(np.clip(np.median(steps), least, most)) if steps else 0.5 * character


def _longest(places: NDArray[np.bool_]) -> int:
    """How long the longest unbroken run of True is."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], places, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
