"""一, 二 and 三 told by counting their strokes: they differ in nothing else, and a reader guesses where print is faint.

Of 9,900 of them on rendered pages the count was wrong for 2 in a thousand where lines run across. In columns, where
the strokes of neighbours stand in one row with their own, it is often too high, and was too low for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from ingest.pages import CellText, Glyph
from ingest.readers.blind_spots import is_han, pitch_of
from ingest.readers.cutting import Floats
from ingest.rectify.components import connected
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

_BARS: Final = "一二三"
_BAR: Final = _BARS[0]
_HALF: Final = 0.62
"""Half of a character's window where no neighbour is nearer, in distances of two."""
_LONG: Final = 0.6
"""Character heights along which a stroke is as dark as it counts."""
_FAINTEST: Final = 8.0
"""Grey levels by which the darkest stroke stands out from paper at least."""
_STROKE: Final = 0.3
"""Share of the darkest stroke that another one is dark at least."""
_VALLEY: Final = 0.72
"""Share of the fainter of two strokes that it may be dark between them at most."""
_CONFIRMED: Final = 0.96
"""Score of a figure that the reader hesitated over and the count confirms."""
_GUESSED: Final = 0.8
"""Score below which it does not, for more than one stroke: dirt makes strokes too."""
_SURE: Final = 0.97
"""Score from which the reader is righter than the count."""
_END: Final = 0.12
"""Character heights along which a stroke's hook or leg is dark, at least."""
_EDGE: Final = 0.4
"""Share of the darkest of a stroke that its edge is dark."""
_LEGS: Final = 0.06
"""Character heights that both ends of a stroke reach below its middle, to be legs: those of 冖 do by 0.08, those of
一 by 0.04 at most."""
_CONTRADICTED: Final = 0.5
"""Score at most of a figure that its strokes contradict."""


def with_bars_counted(line: Grey, text: CellText, character: float, *, lies: bool) -> CellText:
    """The text, its 一, 二 and 三 surer or less sure by their strokes, or as many as they are where it was a guess.

    What stands on legs is in doubt as 一, however sure the reader: it knows no 冖.
    `lies` says that its characters lie on their left side, as those of columns do.
    """
    places = [place for place, glyph in enumerate(text.glyphs) if glyph.char == _BAR or _is_unsure(glyph)]
    if not places or len(text.glyphs) != len(text.text):
        return text
    smooth = np.asarray(cv2.GaussianBlur(line, (3, 3), 0), np.uint8)
    dark = np.asarray(Shades.of(smooth).median - smooth.astype(np.float32), np.float32)
    glyphs = list(text.glyphs)
    for place in places:
        window = _window(dark, text.glyphs, place, character)
        glyphs[place] = _told(glyphs[place], window if lies else window.T, character, lies=lies)
    if glyphs == list(text.glyphs):
        return text
    return replace(
        text,
        text="".join(glyph.char for glyph in glyphs),
        glyphs=tuple(glyphs),
        confidence=min(text.confidence, *(glyph.score for glyph in glyphs)),
    )


def _is_unsure(glyph: Glyph) -> bool:
    return glyph.char in _BARS and glyph.score < _SURE


def _told(glyph: Glyph, dark: Floats, character: float, *, lies: bool) -> Glyph:
    """The figure as its strokes, which run from the top of a picture of darkness to its bottom, tell it."""
    if glyph.char == _BAR and _stands_on_legs(dark, character):
        return replace(glyph, score=min(glyph.score, _CONTRADICTED))
    return _weighed(glyph, _count(dark, character), lies=lies) if _is_unsure(glyph) else glyph


def _window(dark: Floats, glyphs: Sequence[Glyph], place: int, character: float) -> Floats:
    """The stretch of a line that is one character's, up to the middle between it and its neighbours."""
    width = dark.shape[1]
    middle, half = glyphs[place].at * width, _HALF * pitch_of(glyphs, width, character)
    left, right = middle - half, middle + half
    if place and is_han(glyphs[place - 1].char):
        left = max(left, (glyphs[place - 1].at * width + middle) / 2)
    if place + 1 < len(glyphs) and is_han(glyphs[place + 1].char):
        right = min(right, (glyphs[place + 1].at * width + middle) / 2)
    return dark[:, max(0, int(left)) : min(width, int(np.ceil(right)))]


def _count(dark: Floats, character: float) -> int:
    """How many strokes stand side by side in a picture of darkness, each running from its top towards its bottom."""
    if dark.shape[1] < 3:
        return 0
    profile = _profile(dark, _LONG * character)
    if profile.max() < _FAINTEST:
        return 0
    profile = profile - np.quantile(profile, 0.15)
    found: list[int] = []
    for place in range(len(profile)):
        height = profile[place]
        if height < _STROKE * profile.max() or height < profile[max(0, place - 2) : place + 3].max():
            continue
        if found and not _parted(profile, found[-1], place):
            found[-1] = max(found[-1], place, key=lambda at: float(profile[at]))
        else:
            found.append(place)
    return len(found)


def _stands_on_legs(dark: Floats, character: float) -> bool:
    """Whether the longest stroke of a picture reaches farther to its right at both ends than in its middle."""
    if min(dark.shape) < 3:
        return False
    ink = dark >= max(_FAINTEST, _EDGE * float(_profile(dark, _END * character).max()))
    labels, pieces = connected(ink.astype(np.uint8))
    if len(pieces) < 2:
        return False
    stroke = labels == 1 + int(pieces[1:, cv2.CC_STAT_HEIGHT].argmax())
    stroke = stroke[stroke.any(axis=1)]
    lowest = stroke.shape[1] - 1 - stroke[:, ::-1].argmax(axis=1)
    end = len(lowest) // 4
    if not end:
        return False
    ends = min(lowest[:end].max(), lowest[-end:].max())
    return bool(ends - np.median(lowest[end:-end]) >= _LEGS * character)


def _profile(dark: Floats, along: float) -> Floats:
    """How dark each column of a picture is in the `along` darkest of its pixels."""
    return np.asarray(np.sort(dark, axis=0)[::-1][: max(1, int(along))].mean(axis=0), np.float32)


def _parted(profile: Floats, one: int, other: int) -> bool:
    """Whether it is white enough between two places of a profile for them to be two strokes."""
    valley = float(profile[one : other + 1].min())
    return other - one > 2 and valley <= _VALLEY * min(float(profile[one]), float(profile[other]))


def _weighed(glyph: Glyph, count: int, *, lies: bool) -> Glyph:
    """The figure as reader and count have it together."""
    read = _BARS.index(glyph.char) + 1
    if not count or (lies and count > read):
        return glyph
    if count == read:
        confirmed = read == 1 or (not lies and glyph.score >= _GUESSED)
        return replace(glyph, score=max(glyph.score, _CONFIRMED)) if confirmed else glyph
    if count <= len(_BARS) and glyph.other == _BARS[count - 1]:
        glyph = replace(glyph, char=glyph.other, score=glyph.other_score, other=glyph.char, other_score=glyph.score)
    return replace(glyph, score=min(glyph.score, _CONTRADICTED))
