"""The leaves of an open book, whose tables a crease, the edge of a page or a shadow across both makes hang together."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_GUTTER: Final = 4.0
"""Character heights from the table of one leaf to that of the other, at least: a column of a table has rules across."""
_RULES: Final = 2
"""Rules across that the tables beside a gutter have at least; in the gutter itself there are fewer."""
_LEAST: Final = 0.5
"""Character heights that rules run on over each other at least; where stains cross a crease, they do for less."""


def ruled_leaves(across: NDArray[np.uint8], character: float) -> list[tuple[int, int]]:
    """Where the table of each leaf starts and ends, in columns of a mask of the rules of one net that run across.

    There is one, unless a gutter is seen between two.
    """
    above = np.vstack([np.zeros((1, across.shape[1]), bool), across[:-1] > 0])
    ruled = (((across > 0) & ~above).sum(axis=0) >= _RULES).astype(np.uint8)[None]
    least = max(1, round(_LEAST * character))
    ruled = np.asarray(cv2.morphologyEx(ruled, cv2.MORPH_OPEN, np.ones((1, least), np.uint8)), np.uint8)
    steps = np.diff(np.pad(ruled[0].astype(np.int8), 1))
    found: list[tuple[int, int]] = []
    for start, end in zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True):
        if found and start - found[-1][1] < _GUTTER * character:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
