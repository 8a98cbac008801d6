"""Streaks of the scanner: what a grain of dust on its glass, or a dead cell of its sensor, draws over every page.

A streak runs along a row or a column of the picture's own pixels, whatever lies in the scanner, and goes on over the
blank margins to both edges of the picture. Taken for a rule it would part the cells that it crosses.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rectify.light import Grey

_BROAD: Final = 0.0022
"""Share of the picture's width that a streak is broad at most."""
_BESIDE: Final = 6
"""Times the breadth of the broadest streak within which its paper is seen; the shadow of a gutter is broader."""
_BANDS: Final = 60
"""Bands of the picture, from edge to edge, in each of which a streak is looked for."""
_SAMPLES: Final = 25
"""Rows of a band that are looked at: print crosses the fewer of them."""
_CONTRAST: Final = 14
"""Grey levels by which a streak differs from what lies on both its sides at least; grain differs by less."""
_MOST_BANDS: Final = 0.9
"""Share of the bands in which a streak shows; along the strokes of large print it does not."""
_ENDS: Final = 2
"""Bands at either edge of the paper in all of which it shows, as the rules of a table do not."""
_LID: Final = 0.45
"""Share of the brightness of the paper below which a band lies on the black lid of the scanner."""
_MOST_STREAKS: Final = 0.03
"""Share of the picture that streaks cover at most: more are the screen that it was printed with."""
_MARGIN: Final = 0.015
"""Share of the picture's height that is blank at its edges, where what goes on to them is no rule."""
_BLANK: Final = 0.01
"""Share of a margin that is ink at most if nothing is printed on it."""
_INK: Final = 0.7
"""Share of the brightness of a margin that is left where there is ink."""


def without_streaks(grey: Grey) -> Grey:
    """The picture as it was lit without the streaks that run along its columns or its rows.

    What they hide is taken from both their sides.
    """
    down, across = _streaks(grey), _streaks(grey.T)
    if down.any() == across.any():  # without any; or the picture is cut from within a table, whose rules go on
        return grey
    if down.any():
        return _bridged(grey, down)
    return np.ascontiguousarray(_bridged(np.ascontiguousarray(grey.T), across).T)


def _streaks(grey: Grey) -> NDArray[np.bool_]:
    """Which columns of a picture are streaks."""
    height, width = grey.shape
    most = _most(width)
    rows = np.linspace(0, height - 1, _BANDS * _SAMPLES).astype(int).reshape(_BANDS, _SAMPLES)
    bands = _middle([np.ascontiguousarray(grey[samples]) for samples in rows.T])
    first, last = _within_lid(bands)
    paper, page = bands[first : last + 1], grey[rows[first, 0] : rows[last, -1] + 1]
    none = np.zeros(width, bool)
    if len(paper) < _MOST_BANDS * _BANDS:
        return none
    found = none.copy()
    for hat in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT):
        shows = cv2.morphologyEx(paper, hat, np.ones((1, _BESIDE * most + 1), np.uint8)) >= _CONTRAST
        to_edges = shows[:_ENDS].all(axis=0) & shows[-_ENDS:].all(axis=0)
        found |= _narrow(to_edges & (shows.mean(axis=0) >= _MOST_BANDS), most)
    blurred = np.convolve(found, np.ones(3), "same") > 0
    if not found.any() or blurred.mean() > _MOST_STREAKS or not _has_margins(page, blurred) or _is_frame(page, blurred):
        return none
    return blurred


def _middle(samples: list[Grey]) -> Grey:
    """The median of an odd number of pictures at each of their pixels.

    Two are put in order at a time, all their pixels at once, until the brighter half is: that is many times as fast
    as to sort what each pixel holds.
    """
    order = list(samples)
    for end in range(len(order) - 1, len(order) // 2 - 1, -1):
        for n in range(end):
            order[n], order[n + 1] = np.minimum(order[n], order[n + 1]), np.maximum(order[n], order[n + 1])
    return order[len(order) // 2]


def _most(width: int) -> int:
    """Columns that a streak is broad at most in a picture of that width."""
    return max(3, round(_BROAD * width))


def _within_lid(bands: Grey) -> tuple[int, int]:
    """The first and the last band of a picture that lie on paper, clear of the lid above and below it.

    Of a picture that is black all over none does: then the last comes before the first.
    """
    lit = np.flatnonzero(np.median(bands, axis=1) > _LID * np.quantile(bands, 0.7))
    if not len(lit):
        return 0, -1
    first, last = int(lit[0]), int(lit[-1])
    return first + (first > 0), last - (last < len(bands) - 1)


def _narrow(shows: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """What of a row of columns stands in runs of `most` at most."""
    column = shows.astype(np.uint8)[None, :]
    broad = cv2.morphologyEx(column, cv2.MORPH_OPEN, np.ones((1, most + 1), np.uint8))
    return np.asarray((column > broad)[0])


def _has_margins(grey: Grey, streaks: NDArray[np.bool_]) -> bool:
    """Whether a picture is blank at its upper and its lower edge, but for its streaks."""
    deep = max(2, round(_MARGIN * grey.shape[0]))
    return all(
        float(np.mean(margin < _INK * np.quantile(margin, 0.7))) <= _BLANK
        for margin in (grey[:deep, ~streaks], grey[-deep:, ~streaks])
    )


def _is_frame(page: Grey, streaks: NDArray[np.bool_]) -> bool:
    """Whether rules across the picture end at the outermost of its streaks: the sides of a table that it cuts."""
    places, reach = np.flatnonzero(streaks), 2 * _most(page.shape[1])
    left, right = int(places[0]), int(places[-1]) + 1
    if left < reach or right + reach > page.shape[1] or right - left < 4 * reach:
        return False
    near = (page[:, left - reach : left], page[:, right : right + reach])
    within = (page[:, left + reach : left + 2 * reach], page[:, right - 2 * reach : right - reach])
    dark = _INK * float(np.quantile(page[::16, ::16], 0.7))
    ends = np.all([part.max(axis=1) < dark for part in within], axis=0)
    return bool(np.count_nonzero(ends & np.all([part.min(axis=1) >= dark for part in near], axis=0)) > 1)


def _bridged(grey: Grey, streaks: NDArray[np.bool_]) -> Grey:
    """The picture whose columns that are streaks are drawn from the nearest ones that are none."""
    clear = np.flatnonzero(~streaks)
    hidden = np.flatnonzero(streaks)
    after = np.searchsorted(clear, hidden)
    left, right = clear[np.maximum(after - 1, 0)], clear[np.minimum(after, len(clear) - 1)]
    share = (hidden - left) / np.maximum(right - left, 1)
    bridged = grey.copy()
    bridged[:, hidden] = np.round(grey[:, left] * (1 - share) + grey[:, right] * share).astype(np.uint8)
    return bridged
